"""Whether the last figure of a text, which may be cut in two, is whole: its rows must sum to it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiping.filing.numbers import ZERO
from jiping.intake.amounts import blank, points
from jiping.intake.form_text import FormText, Row


def sum_of(column: str, rows: Sequence[Row]) -> Decimal:
    """What the points of *column* sum to."""
    numbers = (points(row[column].text) for row in rows if column in row)
    return sum((number for number in numbers if number is not None), ZERO)


def is_sum_of_scores(text: str, form: FormText) -> bool:
    """Whether *text* is the score that the indicators and the first budget row sum to."""
    rows = [*form.indicators, *form.budget[:1]]
    if any("score" not in row or blank(row["score"].text) for row in rows):
        return False
    return bool(form.indicators) and points(text) == sum_of("score", rows)
