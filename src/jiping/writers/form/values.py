"""Target and actual values as a form prints them, whose direction and unit may have own columns."""

from __future__ import annotations

from typing import NamedTuple

from jiping.filing import Indicator, Value
from jiping.filing.numbers import plain
from jiping.filing.values import parse_value
from jiping.standards import Form

_SIGNS = frozenset("≥≤><=")


class Printed(NamedTuple):
    """The cells of one indicator's values."""

    operator: str = ""
    measure: str = ""
    target: str = ""
    actual: str = ""


def printed(indicator: Indicator, form: Form) -> Printed:
    """The values of *indicator* in the columns that *form* has."""
    target, actual = indicator.target, indicator.actual
    operator = (target.operator or "") if target and form.shows("operator") else ""
    told = (target and target.unit) or (actual and actual.unit) or ""
    measure = told if form.shows("measure") else ""
    sign = operator if operator in _SIGNS else ""
    return Printed(
        operator=sign,
        measure=measure,
        target=_cell(target, sign, measure),
        actual=_cell(actual, "", measure),
    )


def _cell(value: Value | None, operator: str, measure: str) -> str:
    """The published words where they mean the value beside those columns, else it is spelt anew."""
    if value is None:
        return ""
    for words in _spellings(value, operator, measure):
        if _same(parse_value(words, operator or None, measure or None), value) and not _doubled(
            words, operator, measure
        ):
            return words
    return value.raw


def _spellings(value: Value, operator: str, measure: str) -> tuple[str, ...]:
    if value.number is None:
        return (value.raw,)
    sign = "" if operator else (value.operator or "")
    unit = "" if measure and measure == value.unit else (value.unit or "")
    number = plain(value.number)
    if value.high is not None:
        number, sign = f"{number}-{plain(value.high)}", ""
    return (value.raw, f"{sign}{number}{unit}")


def _doubled(words: str, operator: str, measure: str) -> bool:
    """Whether *words* repeat what has a column of its own."""
    alone = parse_value(words)
    return alone.number is not None and bool(
        (operator and alone.operator) or (measure and alone.unit == measure)
    )


def _same(one: Value, other: Value) -> bool:
    return (one.operator, one.number, one.high, one.unit, one.date) == (
        other.operator, other.number, other.high, other.unit, other.date,
    )  # fmt: skip
