"""Where a table without lines stands among the words of a page, and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from jiping.intake.document import Cell
from jiping.intake.readers.page_open_tables import Span, borders_of, cells_of
from jiping.intake.readers.pdf_text import Word, cell_text, certainty_of, is_spread, rows

from .blocks import columned, steps_of
from .rows import disorder, placed_in

_FEWEST_CELLS = 4  # of the fullest row
_FEWEST_ROWS = 3
_MOST_WORDS = 2000  # of a page: forms have some hundreds
_MANY = 0.6  # of the cells of the fullest row
_APART, _TIGHT = 3.5, 1.5  # heights of a line to a next line of the table, to one of a single cell


class BareTable(NamedTuple):
    """The cells of a table without lines, where it begins, and the words that stand in it."""

    top: float
    cells: list[Cell]
    words: frozenset[Word]


def may_be_table(lines: Sequence[Word]) -> bool:
    """Whether enough lines of a page have gaps for a table to stand on it."""
    return sum(len(word.text.split(" ")) >= _FEWEST_CELLS for word in lines) >= _FEWEST_ROWS or (
        sum(len(row) >= _FEWEST_CELLS for row in rows(list(lines))) >= _FEWEST_ROWS
    )


def bare_table(words: Sequence[Word]) -> BareTable | None:
    """The table that stands among the words of a page, where all of it is sure."""
    lines = _region(words) if len(words) <= _MOST_WORDS else []
    held = [word for line in lines for word in line]
    spans = [cells_of(line) for line in lines]
    right = max((word.right for word in held), default=0.0)
    borders = _parting(borders_of(spans, right), spans)
    if len(borders) + 1 < _FEWEST_CELLS:
        return None
    height = sorted(word.bottom - word.top for word in held)[len(held) // 2]
    made = [columned(held, borders, step) for step in steps_of(lines, height)]
    blocks, borders = min(made, key=lambda told: disorder(told[0], height))
    placed = placed_in(blocks, height) if blocks else None
    if placed is None:
        return None
    edges = [min(word.left for word in held), *borders, right]
    cells = [
        Cell(
            cell_text(list(block.words), edges[block.last + 1] - edges[block.first]),
            row, block.first, count, block.last - block.first + 1,
            certainty=certainty_of(block.words),
        )
        for block, row, count in placed
    ]  # fmt: skip
    covered = [place for cell in cells for place in _covered(cell)]
    if len(covered) > len(set(covered)):
        return None  # two texts would stand in one cell
    cells += _empty(set(covered), len(borders) + 1)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return BareTable(min(word.top for word in held), cells, frozenset(held))


def _parting(borders: list[float], rows: list[list[Span]]) -> list[float]:
    """The borders that part two cells of a row; of two with no cell between them the better one."""
    gaps = [(a[1], b[0]) for row in rows for a, b in pairwise(row)]
    spans = [span for row in rows for span in row]
    kept: list[float] = []
    for x in [x for x in borders if any(end <= x <= start for end, start in gaps)]:
        if kept and not any(kept[-1] <= start and end <= x for start, end in spans):
            crossed = [sum(start < y < end for start, end in spans) for y in (kept[-1], x)]
            if crossed[0] > crossed[1]:
                kept[-1] = x
            continue
        kept.append(x)
    return kept


def _covered(cell: Cell) -> Iterator[tuple[int, int]]:
    """The rows and columns that a cell takes up."""
    columns = range(cell.column, cell.end)
    return product(range(cell.row, cell.row + cell.rows), columns)


def _empty(covered: set[tuple[int, int]], width: int) -> list[Cell]:
    """The cells that say nothing, of a table in which the others take up what is *covered*."""
    height = max(row for row, _ in covered) + 1
    return [
        Cell("", row, column)
        for row in range(height)
        for column in range(width)
        if (row, column) not in covered
    ]


def _region(words: Sequence[Word]) -> list[list[Word]]:
    """The lines around those with many cells, as far as lines with two cells or more go on."""
    lines = rows(list(words))
    counts = [
        1 if is_spread([word.text for word in line]) else len(cells_of(line)) for line in lines
    ]
    most = max(counts, default=0)
    many = [n for n, count in enumerate(counts) if count >= _MANY * most]
    if most < _FEWEST_CELLS or len(many) < _FEWEST_ROWS:
        return []
    start, stop = many[0], many[-1] + 1
    for n in range(start - 1, -1, -1):
        goes_on = max(counts[max(n - 2, 0) : n + 1]) > 1
        if not _near(lines[n], lines[n + 1], _APART if goes_on else _TIGHT):
            break
        start = n
    for n in range(stop, len(lines)):
        goes_on = max(counts[n : n + 3]) > 1
        if not _near(lines[n - 1], lines[n], _APART if goes_on else _TIGHT):
            break
        stop = n + 1
    return lines[start:stop]


def _near(above: list[Word], below: list[Word], most: float) -> bool:
    """Whether a line follows another within *most* heights of a line."""
    return below[0].middle - above[0].middle < most * (below[0].bottom - below[0].top)
