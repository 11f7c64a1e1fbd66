"""The ways to cut the figures of a budget row: `202010100.00%10` is 20, 20, 10, 100.00%, 10.

The rate is executed ÷ budget and the score weight × rate, so that most of the figures of the right
cut follow from the others; a cut is taken where all others explain at least `MARGIN` figures less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

from msgspec.structs import replace

from jiping.filing.model import MONEY
from jiping.filing.numbers import HUNDRED, ZERO, round_half_up

from .cells import mark, money, points, rate
from .chain import MARGIN
from .stretch import Cell, Stretch, decimal

_USUAL_WEIGHTS = (10, 20)
_MOST_POINTS = Decimal(30)
#: A cut against which this much speaks is none.
_LEAST = -4
_HIGHEST_RATE = 5
_MOST_CHOICES = 20_000
_LOST_HEAD = re.compile(r"\.\d{1,4}")


class Cut(NamedTuple):
    """One way of cutting the figures of a row, and how much of them it explains."""

    cells: dict[str, Cell]
    gain: int


def cuts_of(
    stretch: Stretch,
    at: int,
    columns: tuple[str, ...],
    whole: Mapping[str, Decimal],
    margin: int = MARGIN,
) -> list[Cut]:
    """The cuts from *at* to the stretch's end that explain most, within the margin of the best.

    *whole* are the amounts of the total row, where it is known. None where every cut has more
    against it than for it.
    """
    cuts = [
        Cut(cells, gain + _judge(cells, whole))
        for cells, gain in _Cuts(stretch, columns, whole).at(at, 0, {})
        if _all_or_none_lost(cells)
    ]
    top = max((cut.gain for cut in cuts), default=_LEAST)
    return [cut for cut in cuts if cut.gain > top - margin] if top > _LEAST else []


def summing_up(total: Sequence[Cut], parts: Sequence[Sequence[Cut]]) -> list[Cut]:
    """The choice of cuts, the total's first, in which the parts' amounts make up the total's.

    Of several the one that explains most, if by the margin; none where there are too many to try.
    """
    if len(parts) < 2 or prod(map(len, parts)) > _MOST_CHOICES:
        return []
    wanted: dict[tuple[Decimal, ...], list[Cut]] = {}
    for cut in total:
        wanted.setdefault(_amounts(cut), []).append(cut)
    choices = []
    for choice in product(*([(_amounts(cut), cut) for cut in part] for part in parts)):
        if len({len(amounts) for amounts, _ in choice}) == 1:
            columns = zip(*(amounts for amounts, _ in choice), strict=True)
            sums = tuple(sum(column, ZERO) for column in columns)
            if len(sums) > 1:
                choices += [[cut, *(cut for _, cut in choice)] for cut in wanted.get(sums, ())]
    choices.sort(key=_gain, reverse=True)
    sure = len(choices) == 1 or (choices and _gain(choices[0]) >= _gain(choices[1]) + MARGIN)
    return choices[0] if sure else []


def _gain(choice: Sequence[Cut]) -> int:
    return sum(cut.gain for cut in choice)


def _amounts(cut: Cut) -> tuple[Decimal, ...]:
    return tuple(
        decimal(cut.cells[c].number) for c in MONEY if c in cut.cells and cut.cells[c].number
    )


class _Cuts:
    """The cells of a stretch under its columns, from a place to the end, with what they cost."""

    def __init__(
        self, stretch: Stretch, columns: tuple[str, ...], whole: Mapping[str, Decimal]
    ) -> None:
        """Read *stretch* by the *columns*; no part is more than its *whole*."""
        self._stretch = stretch
        self._columns = columns
        self._whole = whole
        self._open: dict[tuple[int, int], list[tuple[Cell, int]]] = {}

    def at(
        self, at: int, number: int, cells: dict[str, Cell]
    ) -> Iterator[tuple[dict[str, Cell], int]]:
        """All ways to read the columns from *number* on at *at*, behind *cells*."""
        if number == len(self._columns):
            if at == self._stretch.stop:
                yield cells, 0
            return
        column = self._columns[number]
        for cell, cost in self._choices(at, number):
            if cell.number and not _admitted(column, cell, cells, self._whole):
                continue
            for rest, gain in self.at(cell.end, number + 1, {**cells, column: cell}):
                yield rest, gain - cost

    def _choices(self, at: int, number: int) -> list[tuple[Cell, int]]:
        """The cells of a column at *at*, behind which the other columns may reach the end."""
        found = self._open.get((at, number))
        if found is None:
            choices = _choices(self._stretch, at, self._columns[number])
            found = self._open[at, number] = [
                (cell, cost) for cell, cost in choices if self._reaches(cell.end, number + 1)
            ]
        return found

    def _reaches(self, at: int, number: int) -> bool:
        if number == len(self._columns):
            return at == self._stretch.stop
        return bool(self._choices(at, number))


def _admitted(
    column: str, cell: Cell, cells: dict[str, Cell], whole: Mapping[str, Decimal]
) -> bool:
    """No part is more than the whole, no score than its weight; the rate is executed ÷ budget."""
    number = decimal(cell.number)
    if column == "score":
        weight = cells.get("weight")
        return weight is None or not weight.number or number <= decimal(weight.number)
    if column == "execution_rate":
        if number and _is_nothing(cells, "adjusted", "executed"):
            return False  # of nothing, and by nothing, nothing was executed
        return _share(cell, *_money(cells)) is not None
    return column not in whole or number <= whole[column]


def _is_nothing(cells: dict[str, Cell], *columns: str) -> bool:
    """Whether a 0 stands in one of *columns*."""
    return any(
        (cell := cells.get(column)) is not None and cell.number and not decimal(cell.number)
        for column in columns
    )


def _money(cells: dict[str, Cell]) -> tuple[Decimal | None, Decimal | None]:
    """The budget (the adjusted one before the first) and what was executed of it."""
    amounts = [
        decimal(cell.number) if (cell := cells.get(column)) is not None and cell.number else None
        for column in MONEY
    ]
    initial, adjusted, executed = amounts
    return adjusted if adjusted is not None else initial, executed


def _choices(stretch: Stretch, at: int, column: str) -> Iterator[tuple[Cell, int]]:
    yield Cell(at, at), 1 if column in ("weight", "score") else 2
    if at >= stretch.stop:
        return
    for cell in mark(stretch, at):
        yield cell, 0
    if column in MONEY:
        for cell in money(stretch, at):
            yield cell, 0
        if match := _LOST_HEAD.match(stretch.text, at, stretch.stop):
            for end in range(at + 2, match.end() + 1):
                yield Cell(at, end, known=False), 1
    elif column == "execution_rate":
        for cell in rate(stretch, at):
            yield cell, 0
    elif column in ("weight", "score"):
        for cell in points(stretch, at):
            if decimal(cell.number) <= _MOST_POINTS and (column == "score" or decimal(cell.number)):
                yield cell, 0
                if stretch.text.startswith("分", cell.end) and cell.end < stretch.stop:
                    yield replace(cell, end=cell.end + 1), -1


def _all_or_none_lost(cells: dict[str, Cell]) -> bool:
    """Where the amounts of a row have lost their heads, none of them can be read."""
    given = [cells[c] for c in MONEY if c in cells and not cells[c].empty]
    return len({cell.known for cell in given}) < 2


def _judge(cells: dict[str, Cell], whole: Mapping[str, Decimal]) -> int:
    """How many figures follow from the others of the row or of the total row."""
    number = {column: decimal(cell.number) for column, cell in cells.items() if cell.number}
    gain = 0
    texts = [cells[column].number for column in MONEY if column in number]
    # More than two decimals are rare, and none beside others is a sign of a wrong cut.
    places = [len(text.partition(".")[2]) for text in texts]
    lone = [texts.count(text) == 1 and n > 2 for text, n in zip(texts, places, strict=True)]
    gain -= (3 if min(places, default=0) < 2 else 1) * sum(lone)
    gain += sum(len(a) for a, b in pairwise(texts) if a == b)
    gain += sum(len(cells[c].number) for c in whole if number.get(c) == whole[c])
    budget, executed = _money(cells)
    weight, score = number.get("weight"), number.get("score")
    share = _share_told(cells, budget, executed)
    if budget and executed is not None:
        gain += _borne_out(cells["execution_rate"]) if "execution_rate" in number else 0
        gain -= (not executed) + (executed > budget)
    if executed is None and ("execution_rate" in number or score is not None):
        gain -= 2
    if weight is None:
        return gain - 2 * (score is not None)
    gain += (weight in _USUAL_WEIGHTS) - 3 * (weight != weight.to_integral_value())
    printed = "execution_rate" in number
    if score is not None and share is not None and (printed or share <= 1):
        right = score == _earned(weight, share, score)
        # A score may leave the rate that the money tells, but hardly the one printed beside it.
        gain += len(cells["score"].number) * bool(score) if right else -3 if printed else -1
    return gain


def _borne_out(rate: Cell) -> int:
    """What a rate that the money bears out gains; a lone digit but 0 does so by chance."""
    return len(rate.number) if rate.unit or len(rate.number) > 1 or rate.number == "0" else -2


def _share_told(
    cells: dict[str, Cell], budget: Decimal | None, executed: Decimal | None
) -> Decimal | None:
    """The execution rate as a fraction: as printed, else as the money tells it."""
    printed = cells.get("execution_rate")
    if printed is not None and printed.number:
        return _share(printed, budget, executed)
    return executed / budget if budget and executed is not None else None


def _printed(cell: Cell) -> Decimal:
    """A rate as a fraction: with a percent sign, or too large to be a fraction."""
    number = decimal(cell.number)
    return number / HUNDRED if cell.unit or number > 2 else number


def _share(cell: Cell, budget: Decimal | None, executed: Decimal | None) -> Decimal | None:
    """The rate where the money bears it out (or there is none to), to one of its last digit."""
    share = _printed(cell)
    if budget is None or executed is None or not budget:
        return share if share <= _HIGHEST_RATE else None
    places = len(cell.number.partition(".")[2]) + (2 if share != decimal(cell.number) else 0)
    step = Decimal(1).scaleb(-places) if places else ZERO
    off = abs(executed / budget - share)
    return share if share <= _HIGHEST_RATE and (off < step or not off) else None


def _earned(weight: Decimal, share: Decimal, score: Decimal) -> Decimal:
    """Weight × rate, at most the weight, to as many places as the score is printed."""
    places = max(0, -int(score.as_tuple().exponent))
    return round_half_up(min(weight, weight * share), places)
