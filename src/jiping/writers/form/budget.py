"""The budget block: its rows of money, and the two views of the year's money side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from jiping.filing import BudgetRow, Filing
from jiping.standards import Form
from jiping.standards.form import Column, ExpenditureRow, RevenueRow

from .cells import FULL, Cell, Figure, Follows, in_unit, percent, places_of
from .cuts import SIDE, budget_cuts, onto

_MONEY = ("initial", "adjusted", "executed")
_POINTS = {"weight": "weight", "score": "score", "rate_weight": "weight", "rate_score": "score"}
#: How much of its half of the width a view's label takes.
_VIEW_LABEL = 0.62
_LEAST_PLACES = 2


class Places(NamedTuple):
    """Decimals of the figures of a form: money, weights, scores."""

    money: int
    weight: int
    score: int


def rows_of(filing: Filing, form: Form) -> tuple[tuple[int | None, BudgetRow], ...]:
    """The budget rows to print, with their number in the filing: its own, and the form's that it lacks."""
    printed: list[tuple[int | None, BudgetRow]] = list(enumerate(filing.budget.rows))
    place = 0
    for row in form.rows:
        at = next((n for n, (_, own) in enumerate(printed) if _is(own, row.item, row.label)), None)
        if at is None:
            printed.insert(place, (None, BudgetRow(item=row.item, label=row.label)))
            at = place
        elif not printed[at][1].label:
            number, own = printed[at]
            printed[at] = (number, own.model_copy(update={"label": row.label}))
        place = at + 1
    return tuple(printed)


def _is(own: BudgetRow, item: str, label: str) -> bool:
    return own.item == item and (item != "row" or _core(own.label) == _core(label))


def _core(label: str) -> str:
    return label.removeprefix("其中").lstrip("：:")


def money_places(filing: Filing, unit: str) -> int:
    """The decimals that the amounts of the budget block need in this *unit*."""
    amounts: list[Decimal | None] = [
        getattr(row, name) for row in filing.budget.rows for name in _MONEY
    ]
    for view in (filing.budget.by_revenue, filing.budget.by_expenditure):
        amounts += [getattr(view, name) for name in type(view).model_fields]
    return places_of((in_unit(amount, unit) for amount in amounts), _LEAST_PLACES)


def budget(filing: Filing, form: Form, lines: Sequence[int], places: Places) -> Iterator[Cell]:
    """The block; *lines* are those of the indicator block."""
    cuts = budget_cuts(form, lines)
    rows = rows_of(filing, form)
    views = _views(filing, form, lines, places) if form.views else []
    height = max((cell.row + 1 for cell in views), default=0)
    unit = form.currency_unit
    yield Cell(0, 0, SIDE, f"{form.budget_label}（{unit}）", rows=1 + len(rows) + height)
    yield Cell(0, cuts[0], cuts[1], look="heading")
    for column, left, right in zip(form.budget, cuts[1:], cuts[2:], strict=False):
        yield Cell(0, left, right, column.label, look="heading")
    for line, (number, row) in enumerate(rows, 1):
        yield Cell(line, cuts[0], cuts[1], row.label)
        for column, left, right in zip(form.budget, cuts[1:], cuts[2:], strict=False):
            yield _cell(line, left, right, column, row, number, form, places)
    for cell in views:
        yield cell.at(1 + len(rows))


def _cell(
    line: int, left: int, right: int, column: Column, row: BudgetRow, number: int | None,
    form: Form, places: Places,
) -> Cell:  # fmt: skip
    name = column.field
    at = f"/budget/rows/{'-' if number is None else number}"
    if name in _MONEY:
        figure = Figure(in_unit(getattr(row, name), form.currency_unit), places.money)
        return Cell(line, left, right, figure.text, "figure", field=f"{at}/{name}", figure=figure)
    if name == "execution_rate":
        rate = percent(row.execution_rate)
        figure = Figure(rate, min(places_of([rate]), 4), percent=True)
        base = "adjusted" if any(c.field == "adjusted" for c in form.budget) else "initial"
        follows = Follows("ratio", (f"{at}/executed", f"{at}/{base}"))
        return Cell(
            line, left, right, figure.text, "figure", field=f"{at}/{name}", figure=figure,
            follows=follows,
        )  # fmt: skip
    if name in _POINTS:
        return _points(line, left, right, _POINTS[name], row, at, form, places)
    return Cell(line, left, right, look="text", field="")


def _points(
    line: int, left: int, right: int, name: str, row: BudgetRow, at: str, form: Form, places: Places
) -> Cell:
    value = getattr(row, name)
    if value is None and row.item != "total":
        return Cell(line, left, right, form.part_points, "short")
    figure = Figure(value, places.weight if name == "weight" else places.score)
    follows = (
        Follows("execution", (f"{at}/execution_rate", f"{at}/weight"))
        if name == "score" and row.item == "total"
        else None
    )
    return Cell(
        line, left, right, figure.text, "figure", field=f"{at}/{name}", figure=figure,
        follows=follows,
    )  # fmt: skip


def _views(filing: Filing, form: Form, lines: Sequence[int], places: Places) -> list[Cell]:
    views = form.views
    if views is None:
        return []
    middle = onto([(SIDE + FULL) // 2], lines)[0]
    cells = [
        Cell(0, SIDE, middle, views.revenue_label, "text"),
        Cell(0, middle, FULL, views.expenditure_label, "text"),
    ]
    for line, (one, other) in enumerate(zip_longest(views.revenue, views.expenditure), 1):
        cells += _view(line, SIDE, middle, "by_revenue", one, filing, form, lines, places)
        cells += _view(line, middle, FULL, "by_expenditure", other, filing, form, lines, places)
    return cells


def _view(
    line: int, left: int, right: int, view: str, row: RevenueRow | ExpenditureRow | None,
    filing: Filing, form: Form, lines: Sequence[int], places: Places,
) -> list[Cell]:  # fmt: skip
    """A label and its amount, with no line between them."""
    if row is None:
        return [Cell(line, left, right)]
    middle = onto([left + int((right - left) * _VIEW_LABEL)], [*lines, left + 1])[0]
    amount = getattr(getattr(filing.budget, view), row.field)
    figure = Figure(in_unit(amount, form.currency_unit), places.money)
    return [
        Cell(line, left, middle, f"{row.label}：", "text", open=("right",)),
        Cell(
            line, middle, right, figure.text, "figure", field=f"/budget/{view}/{row.field}",
            figure=figure, open=("left",),
        ),
    ]  # fmt: skip
