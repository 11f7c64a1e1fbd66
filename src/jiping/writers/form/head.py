"""The rows above the blocks: unit, project, supervisor, as the form names them."""

from __future__ import annotations

from collections.abc import Iterator

from jiping.filing import Filing
from jiping.filing.numbers import plain
from jiping.standards.form import HeadField

from .cells import FULL, Cell
from .cuts import onto
from .plan import Plan

#: Width of a label, in thousandths, where one or several stand in a row.
_LABEL = 115
_POINTERS = {"year": "/fiscal_year", "total_score": "/total/score", "empty": ""}


def head(plan: Plan) -> Iterator[Cell]:
    """The rows of the head; a row of several fields is divided evenly."""
    first = onto([plan.cuts[0] + _LABEL], plan.cuts)[0]
    for row, fields in enumerate(plan.form.head):
        lefts = [FULL * number // len(fields) for number in range(1, len(fields))]
        wanted = [edge for left in lefts for edge in (left, left + _LABEL)]
        drawn = [0, first, *onto(wanted, plan.cuts), FULL]
        for number, field in enumerate(fields):
            left, middle, right = drawn[2 * number : 2 * number + 3]
            pointer = _POINTERS.get(field.field, f"/{field.field}")
            yield Cell(row, left, middle, field.label)
            yield Cell(row, middle, right, _words(plan.filing, field), "short", field=pointer)


def _words(filing: Filing, field: HeadField) -> str:
    if field.field == "empty":
        return ""
    if field.field == "year":
        return "" if filing.fiscal_year is None else str(filing.fiscal_year)
    if field.field == "total_score":
        return "" if filing.total.score is None else plain(filing.total.score)
    return getattr(filing, field.field) or ""
