"""From ruling lines to true tables: which lines make one grid, and which cells are merged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from jiping.intake.document import UnreadableError

from . import limits
from .pdf_rules import Rules

_NEAR = 3.0  # points within which two lines are one, or a line reaches another

Span = tuple[float, float]
Lines = dict[float, list[Span]]  # position → where it is drawn


class Region(NamedTuple):
    """A cell of the grid: first row and column, and how many of each it spans."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """A ruled table on a page; `xs` and `ys` (downwards) are the positions of its lines."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    owner: dict[tuple[int, int], int]  # elementary cell → index of its region

    def region_at(self, x: float, y: float) -> int | None:
        """The index of the region at a point, or None outside the grid."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return self.owner[row, column]

    def right(self, index: int) -> float:
        """Where a region ends on the right."""
        region = self.regions[index]
        return self.xs[region.column + region.columns]

    def width(self, index: int) -> float:
        """The width of a region in points."""
        region = self.regions[index]
        return self.xs[region.column + region.columns] - self.xs[region.column]


def grids_of(rules: Rules) -> list[Grid]:
    """The grids that *rules* draw, from top to bottom; a lone frame or underline is none."""
    if len(rules.horizontal) < 2 or not rules.vertical:
        return []
    grids = [
        grid
        for horizontal, vertical in _connected(_merged(rules.horizontal), _merged(rules.vertical))
        if (grid := _grid(horizontal, vertical)) is not None
    ]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(lines: list[tuple[float, float, float]]) -> Lines:
    """Lines by position, those within `_NEAR` of each other at one; their pieces joined."""
    groups: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][0][0] <= _NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    return {
        sum(line[0] for line in group) / len(group): _joined([line[1:] for line in group])
        for group in groups
    }


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + _NEAR:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _connected(horizontal: Lines, vertical: Lines) -> list[tuple[Lines, Lines]]:
    """Part the lines into those that hang together by crossing or touching."""
    rows = [(y, span) for y, spans in horizontal.items() for span in spans]
    columns = [(x, span) for x, spans in vertical.items() for span in spans]
    if len(rows) * len(columns) > 4_000_000:
        raise UnreadableError("版面过于复杂（表格线过多），请提供原来的Word或Excel文件。")
    leader = list(range(len(rows) + len(columns)))

    def find(item: int) -> int:
        while leader[item] != item:
            leader[item] = item = leader[leader[item]]
        return item

    for i, (y, (left, right)) in enumerate(rows):
        for j, (x, (top, bottom)) in enumerate(columns, len(rows)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                leader[find(i)] = find(j)
    parts: dict[int, tuple[Lines, Lines]] = {}
    for i, (at, span) in enumerate(rows + columns):
        part = parts.setdefault(find(i), (defaultdict(list), defaultdict(list)))
        part[0 if i < len(rows) else 1][at].append(span)
    return list(parts.values())


def _grid(horizontal: Lines, vertical: Lines) -> Grid | None:
    if len(horizontal) < 2 or not vertical:
        return None
    _close(horizontal, vertical)
    _close(vertical, horizontal)
    xs, ys = sorted(vertical), sorted(horizontal)
    if len(xs) * len(ys) > limits.CELLS:
        raise UnreadableError("版面过于复杂（表格线过多），请提供原来的Word或Excel文件。")
    if len(xs) < 2 or len(xs) * len(ys) == 4:
        return None
    regions, owner = _regions(xs, ys, horizontal, vertical)
    return Grid(xs, ys, regions, owner) if len(regions) > 1 else None


def _close(lines: Lines, across: Lines) -> None:
    """Close a table left open at its sides: its lines end where an outer line would stand."""
    start = min(span[0] for spans in lines.values() for span in spans)
    end = max(span[1] for spans in lines.values() for span in spans)
    if start < min(across) - 2 * _NEAR:
        across[start] = [(min(lines), max(lines))]
    if end > max(across) + 2 * _NEAR:
        across[end] = [(min(lines), max(lines))]


def _regions(
    xs: list[float], ys: list[float], horizontal: Lines, vertical: Lines
) -> tuple[list[Region], dict[tuple[int, int], int]]:
    """Join the elementary cells between which no line is drawn into rectangles."""
    # Whether a line is drawn right of a column at a row, and below a row at a column.
    right_wall = _drawn([vertical[x] for x in xs], ys)
    lower_wall = _drawn([horizontal[y] for y in ys], xs)
    owner: dict[tuple[int, int], int] = {}
    regions: list[Region] = []
    last_row, last_column = len(ys) - 2, len(xs) - 2
    for row in range(last_row + 1):
        for column in range(last_column + 1):
            if (row, column) in owner:
                continue
            right = column
            while (
                right < last_column
                and not right_wall[right + 1][row]
                and (row, right + 1) not in owner
            ):
                right += 1
            bottom = row
            while bottom < last_row and _is_open(
                bottom + 1, column, right, lower_wall[bottom + 1], right_wall, owner
            ):
                bottom += 1
            for r in range(row, bottom + 1):
                for c in range(column, right + 1):
                    owner[r, c] = len(regions)
            regions.append(Region(row, column, bottom - row + 1, right - column + 1))
    return regions, owner


def _is_open(
    row: int,
    first: int,
    last: int,
    wall_above: list[bool],
    right_wall: list[list[bool]],
    owner: dict[tuple[int, int], int],
) -> bool:
    """Whether a rectangle may grow into the cells *first* to *last* of *row* below it."""
    for column in range(first, last + 1):
        if wall_above[column] or (row, column) in owner:
            return False
        if column < last and right_wall[column + 1][row]:
            return False
    return True


def _drawn(lines: list[list[Span]], positions: list[float]) -> list[list[bool]]:
    """For each line and each step between *positions*, whether it is drawn over the middle."""
    middles = [(low + high) / 2 for low, high in pairwise(positions)]
    drawn = []
    for spans in lines:
        steps = [False] * len(middles)
        for start, end in spans:
            first, last = bisect_left(middles, start), bisect_right(middles, end)
            steps[first:last] = [True] * (last - first)
        drawn.append(steps)
    return drawn
