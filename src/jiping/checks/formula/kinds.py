"""What a value of a formula is, and which of them may stand together.

A formula that compares money with a percentage is wrong whatever the filing says, so it is refused
before it sees one.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kind of a value, by the name a user reads."""

    NUMBER = "数"
    MONEY = "金额"
    RATE = "比率"
    POINTS = "分数"
    #: A target or actual value, which has a unit of its own.
    MEASURE = "指标值"
    TEXT = "文字"
    TRUTH = "判断"


NUMERIC = frozenset((Kind.NUMBER, Kind.MONEY, Kind.RATE, Kind.POINTS))


def alike(left: Kind, right: Kind) -> Kind | None:
    """What two numbers are that may be compared or added, or None; a bare number goes with all."""
    if left is right:
        return left
    if Kind.NUMBER in (left, right) and {left, right} <= NUMERIC:
        return right if left is Kind.NUMBER else left
    return None


def product(left: Kind, right: Kind) -> Kind:
    """What *left* × *right* is: a share of money is money."""
    kinds = {left, right}
    if Kind.RATE in kinds and kinds & {Kind.MONEY, Kind.POINTS}:
        return Kind.MONEY if Kind.MONEY in kinds else Kind.POINTS
    if kinds == {Kind.RATE}:
        return Kind.RATE
    return _scaled(left, right) or _scaled(right, left) or Kind.NUMBER


def _scaled(kind: Kind, by: Kind) -> Kind | None:
    return kind if by is Kind.NUMBER and kind in (Kind.MONEY, Kind.POINTS) else None


def quotient(left: Kind, right: Kind) -> Kind:
    """What *left* ÷ *right* is: money by money is a rate."""
    if left is right and left is not Kind.NUMBER:
        return Kind.RATE
    if right in (Kind.NUMBER, Kind.RATE) and left in (Kind.MONEY, Kind.POINTS):
        return left
    return Kind.NUMBER
