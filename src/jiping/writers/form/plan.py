"""What all blocks of one form share: the filing, its form, the unit of money, lines and decimals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from jiping.filing import BudgetRow, Filing, Indicator
from jiping.filing.model import MONEY
from jiping.filing.numbers import YUAN_PER_WAN, plain
from jiping.standards import Form, Standard

from .cells import Cell, Figure, Follows, places_of
from .cuts import indicator_cuts
from .values import printed

_LEAST_PLACES = 2
#: Columns of words, whose widths follow from what they say.
_WORDS = ("name", "target", "actual", "reason")


class Places(NamedTuple):
    """Decimals of the figures of a form: money, weights, scores."""

    money: int
    weight: int
    score: int


class Plan(NamedTuple):
    """One form to be laid out.

    `cuts` are the lines of the indicator block; `rows` the budget rows to print, with their numbers
    in the filing (None: a row of the form that the filing lacks).
    """

    filing: Filing
    standard: Standard
    form: Form
    unit: Literal["万元", "元"]
    cuts: tuple[int, ...]
    rows: tuple[tuple[int | None, BudgetRow], ...]
    indicators: tuple[Indicator, ...]
    places: Places

    def money(self, amount: Decimal | None) -> Figure:
        """An amount of 万元 as the form prints it."""
        return Figure(in_unit(amount, self.unit), self.places.money)

    def points(self, name: Literal["weight", "score"], value: Decimal | None) -> Figure:
        """Points as the form prints them."""
        return Figure(value, self.places.weight if name == "weight" else self.places.score)


def plan(filing: Filing, standard: Standard) -> Plan:
    """Decide what of *filing* is printed, and how. Money is in 元 where form or filing have it so."""
    form = standard.form_of(filing.kind)
    unit: Literal["万元", "元"] = (
        "元" if "元" in (form.currency_unit, filing.currency_unit) else "万元"
    )
    return Plan(
        filing, standard, form, unit, _cuts(filing, standard), _rows(filing, form),
        filing.indicators or _template(standard), _places(filing, unit),
    )  # fmt: skip


def _cuts(filing: Filing, standard: Standard) -> tuple[int, ...]:
    """The lines of the indicator block: columns of words are as wide as these need."""
    form, rows, places = standard.form_of(filing.kind), filing.indicators, _places(filing, "万元")
    words = [
        {**printed(own, form)._asdict(), "name": own.name, "reason": own.reason} for own in rows
    ]
    texts = {name: [row[name] or "" for row in words] for name in _WORDS} if rows else {}
    firm = {
        "level1": {with_points(own.level1, standard) or "" for own in rows},
        "level2": {own.level2 or "" for own in rows},
        "operator": {row["operator"] or "" for row in words},
        "measure": {row["measure"] or "" for row in words},
        "weight": {Figure(own.weight, places.weight).text for own in rows},
        "score": {Figure(own.score, places.score).text for own in rows},
    }
    return indicator_cuts(form, texts, {name: sorted(told) for name, told in firm.items()})


def with_points(level: str | None, standard: Standard) -> str | None:
    """A level 1 with the points that the frame gives it, as forms print it."""
    weight = next((one.weight for one in standard.frame.level1 if one.name == level), None)
    return level if weight is None else f"{level}\n（{plain(weight)}分）"


def row_pointer(number: int | None) -> str:
    """Where a budget row stands in the filing; a row that it lacks stands at its end."""
    return f"/budget/rows/{'-' if number is None else number}"


def figure_cell(
    row: int, left: int, right: int, figure: Figure, field: str, follows: Follows | None = None
) -> Cell:
    """A cell with a number to be filled in."""
    return Cell(
        row, left, right, figure.text, "figure", field=field, figure=figure, follows=follows
    )


def in_unit(amount: Decimal | None, unit: str) -> Decimal | None:
    """An amount of 万元 in the *unit* of the form."""
    return None if amount is None else amount * YUAN_PER_WAN if unit == "元" else amount


def _rows(filing: Filing, form: Form) -> tuple[tuple[int | None, BudgetRow], ...]:
    """The filing's own rows, and where they belong those of the form that it lacks."""
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


def _template(standard: Standard) -> tuple[Indicator, ...]:
    """An empty indicator for each category of the frame, to be filled in."""
    return tuple(
        Indicator(level1=level.name, level2=category)
        for level in standard.frame.level1
        for category in level.level2
    )


def _places(filing: Filing, unit: str) -> Places:
    rows, own, total = filing.budget.rows, filing.indicators, filing.total
    return Places(
        money=places_of((in_unit(amount, unit) for amount in _amounts(filing)), _LEAST_PLACES),
        weight=places_of([*(r.weight for r in rows), *(i.weight for i in own), total.weight]),
        score=places_of([*(r.score for r in rows), *(i.score for i in own), total.score]),
    )


def _amounts(filing: Filing) -> Iterator[Decimal | None]:
    for row in filing.budget.rows:
        yield from (getattr(row, name) for name in MONEY)
    for view in (filing.budget.by_revenue, filing.budget.by_expenditure):
        yield from (getattr(view, name) for name in type(view).model_fields)
