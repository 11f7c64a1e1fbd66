"""The block in which transfers tell in words how their money was managed (资金管理情况)."""

from __future__ import annotations

from collections.abc import Iterator

from .cells import FULL, Cell
from .cuts import budget_cuts
from .plan import Plan


def management(plan: Plan) -> Iterator[Cell]:
    """A row of text for each subject that the form names, to be filled in: no filing holds them."""
    form = plan.form
    start, first, *_ = budget_cuts(form, plan.cuts)
    if form.management:
        yield Cell(0, 0, start, form.management_label, rows=len(form.management))
    for row, label in enumerate(form.management):
        yield Cell(row, start, first, label)
        yield Cell(row, first, FULL, "", "text", field="")
