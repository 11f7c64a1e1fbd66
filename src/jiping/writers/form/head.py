"""The rows above the blocks: unit, project, supervisor, as the form names them."""

from __future__ import annotations

from collections.abc import Iterator

from jiping.filing import Filing
from jiping.standards.form import HeadField

from .cells import FULL, Cell
from .closing import total_of
from .cuts import onto
from .plan import Plan, figure_cell

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
            yield Cell(row, left, middle, field.label)
            yield _filled(plan, field).moved(row, middle, right)


def _filled(plan: Plan, field: HeadField) -> Cell:
    """The cell beside a label; the total score follows from the rows here as it does below them."""
    pointer = _POINTERS.get(field.field, f"/{field.field}")
    if field.field == "total_score":
        score = plan.points("score", plan.filing.total.score)
        return figure_cell(0, 0, 0, score, pointer, total_of(plan, "score"))
    return Cell(0, 0, 0, _words(plan.filing, field), "short", field=pointer)


def _words(filing: Filing, field: HeadField) -> str:
    if field.field == "empty":
        return ""
    if field.field == "year":
        return "" if filing.fiscal_year is None else str(filing.fiscal_year)
    return getattr(filing, field.field) or ""
