"""The rows above the blocks: unit, project, supervisor, as the form names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiping.filing import Filing
from jiping.filing.numbers import plain
from jiping.standards import Form
from jiping.standards.form import HeadField

from .cells import FULL, Cell
from .cuts import SIDE, onto

#: Width of a label, in thousandths, where one or several stand in a row.
_LABEL = 115


def head(filing: Filing, form: Form, lines: Sequence[int]) -> Iterator[Cell]:
    """The rows of the head; *lines* are those of the indicator block."""
    first = onto([SIDE + _LABEL], lines)[0]
    for row, fields in enumerate(form.head):
        edges = [FULL * number // len(fields) for number in range(len(fields))]
        wanted = [edge for left in edges for edge in (left, left + _LABEL)]
        drawn = [0, first, *onto(wanted[2:], lines), FULL]
        for number, field in enumerate(fields):
            left, middle, right = drawn[2 * number : 2 * number + 3]
            yield Cell(row, left, middle, field.label)
            yield Cell(
                row, middle, right, _words(filing, field), look="short", field=_pointer(field)
            )


def _pointer(field: HeadField) -> str:
    names = {"year": "/fiscal_year", "total_score": "/total/score", "empty": ""}
    return names.get(field.field, f"/{field.field}")


def _words(filing: Filing, field: HeadField) -> str:
    if field.field == "empty":
        return ""
    if field.field == "year":
        return "" if filing.fiscal_year is None else str(filing.fiscal_year)
    if field.field == "total_score":
        return "" if filing.total.score is None else plain(filing.total.score)
    return getattr(filing, field.field) or ""
