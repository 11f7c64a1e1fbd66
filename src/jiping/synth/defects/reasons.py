"""Defects of deviations and their reasons (JP4)."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing.numbers import round_half_up
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    indicator,
    is_count,
    is_floor,
    is_missed,
    number,
    places,
    rescored,
    written,
)
from .table import Planted, Soil, defect

_OWNED = "由办公室在次年3月前落实"


@defect("JP401", "扣了分没有填原因", "JP616")
def no_reason(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    return Planted(indicator(soil.filing, at, reason=None), (f"/indicators/{at}/reason",))


def _reason(soil: Soil, dice: Dice, *ways: str) -> Planted | None:
    """The reason of a missed target in other words."""
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    return Planted(indicator(soil.filing, at, reason=dice.one(ways)), (f"/indicators/{at}/reason",))


@defect("JP402", "满分的指标填了没有完成的原因", "JP404")
def reason_for_full(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    changed = indicator(soil.filing, at, reason=f"因场地维修，部分工作未按期完成；{_OWNED}。")
    return Planted(changed, (f"/indicators/{at}/reason",))


@defect("JP403", "原因只有套话", "JP406")
def empty_reason(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(
        soil, dice, "工作有待加强，还需进一步提高", "认识不足，需不断完善相关工作", "仍需进一步加强管理",
    )  # fmt: skip


@defect("JP404", "没有完成的指标，原因写全部完成", "JP617")
def reason_against_value(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(soil, dice, f"已全部完成年度任务，达到预期；{_OWNED}。")


@defect("JP406", "只写了原因，没有改进措施")
def no_measure(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(soil, dice, "因施工图设计变更，工期比原定的长", "因县级配套资金到位比原定的晚")


@defect("JP408", "原因只是把没有完成再说一遍")
def deviation_restated(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(soil, dice, f"未达到年度目标，{_OWNED}", f"低于年初指标值，{_OWNED}")


@defect("JP409", "原因里的完成数与表中不符", "JP615")
def reason_with_other_figure(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    other = written(one, round_half_up(number(one, "actual") * Decimal("0.9"), 1))
    reason = f"因施工图设计变更，实际完成{other}；{_OWNED}。"
    return Planted(indicator(soil.filing, at, reason=reason), (f"/indicators/{at}/reason",))


@defect("JP410", "完成值是指标值的一倍半以上，没有分析", "JP516", "JP306", "JP307", "JP615", "JP614", "JP313", "JP318",
        "JP401", "JP616")  # fmt: skip
def far_beyond_target(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_count)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, dice.times(number(one, "target"), "1.9", "2.6", 0))
    changed = rescored(indicator(soil.filing, at, actual=actual), soil.standard)
    return Planted(changed, (f"/indicators/{at}/actual",))


@defect("JP405", "三项指标的原因是同一句话", "JP312", "JP614", "JP615", "JP616", "JP906")
def reasons_alike(soil: Soil, dice: Dice) -> Planted | None:
    changed = soil.filing
    found = places(changed, lambda one: is_count(one) and one.level1 == "产出指标")[:3]
    if len(found) < 3:
        return None
    for at in found:
        one = changed.indicators[at]
        actual = written(one, round_half_up(number(one, "target") * Decimal("0.95"), 2))
        changed = indicator(changed, at, actual=actual, reason=f"因供应商推迟交货；{_OWNED}。")
    return Planted(rescored(changed, soil.standard), (f"/indicators/{found[0]}/reason",))


@defect("JP407", "少了三成，原因只有几个字", "JP614", "JP615", "JP616", "JP906")
def brief_reason(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_count(one) and (one.weight or 0) >= 2)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, round_half_up(number(one, "target") * Decimal("0.7"), 2))
    changed = indicator(soil.filing, at, actual=actual, reason="因天气推迟，次年3月前补齐。")
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/reason",))
