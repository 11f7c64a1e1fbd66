"""The rows of a stretch of glued text: the best chain of them, and what is sure of it.

Each reading of a row has a *gain*: the characters that follow from others of the row (an actual
value that repeats its target, a score that equals its weight, a unit that stands twice) less what a
row rarely shows (figures in a name, an empty target). Chance repeats one character easily, several
hardly ever: a reading is taken where every other one explains at least `MARGIN` characters less, and
of several that lie closer only what they share.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .names import opening_cost
from .row import Row, Rows
from .stretch import Cell, Stretch

MARGIN = 2
_MOST_LOST = 6
#: No row is longer; those that begin further back do not reach.
_LONGEST_ROW = 600
_UNREACHED = -(10**6)
_MARKS = re.compile(r"指标\d{1,2}[:.、]")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Words in sentences, without a sign of a target.
_SENTENCES = re.compile(r"[\u4e00-\u9fff][^≥≤><=]*?[,;][^≥≤><=]*。")


@dataclass(slots=True)
class Doubtful:
    """The best row at a place, its columns that are not sure, and the rows that rival it."""

    row: Row
    unsure: frozenset[str]
    rivals: list[Row] = field(default_factory=list)


def rows_of(stretch: Stretch, start: int, columns: Sequence[str]) -> list[Doubtful]:
    """The rows of the best chain from *start* on, with what is not sure of each.

    A piece that could not be read is a row without cells, a remark behind a row on the same line
    a row with the cell `reason` alone.
    """
    rows = _reachable(stretch, start, tuple(columns))
    rest = _Rest(stretch, start)
    best = _best(rest, rows)
    live = _live(rows, best, start)
    starts = [row.start for row in live]
    chain: list[Doubtful] = []
    at = start
    while best[at] != rest.gain(at):
        row = max(rows[at], key=lambda row: row.gain + best[row.end])
        near = live[bisect_left(starts, at - _LONGEST_ROW) : bisect_left(starts, row.end)]
        rivals = [rival for rival in near if rival.end > row.start and rival is not row]
        chain.append(Doubtful(row, unsure_among(row, rivals), rivals))
        at = row.end
    if rest.figures(at):
        chain.append(Doubtful(Row(at, stretch.stop, None, {}, 0), frozenset()))
    return chain


def unsure_among(row: Row, rivals: Iterable[Row]) -> frozenset[str]:
    """The columns of *row* that cannot be read or that a rival reads otherwise."""
    spans = row.spans()
    unsure = {column for column, span in spans.items() if span is None}
    for rival in rivals:
        others = rival.spans()
        unsure |= {c for c in {*spans, *others} if spans.get(c) != others.get(c)}
    return frozenset(unsure)


def _reachable(stretch: Stretch, start: int, columns: tuple[str, ...]) -> dict[int, list[Row]]:
    """The rows from every place that a chain can reach."""
    readings = Rows(stretch, columns)
    rows: dict[int, list[Row]] = {}
    pending = [start]
    while pending:
        at = pending.pop()
        if at not in rows:
            rows[at] = [
                *_best_of_each_end(readings.at(at)),
                *_lost(stretch, at),
                *(_remark(stretch, at) if at > start else ()),
            ]
            pending += [row.end for row in rows[at]]
    return rows


def _best_of_each_end(rows: Iterable[Row]) -> list[Row]:
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
    for figures, match in enumerate(_DIGITS.finditer(stretch.text, at, stretch.stop), 1):
        if figures > _MOST_LOST:
            return
        end = match.end()
        if end < stretch.stop and _CHINESE.match(stretch.text, end):
            yield Row(at, end, None, {}, -3 * figures - 4)


def _remark(stretch: Stretch, at: int) -> Iterator[Row]:
    """Words behind a row up to the end of its line; with figures in them, sentences that end."""
    end = stretch.line_end(at)
    if not _DIGITS.search(stretch.text, at, end):
        if at < end < stretch.stop:
            yield Row(at, end, None, {"reason": Cell(at, end)}, 0)
    elif sentences := _SENTENCES.match(stretch.text, at, end):
        stop = sentences.end()
        figures = sum(1 for _ in _DIGITS.finditer(stretch.text, at, stop))
        yield Row(at, stop, None, {"reason": Cell(at, stop)}, -1 - figures)


class _Rest:
    """What it costs to read nothing more from a place on."""

    def __init__(self, stretch: Stretch, start: int) -> None:
        self._stretch = stretch
        marks = {m.end() - 1 for m in _MARKS.finditer(stretch.text, start, stretch.stop)}
        found = _DIGITS.finditer(stretch.text, start, stretch.stop)
        self._ends = [match.end() for match in found if match.end() not in marks]

    def figures(self, at: int) -> int:
        """How many figures stay unexplained."""
        return len(self._ends) - bisect_right(self._ends, at)

    def gain(self, at: int) -> int:
        """Their cost, and that of a unit cut off from the figure in front."""
        torn = opening_cost(self._stretch.text, at) if at < self._stretch.stop else 0
        figures = self.figures(at)
        return -3 * figures - 4 * bool(figures) - (torn or 0)


def _best(rest: _Rest, rows: dict[int, list[Row]]) -> dict[int, int]:
    """The gain of the best chain from each place to the end."""
    best: dict[int, int] = {}
    for at in sorted(rows, reverse=True):
        onwards = max((row.gain + best[row.end] for row in rows[at]), default=_UNREACHED)
        best[at] = max(onwards, rest.gain(at))
    return best


def _live(rows: dict[int, list[Row]], best: dict[int, int], start: int) -> list[Row]:
    """All rows that are part of a chain within the margin of the best."""
    arrived = {start: 0}
    live: list[Row] = []
    for at in sorted(rows):
        if at not in arrived:
            continue
        for row in rows[at]:
            gain = arrived[at] + row.gain
            if gain + best[row.end] > best[start] - MARGIN:
                live.append(row)
                arrived[row.end] = max(arrived.get(row.end, _UNREACHED), gain)
    return live
