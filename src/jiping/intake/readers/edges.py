"""Rows that tell the edges of their cells (Word 97, RTF) as a table of true columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from jiping.intake.document import Cell

from .flow import Flow

_NEAR = 60  # twips (1 mm) within which two edges are one column


class Edge(NamedTuple):
    """A cell of a row: its right edge in twips, and whether it goes on from the left or above."""

    right: int
    from_left: bool
    from_above: bool


Row = tuple[list[str], int, Sequence[Edge]]  # texts of the cells, left edge, cells


def put_table(flow: Flow, rows: list[Row]) -> None:
    """Put a table of these rows into *flow*; a frame around text is text."""
    if len(rows) == 1 and len(rows[0][0]) == 1:
        flow.lines(rows[0][0][0])
    else:
        flow.table(cells_of(rows))


def cells_of(rows: list[Row]) -> list[Cell]:
    """The cells of a table in the columns that the edges of all its rows make."""
    column_at = _columns(rows)
    places: list[list[int]] = []  # row, column, rows, columns
    texts: list[str] = []
    above: dict[int, list[int]] = {}
    for number, (contents, left, edges) in enumerate(rows):
        here: dict[int, list[int]] = {}
        place: list[int] | None = None
        for text, edge in zip(contents, edges, strict=True):
            start, end = column_at[left], column_at[edge.right]
            left = edge.right
            if edge.from_left and place is not None:
                place[3] = end - place[1]
            elif edge.from_above and start in above:
                here[start] = place = above[start]
                place[2] = number - place[0] + 1
            else:
                here[start] = place = [number, start, 1, max(end - start, 1)]
                places.append(place)
                texts.append(text)
        above = here
    return [
        tuple.__new__(Cell, (text, *place, None, None))
        for text, place in zip(texts, places, strict=True)
    ]


def _columns(rows: list[Row]) -> dict[int, int]:
    """The column that begins at each edge or shortly before it; edges near to each other are one."""
    edges = sorted({edge for _, left, cells in rows for edge in (left, *(c.right for c in cells))})
    columns: list[int] = []
    for edge in edges:
        if not columns or edge - columns[-1] > _NEAR:
            columns.append(edge)
    return {edge: max(bisect_left(columns, edge + 1) - 1, 0) for edge in edges}
