"""The budget of a form as text → its rows and views in 万元."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Literal

from jiping.filing import BudgetRow
from jiping.filing.model import BudgetItem
from jiping.filing.numbers import HUNDRED

from .amounts import Currency, amount, points, rate
from .form_text import Row
from .labels import row_of
from .ledger import Ledger

_FIGURES = ("initial", "adjusted", "executed", "weight", "execution_rate", "score")
#: Times by which a rate that was printed by mistake is hardly ever off.
_FAR = 3
#: By how much a printed rate is off its quotient, as it is rounded.
_ROUNDED = Decimal("0.005")
#: No form gives the execution of the budget more points than this.
_MOST_FOR_EXECUTION = 50


def budget_row(number: int, row: Row, currency: Currency, ledger: Ledger) -> BudgetRow:
    """The row of this *number*, from 0; without its figures where they stand in each other's columns."""
    at = f"/budget/rows/{number}"
    label = ledger.text(f"{at}/label", row.get("label")) or ""
    money = partial(amount, currency=currency)
    initial = ledger.number(f"{at}/initial", row.get("initial"), money, "年初预算数")
    adjusted = ledger.number(f"{at}/adjusted", row.get("adjusted"), money, "全年预算数")
    executed = ledger.number(f"{at}/executed", row.get("executed"), money, "全年执行数")
    by_money = partial(rate, of=(adjusted if adjusted is not None else initial, executed))
    read = BudgetRow(
        item=_item(row, label),
        label=label,
        initial=initial,
        adjusted=adjusted,
        executed=executed,
        weight=ledger.number(f"{at}/weight", row.get("weight"), points, "分值"),
        execution_rate=ledger.number(
            f"{at}/execution_rate", row.get("execution_rate"), by_money, "执行率"
        ),
        score=ledger.number(f"{at}/score", row.get("score"), points, "得分"),
    )
    places = [found.place for key, found in row.items() if key in _FIGURES]
    if not _is_shifted(read) or any(place.table is not None for place in places):
        return read
    # In running text the columns are concluded from the figures; of a table they are known, and
    # what is odd there was printed so.
    ledger.doubt(places[0], f"“{label}”一行的数对不上各栏，可能错了列，留空未读")
    for key in _FIGURES:
        ledger.evidence.pop(f"{at}/{key}", None)
    return BudgetRow(item=read.item, label=label)


def _is_shifted(row: BudgetRow) -> bool:
    """Whether figures must stand in each other's columns: a rate far from the money, or that of the
    budget in the execution, or points that no row has."""
    if row.weight == 0 or (row.weight or 0) > _MOST_FOR_EXECUTION or (row.score or 0) > HUNDRED:
        return True
    budget = row.adjusted if row.adjusted is not None else row.initial
    if row.execution_rate is None:
        return False
    if not budget or row.executed is None:
        return row.execution_rate > _FAR
    told, own = row.execution_rate, row.executed / budget
    # The heading of a column that wraps stands in front of those on its next line.
    changed = row.adjusted is not None and own > 1
    changed = changed and abs(told - 1 / own) <= _ROUNDED < abs(told - own)
    return told > _FAR * own or own > _FAR * told or changed


def _item(row: Row, label: str) -> BudgetItem:
    """Which row it is: as the layout says, else by its label."""
    if "item" in row:
        return row["item"].text  # type: ignore[return-value]
    # A form that prints `预算数: 312 执行数: 312` has no label for the row of its total.
    return (row_of(label) or "row") if label else "total"  # type: ignore[return-value]


def view(
    name: Literal["by_revenue", "by_expenditure"], row: Row, currency: Currency, ledger: Ledger
) -> dict[str, Decimal | None]:
    """The amounts of a view of the budget, by its fields."""
    money = partial(amount, currency=currency)
    return {
        key: ledger.number(f"/budget/{name}/{key}", found, money, "金额")
        for key, found in row.items()
    }
