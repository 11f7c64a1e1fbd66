"""Defects of scores against values (JP3)."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing.numbers import ZERO, round_half_up
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    indicator,
    is_ceiling,
    is_count,
    is_floor,
    is_missed,
    is_rate,
    number,
    places,
    rescored,
    row,
    summed,
    written,
)
from .table import Planted, Soil, defect

_OWNED = "由办公室在次年3月前落实"


def _score(at: int) -> str:
    return f"/indicators/{at}/score"


@defect("JP301", "没有完成的指标给了满分", "JP318", "JP304", "JP402", "JP310", "JP313")
def full_for_missed(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(
        soil.filing,
        dice,
        lambda one: is_missed(one) and (one.weight or ZERO) - (one.score or ZERO) > Decimal("0.1"),
    )
    if at is None:
        return None
    changed = indicator(soil.filing, at, score=soil.filing.indicators[at].weight)
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP302", "成本超过上限一倍仍得高分", "JP307", "JP314", "JP304", "JP401", "JP615", "JP617", "JP616",
        "JP313", "JP318", "JP305")  # fmt: skip
def high_above_ceiling(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_ceiling(one) and (one.weight or ZERO) >= 3)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, dice.times(number(one, "target"), "1.9", "2.4", 2))
    score = round_half_up((one.weight or ZERO) * Decimal("0.9"))
    reason = f"因材料涨价，比预计的单价高；{_OWNED}。"
    changed = indicator(soil.filing, at, actual=actual, score=score, reason=reason)
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP303", "达到指标值却扣了分，没有说依据", "JP401", "JP318", "JP616", "JP313", "JP314")
def cut_though_met(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_floor(one) and (one.weight or ZERO) >= 4)
    if at is None:
        return None
    weight = soil.filing.indicators[at].weight or ZERO
    changed = indicator(soil.filing, at, score=weight - dice.whole(1, 2))
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP304", "得分与完成比例不符", "JP318", "JP313")
def score_off_rate(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_missed(one) and (one.weight or ZERO) >= 4)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    score = round_half_up((one.score or ZERO) * Decimal("0.8"))
    changed = indicator(soil.filing, at, score=score)
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP307", "完成值多写了一个零", "JP410", "JP516", "JP306", "JP615", "JP614", "JP313", "JP318", "JP401",
        "JP616")  # fmt: skip
def one_zero_too_many(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_count)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, number(one, "actual") * 10)
    changed = indicator(soil.filing, at, actual=actual)
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/actual",))


@defect("JP310", "全部指标都是满分", "JP111", "JP112", "JP113", "JP204", "JP615", "JP606", "JP608", "JP617",
        "JPA01", "JPA07", "JP114", "JP115", "JP402", "JP404", "JP316", "JP619")  # fmt: skip
def all_full(soil: Soil, dice: Dice) -> Planted | None:
    changed = soil.filing
    for at in places(changed, is_missed):
        one = changed.indicators[at]
        better = (
            min(number(one, "target") * Decimal("1.02"), Decimal("99.9"))
            if one.target and one.target.unit == "%"
            else number(one, "target") + 1
        )
        changed = indicator(changed, at, actual=written(one, round_half_up(better, 1)), reason=None)
    first = changed.budget.rows[0]
    changed = row(changed, executed=first.adjusted, execution_rate=Decimal(1))
    return Planted(rescored(changed, soil.standard), ("/indicators",))


@defect("JP320", "等级高填了一级")
def wrong_grade(soil: Soil, dice: Dice) -> Planted | None:
    other = "良" if soil.filing.grade == "优" else "优"
    return Planted(soil.filing.model_copy(update={"grade": other}), ("/grade",))


@defect("JP504", "一项指标占了二十多分", "JP101", "JP103", "JP905")
def one_row_too_heavy(soil: Soil, dice: Dice) -> Planted | None:
    rows = soil.filing.indicators
    at = any_place(soil.filing, dice, lambda one: is_floor(one) and one.level1 == "产出指标")
    if at is None:
        return None
    lighter = places(
        soil.filing,
        lambda one: is_floor(one) and one.level1 == "产出指标" and (one.weight or ZERO) > 1,
    )
    changed, wanted = soil.filing, Decimal(22) - (rows[at].weight or ZERO)
    for there in lighter:
        less = min(wanted, (rows[there].weight or ZERO) - 1) if there != at else ZERO
        changed = indicator(changed, there, weight=(rows[there].weight or ZERO) - less)
        wanted -= less
    if wanted > 0:
        return None
    changed = indicator(changed, at, weight=Decimal(22))
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/weight",))


@defect("JP308", "部分达成的定性指标给了近满分", "JP904", "JP522", "JP907", "JP318", "JP304", "JP313", "JP616", "JP615",
        "JP509")  # fmt: skip
def band_overstepped(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(
        soil.filing,
        dice,
        lambda one: is_floor(one) and one.level2 == "可持续影响指标" and (one.weight or ZERO) >= 3,
    )
    if at is None:
        return None
    score = round_half_up((soil.filing.indicators[at].weight or ZERO) * Decimal("0.95"))
    changed = indicator(
        soil.filing, at, target="长效机制持续完善", actual="部分达成", score=score,
        reason="因经费到位晚，制度年底才印发；由办公室在次年3月前完善。",
    )  # fmt: skip
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP309", "是否类指标得了部分分", "JP616", "JP308", "JP904", "JP522")
def half_a_yes(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_count(one) and one.level2 != "数量指标")
    if at is None:
        return None
    weight = soil.filing.indicators[at].weight or ZERO
    changed = indicator(
        soil.filing, at, name="是否建立管理制度", target="是", actual="是", score=weight - 1,
        reason=f"因制度年底才印发，执行时间短；{_OWNED}。",
    )  # fmt: skip
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect(
    "JP312", "三项指标都只扣半分", "JP304", "JP313", "JP318", "JP614", "JP615", "JP616", "JP906"
)
def cut_alike(soil: Soil, dice: Dice) -> Planted | None:
    changed = soil.filing
    found = places(changed, lambda one: is_floor(one) and (one.weight or ZERO) >= 2)[:3]
    if len(found) < 3 or len(places(changed, is_missed)) > 2:
        return None
    for at in found:
        one = changed.indicators[at]
        actual = written(one, dice.times(number(one, "target"), "0.9", "0.98", 2))
        score = (one.weight or ZERO) - Decimal("0.5")
        reason = f"因{one.name}的工作推迟；{_OWNED}。"
        changed = indicator(changed, at, actual=actual, score=score, reason=reason)
    return Planted(summed(changed, soil.standard), ("/total/score",))


@defect(
    "JP314",
    "三项达标的指标各扣了三分，总分远低于规则总分",
    "JP303",
    "JP311",
    "JP313",
    "JP318",
    "JP616",
)
def total_far_off(soil: Soil, dice: Dice) -> Planted | None:
    changed = soil.filing
    found = places(changed, lambda one: is_floor(one) and (one.weight or ZERO) >= 4)[:3]
    if len(found) < 3:
        return None
    for at in found:
        one = changed.indicators[at]
        reason = f"自评认为{one.name}还可以做得更好；{_OWNED}。"
        changed = indicator(changed, at, score=(one.weight or ZERO) - 3, reason=reason)
    return Planted(summed(changed, soil.standard), ("/total/score",))


@defect("JP319", "指标里的预算执行率与执行数不符", "JP904", "JP522")
def other_execution(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_rate(one) and one.level1 == "产出指标")
    money = soil.filing.budget.rows[0]
    if at is None or not money.adjusted or money.executed is None:
        return None
    rate = round_half_up(money.executed / money.adjusted * 100, 0) - dice.whole(2, 5)
    changed = indicator(
        soil.filing, at, name="预算执行率", target=f"≥{rate - 3}%", actual=f"{rate}%"
    )
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/actual",))
