"""Names and values that were torn apart, brought together where only one way of doing so is left.

Names and values stand in queues: the first name has the first values. A stretch in which each name
is followed by as many values as the heading has columns is regular. Where names and values stand
apart (`names … values` or the other way round), they are paired in order if their numbers agree,
and a pairing over several stretches must be borne out by the points of the form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from jiping.filing.text import squeeze
from jiping.filing.values import parse_value
from jiping.intake.amounts import points
from jiping.intake.layouts.space import kinds
from jiping.intake.layouts.space.words import Word, joined

from .stream import Stream

_NUMBER = re.compile(r"指标(\d{1,2})")
Words = tuple[Word, ...]


class Named(NamedTuple):
    """A name with the level labels in force where it stands; the closing row has none."""

    words: Words
    level1: Words | None
    level2: Words | None
    total: bool = False

    @property
    def number(self) -> int | None:
        """The number that the form gives it: 5 of `指标5:`."""
        match = _NUMBER.match(squeeze(self.words[0].text))
        return int(match[1]) if match else None


class Group(NamedTuple):
    """Names, and the values and other words that follow before the next name."""

    names: list[Named]
    values: list[Words]
    remarks: list[Words]


class Paired(NamedTuple):
    """A name and its values by column; `apart` where they stood in different stretches."""

    name: Named
    cells: dict[str, Words]
    reason: Words | None
    apart: bool


def groups_of(stream: Stream) -> list[Group]:
    """The stream cut where a name follows values."""
    groups = [Group([], [], [])]
    level1: Words | None = None
    level2: Words | None = None
    for part in stream.parts:
        last = groups[-1]
        if part.item == "level1":
            level1, level2 = part.words, None
        elif part.item == "level2":
            level2 = part.words
        elif part.item in ("name", "total"):
            if last.values:
                groups.append(last := Group([], [], []))
            total = part.item == "total"
            last.names.append(Named(part.words, level1, level2, total))
        elif part.item == "value":
            last.values.append(part.words)
        elif last.values:
            last.remarks.append(part.words)
    return [group for group in groups if group.names or group.values]


def pair(groups: Sequence[Group], columns: Sequence[str]) -> tuple[list[Paired], list[Group]]:
    """The names with their values, and the stretches in which they could not be paired."""
    paired: list[list[Paired] | list[Group]] = []
    waiting: list[Group] = []
    # A closing stretch without anything makes the last ones wait no longer.
    for group in [*groups, None]:
        if group is not None and not _regular(group, columns):
            waiting.append(group)
            continue
        if waiting:
            paired.append(_resolve(waiting, columns) or waiting)
            waiting = []
        if group is not None:
            rows = _in_order(group.names, group.values, columns, group.remarks)
            paired.append(rows or [group])
    gaps = [n for n, stretch in enumerate(paired) if isinstance(stretch[0], Group)]
    left = [group for n in gaps for group in paired[n] if isinstance(group, Group)]
    return _safe(paired, gaps), left


def _safe(paired: Sequence[list[Paired] | list[Group]], gaps: Sequence[int]) -> list[Paired]:
    """All rows but those that a gap may have shifted.

    These are the rows between two gaps, all behind values without a name, and a row alone behind
    a gap.
    """
    doubtful = set(range(gaps[0], gaps[-1])) if gaps else set()
    for gap in gaps:
        first = paired[gap][0]
        if isinstance(first, Group) and not first.names:
            doubtful.update(range(gap, len(paired)))
        if gap + 2 == len(paired):
            doubtful.add(gap + 1)
    return [
        row
        for n, stretch in enumerate(paired)
        for row in stretch
        if n not in doubtful and isinstance(row, Paired)
    ]


def _needed(name: Named, columns: Sequence[str]) -> int:
    return sum(c in ("weight", "score") for c in columns) if name.total else len(columns)


def _regular(group: Group, columns: Sequence[str]) -> bool:
    if not group.names or sum(_needed(n, columns) for n in group.names) != len(group.values):
        return False
    return _in_order(group.names, group.values, columns, []) is not None


def _resolve(groups: Sequence[Group], columns: Sequence[str]) -> list[Paired] | None:
    names = [name for group in groups for name in group.names]
    values = [value for group in groups for value in group.values]
    if sum(_needed(name, columns) for name in names) == len(values):
        rows = _in_order(names, values, columns, [], apart=True)
        if rows is not None:
            return rows
    return _columns_apart(names, values, columns)


def _in_order(
    names: Sequence[Named],
    values: Sequence[Words],
    columns: Sequence[str],
    remarks: Sequence[Words],
    *,
    apart: bool = False,
) -> list[Paired] | None:
    """Names and values in their order; None where a value does not fit its column."""
    rows: list[Paired] = []
    at = 0
    for name in names:
        own = [c for c in columns if c in ("weight", "score")] if name.total else list(columns)
        cells = dict(zip(own, values[at : at + len(own)], strict=True))
        at += len(own)
        if not _fits(cells):
            return None
        reason = remarks[0] if len(names) == len(remarks) == 1 and not name.total else None
        rows.append(Paired(name, cells, reason, apart))
    return rows


def _columns_apart(
    names: Sequence[Named], values: Sequence[Words], columns: Sequence[str]
) -> list[Paired] | None:
    """All values of the first column, then the rest row by row; the names by their numbers."""
    rows, odd = divmod(len(values), len(columns))
    numbers = [name.number or 0 for name in names]
    if odd or rows < 2 or not numbers or numbers != sorted(set(numbers)) or numbers[-1] != rows:
        return None
    first, rest = values[:rows], values[rows:]
    width = len(columns) - 1
    paired: list[Paired] = []
    for n in range(rows):
        cells = dict(zip(columns, (first[n], *rest[n * width : (n + 1) * width]), strict=True))
        if not _fits(cells) or not _same_measure(cells):
            return None
        for name in names:
            if name.number == n + 1:
                paired.append(Paired(name, cells, None, apart=False))
    return paired


def _fits(cells: dict[str, Words]) -> bool:
    """Whether each value is of its column's kind, and the score within the weight."""
    for column, words in cells.items():
        cost = kinds.KINDS[column][0](joined(words))
        if cost is None or cost >= kinds.FOREIGN:
            return False
    weight, score = (_points(cells, column) for column in ("weight", "score"))
    return weight is None or score is None or score <= weight


def _points(cells: dict[str, Words], column: str) -> Decimal | None:
    return points(joined(cells[column])) if column in cells else None


def _same_measure(cells: dict[str, Words]) -> bool:
    """Whether target and actual are figures of one unit."""
    if "target" not in cells or "actual" not in cells:
        return False
    target, actual = (parse_value(joined(cells[key])) for key in ("target", "actual"))
    return target.number is not None and actual.number is not None and target.unit == actual.unit


def borne_out(rows: Sequence[Paired], execution: Decimal | None) -> bool:
    """Whether the weights of all rows and of the execution add up to the closing row's."""
    total = next((_points(row.cells, "weight") for row in rows if row.name.total), None)
    weights = [_points(row.cells, "weight") for row in rows if not row.name.total]
    if total is None or execution is None or any(weight is None for weight in weights):
        return False
    return sum(filter(None, weights), execution) == total
