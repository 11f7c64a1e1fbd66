"""One figure under two headings of points, which the closing row tells to be the weight or the score.

`改造户厕 ≥ 240 座 269 座 7` has lost its weight or its score. Where both sums of the closing row are
met by one way alone of placing all such figures, they stand there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from jiping.filing.numbers import ZERO
from jiping.intake.amounts import blank, points
from jiping.intake.document import Found
from jiping.intake.form_text import FormText
from jiping.intake.form_text import Row as FormRow
from jiping.intake.layouts.last_figure import sum_of

from .pieces import Row
from .words import Word, found

_POINTS = ("weight", "score")
#: More such rows than this are not tried: some way would add up by chance.
_MOST = 8


class Lone(NamedTuple):
    """A row of the form and its one figure of points."""

    row: FormRow
    figure: Found


def lone_figure(row: Row, words: Sequence[Word]) -> Found | None:
    """The figure of *row* of which only the heading is open, weight or score."""
    if row.doubtful != frozenset(_POINTS):
        return None
    placed = {n for cell in row.cells.values() for n in range(*cell)}
    free = [words[n] for n in range(*row.words) if n not in placed and not blank(words[n].text)]
    return found(free) if len(free) == 1 and points(free[0].text) is not None else None


def place(lones: Sequence[Lone], closing: Mapping[str, Decimal], form: FormText) -> None:
    """Put the figures under the headings where the sums of the *closing* row need them."""
    if not lones or len(lones) > _MOST or closing.keys() != set(_POINTS):
        return
    rows = [*form.budget[:1], *form.indicators]
    left = {column: closing[column] - sum_of(column, rows) for column in _POINTS}
    figures = [points(lone.figure.text) or ZERO for lone in lones]
    ways = [
        way
        for way in product(_POINTS, repeat=len(lones))
        if all(
            sum((f for f, c in zip(figures, way, strict=True) if c == column), ZERO) == left[column]
            for column in _POINTS
        )
    ]
    if len(ways) == 1:
        for lone, column in zip(lones, ways[0], strict=True):
            lone.row[column] = lone.figure
