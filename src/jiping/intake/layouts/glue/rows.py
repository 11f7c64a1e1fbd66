"""The rows of a stretch of glued text: every reading, the best of them, and what is sure of it.

A row is a name and the cells of the heading's columns in their order. All rows that may begin at a
place are enumerated; a chain of rows covers the stretch. Each row has a *gain*: the characters that
follow from others of the row (an actual value that repeats its target, a score that equals its
weight, a unit that stands twice) less what a row rarely shows (figures in a name, an empty target).
Chance repeats one character easily, several hardly ever: a reading is taken where every other one
explains at least `MARGIN` characters less, and of several that lie closer only what they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .cells import (
    NATURES,
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

MARGIN = 2
_LONGEST_NAME = 80
_LONGEST_FREE = 60
_WORST_NAME = 10
_PER_CENT_DIGITS = 3
_MOST_LOST = 6
#: What a column that is left empty costs; others must be filled.
_EMPTY = {
    "target": 3, "adjusted_target": 0, "actual": 3, "operator": 0, "measure": 2, "remark": 0, "explanation": 0,
    "scoring_standard": 0, "reviewed_score": 1, "completion": 4, "core": 4, "number": 0,
}  # fmt: skip
_FREE = frozenset(("remark", "explanation", "scoring_standard"))
_NUMBERED = re.compile(r"指标\s*\d{1,2}[:：.、]?|^\d{1,2}[.、]")
_BRACKETED = re.compile(r"\([^()]*\)")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NAME_SIGN = re.compile(r"[≥≤><=%]")
#: A figure in a name, mostly with a unit or as part of a code (`G108`).
_FIGURE = re.compile(
    r"(?<![A-Za-z\d])\d+(?:\.\d+)?(?P<unit>[A-Za-z]|万|亿|元|公里|千米|米|亩|公顷|个|人|户|家|名|岁|类|项|级|年|月|日|号|座|所|处|条|吨|%|-)?"
)
_LATIN = re.compile(r"[a-z]{2,}|(?<![A-Za-z])[OIl](?![A-Za-z])")
_SIGN_END = re.compile(
    r"(?:不低于|不少于|不小于|不高于|不超过|不多于|不大于|大于等于|小于等于|大于|小于|高于|低于|至少|控制在|约|不|不得)$|定[性量]指?标?"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FIGURE_NAME = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d年)|(?P<latin>[1-9]\d{0,2}[A-Za-z])|[1-9]\d{0,3}(?:个|类|项|岁|周岁|人|名|家|户|级|号|座|所|处|条|米|公里|亩|村|镇))"
)
_NAME_START = re.compile(r"[^\d,.;:)%\-/≥≤><=、。·]")
#: What may stand behind a name that ends at a place: end of the row, cells, gain.
Behind = dict[int, list[tuple[int, dict[str, Cell], int]]]
_HALF = decimal("50")


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


@dataclass(slots=True)
class Doubtful:
    """The best row at a place, its columns that are not sure, and the rows that rival it."""

    row: Row
    unsure: frozenset[str]
    rivals: list[Row] = field(default_factory=list)


def rows_of(stretch: Stretch, start: int, columns: Sequence[str]) -> list[Doubtful]:
    """The rows of the best chain from *start* on, with what is not sure of each."""
    return _Chain(stretch, tuple(columns)).read(start)


class _Chain:
    """The chains of rows of one stretch, shared by what they have in common."""

    def __init__(self, stretch: Stretch, columns: tuple[str, ...]) -> None:
        self.stretch = stretch
        self.columns = columns
        self.rows: dict[int, list[Row]] = {}
        self.best: dict[int, int] = {}
        self.behind: Behind = {}

    def read(self, start: int) -> list[Doubtful]:
        self._settle(start)
        top = self.best[start]
        live = self._live(start, top)
        chain: list[Doubtful] = []
        at = start
        while (row := self._next(at)) is not None:
            rivals = [r for r in live if r.start < row.end and r.end > row.start and r is not row]
            chain.append(Doubtful(row, unsure_among(row, rivals), rivals))
            at = row.end
        return chain

    def _settle(self, start: int) -> None:
        """Find the rows from every place that a chain can reach, and the best gain from there."""
        pending, reached = [start], set()
        while pending:
            at = pending.pop()
            if at in reached:
                continue
            reached.add(at)
            rows = _best_of_each_end(_readings(self.stretch, at, self.columns, self.behind))
            self.rows[at] = [*rows, *_lost(self.stretch, at)]
            pending += [row.end for row in self.rows[at]]
        for at in sorted(reached, reverse=True):
            self.best[at] = max(
                [row.gain + self.best[row.end] for row in self.rows[at]],
                default=-(10**6),
            )
            self.best[at] = max(self.best[at], self._rest(at))

    def _rest(self, at: int) -> int:
        """What it costs to read nothing more: the figures that stay unexplained."""
        text = self.stretch.text
        rest = _NUMBERED.sub("", text[at : self.stretch.stop])
        cut = at > 0 and text[at - 1].isdigit() and opens_with_unit(text, at)
        return -3 * len(_DIGITS.findall(rest)) - 2 * cut

    def _next(self, at: int) -> Row | None:
        if self.best[at] == self._rest(at):
            return None
        return max(self.rows[at], key=lambda row: row.gain + self.best[row.end])

    def _live(self, start: int, top: int) -> list[Row]:
        """All rows that are part of a chain within the margin of the best."""
        arrived = {start: 0}
        live: list[Row] = []
        for at in sorted(self.rows):
            if at not in arrived:
                continue
            for row in self.rows[at]:
                gain = arrived[at] + row.gain
                if gain + self.best[row.end] > top - MARGIN:
                    live.append(row)
                    arrived[row.end] = max(arrived.get(row.end, -(10**6)), gain)
        return live


def _best_of_each_end(rows: Iterator[Row]) -> list[Row]:
    """Of the rows with one end those within the margin of their best."""
    by_end: dict[int, list[Row]] = {}
    for row in rows:
        by_end.setdefault(row.end, []).append(row)
    kept: list[Row] = []
    for rivals in by_end.values():
        top = max(row.gain for row in rivals)
        kept += [row for row in rivals if row.gain > top - MARGIN]
    return kept


def _lost(stretch: Stretch, at: int) -> Iterator[Row]:
    """A piece that no row explains, up to where the next name may begin."""
    figures = 0
    for match in _DIGITS.finditer(stretch.text, at, stretch.stop):
        figures += 1
        end = match.end()
        if figures > _MOST_LOST:
            return
        if end < stretch.stop and _CHINESE.match(stretch.text, end):
            yield Row(at, end, None, {}, -3 * figures - 4)


def unsure_among(row: Row, rivals: Sequence[Row]) -> frozenset[str]:
    """The columns of *row* that cannot be read or that a rival reads otherwise."""
    spans = row.spans()
    unsure = {column for column, span in spans.items() if span is None}
    for rival in rivals:
        others = rival.spans()
        unsure |= {c for c in {*spans, *others} if spans.get(c) != others.get(c)}
    return frozenset(unsure)


# --- the readings of one row ----------------------------------------------------------------------


def _readings(
    stretch: Stretch, at: int, columns: tuple[str, ...], behind: Behind
) -> Iterator[Row]:
    """All rows that may begin at *at*; *behind* keeps what was read behind each end of a name."""
    text, stop = stretch.text, stretch.stop
    if at >= stop or (opening := _opening_cost(text, at)) is None:
        return
    for end in range(at + 1, min(stop, at + _LONGEST_NAME) + 1):
        before, here = text[end - 1], text[end : end + 1]
        if before.isdigit() and (here.isdigit() or here == "."):
            continue
        if not _may_open(stretch, end, columns[0]):
            continue
        cost = _name_cost(text[at:end])
        if cost is None:
            continue
        if cost > _WORST_NAME:
            break
        if end not in behind:
            behind[end] = _may_close(stretch, _cells(stretch, end, columns, 0, {}))
        for close, cells, gain in behind[end]:
            yield Row(at, close, (at, end), cells, gain - cost - opening + 1)
    if "weight" in columns or "score" in columns:
        yield from _unnamed(stretch, at, columns)


def _may_close(
    stretch: Stretch, found: Iterator[tuple[int, dict[str, Cell], int]]
) -> list[tuple[int, dict[str, Cell], int]]:
    """The cells behind which a row may end: what follows is no digit that no name opens with."""
    text = stretch.text
    return [
        each
        for each in found
        if not (text[each[0] : each[0] + 1].isdigit() and _opening_cost(text, each[0]) is None)
    ]


def _unnamed(stretch: Stretch, at: int, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows whose name and values are words that nothing parts: only their points are read."""
    first = next((n for n, c in enumerate(columns) if c in ("weight", "score")), 0)
    close = stretch.words_end(at)
    if not first or close >= stretch.stop or not close > at:
        return
    hidden = {c: Cell(at, close, known=False) for c in columns[:first] if c in ("target", "actual")}
    for end, cells, gain in _cells(stretch, close, columns, first, hidden):
        if not stretch.text[end : end + 1].isdigit():
            yield Row(at, end, None, cells, gain - 6)


def _opening_cost(text: str, at: int) -> int | None:
    """What speaks against a name that begins at *at*; None where none can.

    Behind a figure a name rarely opens with a digit, a unit or a Latin letter: then the border may
    stand elsewhere (`4|4|5G基站`, `10|10|65岁以上老人`).
    """
    behind_figure = at > 0 and text[at - 1].isdigit()
    if match := _FIGURE_NAME.match(text, at):
        return 0 if match["year"] or match["latin"] else 3
    if not _NAME_START.match(text, at):
        return None
    if behind_figure and text[at].isascii() and text[at].isalpha():
        return 3
    return 2 if behind_figure and opens_with_unit(text, at) else 0


def _may_open(stretch: Stretch, at: int, column: str) -> bool:
    """Whether the first cell behind a name may begin at *at*: cheap, before all is tried."""
    if at >= stretch.stop:
        return False
    if column in ("weight", "score", "completion"):
        return stretch.text[at].isdigit()
    return True


@lru_cache(maxsize=16384)
def _name_cost(text: str) -> int | None:
    """What speaks against *text* as the name of an indicator; None where it is none."""
    marks = list(_NUMBERED.finditer(text))
    bare = _BRACKETED.sub("", text[marks[-1].end() :] if marks else text)
    if len(_CHINESE.findall(bare)) < 2:
        return None
    bare = _FIGURE_NAME.sub("", bare, count=1) if bare[0].isdigit() else bare
    figures = sum(3 if match["unit"] else 5 for match in _FIGURE.finditer(_YEAR.sub("", bare)))
    odd = bare.count("(") + bare.count(")")
    signs = len(_NAME_SIGN.findall(bare)) + bool(_SIGN_END.search(bare))
    latin = len(_LATIN.findall(bare)) + (bare[-1:] in "到第")
    return figures + 4 * signs + 2 * latin + 3 * odd + (len(marks) > 1)


def _cells(
    stretch: Stretch, at: int, columns: tuple[str, ...], number: int, cells: dict[str, Cell]
) -> Iterator[tuple[int, dict[str, Cell], int]]:
    """All ways to read the columns from *number* on at *at*: end, cells, gain."""
    if number == len(columns):
        gain = _judge(cells, columns)
        if gain is not None:
            yield at, cells, gain
        return
    column = columns[number]
    for cell, cost in _choices(stretch, at, columns, number, cells):
        if column == "score" and "weight" in cells and cell.number:
            weight = cells["weight"].number
            if weight and decimal(cell.number) > decimal(weight):
                continue
        for end, rest, gain in _cells(
            stretch, cell.end, columns, number + 1, {**cells, column: cell}
        ):
            yield end, rest, gain + cell.gain - cost
    yield from _hidden_words(stretch, at, columns, number, cells)


_IN_WORDS = frozenset(("target", "adjusted_target", "measure", "actual"))


def _hidden_words(
    stretch: Stretch, at: int, columns: tuple[str, ...], number: int, cells: dict[str, Cell]
) -> Iterator[tuple[int, dict[str, Cell], int]]:
    """Several cells in words between figures: nothing tells where the one ends."""
    if columns[number] != "target" or not cells or at >= stretch.stop:
        return
    last = number
    while last < len(columns) and columns[last] in _IN_WORDS:
        last += 1
    close = stretch.words_end(at)
    if last < number + 2 or at == close or close >= stretch.stop:
        return
    if not _border(stretch, cells[columns[number - 1]]):
        return
    hidden = {
        c: Cell(at, close, known=False) for c in columns[number:last] if c in ("target", "actual")
    }
    for end, rest, gain in _cells(stretch, close, columns, last, {**cells, **hidden}):
        yield end, rest, gain - 3


def _border(stretch: Stretch, before: Cell) -> bool:
    """Whether words behind the cell *before* surely begin where it ends."""
    text = stretch.text[before.start : before.end]
    return text in NATURES or text[-1:] in "%/-一" and text != "" or text[-1:].isdigit()


def _choices(
    stretch: Stretch, at: int, columns: tuple[str, ...], number: int, cells: dict[str, Cell]
) -> Iterator[tuple[Cell, int]]:
    """The cells that may stand in a column at *at*, each with its cost."""
    column = columns[number]
    if column in _EMPTY:
        yield Cell(at, at), _EMPTY[column]
    if at >= stretch.stop:
        return
    if column in ("target", "adjusted_target", "actual"):
        yield from _values(stretch, at, column, columns, number, cells)
    elif column in ("weight", "score", "reviewed_score"):
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


_KINDS = {"completion": rate, "operator": nature, "measure": measure, "core": yes_no}


def _values(
    stretch: Stretch, at: int, column: str, columns: tuple[str, ...], number: int, cells: Cells
) -> Iterator[tuple[Cell, int]]:
    target = cells.get("target") if column == "actual" else None
    for cell in mark(stretch, at):
        yield cell, 0
    copied = list(copy(stretch, at, target)) if target and not target.empty else []
    for cell in copied:
        yield cell, 0
    known = {cell.end for cell in copied}
    cost = _adjusted(cells) if column == "adjusted_target" else 0
    if cost is None:
        return
    figures = value(stretch, at, signed="operator" not in columns)
    if "measure" in columns:
        figures = _in_measure(stretch, at, figures, columns, cells)
    for cell in (*figures, *words(stretch, at)):
        if cell.end not in known:
            yield cell, cost
    # Words between a boundary that is sure and the next figure are one cell.
    if at and cells and columns[number - 1] != "measure" and not stretch.text[at].isdigit():
        close = stretch.words_end(at)
        sure = _border(stretch, cells[columns[number - 1]])
        alone = column == "actual" or columns[number + 1 : number + 2] != ("actual",)
        if sure and alone and at < close < stretch.stop and close - at <= _LONGEST_FREE:
            yield Cell(at, close), 1


def _adjusted(cells: Cells) -> int | None:
    """An adjusted target is rare beside the first one; without it, it is the target itself."""
    return None if cells["target"].empty else 2


def _in_measure(
    stretch: Stretch, at: int, figures: Iterator[Cell], columns: tuple[str, ...], cells: Cells
) -> Iterator[Cell]:
    """The figures where the unit has a column of its own: without a unit, or with just that one.

    In front of the values the unit may be printed in them once more; behind the target it is not.
    """
    measure = cells.get("measure")
    first = columns.index("measure") < columns.index("target") if "target" in columns else False
    if measure is None:
        yield from bare(stretch, at)
        return
    for cell in figures:
        if measure.unit == "%" and len(cell.number.partition(".")[0]) > _PER_CENT_DIGITS:
            continue
        if first or not cell.unit or cell.unit == measure.unit:
            yield cell


# --- what the cells of a row say of each other ----------------------------------------------------


def _judge(cells: Cells, columns: tuple[str, ...]) -> int | None:
    """The gain of the cells together, or None where they contradict each other."""
    return _likeness(cells, columns) + _points(cells)


def _likeness(cells: Cells, columns: tuple[str, ...]) -> int:
    """Target and actual: the same figure, the same unit."""
    target = _first(cells, "adjusted_target", "target")
    actual = cells.get("actual")
    if target is None or actual is None or not (target.known and actual.known):
        return 0
    if target.empty or actual.empty or not (target.number or target.unit):
        return 0
    scored = "weight" in columns or "score" in columns
    if target.number and target.number == actual.number and target.unit == actual.unit:
        # Two bare figures without points beside them may be one figure cut in two.
        return len(actual.number) if scored or target.unit else 1
    if target.unit and actual.unit:
        return 0 if target.unit == actual.unit else -4
    measure = cells.get("measure")
    if target.unit or actual.unit:
        return 0 if measure is not None and not measure.empty else -1
    return -2 if measure is not None and measure.empty else 0


def _first(cells: Cells, *names: str) -> Cell | None:
    return next((c for name in names if (c := cells.get(name)) and not c.empty), None)


def _points(cells: Cells) -> int:
    """Weight and score: mostly the same, or the weight times a factor."""
    weight, score = cells.get("weight"), cells.get("score")
    gain = 0
    if weight is not None and weight.number and decimal(weight.number) > _HALF:
        gain -= 3
    if weight is None or score is None or not (weight.number and score.number):
        return gain
    factor = cells.get("completion")
    full = decimal(weight.number) == decimal(score.number)
    if factor is not None and factor.number:
        share = decimal(factor.number)
        product = decimal(weight.number) * (share / 100 if factor.unit or share > 2 else share)
        if product != decimal(score.number):
            return gain - 4
        full = True
    return gain + (len(score.number) if full else 0)
