"""Defects of the arithmetic inside the form (JP1)."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ZERO
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    indicator,
    is_count,
    is_floor,
    is_rate,
    number,
    rescored,
    row,
    section,
    summed,
    view,
    written,
)
from .table import Planted, Soil, defect

_TOTAL = "/budget/rows/0"


def _score(at: int) -> str:
    return f"/indicators/{at}/score"


@defect("JP101", "一项指标多加了分值，合计不再是100", "JP103", "JP504")
def weights_beyond_hundred(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    more = Decimal(dice.whole(2, 6))
    weight, score = (one.weight or ZERO) + more, (one.score or ZERO) + more
    changed = indicator(soil.filing, at, weight=weight, score=score)
    return Planted(summed(changed, soil.standard), ("/total/weight",))


@defect("JP105", "总分比各项得分之和多", "JP613", "JP314", "JP311", "JP320")
def total_beyond_scores(soil: Soil, dice: Dice) -> Planted | None:
    total = soil.filing.total
    more = dice.decimal("0.8", "2.4", 1)
    if total.score is None or total.score + more > HUNDRED:
        more = -more
    score = (total.score or ZERO) + more
    changed = soil.filing.model_copy(update={"total": total.model_copy(update={"score": score})})
    return Planted(changed, ("/total/score",))


@defect("JP106", "一项得分高于分值", "JP318", "JP315")
def score_beyond_weight(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    score = (soil.filing.indicators[at].weight or ZERO) + dice.decimal("0.5", "2", 1)
    return Planted(summed(indicator(soil.filing, at, score=score), soil.standard), (_score(at),))


@defect("JP107", "一项得分写成负数", "JP303", "JP401", "JP314", "JP318", "JP616", "JP313", "JP311")
def negative_score(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    changed = indicator(soil.filing, at, score=Decimal(-1))
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP109", "执行率与执行数、预算数算不拢", "JP319", "JP608")
def wrong_rate(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if first.execution_rate is None or first.execution_rate == 1:
        return None
    rate = first.execution_rate - dice.decimal("0.02", "0.05", 3)
    return Planted(row(soil.filing, execution_rate=rate), (f"{_TOTAL}/execution_rate",))


@defect("JP110", "执行率得分没有按规则算", "JP315")
def wrong_rate_score(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if first.score is None:
        return None
    changed = row(soil.filing, score=first.score - dice.decimal("0.5", "1.2", 1))
    return Planted(summed(changed, soil.standard), (f"{_TOTAL}/score",))


@defect("JP111", "按收入性质少列了一般公共预算", "JP113", "JPA04", "JP601")
def revenue_short(soil: Soil, dice: Dice) -> Planted | None:
    general = soil.filing.budget.by_revenue.general_public_budget
    if not general:
        return None
    less = dice.times(general, "0.02", "0.08")
    changed = view(soil.filing, "by_revenue", general_public_budget=general - less)
    return Planted(changed, ("/budget/by_revenue/general_public_budget",))


@defect("JP112", "按支出性质多列了项目支出", "JP606", "JP113", "JPA03", "JP621")
def expenditure_over(soil: Soil, dice: Dice) -> Planted | None:
    project = soil.filing.budget.by_expenditure.project
    if not project:
        return None
    more = dice.times(project, "0.03", "0.09")
    changed = view(soil.filing, "by_expenditure", project=project + more)
    return Planted(changed, ("/budget/by_expenditure/project",))


@defect("JP113", "收支两个口径不等而报告没有说结转")
def carry_over_untold(soil: Soil, dice: Dice) -> Planted | None:
    found = section(
        soil.filing, "一般公共预算支出情况", lambda text: text.partition("，")[0] + "。"
    )
    return Planted(found[0], ("/budget/by_expenditure",)) if found else None


@defect("JP114", "一个来源的金额大于年度资金总额", "JP115", "JP118", "JP109")
def part_beyond_whole(soil: Soil, dice: Dice) -> Planted | None:
    rows = list(soil.filing.budget.rows)
    if len(rows) < 2 or not rows[1].adjusted:
        return None
    more = dice.times(rows[1].adjusted, "0.10", "0.30")
    rows[1] = rows[1].model_copy(update={"adjusted": rows[1].adjusted + more})
    budget = soil.filing.budget.model_copy(update={"rows": tuple(rows)})
    return Planted(soil.filing.model_copy(update={"budget": budget}), ("/budget/rows/1/adjusted",))


@defect(
    "JP118",
    "完成数写成负数",
    "JP301",
    "JP304",
    "JP307",
    "JP615",
    "JP303",
    "JP314",
    "JP313",
    "JP906",
)
def negative_value(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(
        soil.filing, dice, lambda one: is_count(one) and not {"增", "率"} & set(one.name or "")
    )
    if at is None:
        return None
    one = soil.filing.indicators[at]
    changed = indicator(soil.filing, at, actual=f"-{written(one, number(one, 'actual'))}")
    return Planted(changed, (f"/indicators/{at}/actual",))


@defect("JP119", "金额写到元以下")
def too_many_decimals(soil: Soil, dice: Dice) -> Planted | None:
    initial = soil.filing.budget.rows[0].initial
    if initial is None or soil.filing.currency_unit != "万元":
        return None
    changed = row(soil.filing, initial=initial + Decimal("0.000012"))
    return Planted(changed, (f"{_TOTAL}/initial",))


@defect(
    "JP120", "年初预算数（没有调整）按元填写", "JP203", "JP208", "JP608", "JPA07", "JP213", "JP115"
)
def yuan_for_wan(soil: Soil, dice: Dice) -> Planted | None:
    adjusted = soil.filing.budget.rows[0].adjusted
    if not adjusted:
        return None
    return Planted(row(soil.filing, initial=adjusted * 10000), (f"{_TOTAL}/initial",))


@defect(
    "JP122",
    "执行率不足100%而写作100%",
    "JP112",
    "JP606",
    "JP608",
    "JPA01",
    "JP113",
    "JP115",
    "JP114",
)
def rounded_up_rate(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.adjusted or not first.executed or soil.standard.execution.kind == "steps":
        return None
    executed = first.adjusted - dice.times(first.adjusted, "0.0006", "0.0040")
    changed = row(soil.filing, executed=executed, execution_rate=executed / first.adjusted)
    changed = row(rescored(changed, soil.standard), execution_rate=Decimal(1))
    return Planted(changed, (f"{_TOTAL}/execution_rate",))


@defect("JP125", "执行率的百分号被除了两次", "JP109", "JP608")
def rate_of_rate(soil: Soil, dice: Dice) -> Planted | None:
    rate = soil.filing.budget.rows[0].execution_rate
    if rate is None:
        return None
    return Planted(row(soil.filing, execution_rate=rate / 100), (f"{_TOTAL}/execution_rate",))


@defect("JP108", "没有评价内容的指标也给了分", "JP904", "JP522")
def points_for_nothing(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    changed = indicator(soil.filing, at, name="不涉及", target="无", actual="无")
    return Planted(changed, (_score(at),))


@defect("JP121", "一项得分空着，总分却比已填得分还少", "JP314", "JP613", "JP311", "JP320")
def total_below_scores(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    total = soil.filing.total
    if at is None or total.score is None:
        return None
    known = total.score - (soil.filing.indicators[at].score or ZERO)
    less = total.model_copy(update={"score": known - dice.whole(1, 3)})
    changed = indicator(soil.filing, at, score=None).model_copy(update={"total": less})
    return Planted(changed, ("/total/score",))


@defect("JP123", "完成值把0写成了字母", "JP521")
def letter_for_digit(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_rate)
    if at is None:
        return None
    actual = f"{dice.whole(8, 9)}O.{dice.whole(1, 9)}%"
    return Planted(indicator(soil.filing, at, actual=actual), (f"/indicators/{at}/actual",))


@defect("JP124", "明细行又填了执行率的分值和得分")
def execution_points_again(soil: Soil, dice: Dice) -> Planted | None:
    first, *rest = soil.filing.budget.rows
    if not rest or not first.weight:
        return None
    again = rest[0].model_copy(update={"weight": first.weight, "score": first.score})
    budget = soil.filing.budget.model_copy(update={"rows": (first, again, *rest[1:])})
    changed = soil.filing.model_copy(update={"budget": budget})
    return Planted(changed, ("/budget/rows/1/weight",))


@defect("JP115", "财政拨款少写了，三项来源合计不到总额", "JP201", "JP109")
def sources_short(soil: Soil, dice: Dice) -> Planted | None:
    first, *rest = soil.filing.budget.rows
    if [one.item for one in rest] != ["current_appropriation", "carried_over", "other"]:
        return None
    part = rest[0]
    if not part.adjusted or any(one.adjusted is None for one in rest):
        return None
    less = part.model_copy(update={"adjusted": dice.times(part.adjusted, "0.8", "0.92")})
    budget = soil.filing.budget.model_copy(update={"rows": (first, less, *rest[1:])})
    changed = soil.filing.model_copy(update={"budget": budget})
    return Planted(changed, (f"{_TOTAL}/adjusted",))


@defect("JP117", "年初预算的合计写0，明细有数", "JP202", "JPA07", "JP608")
def zero_total(soil: Soil, dice: Dice) -> Planted | None:
    if not any(one.initial for one in soil.filing.budget.rows[1:]):
        return None
    return Planted(row(soil.filing, initial=ZERO), (f"{_TOTAL}/initial",))
