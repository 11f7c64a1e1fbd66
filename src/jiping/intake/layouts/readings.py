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
#: A cell that a column can have: the cut behind it, its slice and what it costs.
Step = tuple[int, Slice, int]
T = TypeVar("T")

_GAP = re.compile(r"\s+")


class Column(NamedTuple):
    """A column of the heading: what a text costs as its cell, what an empty cell costs.

    A cell takes up at most *most* of the pieces between two neighbouring cuts.
    """

    name: str
    cost: Callable[[str], Cost]
    empty: Cost = 0
    most: int | None = None


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
    steps = _steps(text, cuts, columns)
    least = _least(steps, columns, len(cuts) - 1)
    if least[0][0] is None:
        return []
    due = _due(columns, rules)
    queue: list[tuple[int, int, int, int, tuple[Slice | None, ...]]] = [
        (least[0][0], -len(columns), 0, 0, ())
    ]
    found: list[Reading] = []
    taken = 0
    while queue:
        bound, undone, _, at, cells = heappop(queue)
        if found and bound > found[0].cost:
            break
        depth = len(columns) + undone
        if not undone:
            found.append(Reading(cells, bound))
            continue
        taken += 1
        if taken > limit:
            return []
        spent = bound - (least[depth][at] or 0)
        after = least[depth + 1]
        empty = columns[depth].empty
        choices = steps[depth][at] if empty is None else [(at, None, empty), *steps[depth][at]]
        for end, cell, cost in choices:
            if (rest := after[end]) is not None:
                chosen = (*cells, cell)
                judged = _judge(text, columns, due[depth], chosen) if due[depth] else 0
                if judged is not None:
                    total = spent + cost + judged + rest
                    heappush(queue, (total, undone + 1, taken, end, chosen))
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


def _steps(text: str, cuts: Sequence[int], columns: Sequence[Column]) -> list[list[list[Step]]]:
    """`[column][cut]`: the cells that the column can have there; none where it cannot begin."""
    longest = max((column.most or len(cuts) for column in columns), default=0)
    pieces: dict[int, list[tuple[int, Slice, str]]] = {}
    begins = {0}
    steps: list[list[list[Step]]] = []
    for column in columns:
        here: list[list[Step]] = [[] for _ in cuts]
        for at in begins:
            if at not in pieces:
                ends = range(at + 1, min(at + longest + 1, len(cuts)))
                pieces[at] = [(end, *_trimmed(text, cuts[at], cuts[end])) for end in ends]
            here[at] = [
                (end, cell, cost)
                for end, cell, inner in pieces[at][: column.most]
                if inner and (cost := column.cost(inner)) is not None
            ]
        steps.append(here)
        ended = {end for choices in here for end, _, _ in choices}
        begins = ended if column.empty is None else begins | ended
    return steps


def _trimmed(text: str, start: int, end: int) -> tuple[Slice, str]:
    """A slice without the blanks at its edges, and its text."""
    piece = text[start:end]
    inner = piece.strip()
    start += len(piece) - len(piece.lstrip())
    return (start, start + len(inner)), inner


def _least(
    steps: Sequence[Sequence[Sequence[Step]]], columns: Sequence[Column], last: int
) -> list[list[Cost]]:
    """`[column][cut]`: the least that the columns from there on cost for the run's rest."""
    least: list[list[Cost]] = [[None] * last + [0]]
    for column, here in zip(reversed(columns), reversed(steps), strict=True):
        after = least[-1]
        row: list[Cost] = []
        for at, choices in enumerate(here):
            best = after[at]
            best = None if best is None or column.empty is None else best + column.empty
            for end, _, cost in choices:
                rest = after[end]
                if rest is not None and (best is None or cost + rest < best):
                    best = cost + rest
            row.append(best)
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
