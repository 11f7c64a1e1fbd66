"""The sums and rates that bind the figures of a form: which figures, and whether they hold.

Only for judging what was recognised; what they say of a filing is for the checks to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiping.filing import Filing
from jiping.filing.model import MONEY
from jiping.filing.pointer import at

_CENT = Decimal("0.01")
_RATE = Decimal("0.0001")  # a rate printed with two decimals of percent
_FULL = Decimal(100)


class Tie(NamedTuple):
    """Figures of a form by their pointers, and whether the arithmetic between them holds."""

    pointers: tuple[str, ...]
    holds: bool


def ties_of(filing: Filing) -> list[Tie]:
    """The ties of all whose figures are there."""
    return [
        *_rates(filing), *_scores(filing), *_views(filing), *_parts(filing),
        *_totals(filing, "weight"), *_totals(filing, "score"),
    ]  # fmt: skip


def _number(filing: Filing, pointer: str) -> Decimal | None:
    value = at(filing, pointer)
    return value if isinstance(value, Decimal) else None


def _rates(filing: Filing) -> Iterator[Tie]:
    """Executed ÷ adjusted budget = rate, as precise as it is printed."""
    for number in range(len(filing.budget.rows)):
        row = f"/budget/rows/{number}"
        pointers = (f"{row}/adjusted", f"{row}/executed", f"{row}/execution_rate")
        budget, executed, rate = (_number(filing, pointer) for pointer in pointers)
        if budget and executed is not None and rate is not None:
            exponent = rate.as_tuple().exponent
            places = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else _RATE
            # Of 100 % it says that both are alike, not that they are right.
            told = pointers if budget != executed else pointers[2:]
            yield Tie(told, abs(executed / budget - rate) <= max(places, _RATE))


def _scores(filing: Filing) -> Iterator[Tie]:
    """Weight × rate = score of a budget row, where the rate is at most one."""
    for number in range(len(filing.budget.rows)):
        row = f"/budget/rows/{number}"
        pointers = (f"{row}/weight", f"{row}/execution_rate", f"{row}/score")
        weight, rate, score = (_number(filing, pointer) for pointer in pointers)
        if weight is not None and rate is not None and score is not None:
            yield Tie(pointers, abs(weight * min(rate, Decimal(1)) - score) <= _CENT)


def _views(filing: Filing) -> Iterator[Tie]:
    """The parts of either view = the year's money."""
    totals = [
        f"/budget/rows/{number}/{column}"
        for number, row in enumerate(filing.budget.rows)
        if row.item == "total"
        for column in ("adjusted", "executed")
    ]
    for view in ("by_revenue", "by_expenditure"):
        parts = [
            f"/budget/{view}/{name}"
            for name in type(getattr(filing.budget, view)).model_fields
            if _number(filing, f"/budget/{view}/{name}") is not None
        ]
        if parts and totals:
            yield from (
                _sum(filing, parts, total)
                for total in totals[:1]
                if _number(filing, total) is not None
            )


def _parts(filing: Filing) -> Iterator[Tie]:
    """The rows of a project's budget by source = their total, in each column."""
    totals = [n for n, row in enumerate(filing.budget.rows) if row.item == "total"]
    parts = [
        n
        for n, row in enumerate(filing.budget.rows)
        if row.item in ("current_appropriation", "carried_over", "other")
    ]
    if len(totals) != 1 or not parts:
        return
    for column in MONEY:
        total = f"/budget/rows/{totals[0]}/{column}"
        told = [p for n in parts if _number(filing, p := f"/budget/rows/{n}/{column}") is not None]
        if told and _number(filing, total) is not None:
            yield _sum(filing, told, total)


def _totals(filing: Filing, column: str) -> Iterator[Tie]:
    """The points of the indicators and of the budget = the closing row."""
    told = [f"/indicators/{n}/{column}" for n in range(len(filing.indicators))]
    if not told or any(_number(filing, pointer) is None for pointer in told):
        return
    budget = [
        pointer
        for n in range(len(filing.budget.rows))
        if _number(filing, pointer := f"/budget/rows/{n}/{column}") is not None
    ]
    total = f"/total/{column}"
    if _number(filing, total) is not None and filing.complete:
        yield _sum(filing, told + budget[:1], total)
    elif column == "weight" and filing.complete:
        parts = told + budget[:1]
        yield Tie(tuple(parts), _added(filing, parts) == _FULL)


def _sum(filing: Filing, parts: Sequence[str], total: str) -> Tie:
    difference = abs(_added(filing, parts) - (_number(filing, total) or Decimal(0)))
    return Tie((*parts, total), difference <= _CENT)


def _added(filing: Filing, parts: Sequence[str]) -> Decimal:
    return sum((_number(filing, part) or Decimal(0) for part in parts), Decimal(0))
