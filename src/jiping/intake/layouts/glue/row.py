"""Every way to read one row at a place of glued text: its name, its cells, and what bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .cells import (
    NATURES,
    PER_CENT_DIGITS,
    Cell,
    Cells,
    Stretch,
    bare,
    copy,
    decimal,
    mark,
    measure,
    nature,
    opens_with_unit,
    points,
    rate,
    value,
    words,
    yes_no,
)

#: What a column that is left empty costs; others must be filled.
_EMPTY = {
    "target": 3, "adjusted_target": 0, "actual": 3, "operator": 0, "measure": 2, "remark": 0, "explanation": 0,
    "scoring_standard": 0, "reviewed_score": 1, "completion": 4, "core": 4, "number": 0,
}  # fmt: skip
_FREE = frozenset(("remark", "explanation", "scoring_standard"))
_VALUES = frozenset(("target", "adjusted_target", "actual"))
_SCALE = frozenset(("weight", "score", "reviewed_score"))
_KINDS = {"completion": rate, "operator": nature, "measure": measure, "core": yes_no}
_LONGEST_NAME = 80
_LONGEST_FREE = 150
_WORST_NAME = 10
_LARGE_WEIGHT = decimal("50")

_NUMBERED = re.compile(r"^指标\d{1,2}[:.、]?|指标\d{1,2}[:.、]|^\d{1,2}[.、]")
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAME_START = re.compile(r"[^\d,.;:)%\-/≥≤><=、。·]")
_NO_START = ",.;:)、。"
_NAME_SIGN = re.compile(r"[≥≤><=%]")
_SIGN_WORD = re.compile(
    r"(?:不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|大于|小于|高于|低于|至少|控制在|约|不|不得)$"
    r"|定[性量]指?标?"
)
#: A figure in a name, mostly with a unit or as part of a code (`G108`).
_FIGURE = re.compile(
    r"(?<![A-Za-z\d])\d+(?:\.\d+)?"
    r"(?P<unit>[A-Za-z]|万|亿|元|公里|千米|米|亩|公顷|个|人|户|家|名|岁|类|项|级|年|月|日|号|座|所|处|条|吨|%|-)?"
)
#: A name that opens with a figure: `2021年…`, `5G…`, `65岁以上…`.
_FIGURE_NAME = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d年)|(?P<code>[1-9]\d{0,2}[A-Za-z])"
    r"|[1-9]\d{0,3}(?:个|类|项|岁|周岁|人|名|家|户|级|号|座|所|处|条|米|公里|亩|村|镇))"
)
#: Letters that text recognition leaves where other characters stood.
_NOISE = re.compile(r"[a-z]{2,}|(?<![A-Za-z])[OIl](?![A-Za-z])|[到第]$")


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
            column: (cell.start, cell.end) if cell.known else None
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
        self._behind: dict[int, list[Way]] = {}

    def at(self, at: int) -> Iterator[Row]:
        """All rows that may begin at *at*."""
        stretch, text = self.stretch, self.stretch.text
        if at >= stretch.stop or (opening := opening_cost(text, at)) is None:
            return
        number = _NUMBERED.match(text, at)
        for end in range(
            number.end() + 1 if number else at + 1, min(stretch.stop, at + _LONGEST_NAME) + 1
        ):
            before, here = text[end - 1], text[end : end + 1]
            if before.isdigit() and (here.isdigit() or here == "."):
                continue
            cost = name_cost(text[at:end])
            if cost is None or not (ways := self._ways(end)):
                continue
            if cost > _WORST_NAME and text.count("(", at, end) == text.count(")", at, end):
                return
            cost += opening + 3 * stretch.breaks_in(at, end)
            for close, cells, gain in ways:
                ended = close in stretch.breaks
                yield Row(at, close, (at, end), cells, gain - cost + 1 + ended)
        if _SCALE & set(self.columns):
            yield from self._unnamed(at)

    def _ways(self, at: int) -> list[Way]:
        """All ways to read the columns at *at*, behind whichever name ends there."""
        if at not in self._behind:
            self._behind[at] = [
                way
                for way in _cells(self.stretch, at, self.columns, 0, {})
                if not self._runs_on(way[0])
            ]
        return self._behind[at]

    def _runs_on(self, end: int) -> bool:
        """Whether a row cannot end at *end*: a digit follows with which no name opens."""
        text = self.stretch.text
        if end in self.stretch.breaks or not text[end : end + 1].isdigit():
            return False
        return opening_cost(text, end) is None

    def _unnamed(self, at: int) -> Iterator[Row]:
        """Rows whose name and values are words that nothing parts: only their points are read."""
        stretch, columns = self.stretch, self.columns
        first = next((n for n, c in enumerate(columns) if c in ("weight", "score")), 0)
        close = stretch.words_end(at)
        if not first or not at < close < stretch.stop:
            return
        hidden = {c: Cell(at, close, known=False) for c in columns[:first] if c in _VALUES}
        for end, cells, gain in _cells(stretch, close, columns, first, hidden):
            if not self._runs_on(end):
                yield Row(at, end, (at, close), cells, gain - 5)


def opening_cost(text: str, at: int) -> int | None:
    """What speaks against a name that begins at *at*; None where none can.

    Behind a figure a name rarely opens with a digit, a unit or a Latin letter: then the border may
    stand elsewhere (`4|4|5G基站`, `10|10|65岁以上老人`).
    """
    behind_figure = at > 0 and text[at - 1].isdigit()
    if match := _FIGURE_NAME.match(text, at):
        return 0 if match["year"] or match["code"] else 3
    if not _NAME_START.match(text, at):
        return None
    if behind_figure and text[at].isascii() and text[at].isalpha():
        return 3
    return 2 if behind_figure and opens_with_unit(text, at) else 0


@lru_cache(maxsize=16384)
def name_cost(text: str) -> int | None:
    """What speaks against *text* as the name of an indicator; None where it is none."""
    marks = list(_NUMBERED.finditer(text))
    words = text[marks[-1].end() :] if marks else text
    foreign = 4 * bool(marks and marks[-1].start() > 0)
    # What stands in brackets counts only where there is nothing else.
    rest = _BRACKETED.sub("", words) or words[1:-1]
    if len(_CHINESE.findall(rest)) < 2:
        return None
    rest = _FIGURE_NAME.sub("", rest, count=1) if rest[0].isdigit() else rest
    figures = sum(2 if match["unit"] else 5 for match in _FIGURE.finditer(_YEAR.sub("", rest)))
    signs = len(_NAME_SIGN.findall(rest)) + (rest[1:2] in "/*") + bool(_SIGN_WORD.search(rest))
    brackets = rest.count("(") + rest.count(")")
    return figures + 4 * signs + 3 * brackets + 2 * len(_NOISE.findall(rest)) + foreign


# --- the cells behind a name ----------------------------------------------------------------------


def _cells(
    stretch: Stretch, at: int, columns: tuple[str, ...], number: int, cells: dict[str, Cell]
) -> Iterator[Way]:
    """All ways to read the columns from *number* on at *at*."""
    if number == len(columns):
        yield at, cells, _likeness(cells, columns) + _points(cells)
        return
    column = columns[number]
    for cell, cost in _choices(stretch, at, columns, number, cells):
        if column == "score" and cell.number and _over(cell, cells.get("weight")):
            continue
        chosen = {**cells, column: cell}
        for end, rest, gain in _cells(stretch, cell.end, columns, number + 1, chosen):
            yield end, rest, gain + cell.gain - cost
    if column == "target" and cells and at < stretch.stop:
        yield from _hidden_words(stretch, at, columns, number, cells)


def _over(score: Cell, weight: Cell | None) -> bool:
    return (
        weight is not None
        and bool(weight.number)
        and decimal(score.number) > decimal(weight.number)
    )


def _hidden_words(
    stretch: Stretch, at: int, columns: tuple[str, ...], number: int, cells: dict[str, Cell]
) -> Iterator[Way]:
    """Several cells in words between figures: nothing tells where the one ends."""
    last = number
    while last < len(columns) and (columns[last] in _VALUES or columns[last] == "measure"):
        last += 1
    close = stretch.words_end(at)
    if last < number + 2 or not at < close < stretch.stop:
        return
    if not _border(stretch, cells[columns[number - 1]]):
        return
    hidden = {c: Cell(at, close, known=False) for c in columns[number:last] if c in _VALUES}
    for end, rest, gain in _cells(stretch, close, columns, last, {**cells, **hidden}):
        yield end, rest, gain - 3


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
            yield cell, 0


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
    for cell in (*_figures(stretch, at, columns, cells), *words(stretch, at)):
        if cell.end not in known:
            yield cell, cost
    # Words between a border that is sure and the next figure are one cell.
    alone = column == "actual" or columns[number + 1 : number + 2] != ("actual",)
    if cells and alone and columns[number - 1] != "measure" and not stretch.text[at].isdigit():
        close = stretch.words_end(at)
        border = _border(stretch, cells[columns[number - 1]])
        if at < close < stretch.stop and border and stretch.text[at] not in _NO_START:
            yield Cell(at, close), 1


def _figures(stretch: Stretch, at: int, columns: tuple[str, ...], cells: Cells) -> Iterator[Cell]:
    """Figures and dates; where the unit has a column of its own, without one or with just that.

    In front of the values the unit may be printed in them once more; behind the target it is not.
    """
    figures = value(stretch, at, signed="operator" not in columns)
    if "measure" not in columns:
        yield from figures
        return
    unit = cells.get("measure")
    if unit is None:
        yield from bare(stretch, at)
        return
    first = "target" not in columns or columns.index("measure") < columns.index("target")
    for cell in figures:
        if unit.unit == "%" and len(cell.number.partition(".")[0]) > PER_CENT_DIGITS:
            continue
        if first or not cell.unit or cell.unit == unit.unit:
            yield cell


# --- what the cells of a row say of each other ----------------------------------------------------


def _likeness(cells: Cells, columns: tuple[str, ...]) -> int:
    """Target and actual: the same figure, the same unit."""
    target = next(
        (c for k in ("adjusted_target", "target") if (c := cells.get(k)) and not c.empty), None
    )
    actual = cells.get("actual")
    if target is None or actual is None:
        single = actual or target
        alone = single is not None and "actual" in columns and not single.empty
        return -2 if alone and single.known and not single.number else 0
    if not (target.known and actual.known):
        return 0
    if actual.empty:
        return 0 if target.number or target.unit else -2
    scored = "weight" in columns or "score" in columns
    unit = cells.get("measure")
    if unit is not None:
        return _same_number(target, actual) - 2 * unit.empty
    bare = [not cell.unit for cell in (target, actual) if cell.number]
    if len(bare) < 2:
        # A figure beside words needs a unit to be a value.
        return -2 * sum(bare)
    if target.unit and actual.unit:
        return _same_number(target, actual) if target.unit == actual.unit else -4
    if all(bare):
        # Without points beside them two bare figures may be one figure cut in two.
        return _same_number(target, actual) - 2 if scored else -3
    return -3 if not target.unit else -2


def _same_number(target: Cell, actual: Cell) -> int:
    return len(actual.number) if target.number and target.number == actual.number else 0


def _points(cells: Cells) -> int:
    """Weight and score: mostly the same, or the weight times a factor; rarely nothing."""
    weight, score = cells.get("weight"), cells.get("score")
    gain = 0
    if weight is not None and weight.number and decimal(weight.number) > _LARGE_WEIGHT:
        gain -= 3
    if score is not None and score.number and not decimal(score.number):
        gain -= 4
        # Nothing done and nothing earned looks like a weight cut in two (`6|0`).
        gain -= 10 * ("actual" in cells and cells["actual"].empty)
    if weight is None or score is None or not (weight.number and score.number):
        return gain
    full = decimal(weight.number) == decimal(score.number)
    factor = cells.get("completion")
    if factor is not None and factor.number:
        share = decimal(factor.number)
        share = share / 100 if factor.unit or share > 2 else share
        if decimal(weight.number) * share != decimal(score.number):
            return gain - 4
        full = True
    return gain + (len(score.number) if full else 0)
