"""Cells of the budget and score columns as exact numbers: money in 万元, rates, points."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from jiping.filing.numbers import HUNDRED, NUMBER, YUAN_PER_WAN, decimal_of
from jiping.filing.text import squeeze
from jiping.filing.values import parse_value

from .line_breaks import is_parted, two_figures

Currency = Literal["万元", "元"]

#: Marks of an empty or inapplicable cell: dashes, slashes, dots, asterisks, or the word 无.
_BLANK = re.compile(r"[-/\\.*·_]*|无")
_FACTOR = {
    "万元": Decimal(1), "万": Decimal(1), "元": 1 / YUAN_PER_WAN,
    "亿元": YUAN_PER_WAN, "亿": YUAN_PER_WAN,
}  # fmt: skip
_AMOUNT = re.compile(rf"([+-]?{NUMBER})(万元|万|元|亿元|亿)?", re.ASCII)
_POINTS = re.compile(rf"([+-]?{NUMBER})分?", re.ASCII)
_RATE = re.compile(rf"([+-]?{NUMBER})(%?)", re.ASCII)


@lru_cache(maxsize=16384)
def blank(text: str) -> bool:
    """Whether a cell says nothing or "not applicable"."""
    return _BLANK.fullmatch(squeeze(text)) is not None


@lru_cache(maxsize=16384)
def amount(text: str, currency: Currency = "万元") -> Decimal | None:
    """Money in 万元; *currency* is the heading's, a unit printed in the cell itself goes before.

    >>> amount("8562788.77", "元"), amount("2.38 万元", "元")
    (Decimal('856.278877'), Decimal('2.38'))
    """
    match = _AMOUNT.fullmatch(squeeze(text))
    number = decimal_of(match[1]) if match else None
    if match is None or number is None or two_figures(text):
        return None
    return number * _FACTOR[match[2] or currency]


@lru_cache(maxsize=16384)
def points(text: str) -> Decimal | None:
    """Points of a weight or score cell: `10`, `10分`, `7.58`; figures on two lines are not one."""
    if is_parted(text):
        return None
    match = _POINTS.fullmatch(squeeze(text))
    return decimal_of(match[1]) if match else None


@lru_cache(maxsize=16384)
def told_rate(text: str) -> tuple[Decimal, bool] | None:
    """The number of a rate, and whether it is told in percent.

    >>> told_rate("95.83%"), told_rate("0.958"), told_rate("百分之九十五")
    ((Decimal('95.83'), True), (Decimal('0.958'), False), (Decimal('95'), True))
    """
    text = squeeze(text)
    if text.startswith("百分之"):
        value = parse_value(text)
        return (value.number, True) if value.number is not None and not value.operator else None
    match = _RATE.fullmatch(text)
    number = decimal_of(match[1]) if match else None
    return (number, bool(match[2])) if match and number is not None else None


def rate(text: str, of: tuple[Decimal | None, Decimal | None] = (None, None)) -> Decimal | None:
    """A rate as a fraction (1 for 100 %).

    Offices print `100%`, `100`, `0.958` for the same kind of thing. Without a percent sign the
    reading that the money in *of* (budget, executed) bears out is taken; where the money decides
    nothing, only a number that can be no fraction is read as percent, the rest stays unread (None).
    """
    told = told_rate(text)
    if told is None or two_figures(text):
        return None
    number, percent = told
    if percent or not number:
        return number / HUNDRED
    budget, executed = of
    if budget and executed is not None:
        step = Decimal(1).scaleb(int(number.as_tuple().exponent))
        true = executed / budget
        readings = [
            reading
            for reading, width in ((number, step), (number / HUNDRED, step / HUNDRED))
            if abs(reading - true) <= width
        ]
        if readings:
            return readings[0] if len(readings) == 1 else None
    return number / HUNDRED if number > 2 else None
