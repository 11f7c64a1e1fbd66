"""Rows of one indicator in two years."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from jiping.filing.text import squeeze

from .limits import Limits
from .row import Row


def pairs(
    rows: Sequence[Row], last_year: Sequence[Row], limits: Limits
) -> tuple[tuple[Row, Row], ...]:
    """(this year's, last year's) rows of one indicator: the same name, or nearly, and level 2."""
    before = {squeeze(row.title): row for row in last_year}
    found: list[tuple[Row, Row]] = []
    left: list[Row] = []
    for row in rows:
        other = before.pop(squeeze(row.title), None)
        if other is None:
            left.append(row)
        else:
            found.append((row, other))
    for row in left:
        choices = {title: title for title, other in before.items() if other.level2 == row.level2}
        best = process.extractOne(
            squeeze(row.title), choices, scorer=fuzz.ratio, score_cutoff=limits.name_likeness
        )
        if best is not None:
            found.append((row, before.pop(best[2])))
    found.sort(key=lambda pair: int(pair[0].pointer.rpartition("/")[2]))
    return tuple(found)
