"""The rows of a true table, as its forms are read: a merged cell stands in every row it covers."""

from __future__ import annotations

from collections.abc import Iterator
from operator import add, itemgetter
from typing import NamedTuple

from jiping.filing import Place
from jiping.intake.document import Cell, Found, Line, Table


class Strip(NamedTuple):
    """One row of a table: all cells that cover it, and those that begin in it and say something.

    `width` is the table's number of columns.
    """

    table: Table
    number: int
    cells: list[Cell]
    begun: list[Cell]
    width: int

    def found(self, cell: Cell, text: str | None = None) -> Found:
        """The text of *cell*, or the part *text* of it, and its place."""
        said, row, column, _, _, line, _ = cell
        table = self.table
        place = (
            Place(None, table.page, table.sheet, table.number, row + 1, column + 1)
            if line is None
            else Place(line=line)
        )
        return _new(Found, (said if text is None else text, place))

    def place(self) -> Place:
        """Where the row stands."""
        return self.found(self.begun[0] if self.begun else self.cells[0]).place


def strips(table: Table) -> Iterator[Strip]:
    """The rows of *table*; a merged cell stands in every row that it covers."""
    if not table.cells:
        return
    texts, tops, lefts, heights, widths, *_ = zip(*table.cells, strict=True)
    width = max(map(add, lefts, widths))
    rows: list[tuple[list[Cell], list[Cell]]] = [
        ([], []) for _ in range(max(map(add, tops, heights)))
    ]
    for cell, text, top, height in zip(table.cells, texts, tops, heights, strict=True):
        rows[top][0].append(cell)
        if height > 1:
            for cells, _ in rows[top + 1 : top + height]:
                cells.append(cell)
        if text.strip():
            rows[top][1].append(cell)
    for number, (cells, begun) in enumerate(rows):
        cells.sort(key=COLUMN)
        begun.sort(key=COLUMN)
        yield _new(Strip, (table, number, cells, begun, width))


#: Of a cell.
TEXT, COLUMN = itemgetter(Cell._fields.index("text")), itemgetter(Cell._fields.index("column"))
_new = tuple.__new__


def text_lines(table: Table) -> list[Line] | None:
    """The text of a table that is no table: never more than one filled cell in a row."""
    rows = list(strips(table))
    if any(len(strip.begun) > 1 for strip in rows):
        return None
    return [line for strip in rows for line in lines_of(strip)]


def lines_of(strip: Strip) -> list[Line]:
    """The lines of a row's cells; their number is the row's."""
    table = strip.table
    return [
        Line(text, strip.number + 1, table.page, table.sheet)
        for cell in strip.begun
        for text in cell.text.splitlines()
    ]
