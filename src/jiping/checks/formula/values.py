"""How values of a formula are computed and compared: exactly, and with nothing made of nothing.

A missing value is None, and what depends on it is None too. A truth may be settled all the same:
`假 且 未知` is false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow

from jiping.filing import Value
from jiping.filing.numbers import YUAN_PER_WAN
from jiping.filing.text import squeeze
from jiping.scoring.units import RATIO, common_unit, measure

#: Digits that are kept; only a quotient can have more.
EXACT = Context(prec=60, traps=[InvalidOperation, DivisionByZero, Overflow])
_YUAN = "元"

Compute = Callable[[Decimal, Decimal], Decimal]

ARITHMETIC: dict[str, Compute] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "/": EXACT.divide,
}
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}


def computed(compute: Compute, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """The result, or None where an input is missing or there is no result (÷ 0)."""
    if left is None or right is None:
        return None
    try:
        return compute(left, right)
    except DecimalException:
        return None


def same_text(left: str, right: str) -> bool:
    """Whether two texts are the same but for blanks and full-width signs."""
    return left == right or squeeze(left) == squeeze(right)


def length(text: str) -> Decimal:
    """The characters of *text* that are no blanks (字数)."""
    return Decimal(len("".join(text.split())))


# --- target and actual values, which have units of their own --------------------------------------


def in_one_unit(left: Value | None, right: Value | None) -> tuple[Decimal, Decimal] | None:
    """Both numbers in one unit, as the scoring brings them there; None where that is not certain."""
    if left is None or right is None or left.number is None or right.number is None:
        return None
    common = common_unit(left, right)
    if isinstance(common, str):
        return None
    return (
        EXACT.multiply(left.number, common.target),
        EXACT.multiply(right.number, common.actual),
    )


def scaled(compute: Compute, value: Value | None, factor: Decimal | None) -> Value | None:
    """A value times or by a number, in its own unit."""
    number = computed(compute, value.number if value else None, factor)
    if value is None or number is None:
        return None
    return Value(raw=value.raw, number=number, unit=value.unit)


def as_rate(value: Value | None) -> Decimal | None:
    """A value in % as a fraction; None for any other."""
    return _in(RATIO, value)


def as_money(value: Value | None) -> Decimal | None:
    """A value in 元, 万元, … as 万元; None for any other."""
    amount = _in(_YUAN, value)
    return None if amount is None else EXACT.divide(amount, YUAN_PER_WAN)


def as_number(value: Value | None) -> Decimal | None:
    """The number of a value that is neither a rate nor money, as published; else None."""
    if value is None or value.number is None:
        return None
    if value.unit and measure(value.unit)[0] in (RATIO, _YUAN):
        return None
    return value.number


def _in(base: str, value: Value | None) -> Decimal | None:
    if value is None or value.number is None or not value.unit:
        return None
    known, factor = measure(value.unit)
    return EXACT.multiply(value.number, factor) if known == base else None


# --- truths ---------------------------------------------------------------------------------------

Truth = bool | None


def negated(truth: Truth) -> Truth:
    """Not *truth*."""
    return None if truth is None else not truth


def both(left: Truth, right: Truth) -> Truth:
    """Whether both hold; one that does not hold settles it."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: Truth, right: Truth) -> Truth:
    """Whether one of them holds; one that holds settles it."""
    return negated(both(negated(left), negated(right)))
