"""Bringing a target and an actual value to one unit: exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jiping.filing import Value
from jiping.filing.numbers import ONE, ZERO, plain
from jiping.filing.text import fold

RATIO, MINUTES, MONTHS, WORKDAYS = "比率", "分钟", "月", "工作日"
TIME = frozenset((MINUTES, MONTHS, WORKDAYS))

#: base unit → {spelling: how many base units}. Areas are in thirds of a square metre, so that a
#: 亩 (2000/3 ㎡) is a whole number of them.
_FAMILIES: dict[str, dict[str, str]] = {
    RATIO: {"%": "0.01", "百分比": "0.01", "百分点": "0.01", "‰": "0.001"},
    "元": {"元": "1", "元整": "1", "块": "1", "元人民币": "1"},
    "米": {
        "米": "1", "m": "1", "公里": "1000", "km": "1000", "里": "500", "厘米": "0.01",
        "cm": "0.01", "毫米": "0.001", "mm": "0.001", "延米": "1",
    },
    "面积": {
        "平方米": "3", "m2": "3", "平米": "3", "亩": "2000", "公顷": "30000", "hm2": "30000",
        "平方公里": "3000000", "平方千米": "3000000", "km2": "3000000",
    },
    "立方米": {"立方米": "1", "m3": "1", "立方": "1", "方": "1"},
    "克": {
        "克": "1", "g": "1", "公斤": "1000", "kg": "1000", "斤": "500", "吨": "1000000",
        "t": "1000000",
    },
    MINUTES: {"分钟": "1", "小时": "60", "天": "1440", "日": "1440", "周": "10080"},
    MONTHS: {"月": "1", "个月": "1", "季度": "3", "个季度": "3", "年": "12"},
    WORKDAYS: {"工作日": "1", "个工作日": "1"},
    "人": {"人": "1", "名": "1", "位": "1"},
}  # fmt: skip
_KNOWN = {
    spelling: (base, Decimal(factor))
    for base, family in _FAMILIES.items()
    for spelling, factor in family.items()
}
_PREFIXES = (
    ("千万", Decimal(10_000_000)), ("百万", Decimal(1_000_000)), ("十万", Decimal(100_000)),
    ("亿", Decimal(100_000_000)), ("万", Decimal(10_000)), ("千", Decimal(1000)),
    ("百", Decimal(100)),
)  # fmt: skip

#: A unit that was assumed is not believed where the figures then lie this far apart.
_IMPLAUSIBLE = Decimal(1000)
_HALF = Decimal(50)


class Common(NamedTuple):
    """Factors that bring both values to one unit; `note` says what was assumed or converted."""

    target: Decimal = ONE
    actual: Decimal = ONE
    note: str = ""


_SAME = Common()


@lru_cache(maxsize=4096)
def measure(unit: str) -> tuple[str, Decimal]:
    """Return base unit and factor: `万元` is (`元`, 10000); a bare `万` has the base ``.

    The form is for one fiscal year, so that `次/年` is `次`.
    """
    unit = unit.replace("*", "/").replace("·", "/").removesuffix("/年")
    if known := _KNOWN.get(unit) or _KNOWN.get(unit.lower()):
        return known
    for prefix, factor in _PREFIXES:
        if unit.startswith(prefix):
            base, inner = measure(unit[len(prefix) :]) if unit != prefix else ("", ONE)
            return base, factor * inner
    return unit, ONE


def common_unit(target: Value, actual: Value) -> Common | str:
    """Bring *target* and *actual* to one unit, or say in Chinese why that is not certain."""
    wanted, given = target.unit, actual.unit
    if wanted == given:
        if wanted == "%" and (doubt := _doubtful_percent(target, actual)):
            return doubt
        return _plausible(target, actual, _SAME) if wanted is None else _SAME
    if wanted is None or given is None:
        return _assumed(target, actual)
    (base, factor), (other, other_factor) = measure(wanted), measure(given)
    if base == other or not base or not other:
        if factor == other_factor:
            return _SAME
        return Common(factor, other_factor, f"{wanted}、{given}已换算为同一单位")
    return f"指标值单位“{wanted}”与完成值单位“{given}”不能换算，请统一单位"


def _assumed(target: Value, actual: Value) -> Common | str:
    """One of the two has no unit: the other's is assumed, and said."""
    unit = target.unit or actual.unit or ""
    bare = "完成值" if target.unit else "指标值"
    base, factor = measure(unit)
    if base == RATIO:
        number, other = (actual, target) if target.unit else (target, actual)
        verdict = _fraction_or_percent(number.number, other.number)
        if verdict is None:
            shown = plain(number.number or ZERO)
            return f"{bare}无单位，{shown} 可能是 {shown}{unit}，也可能是小数，请补上单位"
        if verdict:
            note = f"{bare}无单位，读作小数"
            return Common(factor, ONE, note) if target.unit else Common(ONE, factor, note)
    return _plausible(target, actual, Common(note=f"{bare}无单位，按“{unit}”计"))


def _fraction_or_percent(bare: Decimal | None, other: Decimal | None) -> bool | None:
    """True: *bare* is a fraction, False: it is in the other's unit, None: it may be either."""
    if bare is None or other is None or bare > ONE or bare <= ZERO:
        return False
    return True if other >= _HALF else None


def _doubtful_percent(target: Value, actual: Value) -> str | None:
    """Why `0.95` beside a target of 90 may be a fraction, where only a column of units says %."""
    for bare, other, name in ((actual, target, "完成值"), (target, actual, "指标值")):
        if _fraction_or_percent(bare.number, other.number):
            if "%" in fold(bare.raw) or "分" in bare.raw:
                continue
            shown = plain(bare.number or ZERO)
            return f"{name} {shown} 可能是 {shown}%，也可能是小数，请写明百分号"
    return None


def _plausible(target: Value, actual: Value, common: Common) -> Common | str:
    wanted, given = target.number, actual.number
    if not wanted or not given or wanted < ZERO or given < ZERO:
        return common
    if given >= wanted * _IMPLAUSIBLE or wanted >= given * _IMPLAUSIBLE:
        return (
            f"单位未写全，指标值 {plain(wanted)} 与完成值 {plain(given)} 相差千倍以上，"
            "疑为单位不同，请补上单位"
        )
    return common
