"""Defects of the budget and its execution (JP2)."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing.numbers import ZERO, round_half_up
from jiping.synth.dice import Dice

from .edits import (
    rescored,
    row,
    section,
    view,
)
from .table import Planted, Soil, defect

_TOTAL = "/budget/rows/0"


@defect("JP201", "执行数超过全年预算数", "JP112", "JP109", "JP110", "JP606", "JP608", "JPA01", "JP113",
        "JP204", "JP111", "JP114", "JP115", "JP315")  # fmt: skip
def overspent(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.adjusted:
        return None
    executed = dice.times(first.adjusted, "1.02", "1.09")
    rate = round_half_up(executed / first.adjusted, 4)
    changed = row(soil.filing, executed=executed, execution_rate=rate)
    return Planted(rescored(changed, soil.standard), (f"{_TOTAL}/executed",))


@defect("JP202", "没有填年初预算数", "JP209", "JP117", "JPA07", "JP608")
def initial_missing(soil: Soil, dice: Dice) -> Planted | None:
    if not soil.filing.budget.rows[0].initial:
        return None
    return Planted(row(soil.filing, initial=ZERO), (f"{_TOTAL}/initial",))


@defect("JP203", "年初预算只有全年预算的一半，报告没有说明", "JP208", "JPA07", "JP608", "JP114")
def adjusted_far(soil: Soil, dice: Dice) -> Planted | None:
    adjusted = soil.filing.budget.rows[0].adjusted
    if not adjusted:
        return None
    initial = dice.times(adjusted, "0.45", "0.62")
    return Planted(row(soil.filing, initial=initial), (f"{_TOTAL}/adjusted",))


@defect(
    "JP204", "全年预算数按执行数倒填", "JP111", "JP113", "JPA07", "JP608", "JP114", "JP115", "JP315"
)
def filled_backwards(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.executed or first.executed == first.adjusted:
        return None
    general = soil.filing.budget.by_revenue.general_public_budget
    changed = row(soil.filing, adjusted=first.executed, execution_rate=Decimal(1))
    if general and first.adjusted:
        changed = view(
            changed, "by_revenue", general_public_budget=general - first.adjusted + first.executed
        )
    return Planted(rescored(changed, soil.standard), (f"{_TOTAL}/adjusted",))


@defect("JP205", "只执行了预算的一半", "JP112", "JP109", "JP606", "JP608", "JPA01", "JP315", "JP316", "JP206",
        "JP113", "JP314", "JP114", "JP115")  # fmt: skip
def half_spent(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.adjusted:
        return None
    executed = dice.times(first.adjusted, "0.42", "0.58")
    rate = round_half_up(executed / first.adjusted, 4)
    changed = row(soil.filing, executed=executed, execution_rate=rate)
    return Planted(rescored(changed, soil.standard), (f"{_TOTAL}/executed",))


@defect("JP209", "没有发生的收入留空，没有填0")
def blank_for_zero(soil: Soil, dice: Dice) -> Planted | None:
    if soil.standard.form.views is None:
        return None
    changed = view(soil.filing, "by_revenue", special_account_nontax=None, other=None)
    return Planted(changed, ("/budget/by_revenue/other",))


@defect("JP212", "在职人数多于编制", "JPA14", "JP717", "JP908")
def more_staff_than_posts(soil: Soil, dice: Dice) -> Planted | None:
    import re

    def grown(text: str) -> str:
        posts = re.search(r"编制(\d+)名", text)
        more = int(posts[1]) + dice.whole(2, 6) if posts else 0
        return re.sub(r"在职人员\d+人", f"在职人员{more}人", text) if posts else text

    found = section(soil.filing, "profile", grown)
    return Planted(found[0], (f"{found[1]}/text",)) if found else None
