"""What stands on a page, whatever told its words and lines: ruled tables and lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol

from jiping.intake.document import Cell

from .bare.table import bare_table, may_be_table
from .page_columns import bands_of
from .pdf_grid import Grid
from .pdf_paragraphs import PageItems, TextLine
from .pdf_text import Word, cell_text, certainty_of, row_text, rows

_PAGE_NUMBER = re.compile(r"[-—–－―\s]*(?:第\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*页)?[-—–－―\s]*")


class Text(Protocol):
    """The words of a page with their places."""

    def words(self) -> Iterator[Word]:
        """The words, parted at blanks."""

    def lines(self) -> Iterator[Word]:
        """The words of a page without tables, where whole lines are told faster."""

    def characters(self, word: Word) -> Iterator[Word]:
        """The single characters of a word."""


def laid_out(number: int, text: Text, grids: list[Grid], width: float, height: float) -> PageItems:
    """Deal the words out to the cells of the grids; what is left makes lines, perhaps in columns."""
    cells: list[dict[int, list[Word]]] = [{} for _ in grids]
    if grids:
        outside: list[Word] = []
        pairs = list(zip(grids, cells, strict=True))
        for word in text.words():
            _deal(word, text, pairs, outside)
    else:
        outside = list(text.lines())
    items: list[tuple[float, TextLine | list[Cell] | PageItems]] = [
        (grid.ys[0], _table(grid, held)) for grid, held in zip(grids, cells, strict=True)
    ]
    if not grids and may_be_table(outside):
        words = list(text.words())
        if bare := bare_table(words):
            items.append((bare.top, bare.cells))
            outside = [word for word in words if word not in bare.words]
    for band in bands_of(rows(outside), width):
        items += [(line.top, line) for line in _lines(band.whole, height)]
        for column in (band.left, band.right):
            if held := _column(list(_lines(column, height))):
                # Both begin where the band does, so the left one comes first.
                top = min(row[0].top for row in (*band.left, *band.right))
                items.append((top, PageItems(number, width / 2, height, held)))
    items.sort(key=lambda item: item[0])
    return PageItems(number, width, height, [item for _, item in items])


def _column(lines: list[TextLine]) -> list[TextLine | list[Cell] | PageItems]:
    """Lines from the left edge of their column on, so that paragraphs go on in the next one."""
    edge = min((line.left for line in lines), default=0.0)
    return [line._replace(left=line.left - edge, right=line.right - edge) for line in lines]


def _lines(held: list[list[Word]], height: float) -> Iterator[TextLine]:
    """Rows as lines of text, without page numbers."""
    for row in held:
        text = row_text(row)
        edge = row[0].top > height * 0.88 or row[0].bottom < height * 0.1
        if not (edge and _PAGE_NUMBER.fullmatch(text)):
            yield _line(row, text)


def _deal(
    word: Word,
    text: Text,
    grids: list[tuple[Grid, dict[int, list[Word]]]],
    outside: list[Word],
) -> None:
    for grid, held in grids:
        index = grid.region_at(word.left, word.middle)
        if index is not None and word.right <= grid.right(index):
            held.setdefault(index, []).append(word)
            return
        if index is not None or grid.region_at(word.right, word.middle) is not None:
            # It reaches over a line of the grid: each character for itself.
            for one in text.characters(word):
                index = grid.region_at((one.left + one.right) / 2, one.middle)
                if index is None:
                    outside.append(one)
                else:
                    held.setdefault(index, []).append(one)
            return
    outside.append(word)


def _table(grid: Grid, held: dict[int, list[Word]]) -> list[Cell]:
    return [
        Cell(
            cell_text(held[index], grid.width(index)) if index in held else "",
            region.row,
            region.column,
            region.rows,
            region.columns,
            certainty=certainty_of(held.get(index, ())),
        )
        for index, region in enumerate(grid.regions)
    ]


def _line(row: list[Word], text: str) -> TextLine:
    height = row[0].bottom - row[0].top
    gapless = all(b.left - a.right < 2 * height for a, b in pairwise(row))
    return TextLine(
        text, row[0].left, row[0].top, row[-1].right, height, gapless, certainty_of(row)
    )
