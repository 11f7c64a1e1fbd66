"""The table of base data (基础数据表): staff, money of three columns, buildings; empty where unknown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from jiping.filing import Accounts, Filing
from jiping.filing.numbers import HUNDRED, round_half_up
from jiping.standards import Standard
from jiping.standards.base_data import BaseBlock, BaseColumn, BaseData, BaseRow

from .cells import FULL, Cell, Figure, Follows, Sheet, places_of, stacked
from .plan import figure_cell
from .widths import broken

#: The labels at the left take so much of the width, in thousandths.
_LABEL = 330
_LEAST_PLACES = {"money": 2, "area": 2, "count": 0, "text": 0}
_RATE_PLACES = 2
_THREE_PUBLIC = {"three_public": "total"}


class Books(NamedTuple):
    """The final accounts of the year and of the year before, as far as they are at hand."""

    this: Accounts | None = None
    last: Accounts | None = None


class _Known(NamedTuple):
    """Where figures come from."""

    filing: Filing
    books: Books


def lay_out_base_data(filing: Filing, books: Books, standard: Standard) -> Sheet | None:
    """The table of base data, or None where the standard asks for none.

    What neither filing nor accounts tell stays an empty cell.
    """
    data = standard.base_data
    if data is None:
        return None
    known = _Known(filing, books)
    year = filing.fiscal_year
    told = {"year": str(year or "　　"), "last": str(year - 1) if year else "　　"}
    places = _places(data, known)
    blocks = [_block(n, block, known, told, places) for n, block in enumerate(data.blocks)]
    unit = (
        Cell(0, 0, _LABEL, "预算部门名称"),
        Cell(0, _LABEL, FULL, known.filing.unit or "", "short", field="/unit"),
    )
    return broken(
        Sheet(
            kind="base_data", standard=standard.id, title=data.title.format(**told),
            subtitle=data.subtitle.format(**told), mark="", unit_of_money="万元", landscape=False,
            cells=stacked([unit, *blocks]), heading=None, signature=data.signature, notes=data.notes,
        )
    )  # fmt: skip


def _block(
    number: int, block: BaseBlock, known: _Known, told: dict[str, str], places: int
) -> Iterator[Cell]:
    """The heading row and the rows of figures."""
    count = len(block.columns)
    edges = pairwise(_LABEL + (FULL - _LABEL) * n // count for n in range(count + 1))
    columns = list(zip(block.columns, edges, strict=True))
    own = all(row.label for row in block.rows)
    yield Cell(0, 0, _LABEL, block.label.format(**told), rows=1 if own else 1 + len(block.rows))
    for column, (left, right) in columns:
        yield Cell(0, left, right, column.label.format(**told), "heading")
    for line, row in enumerate(block.rows, 1):
        if own:
            yield Cell(line, 0, _LABEL, row.label, "text")
        for place, (column, (left, right)) in enumerate(columns):
            cell = _cell(number, line, place, column, block, known, places)
            yield cell.moved(line, left, right)


def _cell(
    number: int, line: int, place: int, column: BaseColumn, block: BaseBlock, known: _Known,
    places: int,
) -> Cell:  # fmt: skip
    row = block.rows[line - 1]
    field = f"/{number}/{line}/{place}"
    if column.measure == "text":
        return Cell(0, 0, 0, "", "text", field=field)
    if column.ratio is not None:
        actual, planned = (f"/{number}/{line}/{other}" for other in column.ratio)
        values = [_value(known, row, other, block.columns[other]) for other in column.ratio]
        return figure_cell(0, 0, 0, _rate(*values), field, Follows("ratio", (actual, planned)))
    value = _value(known, row, place, column)
    parts = [n for n, other in enumerate(block.rows, 1) if other.item and other.item in row.sum]
    follows = Follows("sum", tuple(f"/{number}/{part}/{place}" for part in parts))
    least = max(places, _LEAST_PLACES[column.measure]) if column.measure == "money" else 0
    figure = Figure(value, least)
    return figure_cell(0, 0, 0, figure, field, follows if parts else None)


def _rate(actual: Decimal | None, planned: Decimal | None) -> Figure:
    rate = None
    if actual is not None and planned is not None and planned > 0:
        rate = round_half_up(actual / planned * HUNDRED, _RATE_PLACES)
    return Figure(rate, _RATE_PLACES, percent=True)


def _value(known: _Known, row: BaseRow, place: int, column: BaseColumn) -> Decimal | None:
    """The figure that the accounts or the filing hold for a cell, or None."""
    item = row.items[place] if place < len(row.items) else row.item
    accounts = known.books.last if column.period == "last" else known.books.this
    if not item:
        return None
    if item == "staff":
        staff = accounts.staff if accounts else None
        return None if staff is None else Decimal(staff)
    if item == "project":
        if column.period == "budget":
            return None
        told = accounts.project if accounts else None
        of_form = known.filing.budget.by_expenditure.project if column.period == "this" else None
        return of_form if told is None else told
    if accounts is None:
        return None
    money = accounts.three_public_budget if column.period == "budget" else accounts.three_public
    figure: Decimal | None = getattr(money, _THREE_PUBLIC.get(item, item))
    return figure


def _places(data: BaseData, known: _Known) -> int:
    """Decimals that all amounts of the table need."""
    return places_of(
        (
            _value(known, row, place, column)
            for block in data.blocks
            for row in block.rows
            for place, column in enumerate(block.columns)
            if column.measure == "money" and column.ratio is None
        ),
        _LEAST_PLACES["money"],
    )
