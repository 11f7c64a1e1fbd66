"""Defects that show beside last year's filing and the final accounts (JP9, JPA)."""

from __future__ import annotations

import re
from decimal import Decimal

from jiping.filing import Filing
from jiping.filing.identity import name_key
from jiping.filing.numbers import ZERO, round_half_up
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    figure,
    indicator,
    is_floor,
    is_missed,
    is_rate,
    number,
    places,
    rescored,
    row,
    section,
    view,
    written,
)
from .table import Planted, Soil, defect


def _last(soil: Soil, name: str | None) -> int | None:
    """Where last year's indicator of this name stands."""
    if soil.last_year is None or not name:
        return None
    found = places(soil.last_year, lambda one: name_key(one.name or "") == name_key(name))
    return found[0] if found else None


@defect("JP902", "目标降到上年的目标和完成值以下", "JP410", "JP516", "JP306", "JP522")
def target_lowered(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_rate)
    if at is None or _last(soil, soil.filing.indicators[at].name) is None:
        return None
    one = soil.filing.indicators[at]
    target = round_half_up(number(one, "target") * dice.decimal("0.86", "0.93", 2), 1)
    changed = indicator(soil.filing, at, target=written(one, target, "≥"))
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/target",))


@defect("JP904", "上年没有完成的指标今年不列了", "JP909", "JP522", "JP530")
def dropped_after_miss(soil: Soil, dice: Dice) -> Planted | None:
    if soil.last_year is None:
        return None
    missed = {name_key(one.name or "") for one in soil.last_year.indicators if is_missed(one)}
    found = places(soil.filing, lambda one: name_key(one.name or "") in missed)
    if not found:
        return None
    one = soil.filing.indicators[found[0]]
    rate = one.target is not None and one.target.unit == "%"
    changed = indicator(
        soil.filing, found[0], name="台账资料归档合格率" if rate else "新增台账册数",
        target="≥95%" if rate else "≥40册", actual="97%" if rate else "42册",
    )  # fmt: skip
    return Planted(rescored(_unsaid(changed, one.name or ""), soil.standard), ("/indicators",))


def _unsaid(filing: Filing, name: str) -> Filing:
    """The filing whose report and goals do not speak of *name*."""
    from .edits import texts

    goals = filing.goals
    pattern = rf"[；，：]?[^；，。：]*{re.escape(name)}[^；，。]*"
    told = goals.model_copy(
        update={
            "expected": re.sub(pattern, "", goals.expected or ""),
            "achieved": re.sub(pattern, "", goals.achieved or ""),
        }
    )
    return texts(filing.model_copy(update={"goals": told}), lambda text: re.sub(pattern, "", text))


@defect("JP905", "上年没有完成的指标今年降了分值", "JP103", "JP504")
def lightened_after_miss(soil: Soil, dice: Dice) -> Planted | None:
    if soil.last_year is None:
        return None
    missed = {name_key(one.name or "") for one in soil.last_year.indicators if is_missed(one)}
    found = places(
        soil.filing, lambda one: name_key(one.name or "") in missed and (one.weight or ZERO) >= 4
    )
    others = places(soil.filing, is_floor)
    if not found or not (same := [
        at for at in others
        if at not in found and soil.filing.indicators[at].level1 == soil.filing.indicators[found[0]].level1
    ]):  # fmt: skip
        return None
    less = round_half_up((soil.filing.indicators[found[0]].weight or ZERO) / 2, 0)
    changed = indicator(
        soil.filing, found[0], weight=(soil.filing.indicators[found[0]].weight or ZERO) - less
    )
    changed = indicator(
        changed, same[0], weight=(changed.indicators[same[0]].weight or ZERO) + less
    )
    return Planted(rescored(changed, soil.standard), (f"/indicators/{found[0]}/weight",))


@defect("JP907", "完成值都与上年相同", "JP615", "JP614", "JP301", "JP304", "JP404", "JP409", "JP617", "JP402", "JP914",
        "JP901", "JP401", "JP906", "JP616", "JP903", "JP310", "JP315", "JP314", "JP902", "JP619")  # fmt: skip
def values_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    if soil.last_year is None:
        return None
    changed = soil.filing
    for at, one in enumerate(changed.indicators):
        there = _last(soil, one.name)
        if (
            there is not None
            and not is_missed(one)
            and not is_missed(soil.last_year.indicators[there])
        ):
            changed = indicator(changed, at, actual=soil.last_year.indicators[there].actual)
    return Planted(rescored(changed, soil.standard), ("/indicators",))


@defect("JP908", "由增减额倒推的上年数与上年报告不同", "JP603", "JP605", "JP602")
def change_off_last_year(soil: Soil, dice: Dice) -> Planted | None:
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    pay = told.get("301")
    if soil.last_year is None or pay is None or not pay.change or not pay.amount:
        return None
    change = pay.change + dice.times(pay.amount, "0.02", "0.05")
    changed = figure(soil.filing, "301", change=change)
    found = section(
        changed[0] if changed else soil.filing,
        "basic_expenditure",
        lambda text: re.sub(
            r"(比上年(?:增加|减少))[\d.]+万元", rf"\g<1>{change:.2f}万元", text, count=1
        ),
    )
    return Planted(found[0], (changed[1],)) if found and changed else None


@defect("JP911", "报告照抄上年，只换了数字", "JP912", "JP616", "JP619", "JP615", "JP618", "JP617", "JP718", "JP712",
        "JP906", "JP608", "JP606", "JP908", "JPA12", "JPA14", "JP613", "JP614", "JP713", "JP602", "JP604",
        "JP603", "JP612", "JP605", "JP113", "JP601", "JP126", "JPA11", "JP705")  # fmt: skip
def report_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    if soil.last_year is None or soil.last_year.report is None or soil.filing.report is None:
        return None
    year = str(soil.last_year.fiscal_year)
    this = str(soil.filing.fiscal_year)
    sections = tuple(
        one.model_copy(update={"text": one.text.replace(year, this)})
        for one in soil.last_year.report.sections
    )
    report = soil.filing.report.model_copy(update={"sections": sections})
    return Planted(soil.filing.model_copy(update={"report": report}), ("/report",))


@defect("JP913", "同一指标又没有完成，原因照抄上年", "JP906", "JP616", "JP615", "JP614", "JP409", "JP617", "JP619",
        "JP405")  # fmt: skip
def reason_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    if soil.last_year is None:
        return None
    before = {name_key(one.name or ""): one for one in soil.last_year.indicators if is_missed(one)}
    at = any_place(
        soil.filing, dice, lambda one: name_key(one.name or "") in before and not is_missed(one)
    )
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = round_half_up(number(one, "target") * Decimal("0.93"), 1)
    reason = before[name_key(one.name or "")].reason
    changed = indicator(soil.filing, at, actual=written(one, actual), reason=reason)
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/reason",))


@defect("JP914", "总体目标连同数字照抄上年", "JP522", "JP615", "JP527", "JP524")
def goals_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    if soil.last_year is None or soil.last_year.goals.achieved == soil.filing.goals.achieved:
        return None
    changed = soil.filing.model_copy(update={"goals": soil.last_year.goals})
    return Planted(changed, ("/goals",))


# --- the final accounts ---------------------------------------------------------------------------


@defect("JPA01", "执行数与决算不同", "JP112", "JP109", "JP110", "JP606", "JP608", "JP113", "JP315", "JP201", "JP111",
        "JP114", "JP115")  # fmt: skip
def executed_off_accounts(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if soil.accounts is None or not first.executed or not first.adjusted:
        return None
    executed = dice.times(first.executed, "0.93", "0.97")
    rate = round_half_up(executed / first.adjusted, 4)
    changed = rescored(row(soil.filing, executed=executed, execution_rate=rate), soil.standard)
    return Planted(changed, ("/budget/rows/0/executed",))


@defect("JPA02", "基本支出与决算不同", "JP112", "JP606", "JP113", "JP126", "JPA03")
def basic_off_accounts(soil: Soil, dice: Dice) -> Planted | None:
    parts = soil.filing.budget.by_expenditure
    if soil.accounts is None or not parts.basic or not parts.project:
        return None
    moved = dice.times(min(parts.project, parts.basic), "0.10", "0.25")
    changed = view(
        soil.filing, "by_expenditure", basic=parts.basic + moved, project=parts.project - moved
    )
    return Planted(changed, ("/budget/by_expenditure/basic",))


@defect("JPA07", "全年预算数与决算不同", "JP111", "JP109", "JP110", "JP608", "JP113", "JP315", "JP205", "JP114",
        "JP115", "JPA04")  # fmt: skip
def adjusted_off_accounts(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if soil.accounts is None or not first.adjusted or not first.executed:
        return None
    adjusted = dice.times(first.adjusted, "1.02", "1.05")
    general = soil.filing.budget.by_revenue.general_public_budget
    rate = round_half_up(first.executed / adjusted, 4)
    changed = row(soil.filing, adjusted=adjusted, execution_rate=rate)
    if general:
        changed = view(
            changed, "by_revenue", general_public_budget=general + adjusted - first.adjusted
        )
    return Planted(rescored(changed, soil.standard), ("/budget/rows/0/adjusted",))


@defect("JPA12", "“三公”经费与决算不同", "JPA13")
def three_public_off_accounts(soil: Soil, dice: Dice) -> Planted | None:
    if soil.accounts is None or not soil.accounts.three_public.total:
        return None
    spent = soil.accounts.three_public.total
    other = spent + dice.decimal("0.4", "1.2")
    found = section(
        soil.filing,
        "performance",
        lambda text: re.sub(
            r"(“三公”经费[^。]*?支出)[\d.]+万元", rf"\g<1>{other}万元", text, count=1
        ),
    )
    return Planted(found[0], (f"{found[1]}/text",)) if found else None


@defect("JPA14", "在职人数与决算不同", "JP212", "JP717")
def staff_off_accounts(soil: Soil, dice: Dice) -> Planted | None:
    if soil.accounts is None or not soil.accounts.staff or soil.accounts.staff < 8:
        return None
    other = soil.accounts.staff - dice.whole(2, 5)
    found = section(
        soil.filing, "profile", lambda text: re.sub(r"在职人员\d+人", f"在职人员{other}人", text)
    )
    return Planted(found[0], (f"{found[1]}/text",)) if found else None


@defect("JPA04", "一般公共预算与决算不同，少的列在其他资金", "JP601")
def other_general_accounts(soil: Soil, dice: Dice) -> Planted | None:
    parts = soil.filing.budget.by_revenue
    if soil.accounts is None or not parts.general_public_budget:
        return None
    moved = dice.times(parts.general_public_budget, "0.03", "0.08")
    changed = view(
        soil.filing, "by_revenue",
        general_public_budget=parts.general_public_budget - moved,
        other=(parts.other or ZERO) + moved,
    )  # fmt: skip
    return Planted(changed, ("/budget/by_revenue/general_public_budget",))
