"""What of a form follows from the rest: sums, execution rate and score, exactly and as formulas.

A figure is written as a formula only where the filing leaves it out or says just what the formula
gives. A figure that differs stays as it was filed: saying so is the checks' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from jiping.filing import BudgetRow
from jiping.filing.numbers import HUNDRED, plain, round_half_up
from jiping.scoring.execution import execution
from jiping.standards import Standard

from .cells import Cell, Sheet

#: Decimals of a rate in percent that the filing does not give.
RATE_PLACES = 2
_SUM_PLACES = 6
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def followed(sheet: Sheet, standard: Standard) -> dict[str, Decimal | None]:
    """The figures that are to be formulas, by their fields, with their values as printed."""
    values = {c.field: c.figure.value for c in sheet.cells if c.figure is not None and c.field}
    found: dict[str, Decimal | None] = {}
    for cell in sheet.cells:
        if cell.follows is None or cell.figure is None or not cell.field:
            continue
        own = cell.figure.value
        value = _value(cell, {**values, **found}, standard)
        if own is None or own == value:
            found[cell.field] = value
    return found


def _value(cell: Cell, values: Mapping[str, Decimal | None], standard: Standard) -> Decimal | None:
    assert cell.follows is not None and cell.figure is not None  # noqa: S101 (for the type checker)
    told = [values.get(field) for field in cell.follows.fields]
    if cell.follows.rule == "sum":
        there = [value for value in told if value is not None]
        return sum(there, Decimal()) if there else None
    executed, base = told[:2]
    if executed is None or base is None or base <= 0:
        return None
    if cell.follows.rule == "ratio":
        return round_half_up(executed / base * HUNDRED, rate_places(cell))
    row = BudgetRow(item="total", label="", adjusted=base, executed=executed)
    return execution(row, told[2], standard, "").score


def rate_places(cell: Cell) -> int:
    """Decimals of a rate in percent: as filed, two where it is not."""
    figure = cell.figure
    return figure.places if figure is not None and figure.value is not None else RATE_PLACES


def formula(cell: Cell, at: Callable[[str], str | None], standard: Standard) -> str:
    """The formula of a spreadsheet; *at* gives the address of a field, None where it has no cell."""
    assert cell.follows is not None  # noqa: S101 (for the type checker)
    places = [at(field) for field in cell.follows.fields]
    if cell.follows.rule == "sum":
        cells = ",".join(ranges([place for place in places if place]))
        return f'=IF(COUNT({cells})=0,"",ROUND(SUM({cells}),{_SUM_PLACES}))'
    executed, base = places[:2]
    there = f"AND(ISNUMBER({executed}),ISNUMBER({base}),N({base})>0)"
    if cell.follows.rule == "ratio":
        return f'=IF({there},ROUND({executed}/{base},{rate_places(cell) + 2}),"")'
    weight = places[2]
    score = f"ROUND({_score(executed or '', base or '', weight or '', standard)},{standard.rounding.places})"
    return f'=IF(AND({there},ISNUMBER({weight})),{score},"")'


def ranges(addresses: Sequence[str]) -> Iterator[str]:
    """Cells under each other as ranges, which rows put in between belong to: `J3`, `J9:J17`."""
    told = [(address.rstrip("0123456789"), int(address.lstrip(_LETTERS))) for address in addresses]
    start = 0
    for number in range(1, len(told) + 1):
        column, row = told[number - 1]
        if number == len(told) or told[number] != (column, row + 1):
            first = addresses[start]
            yield first if start == number - 1 else f"{first}:{column}{row}"
            start = number


def _score(executed: str, base: str, weight: str, standard: Standard) -> str:
    """The execution score as a formula, by the rule of the standard."""
    rules = standard.execution
    spent = f"MAX({executed},0)"
    if rules.kind == "steps":
        score = "0"
        for step in reversed(rules.steps):
            score = (
                f"IF({spent}>={plain(step.at_least)}*{base},{weight}*{plain(step.share)},{score})"
            )
        return score
    full = f"{weight}*MIN(1,{spent}/{base})"
    if rules.floor is None:
        return full
    return f"IF({spent}<{plain(rules.floor)}*{base},0,{full})"
