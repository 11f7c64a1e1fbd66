"""A figure that a text may tell: where it stands, its number and unit, and how texts print it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from jiping.filing.model import Value
from jiping.filing.numbers import HUNDRED, NUMBER, decimal_of, plain, round_half_up
from jiping.filing.text import fold

#: How a target's direction is said in a sentence.
DIRECTIONS = {"≥": "不低于", ">": "高于", "≤": "不超过", "<": "低于"}
_NUMBER = re.compile(NUMBER, re.ASCII)


class Quantity(NamedTuple):
    """The figure at *pointer*; `number` counts in `unit` (a rate in percent) and is None for words.

    The pointer is the field's JSON pointer; what follows from fields has a part behind `#`
    (`/budget/rows/0#balance`), and what lies beside the filing the name of its source in front
    (`accounts:/classes/301`). `direction` is said before a target's number.
    """

    pointer: str
    number: Decimal | None
    unit: str
    digits: str
    direction: str = ""

    @property
    def value(self) -> str:
        """The figure with its unit, without direction."""
        return f"{self.digits}{self.unit}"

    def __str__(self) -> str:
        """The figure as a sentence tells it."""
        return f"{self.direction}{self.value}"

    def rounded(self, places: int) -> str:
        """The figure with its unit, at *places* decimals."""
        if self.number is None:
            return self.value
        return f"{round_half_up(self.number, places):.{places}f}{self.unit}"


#: Pointer → quantity.
Quantities = Mapping[str, Quantity]


def money(pointer: str, amount: Decimal) -> Quantity:
    """An amount in 万元, with two decimals at least (GB/T 9704 practice) and no digit lost."""
    two = round_half_up(amount)
    return Quantity(pointer, amount, "万元", f"{two:.2f}" if two == amount else plain(amount))


def rate(pointer: str, fraction: Decimal) -> Quantity:
    """A fraction as percent, at most two decimals."""
    number = round_half_up(fraction * HUNDRED)
    return Quantity(pointer, number, "%", plain(number))


def points(pointer: str, number: Decimal) -> Quantity:
    """Points (分)."""
    return Quantity(pointer, number, "分", plain(number))


def count(pointer: str, number: int, unit: str) -> Quantity:
    """A count with its measure word."""
    return Quantity(pointer, Decimal(number), unit, str(number))


def told(pointer: str, value: Value, unit: str | None) -> Quantity:
    """A target or actual value with the digits as published; *unit* is its own or what it means."""
    if value.date is not None or value.number is None:
        return Quantity(pointer, None, "", _in_line(value.raw))
    digits = _digits(value.raw, value.number)
    if value.high is not None and value.high != value.number:
        return Quantity(pointer, None, unit or "", f"{digits}—{_digits(value.raw, value.high)}")
    return Quantity(
        pointer, value.number, unit or "", digits, DIRECTIONS.get(value.operator or "", "")
    )


def _digits(raw: str, number: Decimal) -> str:
    """The number as published (`1.50`), where it stands so."""
    spelled = (match[0] for match in _NUMBER.finditer(fold(raw)))
    return next((one for one in spelled if decimal_of(one) == number), plain(number))


def _in_line(raw: str) -> str:
    return "".join(raw.split())
