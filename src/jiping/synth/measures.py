"""What a unit aimed at and reached in a year, indicator by indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jiping.filing import Value
from jiping.filing.numbers import plain, round_half_up
from jiping.filing.values import parse_value

from .county import Unit
from .dice import Dice
from .trades import Gauge, Trouble

_FIRST = 2018
_MOST = Decimal("99.6")


class Measure(NamedTuple):
    """A gauge in a year: target, actual, and the trouble behind a target that was missed."""

    gauge: Gauge
    target: Decimal
    actual: Decimal
    trouble: Trouble | None

    @property
    def aimed(self) -> Value:
        """The target as it is written."""
        return parse_value(f"{self.gauge.sense}{plain(self.target)}{self.gauge.unit}")

    @property
    def reached(self) -> Value:
        """The actual value as it is written."""
        return parse_value(f"{plain(self.actual)}{self.gauge.unit}")


def measures(unit: Unit, year: int) -> tuple[Measure, ...]:
    """All gauges of the unit's trade; one or two of them were missed, others than the year before."""
    turn = year % 2
    missed = {fragile(unit)[turn]: unit.trade.troubles[turn]}
    return tuple(
        _measure(unit, year, at, gauge, missed.get(at))
        for at, gauge in enumerate(unit.trade.gauges)
    )


def fragile(unit: Unit) -> tuple[int, int]:
    """The gauges of a unit that are missed in turn: one of its counts, one of its times."""
    gauges = unit.trade.gauges
    dice = Dice("missed", unit.seed)
    counts = [at for at, one in enumerate(gauges) if one.sort == "量" and one.sense == "≥"]
    times = [at for at, one in enumerate(gauges) if one.sort == "时"]
    return dice.one(counts), dice.one(times)


def _measure(unit: Unit, year: int, at: int, gauge: Gauge, trouble: Trouble | None) -> Measure:
    base = Dice("gauge", unit.seed, at)
    dice = Dice("measure", unit.seed, at, year)
    start = base.decimal(gauge.low, gauge.high, gauge.places)
    if gauge.sense == "=":
        return Measure(gauge, start, start, None)
    years = year - _FIRST
    if gauge.unit == "%":
        target = min(start + Decimal("0.1") * years, _MOST - Decimal("0.4"))
        room = min(_MOST - target, Decimal("2.4"))
        step = (
            -dice.decimal("1.6", "5.2", 1)
            if trouble
            else dice.decimal("0.2", max(room, Decimal("0.3")), 1)
        )
        return Measure(gauge, target, target + step, trouble)
    growth = Decimal(1) + Decimal("0.02") * years * (1 if gauge.sense == "≥" else 0)
    target = _step(start * growth, gauge.places)
    bounds = _BOUNDS[gauge.sense, trouble is not None]
    actual = dice.times(target, *bounds, gauge.places)
    if trouble and actual == target:
        actual -= Decimal(1).scaleb(-gauge.places)
    return Measure(gauge, target, actual, trouble)


_BOUNDS = {
    ("≥", False): ("1.01", "1.13"),
    ("≥", True): ("0.86", "0.96"),
    ("≤", False): ("0.91", "0.99"),
    ("≤", True): ("1.03", "1.07"),
}


def _step(value: Decimal, places: int) -> Decimal:
    """A target is a round number: two digits that count, as far as *places* allow."""
    if places:
        return round_half_up(value, places)
    size = max(len(str(int(value))) - 2, 0)
    unit = Decimal(10) ** size
    return round_half_up(value / unit, 0) * unit
