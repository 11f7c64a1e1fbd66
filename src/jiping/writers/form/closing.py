"""The rows under the indicators: the total, and the texts that some forms ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .cells import FULL, Cell, Follows
from .plan import Plan, figure_cell, row_pointer

_POINTS: tuple[Literal["weight", "score"], ...] = ("weight", "score")


def closing(plan: Plan) -> Iterator[Cell]:
    """All rows under the indicators."""
    line = 0
    if plan.form.total_label:
        yield from _total(plan)
        line = 1
    sections = plan.filing.report.sections if plan.filing.report else ()
    for number, row in enumerate(plan.form.closing, line):
        words = [one.text for one in sections if row.topic and one.topic == row.topic]
        yield Cell(number, 0, plan.cuts[1], row.label)
        yield Cell(number, plan.cuts[1], FULL, "\n".join(words), "text", field="")


def _total(plan: Plan) -> Iterator[Cell]:
    """The label up to the first column of points, the points under their headings, blank rests."""
    fields = [column.field for column in plan.form.indicators]
    shown = sorted((fields.index(name), name) for name in _POINTS if name in fields)
    edge = plan.cuts[shown[0][0]] if shown else plan.cuts[1]
    yield Cell(0, 0, edge, plan.form.total_label)
    for index, name in shown:
        left, right = plan.cuts[index], plan.cuts[index + 1]
        if left > edge:
            yield Cell(0, edge, left)
        figure = plan.points(name, getattr(plan.filing.total, name))
        yield figure_cell(0, left, right, figure, f"/total/{name}", total_of(plan, name))
        edge = right
    if edge < FULL:
        yield Cell(0, edge, FULL)


def total_of(plan: Plan, name: str) -> Follows:
    """How a total of points follows from the rows."""
    return Follows("sum", tuple(_parts(plan, name)))


def _parts(plan: Plan, name: str) -> Iterator[str]:
    """The points that add up to the total: the budget's total row, and every indicator."""
    for number, row in plan.rows:
        if row.item == "total":
            yield f"{row_pointer(number)}/{name}"
    for number in range(len(plan.indicators)):
        yield f"/indicators/{number}/{name}"
