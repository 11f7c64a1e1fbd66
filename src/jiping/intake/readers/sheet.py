"""A spreadsheet's cells laid out: merged ranges once, what is covered or behind the end left out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from jiping.intake.document import Cell, UnreadableError

from . import limits

Place = tuple[int, int]  # row, column, from 0
Merges = dict[Place, tuple[int, int]]  # first cell → rows, columns
# A sheet has hundreds of cells: each is made at one stroke.
_new = tuple.__new__


def merges_of(ranges: Iterable[tuple[Place, Place]]) -> tuple[Merges, set[Place]]:
    """Merged ranges (first, last cell) by their first cell, and the cells covered by them."""
    merges: Merges = {}
    covered: set[Place] = set()
    area = 0
    for start, end in ranges:
        rows, columns = end[0] - start[0] + 1, end[1] - start[1] + 1
        if rows < 1 or columns < 1:
            continue
        area += rows * columns
        if area > 4 * limits.CELLS:
            raise UnreadableError("合并单元格的范围过大，请只保留绩效自评表后重试。")
        merges[start] = (rows, columns)
        covered.update(product(range(start[0], end[0] + 1), range(start[1], end[1] + 1)))
        covered.discard(start)
    return merges, covered


def laid_out(texts: dict[Place, str], merges: Merges) -> list[Cell]:
    """Cells in reading order; ranges end at the last row and column that hold text."""
    if not texts:
        return []
    limits.check_cells(len(texts))
    last_row = max(texts)[0]
    last_column = max([column for _, column in texts])
    cells = []
    # The texts come in order, and of the ranges few are empty: there is hardly anything to sort.
    for place in sorted([*texts, *(merges.keys() - texts.keys())]):
        row, column = place
        rows, columns = merges.get(place, (1, 1))
        if rows > 1 or columns > 1:
            rows, columns = min(rows, last_row - row + 1), min(columns, last_column - column + 1)
        if rows > 0 and columns > 0:
            cells.append(_new(Cell, (texts.get(place, ""), *place, rows, columns, None, None)))
    return cells
