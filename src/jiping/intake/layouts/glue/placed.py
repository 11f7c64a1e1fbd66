"""A row of the indicator block under its levels, and what printed sums say of its readings.

What several readings leave open the points of a level (`产出指标(70分)`) and the 100 of the whole decide
where they can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jiping.filing.numbers import HUNDRED
from jiping.intake.layouts.readings import bearing_out

from .chain import Doubtful, unsure_among
from .levels import Level, Segment
from .row import Row
from .stretch import Cell, decimal

#: A name with the same bare points twice behind it.
_POINTS_TWICE = re.compile(r"(?P<name>[^\d.].*?)(?P<points>\d{1,2}(?:\.\d)?)(?P=points)(?![\d.])")
_NOT_IN_SUM = Decimal(-(10**6))


@dataclass(frozen=True, slots=True)
class Placed:
    """A row under its levels; behind it stand words up to *behind*, its reason if it needs one."""

    found: Doubtful
    level1: Level | None
    level2: Level | None
    behind: int

    @property
    def row(self) -> Row:
        """The best reading of the row."""
        return self.found.row


def weight_of(row: Row) -> Decimal | None:
    """The weight that a reading gives the row."""
    cell = row.cells.get("weight")
    return decimal(cell.number) if cell is not None and cell.number else None


def borne_out(placed: Sequence[Placed], unfinished: Level | None) -> list[Placed]:
    """The rows, with the one weight of a level settled that its printed points decide.

    The level *unfinished*, where the text breaks off, decides nothing.
    """
    settled = list(placed)
    for level in {each.level2 for each in placed} | {each.level1 for each in placed}:
        if level is None or level.points is None or level == unfinished:
            continue
        numbers = [n for n, each in enumerate(settled) if level in (each.level1, each.level2)]
        _bear_out(settled, numbers, level.points)
    return settled


def _bear_out(placed: list[Placed], numbers: list[int], total: Decimal) -> None:
    rows = [[placed[n].row, *placed[n].found.rivals] for n in numbers]
    undecided = [row for row in rows if len({weight_of(r) for r in row}) > 1]
    # With more than one row open, a wrong choice could sum up by chance.
    if len(undecided) != 1 or any(len({(r.start, r.end) for r in row}) > 1 for row in rows):
        return
    for number, kept in zip(numbers, bearing_out(rows, _amount, total), strict=True):
        best = Doubtful(kept[0], unsure_among(kept[0], kept[1:]), kept[1:])
        placed[number] = replace(placed[number], found=best)


def _amount(row: Row) -> Decimal:
    """What a reading adds to a sum; one without a weight cannot be part of it."""
    weight = weight_of(row)
    return _NOT_IN_SUM if weight is None else weight


def points_for_values(text: str, segments: Sequence[Segment]) -> list[Placed]:
    """Points that an office without a column for them put into those of target and actual.

    Only where every row ends so and the points sum to 100; else none.
    """
    placed: list[Placed] = []
    total = Decimal(0)
    for segment in segments:
        at = segment.start
        for match in _POINTS_TWICE.finditer(text, segment.start, segment.stop):
            if match.start() != at:
                return []
            middle, at = match.end("points"), match.end()
            number = match["points"]
            cells = {
                "target": Cell(match.start("points"), middle, number=number),
                "actual": Cell(middle, at, number=number),
            }
            row = Row(match.start(), at, match.span("name"), cells, 0)
            placed.append(Placed(Doubtful(row, frozenset()), segment.level1, segment.level2, at))
            total += decimal(number)
        if any(map(str.isdigit, text[at : segment.stop])):
            return []
    return placed if total == HUNDRED else []
