"""The year's money by revenue nature beside the same by expenditure nature (按收入/支出性质分)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from jiping.standards.form import ExpenditureRow, RevenueRow

from .cells import FULL, Cell
from .cuts import onto
from .plan import Plan, figure_cell

#: Percent of its half of the width that a label takes.
_LABEL = 70


def views(plan: Plan) -> Iterator[Cell]:
    """Both views, row by row; nothing where the form has none."""
    told = plan.form.views
    if told is None:
        return
    start = plan.cuts[0]
    middle = onto([(start + FULL) // 2], plan.cuts)[0]
    yield Cell(0, start, middle, told.revenue_label, "text")
    yield Cell(0, middle, FULL, told.expenditure_label, "text")
    for line, (revenue, expenditure) in enumerate(zip_longest(told.revenue, told.expenditure), 1):
        yield from _line(plan, line, start, middle, "by_revenue", revenue)
        yield from _line(plan, line, middle, FULL, "by_expenditure", expenditure)


def _line(
    plan: Plan, line: int, left: int, right: int, view: str,
    row: RevenueRow | ExpenditureRow | None,
) -> Iterator[Cell]:  # fmt: skip
    """A label and its amount, with no line between them."""
    if row is None:
        yield Cell(line, left, right)
        return
    middle = left + (right - left) * _LABEL // 100
    figure = plan.money(getattr(getattr(plan.filing.budget, view), row.field))
    yield Cell(line, left, middle, f"{row.label}：", "text", open=("right",))
    amount = figure_cell(line, middle, right, figure, f"/budget/{view}/{row.field}")
    yield amount.opened("left")
