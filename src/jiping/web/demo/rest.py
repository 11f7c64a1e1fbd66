"""Money that was left over: some example filings had a larger budget than they could spend."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing import BudgetRow
from jiping.filing import Filing as Document
from jiping.filing.numbers import ZERO, plain, round_half_up
from jiping.standards import Standard
from jiping.synth.defects.edits import rescored, texts
from jiping.synth.dice import Dice
from jiping.synth.prose import money

#: Of a hundred filings so many spent from … to … of their budget; the others nearly all.
_RATES = ((22, ("0.9", "0.949")), (11, ("0.81", "0.899")), (3, ("0.62", "0.79")))
_GROWN = ("total", "current_appropriation")


def with_rest(document: Document, standard: Standard, seed: str) -> Document:
    """*document* with a larger budget in form and report; the same seed leaves the same over."""
    dice = Dice("rest", seed)
    first, rates = document.budget.rows[0], dice.of_a_hundred(_RATES)
    if rates is None or not first.executed or not first.adjusted:
        return document
    wanted = round_half_up(first.executed / dice.decimal(*rates, 3))
    return rescored(_grown(document, first, wanted - first.adjusted), standard)


def _grown(document: Document, first: BudgetRow, more: Decimal) -> Document:
    rows = tuple(_row(row, more) if row.item in _GROWN else row for row in document.budget.rows)
    revenue = document.budget.by_revenue
    if revenue is not None and revenue.general_public_budget is not None:
        general = revenue.general_public_budget + more
        revenue = revenue.model_copy(update={"general_public_budget": general})
    budget = document.budget.model_copy(update={"rows": rows, "by_revenue": revenue})
    said = [
        (_told(one), _told(other))
        for one, other in zip(_amounts(first), _amounts(rows[0]), strict=True)
    ]

    def anew(text: str) -> str:
        for before, now in said:
            text = text.replace(before, now)
        return text

    return texts(document.model_copy(update={"budget": budget}), anew)


def _row(row: BudgetRow, more: Decimal) -> BudgetRow:
    adjusted = (row.adjusted or ZERO) + more
    rate = round_half_up((row.executed or ZERO) / adjusted, 4)
    return row.model_copy(update={"adjusted": adjusted, "execution_rate": rate})


def _amounts(row: BudgetRow) -> tuple[tuple[str, Decimal, str], ...]:
    """What reports tell of a budget: the words before it, the amount, and its unit."""
    adjusted, executed = row.adjusted or ZERO, row.executed or ZERO
    rest = adjusted - executed
    return (
        ("全年预算", adjusted, "万元"),
        ("结转", rest, "万元"), ("结转下年", rest, "万元"), ("结转结余", rest, "万元"),
        ("执行率", executed * 100 / adjusted, "%"),
    )  # fmt: skip


def _told(amount: tuple[str, Decimal, str]) -> str:
    words, value, unit = amount
    return f"{words}{plain(round_half_up(value)) if unit == '%' else money(value)}{unit}"
