"""The cells of rows given to the columns of a heading, where empty and merged cells dropped out.

A *reading* of a row gives each of its cells a column, from left to right. What it costs grades the
evidence: how well each text fits its column, which columns stay empty, what the cells say of each
other. Where rows are not known either, the division of the cells into rows is sought that costs
least altogether. Only what all cheapest readings share is answered as sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jiping.filing.text import fold
from jiping.intake.amounts import blank

from .cells import SOME, UNKNOWN, Cell, Strip
from .fits import options

#: Columns whose cells may be merged over several rows, so that a row ends before them.
_MERGED = frozenset(("reason", "remark", "explanation", "scoring_standard", "core", "number"))
#: Columns whose cell may have several paragraphs, and what a further one costs.
_PARAGRAPHS = {
    "reason": 1, "remark": 1, "explanation": 1, "scoring_standard": 1,
    "name": 3, "target": 3, "actual": 3,
}  # fmt: skip
_LONG = frozenset(("reason", "remark", "explanation", "scoring_standard"))
_FOREIGN = 20
#: No row costs so much.
_BEYOND = 10**6
#: So many cells more than columns a row may have, and so many readings are looked at.
_FURTHER, _MOST = 8, 1500
#: No block of a form has more cells; what follows them is no part of it.
_MOST_CELLS = 2000

Texts = Mapping[str, str]
# A block has thousands of readings: each is made at one stroke.
_new = tuple.__new__


@dataclass(frozen=True)
class Shape:
    """The columns of a block: their names in order, the one every row has, and its judge.

    `judge` says what a row costs by the texts of its columns (empty cells left out), and whether it
    is whole; a row that may go on lacks nothing yet. No row costs less than nothing. The levels are the *usual* ones where the form
    has labels of the vocabulary.
    """

    columns: tuple[str, ...]
    key: str
    judge: Callable[[Texts, bool], int]
    usual: bool = False


class Reading(NamedTuple):
    """One way to read the cells `[start, end)` as a row: the column of each cell."""

    end: int
    columns: tuple[str, ...]
    cost: int


class Aligned(NamedTuple):
    """The cells `[start, end)` as a row, in every way that is as good as the best.

    No readings: the cells are of no row that could be made out. Where it is not sure how far a row
    goes, only the cells that are surely its own are given to it. `blind` where empty cells were not
    regarded.
    """

    start: int
    end: int
    readings: tuple[tuple[str, ...], ...]
    blind: bool = False


def align(strip: Strip, shape: Shape) -> list[Aligned]:
    """The rows of a block."""
    cells = strip.cells
    if not strip.rows:
        few = len(cells) <= _MOST_CELLS
        return _best(cells[:_MOST_CELLS], shape, broken=strip.broken or not few, whole=False)
    aligned: list[Aligned] = []
    for start, end in rows_of(cells):
        broken = strip.broken and end == len(cells)
        for row in _best(cells[start:end], shape, broken=broken, whole=True):
            aligned.append(row._replace(start=row.start + start, end=row.end + start))
    return aligned


def _best(cells: Sequence[Cell], shape: Shape, *, broken: bool, whole: bool) -> list[Aligned]:
    """The rows of *cells*; without regard to empty cells where these lead to none."""
    rows = _divide(cells, shape, broken=broken, whole=whole)
    if all(row.readings for row in rows) or all(each.gap == UNKNOWN for each in cells):
        return rows
    blind = [each._replace(gap=UNKNOWN) for each in cells]
    others = _divide(blind, shape, broken=broken, whole=whole)
    if _unread(others) < _unread(rows):
        return [row._replace(blind=True) for row in others]
    return rows


def is_blind(row: Aligned, cells: Sequence[Cell]) -> bool:
    """Whether nothing told in which columns the *cells* of a row stand, but what they say."""
    return row.blind or all(each.gap == UNKNOWN for each in cells)


def _unread(rows: Sequence[Aligned]) -> int:
    return sum(row.end - row.start for row in rows if not row.readings)


def rows_of(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Where each known row begins and ends."""
    start = 0
    for number in range(1, len(cells) + 1):
        if number == len(cells) or cells[number].row != cells[start].row:
            yield start, number
            start = number


def agreed(row: Aligned, cells: Sequence[Cell]) -> tuple[dict[str, list[Cell]], set[str]]:
    """The cells of each column that all readings of *row* share, and the columns left open.

    Two readings share a figure too where they take it from different cells that say the same.
    """
    sure: dict[str, list[Cell]] = {}
    doubtful: set[str] = set()
    choices = [_by_column(reading, cells[row.start : row.end]) for reading in row.readings]
    for column in dict.fromkeys(column for choice in choices for column in choice):
        said = {_said(choice.get(column, [])) for choice in choices}
        if len(said) == 1:
            sure[column] = next(choice[column] for choice in choices if column in choice)
        else:
            doubtful.add(column)
    return sure, doubtful


def _by_column(reading: Sequence[str], cells: Sequence[Cell]) -> dict[str, list[Cell]]:
    choice: dict[str, list[Cell]] = {}
    for column, each in zip(reading, cells, strict=False):
        choice.setdefault(column, []).append(each)
    return choice


def _said(cells: Sequence[Cell]) -> str:
    """What cells say: marks of an empty cell nothing."""
    return "\n".join(fold(each.text) for each in cells if not blank(each.text))


# --- the division into rows that costs least ------------------------------------------------------


def _divide(
    cells: Sequence[Cell], shape: Shape, *, broken: bool, whole: bool = False
) -> list[Aligned]:
    """The rows of *cells*: one only where the row is known as a *whole*."""
    last = len(cells)
    ways: list[list[Reading]] = [[] for _ in range(last)]
    least = [0] * (last + 1)
    for start in [0] if whole else range(last - 1, -1, -1):
        found = _rows_from(cells, start, shape, least, broken=broken, whole=whole)
        if not found or not whole:
            found.append(Reading(last if whole else start + 1, (), _FOREIGN))
        least[start] = min(reading.cost + least[reading.end] for reading in found)
        ways[start] = [r for r in found if r.cost + least[r.end] == least[start]]
    return list(_sure_rows(ways, last))


def _sure_rows(ways: Sequence[Sequence[Reading]], last: int) -> Iterator[Aligned]:
    """Rows between the places through which all cheapest divisions go."""
    start = 0
    while start < last:
        stop = _next_sure(ways, start)
        here = [reading for reading in ways[start] if reading.columns]
        if len(here) < len(ways[start]):
            yield Aligned(start, stop, ())
            start = stop
            continue
        end = min(reading.end for reading in here)
        columns = dict.fromkeys(reading.columns[: end - start] for reading in here)
        yield Aligned(start, end, tuple(columns))
        if end < stop and any(reading.end > end for reading in here):
            yield Aligned(end, stop, ())
            end = stop
        start = end


def _next_sure(ways: Sequence[Sequence[Reading]], start: int) -> int:
    """The next place through which every cheapest division from *start* goes."""
    reached = {start}
    furthest = start
    position = start
    while True:
        if position in reached:
            if position == furthest > start:
                return position
            ends = {reading.end for reading in ways[position]}
            reached |= ends
            furthest = max(furthest, *ends)
        position += 1


# --- the readings of one row ----------------------------------------------------------------------


def _rows_from(
    cells: Sequence[Cell],
    start: int,
    shape: Shape,
    least: Sequence[int],
    *,
    broken: bool,
    whole: bool,
) -> list[Reading]:
    """The readings of a row that begins at *start*, whatever its end; none where they are too many.

    *least* is what the cells behind each end cost. A reading that costs more with them than another
    one is not judged and left out.
    """
    columns = shape.columns
    key = columns.index(shape.key)
    last = min(len(cells), start + len(columns) + _FURTHER)
    found: list[Reading] = []
    bound = _BEYOND if whole else _FOREIGN + least[start + 1]
    stack: list[tuple[int, tuple[int, ...], int]] = [
        (start + 1, (column,), cost)
        for column, cost in options(cells[start].text, columns, shape.usual)
        if column <= key
    ]
    for _ in range(_MOST):
        if not stack:
            return found
        position, taken, cost = stack.pop()
        column = taken[-1]
        at_end = position == len(cells)
        open_end = broken and at_end
        if (column >= key or open_end) and (at_end or not whole):
            ending = 0 if at_end else _ending(cells[position], columns[column + 1 :])
            if ending is not None and cost + ending + least[position] <= bound:
                names = tuple(map(columns.__getitem__, taken))
                judged = shape.judge(_texts(names, cells[start:position]), not open_end)
                found.append(_new(Reading, (position, names, cost + judged + ending)))
                bound = min(bound, cost + judged + ending + least[position])
        if position < last:
            for further, price in options(cells[position].text, columns, shape.usual):
                if further < column or (column < key < further):
                    continue
                step = _step(cells[position], column, further, columns, whole=whole)
                if step is not None and cost + price + step < _FOREIGN:
                    stack.append((position + 1, (*taken, further), cost + price + step))
    return []


def _step(
    cell: Cell, column: int, further: int, columns: Sequence[str], *, whole: bool
) -> int | None:
    """What it costs that *cell* stands in column *further* right of *column*; None if it cannot."""
    if further == column:
        # A paragraph more of the same cell: of a short text only where empty cells would show.
        shows = cell.gap == 0 or (cell.gap == UNKNOWN and columns[column] in _LONG)
        return _PARAGRAPHS.get(columns[column]) if shows and not whole else None
    skipped = further - column - 1
    if cell.gap == UNKNOWN or cell.gap == skipped or (cell.gap == SOME and skipped):
        return 0
    return None


def _ending(follower: Cell, left: Sequence[str]) -> int | None:
    """What it costs that a row ends with the columns *left* empty in front of *follower*."""
    if not left or follower.gap in (UNKNOWN, SOME) or follower.gap >= len(left):
        return 0
    return 1 if all(each in _MERGED for each in left) else None


def _texts(names: Sequence[str], cells: Sequence[Cell]) -> dict[str, str]:
    """The texts by column; cells that are marked as empty say nothing."""
    texts: dict[str, str] = {}
    for name, each in zip(names, cells, strict=True):
        if not blank(each.text):
            texts[name] = f"{texts[name]}\n{each.text}" if name in texts else each.text
    return texts
