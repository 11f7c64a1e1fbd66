"""The block of the year's overall goal: as expected beside as achieved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiping.filing import Filing
from jiping.standards import Form

from .cells import Cell
from .cuts import SIDE, even


def goals(filing: Filing, form: Form, lines: Sequence[int]) -> Iterator[Cell]:
    """The block; *lines* are those of the indicator block."""
    if not form.goals:
        return
    cuts = even(len(form.goals), lines)
    yield Cell(0, 0, SIDE, form.goals_label, rows=2)
    for column, left, right in zip(form.goals, cuts, cuts[1:], strict=False):
        words = "" if column.field == "adjusted" else getattr(filing.goals, column.field) or ""
        pointer = "" if column.field == "adjusted" else f"/goals/{column.field}"
        yield Cell(0, left, right, column.label, "heading")
        yield Cell(1, left, right, words, "text", field=pointer)
