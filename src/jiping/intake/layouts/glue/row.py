"""Every way to read one row at a place of glued text: its name, its cells, and what bears it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .cells import NATURES, copy, mark, measure, nature, points, rate, words, yes_no
from .judge import judge
from .names import NUMBERED, name_cost, opening_cost
from .stretch import Cell, Cells, Stretch, decimal
from .values import DATE, PER_CENT_DIGITS, UNITS, bare, behind_two, unsigned_value, value

#: What a column that is left empty costs; others must be filled.
_EMPTY = {
    "target": 3, "adjusted_target": 0, "actual": 3, "operator": 0, "measure": 2, "remark": 0, "explanation": 0,
    "scoring_standard": 0, "reviewed_score": 1, "completion": 4, "core": 4, "number": 0,
}  # fmt: skip
#: What a score that was not filled in costs, where a form may have such.
_UNSCORED = 2
_FREE = frozenset(("remark", "explanation", "scoring_standard"))
_VALUES = frozenset(("target", "adjusted_target", "actual"))
_SCALE = frozenset(("weight", "score", "reviewed_score"))
_KINDS = {"completion": rate, "operator": nature, "measure": measure, "core": yes_no}
_LONGEST_NAME = 80
_LONGEST_FREE = 150
_WORST_NAME = 10
_NO_START = ",.;:)、。"
_new = tuple.__new__


class Row(NamedTuple):
    """One reading of one row: its stretch, its name's stretch, its cells, its gain."""

    start: int
    end: int
    name: tuple[int, int] | None
    cells: dict[str, Cell]
    gain: int

    def spans(self) -> dict[str, tuple[int, int] | None]:
        """The stretch of each column, None where something stands that cannot be read."""
        spans: dict[str, tuple[int, int] | None] = {
            column: cell.bounds if cell.known else None
            for column, cell in self.cells.items()
            if not (cell.known and cell.empty)
        }
        return {"name": self.name, **spans}


#: A way to read the columns behind a name: where it ends, its cells, its gain.
Way = tuple[int, dict[str, Cell], int]


class Rows:
    """The rows that may begin at each place of a stretch under a heading's columns."""

    def __init__(self, stretch: Stretch, columns: tuple[str, ...]) -> None:
        """Read *stretch* by the *columns* behind the name."""
        self.stretch = stretch
        self.columns = columns
        #: The number of the first column behind all values: what follows depends on no other cell.
        self._settled = 1 + max((n for n, c in enumerate(columns) if c in _VALUES), default=-1)
        self._behind: dict[int, list[Way]] = {}
        self._open: dict[tuple[int, int], bool] = {}
        self._plain: dict[tuple[int, int], list[tuple[Cell, int]]] = {}
        self._last: dict[tuple[int, int], list[Way]] = {}

    def at(self, at: int) -> Iterator[Row]:
        """All rows that may begin at *at*."""
        stretch, text = self.stretch, self.stretch.text
        if at >= stretch.stop or (opening := opening_cost(text, at)) is None:
            return
        number = NUMBERED.match(text, at)
        for end in range(
            number.end() + 1 if number else at + 1, min(stretch.stop, at + _LONGEST_NAME) + 1
        ):
            before, here = text[end - 1], text[end : end + 1]
            if before.isdigit() and (here.isdigit() or here == "."):
                continue
            if before == "." and here.isdigit() and text[end - 2].isdigit():
                continue
            cost = name_cost(text[at:end])
            if cost is None or not (ways := self._ways(end)):
                continue
            if cost > _WORST_NAME and text.count("(", at, end) == text.count(")", at, end):
                return
            cost += opening + 3 * stretch.breaks_in(at, end)
            for close, cells, gain in ways:
                ended = close in stretch.breaks
                # A stretch has thousands of them: each is made at one stroke.
                yield _new(Row, (at, close, (at, end), cells, gain - cost + 1 + ended))
        if _SCALE & set(self.columns):
            yield from self._unnamed(at)

    def _ways(self, at: int) -> list[Way]:
        """All ways to read the columns at *at*, behind whichever name ends there."""
        if at not in self._behind:
            self._behind[at] = self._cells(at, 0, {})
        return self._behind[at]

    def _unnamed(self, at: int) -> Iterator[Row]:
        """Rows whose name and values are words that nothing parts: only their points are read."""
        stretch, columns = self.stretch, self.columns
        first = next((n for n, c in enumerate(columns) if c in ("weight", "score")), 0)
        close = stretch.words_end(at)
        if not first or not at < close < stretch.stop or stretch.text[at:close] in UNITS:
            return
        hidden = {c: Cell(at, close, known=False) for c in columns[:first] if c in _VALUES}
        for end, cells, gain in self._cells(close, first, hidden):
            yield Row(at, end, (at, close), cells, gain - 4)

    # --- the cells behind a name ------------------------------------------------------------------

    def _cells(self, at: int, number: int, cells: dict[str, Cell]) -> list[Way]:
        """All ways to read the columns from *number* on at *at*, behind *cells*."""
        ways: list[Way] = []
        self._go_on(at, number, cells, 0, ways)
        return ways

    def _go_on(
        self, at: int, number: int, cells: dict[str, Cell], gain: int, ways: list[Way]
    ) -> None:
        """Add to *ways* those that go on at *at* with column *number*, *gain* being that of *cells*."""
        stretch, columns = self.stretch, self.columns
        if number >= self._settled:
            for end, last, more in self._last_cells(at, number):
                if not _over(last.get("score"), cells.get("weight")):
                    whole = {**cells, **last}
                    ways.append((end, whole, gain + more + judge(stretch, whole, columns)))
            return
        column = columns[number]
        if column not in _VALUES:
            choices: Iterable[tuple[Cell, int]] = self._plain_choices(at, number)
        else:
            choices = _choices(stretch, at, columns, number, cells)
        for cell, cost in choices:
            if column == "score" and _over(cell, cells.get("weight")):
                continue
            chosen = {**cells, column: cell}
            self._go_on(cell.end, number + 1, chosen, gain + cell.gain - cost, ways)
        if column == "target" and cells and at < stretch.stop:
            self._hide_words(at, number, cells, gain, ways)

    def _last_cells(self, at: int, number: int) -> list[Way]:
        """All ways to read the columns from *number* on at *at*, where none of them is a value."""
        ways = self._last.get((at, number))
        if ways is not None:
            return ways
        if number == len(self.columns):
            ways = [] if _runs_on(self.stretch, at) else [(at, {}, 0)]
        else:
            column = self.columns[number]
            ways = [
                (end, {column: cell, **rest}, cell.gain - cost + gain)
                for cell, cost in _choices(self.stretch, at, self.columns, number, {})
                for end, rest, gain in self._last_cells(cell.end, number + 1)
                if column != "weight" or not _over(rest.get("score"), cell)
            ]
        self._last[at, number] = ways
        return ways

    def _plain_choices(self, at: int, number: int) -> list[tuple[Cell, int]]:
        """The cells of a column that is no value, behind which the next ones may be read."""
        found = self._plain.get((at, number))
        if found is None:
            choices = _choices(self.stretch, at, self.columns, number, {})
            found = self._plain[at, number] = [
                (cell, cost) for cell, cost in choices if self._is_open(cell.end, number + 1)
            ]
        return found

    def _is_open(self, at: int, number: int) -> bool:
        """Whether the columns from *number* on may be read at *at*; values depend on what stands before."""
        found = self._open.get((at, number))
        if found is None:
            found = self._open[at, number] = self._may_be_read(at, number)
        return found

    def _may_be_read(self, at: int, number: int) -> bool:
        if number >= self._settled:
            return bool(self._last_cells(at, number))
        if self.columns[number] in _VALUES:
            return True
        return bool(self._plain_choices(at, number))

    def _hide_words(
        self, at: int, number: int, cells: dict[str, Cell], gain: int, ways: list[Way]
    ) -> None:
        """Take several cells in words between figures: nothing tells where the one ends."""
        stretch, columns = self.stretch, self.columns
        last = number
        while last < len(columns) and (columns[last] in _VALUES or columns[last] == "measure"):
            last += 1
        close = stretch.words_end(at)
        if last < number + 2 or not at < close < stretch.stop or _is_unit(stretch, at, close):
            return
        if not _border(stretch, cells[columns[number - 1]]):
            return
        hidden = {c: Cell(at, close, known=False) for c in columns[number:last] if c in _VALUES}
        self._go_on(close, last, {**cells, **hidden}, gain - 3, ways)


def _runs_on(stretch: Stretch, end: int) -> bool:
    """Whether a row cannot end at *end*: a digit with which no name opens, or a unit follows."""
    text, stop = stretch.text, stretch.stop
    if end in stretch.breaks or end >= stop:
        return False
    if text[end - 1].isdigit() and (text[end] in "%‰" or text[end:stop] in UNITS):
        return True
    return text[end].isdigit() and opening_cost(text, end) is None


def _is_unit(stretch: Stretch, start: int, end: int) -> bool:
    """Whether words are the unit of the figure in front of them."""
    return stretch.text[start - 1].isdigit() and stretch.text[start:end] in UNITS


def _over(score: Cell | None, weight: Cell | None) -> bool:
    """Whether a score is more than its weight."""
    if score is None or weight is None or not (score.number and weight.number):
        return False
    return decimal(score.number) > decimal(weight.number)


def _border(stretch: Stretch, before: Cell) -> bool:
    """Whether words behind the cell *before* surely begin where it ends."""
    text = stretch.text[before.start : before.end]
    return text in NATURES or text[-1:].isdigit() or (text != "" and text[-1] in "%/-一")


def _choices(
    stretch: Stretch, at: int, columns: tuple[str, ...], number: int, cells: dict[str, Cell]
) -> Iterator[tuple[Cell, int]]:
    """The cells that may stand in a column at *at*, each with its cost."""
    column = columns[number]
    if column in _EMPTY:
        yield Cell(at, at), _EMPTY[column]
    elif column == "score" and stretch.unscored:
        yield Cell(at, at), _UNSCORED
    if at >= stretch.stop:
        return
    if column in _VALUES:
        yield from _values(stretch, at, columns, number, cells)
    elif column in _SCALE:
        for cell in points(stretch, at):
            if column != "weight" or decimal(cell.number):
                yield cell, 0
    elif column in _FREE:
        close = stretch.words_end(at)
        if at < close < stretch.stop and close - at <= _LONGEST_FREE:
            yield Cell(at, close), 1
    else:
        for cell in _KINDS.get(column, mark)(stretch, at):
            # A factor of one digit is rare beside `100`, and cut off easily.
            yield cell, 3 * (column == "completion" and len(cell.number) == 1 and not cell.unit)


def _values(
    stretch: Stretch, at: int, columns: tuple[str, ...], number: int, cells: Cells
) -> Iterator[tuple[Cell, int]]:
    column = columns[number]
    for cell in mark(stretch, at):
        yield cell, 0
    target = cells.get("target") if column == "actual" else None
    copied = list(copy(stretch, at, target)) if target and not target.empty else []
    for cell in copied:
        yield cell, 0
    known = {cell.end for cell in copied}
    cost = 0
    if column == "adjusted_target":
        # It is rare beside the first one; without that, it is the target itself.
        if cells["target"].empty:
            return
        cost = 2
    figures = tuple(_figures(stretch, at, columns, cells))
    for cell in (*figures, *words(stretch, at)):
        if cell.end not in known:
            yield cell, cost
    if column == "target":
        for cell in behind_two(stretch, at, figures):
            yield cell, 0
    # Words between a border that is sure and the next figure are one cell.
    alone = column == "actual" or columns[number + 1 : number + 2] != ("actual",)
    if cells and alone and columns[number - 1] != "measure" and not stretch.text[at].isdigit():
        close = stretch.words_end(at)
        border = _border(stretch, cells[columns[number - 1]])
        if at >= close or close >= stretch.stop or not border or _is_unit(stretch, at, close):
            return
        if stretch.text[at] not in _NO_START:
            yield Cell(at, close), 1


def _figures(stretch: Stretch, at: int, columns: tuple[str, ...], cells: Cells) -> Iterator[Cell]:
    """Figures and dates; where the unit has a column of its own, without one or with just that.

    In front of the values the unit may be printed in them once more; behind the target it is not.
    """
    figures = (unsigned_value if "operator" in columns else value)(stretch, at)
    if "measure" not in columns:
        yield from figures
        return
    unit = cells.get("measure")
    if unit is None:
        yield from bare(stretch, at)
        yield from (cell for cell in figures if cell.unit == DATE)
        return
    first = "target" not in columns or columns.index("measure") < columns.index("target")
    for cell in figures:
        if unit.unit == "%" and len(cell.number.partition(".")[0]) > PER_CENT_DIGITS:
            continue
        if first or cell.unit in ("", DATE, unit.unit):
            yield cell
