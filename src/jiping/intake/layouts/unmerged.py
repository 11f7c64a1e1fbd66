"""True tables that lost their merged cells: a site strips `rowspan` and `colspan` from a page.

What is left are rows of unequal length, in which a column is no longer a place: a row of indicators
begins with its level 1, its level 2 or its name. Their cells are told apart as in tables printed
with pipes, by their order and by what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from jiping.filing import Place
from jiping.intake import labels
from jiping.intake.document import Cell, Found, Line, Table
from jiping.intake.form_text import FormText, Row

from . import FormSpan
from .ragged import cells as ragged
from .ragged.forms import read_forms

_FEWEST_COLUMNS = 4


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in tables without merged cells, where no form keeps its own."""
    tables = [(n, block) for n, block in enumerate(blocks) if isinstance(block, Table)]
    if not any(_lost_merges(table) for _, table in tables):
        return []
    spans: list[FormSpan] = []
    for number, table in tables:
        if not _lost_merges(table):
            if _has_heading(table):
                return []
            continue
        said = [cell for cell in table.cells if cell.text.strip()]
        ended = any(isinstance(b, Line) and b.text.strip() for b in blocks[number + 1 :])
        strip = ragged.Strip(list(_strip_cells(table, number)), rows=True, ended=ended)
        for form in read_forms(strip):
            text = _placed(form.text, [_place(table, cell) for cell in said])
            spans.append(FormSpan(text, number, number + 1))
    return spans


def _lost_merges(table: Table) -> bool:
    """Whether a table with a form's heading has no merged cell, and rows of unequal length."""
    if table.sparse or any(c.rows > 1 or c.columns > 1 for c in table.cells):
        return False
    lengths = {len(list(row)) for _, row in groupby(table.cells, key=lambda cell: cell.row)}
    return len(lengths - {1}) > 1 and _has_heading(table)


def _has_heading(table: Table) -> bool:
    """Whether a row names columns of the budget or of the indicators."""
    for _, row in groupby(table.cells, key=lambda cell: cell.row):
        kinds = {labels.column_of(cell.text) for cell in row if cell.text}
        if len(kinds & labels.BUDGET_COLUMNS) > 1 or {"name", "target"} <= kinds:
            return True
    return False


def _strip_cells(table: Table, block: int) -> Iterator[ragged.Cell]:
    """The cells that say something; their line is their number among these, from 1."""
    line = 1
    for number, row in groupby(table.cells, key=lambda cell: cell.row):
        gap = 0
        for cell in row:
            if cell.text.strip():
                yield ragged.Cell(cell.text, block, line, row=number + 1, gap=gap)
                line, gap = line + 1, 0
            else:
                gap += 1


def _place(table: Table, cell: Cell) -> Place:
    if cell.line is not None:
        return Place(line=cell.line)
    return Place(page=table.page, table=table.number, row=cell.row + 1, column=cell.column + 1)


# --- places ---------------------------------------------------------------------------------------


def _placed(form: FormText, places: Sequence[Place]) -> FormText:
    """The form with the place of each cell for its number."""

    def at(where: Place) -> Place:
        return where if where.line is None else places[where.line - 1]

    def one(found: Found | None) -> Found | None:
        return found and Found(found.text, at(found.place))

    def row(found: Row) -> Row:
        return {key: Found(each.text, at(each.place)) for key, each in found.items()}

    return replace(
        form,
        fields=row(form.fields),
        currency=one(form.currency),
        budget=[row(each) for each in form.budget],
        revenue=row(form.revenue),
        expenditure=row(form.expenditure),
        expected=one(form.expected),
        achieved=one(form.achieved),
        indicators=[row(each) for each in form.indicators],
        blocks=row(form.blocks),
        total=row(form.total),
        problems=[p.model_copy(update={"where": at(p.where)}) for p in form.problems],
    )
