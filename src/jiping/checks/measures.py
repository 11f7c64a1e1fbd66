"""What is measured of a filing, to be held against its peers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jiping.filing import Filing
from jiping.filing.numbers import ZERO
from jiping.standards import Standard, load

from .case import Case, case_of
from .limits import DEFAULT
from .peers import Peer, Peers


def _per_head(item: str) -> Callable[[Case], Decimal | None]:
    def measure(case: Case) -> Decimal | None:
        amount = case.basic_classes.get(item)
        return amount / case.staff if amount is not None and case.staff else None

    return measure


def _goods_share(case: Case) -> Decimal | None:
    told = case.basic_classes
    total = sum(told.values(), ZERO)
    return told["302"] / total if total > 0 else None


def _score_gap(case: Case) -> Decimal | None:
    card = case.scorecard
    if card.self_total is None or card.rule_total is None:
        return None
    return card.self_total - card.rule_total


def _heaviest(case: Case) -> Decimal | None:
    weights = [row.weight for row in case.rows if row.weight is not None]
    return max(weights) if case.complete and len(weights) > 2 else None


def _indicators(case: Case) -> Decimal | None:
    return Decimal(len(case.rows)) if case.complete and len(case.rows) > 2 else None


#: What is measured of every filing; None where it cannot be.
MEASURES: dict[str, Callable[[Case], Decimal | None]] = {
    "pay_per_head": _per_head("301"),
    "goods_per_head": _per_head("302"),
    "rate": lambda case: case.rate,
    "adjustment": lambda case: case.adjustment,
    "score_gap": _score_gap,
    "goods_share": _goods_share,
    "heaviest": _heaviest,
    "indicators": _indicators,
    "self_total": lambda case: case.scorecard.self_total,
}


def measures(filing: Filing, standard: Standard) -> dict[str, Decimal]:
    """What can be measured of *filing*, by the names of MEASURES."""
    return measures_of(case_of(filing, standard, DEFAULT))


def measures_of(case: Case) -> dict[str, Decimal]:
    """What can be measured of a case, by the names of MEASURES."""
    measured = ((name, measure(case)) for name, measure in MEASURES.items())
    return {name: value for name, value in measured if value is not None}


@dataclass(frozen=True)
class MeasuredPeers(Peers):
    """Peers whose filings are at hand, each measured under its own standard."""

    standard_of: Callable[[Filing], Standard] = lambda filing: load(filing.standard)

    @cached_property
    def members(self) -> tuple[Peer, ...]:
        """Every filing that names its unit, with its measures."""
        return self._counted(lambda filing: measures(filing, self.standard_of(filing)))
