"""Every admissible way of reading a run of text as the cells of one row, and what they agree on.

Where a text has lost its cell borders, a row such as `880 880 880 10 10` under six headings can be
read in several ways. This engine does not guess: it enumerates the readings.

- A *run* is a text and its *cuts*: the ascending offsets at which a cell may begin or end, the
  first and the last offset of the run included. Cuts at the blanks make a word-by-word reading,
  cuts at every offset a character-by-character one.
- The *columns* of the heading stand in their order. Each says what a text costs as its cell (None:
  it cannot be one) and what an empty cell costs (None: it must be filled). `kinds` has the usual.
- *Rules* judge several cells of a row together (score ≤ weight, rate = executed ÷ budget).
- A *reading* gives every column a slice of the run or nothing; together the slices take up the
  whole run, in order. Its cost is the sum of its cells' and rules' costs.

`read` answers all readings of the lowest cost, the first of them found without looking at those
that cost more. Costs are therefore grades of evidence: 0 for what a row should look like, more for
what is rarer; what must never be is None. Everything on which the answered readings agree is sure.

    columns = (Column("name", text), Column("weight", points), Column("score", points))
    found = read("绿化面积 10 8", words("绿化面积 10 8"), columns, (score_in_weight,))
    cells, doubtful = agreed(found, columns)
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush
from typing import NamedTuple, TypeVar

#: A slice `[start, end)` of the run without blanks at its edges.
Slice = tuple[int, int]
Cost = int | None
T = TypeVar("T")

_GAP = re.compile(r"\s+")


class Column(NamedTuple):
    """A column of the heading: what a text costs as its cell, what an empty cell costs."""

    name: str
    cost: Callable[[str], Cost]
    empty: Cost = 0


class Rule(NamedTuple):
    """A judgement over the cells of *columns* (texts by column name, empty cells left out)."""

    columns: tuple[str, ...]
    judge: Callable[[Mapping[str, str]], Cost]


class Reading(NamedTuple):
    """One way of reading a run: the slice of each column, in the columns' order, or None."""

    cells: tuple[Slice | None, ...]
    cost: int


def words(text: str) -> list[int]:
    """The cuts at the blanks of *text*.

    >>> words("绿化面积 10 8")
    [0, 5, 8, 9]
    """
    cuts = [0, *(match.end() for match in _GAP.finditer(text)), len(text)]
    return sorted(set(cuts))


def read(
    text: str,
    cuts: Sequence[int],
    columns: Sequence[Column],
    rules: Sequence[Rule] = (),
    limit: int = 20_000,
) -> list[Reading]:
    """All readings of the lowest cost; none where nothing is admissible or *limit* steps end first.

    The search goes from the cheapest beginning of a row onwards and knows for each what its rest
    costs at least, so that regular rows are read without any branching.
    """
    slices = _slices(text, cuts)
    least = _least(text, slices, columns)
    due = _due(columns, rules)
    last = len(cuts) - 1
    if least[0][0] is None:
        return []
    queue: list[tuple[int, int, int, int, tuple[Slice | None, ...]]] = [(least[0][0], 0, 0, 0, ())]
    found: list[Reading] = []
    order = 0
    while queue:
        bound, negative_depth, _, at, cells = heappop(queue)
        if found and bound > found[0].cost:
            break
        depth = -negative_depth
        if depth == len(columns):
            found.append(Reading(cells, bound))
            continue
        order += 1
        if order > limit:
            return []
        column = columns[depth]
        spent = bound - (least[depth][at] or 0)
        for end in range(at, last + 1):
            rest = least[depth + 1][end]
            if rest is None:
                continue
            cell = slices[at][end - at - 1] if end > at else None
            if end > at and cell is None:
                continue
            cost = column.cost(text[cell[0] : cell[1]]) if cell else column.empty
            if cost is None:
                continue
            chosen = (*cells, cell)
            judged = _judge(text, columns, due[depth], chosen)
            if judged is not None:
                heappush(queue, (spent + cost + judged + rest, -depth - 1, order, end, chosen))
    return found


def agreed(
    found: Sequence[Reading],
    columns: Sequence[Column],
    says: Callable[[Slice], bool] = lambda _: True,
) -> tuple[dict[str, Slice], frozenset[str]]:
    """The cells that all readings share, and the names of the columns on which they differ.

    A cell that does not *say* anything (`-`, `/`) is the same as an empty one.
    """
    cells: dict[str, Slice] = {}
    doubtful: set[str] = set()
    for number, column in enumerate(columns):
        choices = {
            cell if cell is not None and says(cell) else None
            for cell in {reading.cells[number] for reading in found}
        }
        if len(choices) > 1:
            doubtful.add(column.name)
        elif choices and (cell := choices.pop()) is not None:
            cells[column.name] = cell
    return cells, frozenset(doubtful)


def bearing_out(
    rows: Sequence[Sequence[T]], amount: Callable[[T], Decimal], total: Decimal
) -> list[list[T]]:
    """Of each row's readings those that take part in a choice whose amounts sum to *total*.

    Where no choice sums to it, the sum is not the form's and every reading stays.
    """
    reach: list[set[Decimal]] = [{Decimal(0)}]
    for row in rows:
        steps = {amount(reading) for reading in row}
        reach.append({done + step for done in reach[-1] for step in steps})
    if total not in reach[-1]:
        return [list(row) for row in rows]
    wanted = {total}
    kept: deque[list[T]] = deque()
    for row, before in zip(reversed(rows), reversed(reach[:-1]), strict=True):
        kept.appendleft([r for r in row if any(goal - amount(r) in before for goal in wanted)])
        wanted = {goal - amount(r) for goal in wanted for r in row} & before
    return list(kept)


def _slices(text: str, cuts: Sequence[int]) -> list[list[Slice | None]]:
    """For each cut the slices that begin there, one for each later cut; None where only blanks."""
    slices: list[list[Slice | None]] = []
    for number, start in enumerate(cuts):
        row: list[Slice | None] = []
        for end in cuts[number + 1 :]:
            piece = text[start:end]
            inner = piece.strip()
            begin = start + len(piece) - len(piece.lstrip())
            row.append((begin, begin + len(inner)) if inner else None)
        slices.append(row)
    return slices


def _least(
    text: str, slices: Sequence[Sequence[Slice | None]], columns: Sequence[Column]
) -> list[list[Cost]]:
    """`[column][cut]`: the least that the columns from there on cost for the run's rest."""
    last = len(slices) - 1
    least: list[list[Cost]] = [[None] * last + [0]]
    for column in reversed(columns):
        after = least[-1]
        row: list[Cost] = []
        for at in range(last + 1):
            here = after[at]
            costs = [] if column.empty is None or here is None else [column.empty + here]
            for end, cell in enumerate(slices[at], at + 1):
                rest = after[end]
                if cell is None or rest is None:
                    continue
                cost = column.cost(text[cell[0] : cell[1]])
                if cost is not None:
                    costs.append(cost + rest)
            row.append(min(costs, default=None))
        least.append(row)
    least.reverse()
    return least


def _due(columns: Sequence[Column], rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules to judge once a column is chosen: those of which it is the last."""
    place = {column.name: number for number, column in enumerate(columns)}
    due: list[list[Rule]] = [[] for _ in columns]
    for rule in rules:
        known = [place[name] for name in rule.columns if name in place]
        if known:
            due[max(known)].append(rule)
    return due


def _judge(
    text: str, columns: Sequence[Column], rules: Sequence[Rule], cells: Sequence[Slice | None]
) -> Cost:
    if not rules:
        return 0
    texts = {
        column.name: text[cell[0] : cell[1]]
        for column, cell in zip(columns, cells, strict=False)
        if cell
    }
    total = 0
    for rule in rules:
        cost = rule.judge(texts)
        if cost is None:
            return None
        total += cost
    return total
