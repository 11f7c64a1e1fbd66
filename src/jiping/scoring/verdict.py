"""What a rule says of one row, before it becomes a line of the scorecard."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jiping.filing.numbers import HUNDRED, ZERO, plain, round_half_up


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
    """The degree of fulfilment as a fraction of six decimals, None where it is not a number."""
    return round_half_up(numerator / denominator, 6) if denominator > ZERO else None


def percent(value: Decimal) -> str:
    """Print a fraction as a percentage of at most two decimals."""
    return f"{plain(round_half_up(value * HUNDRED))}%"
