"""Means, intervals and shares of many filings, exact until the last rounding.

**Overstatement index (高评指数)**: the mean of self total less rule total, in points of a hundred,
over filings that have both. Its 95 % interval is Student's: mean ± t × s ÷ √n, s the standard
deviation of the differences; filings are taken as a sample of what units write, so a few of them
give a wide interval and say little. The **share overstated (高评面)** is the part of filings whose
self total is at least one point above the rule total, with Wilson's 95 % interval, which stays
within 0 and 1 and holds for few filings as well.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jiping.filing.numbers import ONE, ZERO, round_half_up

#: Student's t for 95 % on both sides by degrees of freedom; between two, the wider holds.
_T = {
    1: "12.706", 2: "4.303", 3: "3.182", 4: "2.776", 5: "2.571", 6: "2.447", 7: "2.365", 8: "2.306",
    9: "2.262", 10: "2.228", 11: "2.201", 12: "2.179", 13: "2.160", 14: "2.145", 15: "2.131",
    16: "2.120", 17: "2.110", 18: "2.101", 19: "2.093", 20: "2.086", 21: "2.080", 22: "2.074",
    23: "2.069", 24: "2.064", 25: "2.060", 26: "2.056", 27: "2.052", 28: "2.048", 29: "2.045",
    30: "2.042", 40: "2.021", 60: "2.000", 120: "1.980",
}  # fmt: skip
_Z = Decimal("1.960")


class Interval(NamedTuple):
    """A mean or share with its 95 % limits, which are None where there is nothing to spread."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None


def student(freedom: int) -> Decimal:
    """Student's t for 95 % with so many degrees of freedom, never too narrow."""
    if freedom > 120:
        return _Z if freedom > 1000 else Decimal(_T[120])
    return Decimal(_T[max(known for known in _T if known <= freedom)])


def mean(count: int, total: Decimal, squares: Decimal) -> Interval | None:
    """The mean of *count* values with this sum and sum of squares, and its interval, two decimals.

    >>> mean(3, Decimal(6), Decimal(14))
    Interval(value=Decimal('2.00'), low=Decimal('-0.48'), high=Decimal('4.48'))
    """
    if count == 0:
        return None
    value = total / count
    if count == 1:
        return Interval(round_half_up(value), None, None)
    variance = max((squares - total * total / count) / (count - 1), ZERO)
    reach = student(count - 1) * (variance / count).sqrt()
    return Interval(
        round_half_up(value), round_half_up(value - reach), round_half_up(value + reach)
    )


def share(part: int, whole: int) -> Interval | None:
    """The share *part* of *whole* as a fraction of four decimals, with Wilson's interval.

    >>> share(0, 10)
    Interval(value=Decimal('0.0000'), low=Decimal('0.0000'), high=Decimal('0.2775'))
    """
    if whole == 0:
        return None
    p, z2 = Decimal(part) / whole, _Z * _Z
    middle = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    reach = _Z * (p * (1 - p) / whole + z2 / (4 * whole * whole)).sqrt() / (1 + z2 / whole)
    low, high = max(middle - reach, ZERO), min(middle + reach, ONE)
    return Interval(round_half_up(p, 4), round_half_up(low, 4), round_half_up(high, 4))


def quotient(
    part: Decimal | int | None, whole: Decimal | int | None, places: int = 4
) -> Decimal | None:
    """*part* ÷ *whole*, rounded once; None where there is nothing to divide by."""
    if part is None or not whole:
        return None
    return round_half_up(Decimal(part) / Decimal(whole), places)
