"""What a rule says of one row, before it becomes a line of the scorecard."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jiping.filing.numbers import HUNDRED, ZERO, plain, round_half_up

#: Beyond this power of ten a quotient has no room for its decimals.
_MAGNITUDE = 18


class Verdict(NamedTuple):
    """Score, degree of fulfilment and the reasons; `score` is None where the rules cannot settle."""

    rule: str
    explanation: str
    basis: str
    score: Decimal | None = None
    attainment: Decimal | None = None
    met: bool | None = None
    over: bool = False
    band: tuple[Decimal, Decimal] | None = None


def unscored(why: str, basis: str) -> Verdict:
    """Say why a row is not scored."""
    return Verdict("unscored", f"不计规则分：{why}", basis)


def fraction(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """The degree of fulfilment as a fraction of six decimals, None where none can be given."""
    if denominator <= ZERO:
        return None
    quotient = numerator / denominator
    return round_half_up(quotient, 6) if quotient.adjusted() < _MAGNITUDE else None


def percent(value: Decimal) -> str:
    """Print a fraction as a percentage of at most two decimals."""
    if value.adjusted() >= _MAGNITUDE:
        return f"{plain(value * HUNDRED)}%"
    return f"{plain(round_half_up(value * HUNDRED))}%"
