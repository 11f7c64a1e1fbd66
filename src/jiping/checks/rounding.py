"""Sums held against their parts by the rounding intervals of the printed precision.

As in XBRL Calculation 1.1: a printed figure stands for every value that rounds to it, so a whole
and its parts disagree only where the intervals of the two do not meet. A printed 0 is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ZERO, plain, round_half_up

_HALF_UNIT = tuple(Decimal(5).scaleb(-places - 1) for places in range(12))
_CHOSEN_PLACES = 2
_SLIPS = (Decimal(1000), Decimal(10000))
#: Figures that agree digit by digit up to a factor are the same figure only with this many digits.
_TELLING_DIGITS = 3


def places_of(value: Decimal) -> int:
    """How many decimals *value* is printed with."""
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    return min(11, len(text.partition(".")[2]))


def half_unit(places: int) -> Decimal:
    """Half a unit of the last of *places* decimals."""
    return _HALF_UNIT[places]


def slack(value: Decimal, least_places: int = 0) -> Decimal:
    """Half a unit of the last printed decimal of *value*: how far off its rounding may be."""
    return _HALF_UNIT[max(places_of(value), least_places)] if value else ZERO


def differ(left: Decimal, right: Decimal, room: Decimal) -> bool:
    """Whether two figures are further apart than rounding explains."""
    return abs(left - right) > room


def amount_gap(whole: Decimal, parts: Iterable[Decimal], least_places: int = 0) -> Decimal:
    """Sum of *parts* minus *whole*, or 0 where rounding explains it; all in the same unit."""
    parts = tuple(parts)
    gap = sum(parts, ZERO) - whole
    if not gap:
        return ZERO
    room = slack(whole, least_places)
    for part in parts:
        room += slack(part, least_places)
    return gap if abs(gap) > room else ZERO


def points_gap(whole: Decimal, parts: Iterable[Decimal]) -> Decimal:
    """Sum of *parts* minus *whole*, or 0 where rounding explains it.

    Points are chosen, not measured: with fewer than two decimals they are exact. A whole printed
    more coarsely than its parts may have been rounded.
    """
    parts = tuple(parts)
    gap = sum(parts, ZERO) - whole
    if not gap:
        return ZERO
    finest = [places_of(part) for part in parts]
    room = sum([_HALF_UNIT[places] for places in finest if places >= _CHOSEN_PLACES], ZERO)
    places = places_of(whole)
    if places < max(finest, default=0) or places >= _CHOSEN_PLACES:
        room += _HALF_UNIT[places]
    return gap if abs(gap) > room else ZERO


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two figures are the same digits a factor of 10⁴ or 10³ apart."""
    low, high = abs(one), abs(other)
    if low > high:
        low, high = high, low
    if not low or high / low not in _SLIPS:
        return False
    return len(low.normalize().as_tuple().digits) >= _TELLING_DIGITS


def percent(fraction: Decimal, places: int = 2) -> str:
    """Say a fraction as a percentage: `98.25%`."""
    return plain(round_half_up(fraction * HUNDRED, places)) + "%"


def share(part: Decimal, whole: Decimal, places: int = 2) -> str:
    """Say *part* of *whole* as a percentage; *whole* is not 0."""
    return percent(part / whole, places)
