"""The rows of a budget block read together: the parts add up to the year's total.

Where a row alone can be read in several ways, those readings are left in which every column of
money adds up; where none does, the sum is not the form's and decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import NamedTuple

from jiping.filing.model import MONEY
from jiping.filing.numbers import ZERO
from jiping.intake import labels
from jiping.intake.amounts import amount

from .words import Word, joined

_MOST_CHOICES = 400

#: The word in each column of the heading, or None where the cell is empty.
Filled = tuple[Word | None, ...]


class Figures(NamedTuple):
    """A row of the budget block: its label, its figures, and the ways of reading them."""

    label: Sequence[Word]
    cells: Sequence[Word]
    readings: list[Filled]
    whole: bool


def adding_up(rows: Sequence[Figures], columns: tuple[str, ...]) -> list[Figures]:
    """The rows with those readings alone that take part in a choice in which all money adds up."""
    rows = _without_shifted(rows, columns)
    known = [row for row in rows if row.readings]
    if any(row.cells and not row.readings for row in rows):
        return list(rows)
    open_rows = any(len(row.readings) > 1 for row in known)
    if not open_rows or len(known) < 2 or not _is_total(known[0]):
        return list(rows)
    if prod(len(row.readings) for row in known) > _MOST_CHOICES:
        return list(rows)
    places = [columns.index(column) for column in MONEY if column in columns]
    choices = [
        choice
        for choice in product(*(row.readings for row in known))
        if all(_adds_up(choice, place) for place in places)
    ]
    if not choices:
        return list(rows)
    kept = iter([list(dict.fromkeys(column)) for column in zip(*choices, strict=True)])
    return [row._replace(readings=next(kept)) if row.readings else row for row in rows]


def _without_shifted(rows: Sequence[Figures], columns: tuple[str, ...]) -> list[Figures]:
    """The rows; a part with another empty column of money than the total's has no sure reading."""
    places = [columns.index(column) for column in MONEY if column in columns]
    if not rows or not _is_total(rows[0]) or not rows[0].readings:
        return list(rows)
    empty = [p for p in places if all(filled[p] is None for filled in rows[0].readings)]

    def shifted(filled: Filled) -> bool:
        return any(filled[p] for p in empty) and any(filled[p] is None for p in places)

    return [
        row if row is rows[0] or not any(map(shifted, row.readings)) else row._replace(readings=[])
        for row in rows
    ]


def _is_total(row: Figures) -> bool:
    return labels.row_of(joined(row.label)) == "total"


def _adds_up(choice: Sequence[Filled], place: int) -> bool:
    total, *parts = (_money(filled[place]) for filled in choice)
    return total == sum(parts, ZERO)


def _money(word: Word | None) -> Decimal:
    """The amount of a cell; an empty one adds nothing. The unit is the same in all rows."""
    return (amount(word.text) or ZERO) if word else ZERO
