"""How values lie, by statistics that outliers do not move.

Spread is the median absolute deviation (MAD) from the median; a value is an outlier by its robust
z-score 0.6745 × |value − median| ÷ MAD (Iglewicz and Hoaglin 1993).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

#: Makes the MAD of normally spread values their standard deviation.
_NORMAL = Decimal("0.6745")
_HALF = Decimal("0.5")


class Spread(NamedTuple):
    """How the values of peers lie: how many, least, median and most, and the MAD."""

    size: int
    least: Decimal
    median: Decimal
    most: Decimal
    deviation: Decimal

    def z(self, value: Decimal) -> Decimal | None:
        """The robust z-score of *value*, or None where more than half of the peers are alike."""
        return _NORMAL * abs(value - self.median) / self.deviation if self.deviation else None


def spread(values: Iterable[Decimal]) -> Spread | None:
    """Median and MAD of *values*; None where there are none.

    >>> spread(map(Decimal, (1, 2, 2, 3, 40))).deviation
    Decimal('1')
    """
    return _spread(sorted(values))


class Values:
    """Values in order, so that how all but one of them lie is known without ordering them anew."""

    def __init__(self, values: Iterable[Decimal]) -> None:
        """Put them in order."""
        self._ordered = sorted(values)
        self._known: dict[Decimal, Spread | None] = {}

    def without(self, value: Decimal | None) -> Spread | None:
        """The spread of all but one *value*; None where there are no others."""
        if value is None:
            return _spread(self._ordered)
        if value not in self._known:
            at = bisect_left(self._ordered, value)
            self._known[value] = _spread(_AllBut(self._ordered, at))
        return self._known[value]


class _AllBut:
    """Values in order without the one at a place; nothing is copied, of a country's even less."""

    def __init__(self, ordered: list[Decimal], at: int) -> None:
        self._ordered = ordered
        self._at = at

    def __len__(self) -> int:
        return len(self._ordered) - 1

    def __getitem__(self, number: int) -> Decimal:
        return self._ordered[number if number < self._at else number + 1]


def _spread(ordered: list[Decimal] | _AllBut) -> Spread | None:
    if not ordered:
        return None
    size, half = len(ordered), len(ordered) // 2
    middle = ordered[half] if size % 2 else (ordered[half - 1] + ordered[half]) * _HALF
    deviation = _distance(ordered, middle, half + 1)
    if size % 2 == 0:
        deviation = (_distance(ordered, middle, half) + deviation) * _HALF
    return Spread(size, ordered[0], middle, ordered[size - 1], deviation)


def _distance(ordered: list[Decimal] | _AllBut, middle: Decimal, count: int) -> Decimal:
    """How far from *middle* the last of the *count* closest values lies; they stand side by side."""
    last = len(ordered) - count

    def leans_right(at: int) -> bool:
        return ordered[at + count - 1] - middle >= middle - ordered[at]

    at = bisect_left(range(last + 1), True, key=leans_right)
    far = [ordered[at + count - 1] - middle] if at <= last else []
    return min(far + ([middle - ordered[at - 1]] if at else []))
