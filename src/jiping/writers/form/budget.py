"""The budget block: its rows of money, and under them the views of the year's money, if any."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from jiping.filing import BudgetRow
from jiping.filing.model import MONEY
from jiping.filing.numbers import HUNDRED

from .cells import Cell, Figure, Follows, places_of
from .cuts import budget_cuts
from .plan import Plan, figure_cell, row_pointer
from .views import views

_POINTS: dict[str, Literal["weight", "score"]] = {
    "weight": "weight", "score": "score", "rate_weight": "weight", "rate_score": "score",
}  # fmt: skip
#: A rate has at most so many decimals in percent.
_RATE_PLACES = 4


def budget(plan: Plan) -> Iterator[Cell]:
    """The block with its label at the left."""
    form = plan.form
    start, first, *others = budget_cuts(form, plan.cuts)
    columns = list(zip(form.budget, pairwise([first, *others]), strict=True))
    below = [cell.at(1 + len(plan.rows)) for cell in views(plan)]
    height = max((cell.row + 1 for cell in below), default=1 + len(plan.rows))
    yield Cell(0, 0, start, f"{form.budget_label}\n({plan.unit})", rows=height)
    yield Cell(0, start, first, look="heading")
    for column, (left, right) in columns:
        yield Cell(0, left, right, column.label, "heading")
    for line, (number, row) in enumerate(plan.rows, 1):
        yield Cell(line, start, first, row.label)
        for column, (left, right) in columns:
            cell = _cell(plan, row, number, column.field)
            if column.text and row.item == "total" and not cell.field:
                cell = cell._replace(text=column.text)
            yield cell.moved(line, left, right)
    yield from below


def _cell(plan: Plan, row: BudgetRow, number: int | None, name: str) -> Cell:
    """What stands in the column *name* of a row."""
    at = row_pointer(number)
    if name in MONEY:
        amount = getattr(row, name)
        return figure_cell(
            0, 0, 0, plan.money(amount), f"{at}/{name}", _sum_of_parts(plan, row, name)
        )
    if name == "execution_rate":
        rate = None if row.execution_rate is None else row.execution_rate * HUNDRED
        figure = Figure(rate, min(places_of([rate]), _RATE_PLACES), percent=True)
        follows = Follows("ratio", (f"{at}/executed", f"{at}/{_base(plan)}"))
        return figure_cell(0, 0, 0, figure, f"{at}/{name}", follows)
    if name in _POINTS:
        return _points(plan, row, at, _POINTS[name])
    return Cell(0, 0, 0, look="text", field="")


def _points(plan: Plan, row: BudgetRow, at: str, name: Literal["weight", "score"]) -> Cell:
    value = getattr(row, name)
    if value is None and row.item != "total":
        return Cell(0, 0, 0, plan.form.part_points, "short")
    follows = Follows("execution", (f"{at}/executed", f"{at}/{_base(plan)}", f"{at}/weight"))
    scored = name == "score" and row.item == "total"
    return figure_cell(
        0, 0, 0, plan.points(name, value), f"{at}/{name}", follows if scored else None
    )


def _base(plan: Plan) -> str:
    """The column whose money is executed: the adjusted budget, where the form has it."""
    return "adjusted" if any(c.field == "adjusted" for c in plan.form.budget) else "initial"


def _sum_of_parts(plan: Plan, row: BudgetRow, name: str) -> Follows | None:
    """The total's amount is the sum of the other rows where it is now; parts of parts are not added."""
    amount = getattr(row, name)
    parts = [(number, getattr(part, name)) for number, part in plan.rows if part.item != "total"]
    told = [(number, part) for number, part in parts if number is not None and part is not None]
    if row.item != "total" or amount is None or amount != sum(part for _, part in told):
        return None
    return Follows("sum", tuple(f"{row_pointer(number)}/{name}" for number, _ in told))
