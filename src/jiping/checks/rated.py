"""Execution rates of the budget: as they are printed, and as they follow from the amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jiping.filing import BudgetRow, Filing
from jiping.filing.numbers import HUNDRED, ZERO
from jiping.filing.text import squeeze

from .rounding import places_of, slack

_PRINTED = re.compile(r"\d+(?:\.(\d+))?(%?)")
#: A rate is printed to the whole percent at least.
_LEAST_PLACES = 2


class Rated(NamedTuple):
    """A row of the budget that prints its rate, beside the exact one, both as fractions.

    `room` is how far rounding may have brought the two apart: that of the rate and of the amounts.
    """

    pointer: str
    row: BudgetRow
    rate: Decimal
    true: Decimal
    room: Decimal


def rated(filing: Filing, least_places: int) -> Iterator[Rated]:
    """Every row of the budget whose rate and amounts are known; these have so many decimals at least."""
    for number, row in enumerate(filing.budget.rows):
        rate, executed, adjusted = row.execution_rate, row.executed, row.adjusted
        if rate is None or executed is None or not adjusted or adjusted <= ZERO:
            continue
        pointer, true, room = f"/budget/rows/{number}", executed / adjusted, ZERO
        if rate != true:
            inexact = slack(executed, least_places) + slack(adjusted, least_places) * abs(rate)
            printed = Decimal(5).scaleb(-_places(filing, pointer, rate) - 1)
            room = printed + inexact / adjusted
        yield Rated(pointer, row, rate, true, room)


def _places(filing: Filing, pointer: str, rate: Decimal) -> int:
    """Decimals of the fraction as printed: `98%` has two, `98.00%` four."""
    known = filing.evidence.get(f"{pointer}/execution_rate")
    match = _PRINTED.search(squeeze(known.raw)) if known else None
    if match is None:
        return max(places_of(rate), _LEAST_PLACES)
    as_percent = bool(match[2]) or Decimal(match[0]) == rate * HUNDRED
    return len(match[1] or "") + (2 if as_percent else 0)
