"""The block of the year's overall goal: as expected beside as achieved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .cells import Cell
from .cuts import even
from .plan import Plan


def goals(plan: Plan) -> Iterator[Cell]:
    """The block with its label at the left; nothing where the form has none."""
    form = plan.form
    if not form.goals:
        return
    cuts = even(len(form.goals), form, plan.cuts)
    yield Cell(0, 0, cuts[0], form.goals_label, rows=2)
    for column, (left, right) in zip(form.goals, pairwise(cuts), strict=True):
        held = column.field != "adjusted"
        words = getattr(plan.filing.goals, column.field) or "" if held else ""
        yield Cell(0, left, right, column.label, "heading")
        yield Cell(1, left, right, words, "text", field=f"/goals/{column.field}" if held else "")
