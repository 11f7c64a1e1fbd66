"""The neutral model of a printed form: cells on a page, before any file format.

A cell stands in a row and between two cuts, measured in thousandths of the table's width; the cuts of
all cells together are the table's columns. Every renderer draws the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

#: How a cell is set: a label (centred), a heading of a column, words from the left, short words in
#: the middle, a figure aligned on its point.
Look = Literal["label", "heading", "text", "short", "figure"]
Side = Literal["left", "right", "top", "bottom"]
FULL = 1000


class Figure(NamedTuple):
    """A number to be printed: *value* in its printed unit (元, 万元, percent or points), decimals."""

    value: Decimal | None
    places: int
    percent: bool = False

    @property
    def text(self) -> str:
        """As printed; nothing where there is no number."""
        if self.value is None:
            return ""
        return f"{self.value:.{self.places}f}" + ("%" if self.percent else "")


class Follows(NamedTuple):
    """How a figure follows from others, by their fields: their sum, their ratio, or a score."""

    rule: Literal["sum", "ratio", "execution"]
    fields: tuple[str, ...]


class Cell(NamedTuple):
    """One cell at *row* over *rows*, from *left* to *right*.

    `field` is the JSON pointer of the filing's field that the cell shows; such a cell is filled in,
    the others are printed. `choices` are the words it may hold. `open` names the sides (`left`, …)
    without a line, where two cells look like one.
    """

    row: int
    left: int
    right: int
    text: str = ""
    look: Look = "label"
    rows: int = 1
    field: str | None = None
    figure: Figure | None = None
    follows: Follows | None = None
    choices: tuple[str, ...] = ()
    open: tuple[Side, ...] = ()

    def at(self, row: int) -> Cell:
        """The same cell *row* rows further down."""
        return self._replace(row=self.row + row) if row else self

    def moved(self, row: int, left: int, right: int) -> Cell:
        """The same cell in this *row*, from *left* to *right*."""
        return self._replace(row=row, left=left, right=right)

    def opened(self, *sides: Side) -> Cell:
        """The same cell without lines at these *sides*."""
        return self._replace(open=sides)


@dataclass(frozen=True)
class Sheet:
    """A form on its pages: what stands above the table, its cells by row, what stands below.

    `heading` is the row that is repeated on every further page, if any, and `body` the first row
    under it.
    """

    kind: str
    standard: str
    title: str
    subtitle: str
    mark: str
    unit_of_money: str
    landscape: bool
    cells: tuple[Cell, ...]
    heading: int | None
    signature: tuple[str, ...]
    notes: tuple[str, ...]

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """Where columns begin and end, in thousandths of the width."""
        return tuple(sorted({edge for cell in self.cells for edge in (cell.left, cell.right)}))

    @cached_property
    def column_at(self) -> dict[int, int]:
        """Cut → number of the column that begins there, from 0."""
        return {cut: number for number, cut in enumerate(self.cuts)}

    @property
    def widths(self) -> tuple[int, ...]:
        """Width of each column in thousandths."""
        return tuple(right - left for left, right in zip(self.cuts, self.cuts[1:], strict=False))

    @cached_property
    def longest_figure(self) -> dict[tuple[int, int], int]:
        """Left and right of a column of figures → the signs of the longest of them."""
        longest: dict[tuple[int, int], int] = {}
        for cell in self.cells:
            if cell.figure is not None:
                column = (cell.left, cell.right)
                longest[column] = max(longest.get(column, 0), len(cell.text))
        return longest

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """For each row the cells that begin in it, from the left."""
        begun: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            begun[cell.row].append(cell)
        return tuple(map(tuple, begun))

    @cached_property
    def figures_alike(self) -> dict[tuple[int, int], tuple[Cell, ...]]:
        """Row and decimals → the figures of that kind in the row: they are set in one size."""
        alike: dict[tuple[int, int], tuple[Cell, ...]] = {}
        for cell in self.cells:
            if cell.figure is not None:
                key = (cell.row, cell.figure.places)
                alike[key] = (*alike.get(key, ()), cell)
        return alike

    @cached_property
    def height(self) -> int:
        """Number of rows."""
        return max(cell.row + cell.rows for cell in self.cells)

    def span(self, cell: Cell) -> int:
        """How many columns *cell* covers."""
        return self.column_at[cell.right] - self.column_at[cell.left]


def stacked(blocks: Iterable[Iterable[Cell]]) -> tuple[Cell, ...]:
    """The cells of *blocks*, each of which counts its rows from 0, one block under another."""
    cells: list[Cell] = []
    height = 0
    for block in blocks:
        placed = [cell.at(height) for cell in block]
        cells += placed
        height = max((cell.row + cell.rows for cell in placed), default=height)
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.left)))


def places_of(numbers: Iterable[Decimal | None], least: int = 0) -> int:
    """The decimals that all *numbers* of a column need: they are aligned, and none is cut."""
    needed = (-int(n.normalize().as_tuple().exponent) for n in numbers if n)
    return max(least, *needed, 0)
