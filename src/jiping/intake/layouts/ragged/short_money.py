"""Budget rows that lack figures, in text in which empty cells do not show: what bears them out.

`68 65.5 10 100% 10` lacks one of three amounts, and its order does not say which. The rate says it
where it is the quotient of budget and execution; of parts their sums say it, or a total that lacks
the same. What nothing bears out is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiping.filing.model import MONEY
from jiping.filing.numbers import ZERO
from jiping.intake.amounts import amount, blank, points
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.space.rules import fits_rate

from .cells import Cell
from .doubts import doubt

_POINTS = ("weight", "score")
#: By how much the share of the points may be off the share of the money, as both are rounded.
_ROUNDED = Decimal("0.005")


class Taken(NamedTuple):
    """A budget row as it was read, the cells it was read from, whether it is the total's, and whether
    it was read without regard to empty cells."""

    row: Row
    cells: Sequence[Cell]
    total: bool
    blind: bool


def hold_short_money(rows: Sequence[Taken], columns: Collection[str], form: FormText) -> None:
    """Leave out the figures of short *rows* that nothing bears out; these are a form's, in order."""
    total = next((each for each in rows if each.total), None)
    money = [column for column in MONEY if column in columns]
    due = [c for c in (*money, "weight", "execution_rate", "score") if c in columns]
    sure = total is not None and (
        not _is_short(total, due) or _bears_itself_out(total.row, money) or not _said(total.row)
    )
    for taken in rows:
        row, wanted = taken.row, due if taken.total else money
        if not _is_short(taken, wanted) or not _said(row) or _bears_itself_out(row, money):
            continue
        if total is not None and sure and taken is not total and _agrees(row, rows, total, money):
            continue
        form.problems.append(doubt(taken.cells, {*_said(row)}))
        for column in (*_said(row), *_POINTS, "execution_rate"):
            row.pop(column, None)


def _is_short(taken: Taken, due: Collection[str]) -> bool:
    """Whether a row lacks a figure that is *due*, and its empty cells do not show which."""
    return taken.blind and bool(_lacks(taken.row, due))


def _said(row: Row) -> list[str]:
    """The columns of money of which a row says something."""
    return [c for c in MONEY if c in row and not blank(row[c].text)]


def _lacks(row: Row, columns: Collection[str]) -> set[str]:
    return {c for c in columns if c not in row}


def _bears_itself_out(row: Row, money: Sequence[str]) -> bool:
    """Whether the rate of a row is the quotient of its money, or the share of the points is."""
    base = "adjusted" if "adjusted" in money else "initial"
    budget, executed = (_number(row, column) for column in (base, "executed"))
    if budget is None or executed is None:
        return False
    if "execution_rate" in row and not blank(row["execution_rate"].text):
        return fits_rate(row["execution_rate"].text, budget, executed)
    weight, score = (points(row[c].text) if c in row else None for c in _POINTS)
    if not weight or score is None or not budget:
        return False
    return abs(score / weight - executed / budget) <= _ROUNDED


def _agrees(row: Row, rows: Sequence[Taken], total: Taken, money: Collection[str]) -> bool:
    """Whether a part lacks what the total lacks, or its columns sum to those of the total."""
    return _lacks(row, money) == _lacks(total.row, money) or _sums(rows, total, _said(row))


def _sums(rows: Sequence[Taken], total: Taken, columns: Sequence[str]) -> bool:
    """Whether the parts sum to the total in all of these *columns*."""
    parts = [each.row for each in rows if each is not total]
    return all(
        sum((_number(row, column) or ZERO for row in parts), ZERO) == _number(total.row, column)
        for column in columns
    )


def _number(row: Row, column: str) -> Decimal | None:
    return amount(row[column].text) if column in row else None
