"""Peers: the filings of units of the same kind, measured, with statistics that outliers do not move.

Spread is the median absolute deviation (MAD) from the median; a value is an outlier by its robust
z-score 0.6745 × |value − median| ÷ MAD (Iglewicz and Hoaglin 1993).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple, Self

from jiping.filing import Filing
from jiping.filing.identity import name_key, same_name
from jiping.filing.numbers import ZERO
from jiping.filing.unit_kinds import kind_of_unit, unit_kinds
from jiping.standards import Standard, load

from .case import Case, case_of
from .likeness import Library, shared_by
from .limits import DEFAULT
from .unit_names import UnitNames

#: The kind of all projects.
PROJECTS = "项目"
#: Makes the MAD of normally spread values their standard deviation.
_NORMAL = Decimal("0.6745")
_HALF = Decimal("0.5")
#: Most filings whose peers are kept at hand among the measured ones.
MOST_GROUPS = 256


def kind_of(filing: Filing) -> str:
    """The kind of unit by its name, or of filing where that is of a project; empty if unknown."""
    if filing.kind in ("project", "transfer"):
        return PROJECTS
    key = kind_of_unit(filing.unit) if filing.unit else None
    return unit_kinds()[key].group if key else ""


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


class Peer(NamedTuple):
    """A unit among the peers, by its number among the filings, and what was measured of it."""

    number: int
    filing: Filing
    kind: str
    measured: dict[str, Decimal]


class Spread(NamedTuple):
    """How the values of peers lie: how many, least, median and most, and the MAD."""

    size: int
    least: Decimal
    median: Decimal
    most: Decimal
    deviation: Decimal

    def z(self, value: Decimal) -> Decimal | None:
        """The robust z-score of *value*, or None where more than half of the peers are alike."""
        return _NORMAL * abs(value - self.median) / self.deviation if self.deviation else None


def spread(values: Iterable[Decimal]) -> Spread | None:
    """Median and MAD of *values*; None where there are none.

    >>> spread(map(Decimal, (1, 2, 2, 3, 40))).deviation
    Decimal('1')
    """
    return _spread(sorted(values))


class Values:
    """Values in order, so that how all but one of them lie is known without ordering them anew."""

    def __init__(self, values: Iterable[Decimal]) -> None:
        """Put them in order."""
        self._ordered = sorted(values)
        self._known: dict[Decimal, Spread | None] = {}

    def without(self, value: Decimal | None) -> Spread | None:
        """The spread of all but one *value*; None where there are no others."""
        if value is None:
            return _spread(self._ordered)
        if value not in self._known:
            at = bisect_left(self._ordered, value)
            self._known[value] = _spread(_AllBut(self._ordered, at))
        return self._known[value]


class _AllBut:
    """Values in order without the one at a place; nothing is copied, of a country's even less."""

    def __init__(self, ordered: list[Decimal], at: int) -> None:
        self._ordered = ordered
        self._at = at

    def __len__(self) -> int:
        return len(self._ordered) - 1

    def __getitem__(self, number: int) -> Decimal:
        return self._ordered[number if number < self._at else number + 1]


def _spread(ordered: list[Decimal] | _AllBut) -> Spread | None:
    if not ordered:
        return None
    size, half = len(ordered), len(ordered) // 2
    middle = ordered[half] if size % 2 else (ordered[half - 1] + ordered[half]) * _HALF
    deviation = _distance(ordered, middle, half + 1)
    if size % 2 == 0:
        deviation = (_distance(ordered, middle, half) + deviation) * _HALF
    return Spread(size, ordered[0], middle, ordered[size - 1], deviation)


def _distance(ordered: list[Decimal] | _AllBut, middle: Decimal, count: int) -> Decimal:
    """How far from *middle* the last of the *count* closest values lies; they stand side by side."""
    last = len(ordered) - count

    def leans_right(at: int) -> bool:
        return ordered[at + count - 1] - middle >= middle - ordered[at]

    at = bisect_left(range(last + 1), True, key=leans_right)
    far = [ordered[at + count - 1] - middle] if at <= last else []
    return min(far + ([middle - ordered[at - 1]] if at else []))


class Group(tuple[Peer, ...]):
    """The peers of one filing; how their values lie is worked out once for each measure."""

    @property
    def kind(self) -> str:
        """The kind of all of them; empty where it is unknown."""
        return self[0].kind if self else ""

    def scores_under(self, supervisor: str) -> Spread | None:
        """How the self totals of those with this supervisor lie; None where there are none."""
        key = name_key(supervisor)
        return spread(
            one.measured["self_total"]
            for one in self
            if "self_total" in one.measured and name_key(one.filing.supervisor or "") == key
        )

    @cached_property
    def _spreads(self) -> dict[str, Spread | None]:
        return {}

    def spread(self, name: str) -> Spread | None:
        """How the values of the measure *name* lie; None where no peer has it."""
        if name not in self._spreads:
            self._spreads[name] = spread(one.measured[name] for one in self if name in one.measured)
        return self._spreads[name]


@dataclass(frozen=True)
class Peers:
    """Filings of many units. One unit's filing of a year counts once, however often it is there."""

    filings: tuple[Filing, ...]
    standard_of: Callable[[Filing], Standard] = lambda filing: load(filing.standard)

    @cached_property
    def members(self) -> tuple[Peer, ...]:
        """Every filing that names its unit, with its measures."""
        found: dict[tuple[object, ...], Peer] = {}
        for number, filing in enumerate(self.filings):
            if filing.unit:
                key = (name_key(filing.unit), filing.fiscal_year, name_key(filing.project or ""))
                if key not in found:
                    found[key] = Peer(number, filing, kind_of(filing), self._measured(filing))
        return tuple(found.values())

    def _measured(self, filing: Filing) -> dict[str, Decimal]:
        return measures(filing, self.standard_of(filing))

    def of(self, filing: Filing) -> Group:
        """Those of the same kind and year as *filing*, without its own unit."""
        return Group(self._among(filing, self.members))

    def named_in(self, filing: Filing, text: str, but: str = "") -> Iterator[Peer]:
        """Those of `of` that are named in *text* by a name that does not stand in *but*."""
        named = (self.members[number] for number in self._names.within(text, but))
        return self._among(filing, named)

    def _among(self, filing: Filing, some: Iterable[Peer]) -> Iterator[Peer]:
        kind = kind_of(filing)
        return (
            peer
            for peer in some
            if peer.kind == kind
            and filing.fiscal_year in (None, peer.filing.fiscal_year)
            and not is_own(filing, peer.filing)
        )

    @cached_property
    def _names(self) -> UnitNames:
        return UnitNames(peer.filing.unit or "" for peer in self.members)

    @cached_property
    def library(self) -> Library:
        """The paragraphs of all filings."""
        units = {name_key(peer.filing.unit or "") for peer in self.members}
        return Library(self.filings, shared_by(len(units)))


@dataclass(frozen=True)
class UnmeasuredPeers(Peers):
    """Peers of whom only what they say is asked."""

    def _measured(self, filing: Filing) -> dict[str, Decimal]:  # noqa: ARG002 nothing is measured
        return {}


@dataclass(frozen=True)
class MeasuredPeers(Peers):
    """Peers that were measured before; their texts are not at hand, so nothing is copied from them."""

    filings: tuple[Filing, ...] = ()
    measured: tuple[Peer, ...] = ()

    @property
    def members(self) -> tuple[Peer, ...]:
        """All of them."""
        return self.measured

    @cached_property
    def _groups(self) -> dict[tuple[object, ...], Group]:
        return {}

    def of(self, filing: Filing) -> Group:
        """Those of the same kind and year as *filing*; the same answer at each of its saves."""
        about = (filing.kind, filing.unit, filing.project, filing.fiscal_year)
        group = self._groups.get(about)
        if group is None:
            group = super().of(filing)
            # Somebody who types a unit's name makes a group at each save.
            if len(self._groups) >= MOST_GROUPS:
                self._groups.clear()
            self._groups[about] = group
        return group


class DistantGroup(Group):
    """Peers who are not at hand: of them is known only how their values lie."""

    def __new__(cls, *_: object) -> Self:
        """A group without members."""
        return super().__new__(cls)

    def __init__(self, kind: str, spreads: Mapping[str, Spread], under: Spread | None) -> None:
        """The *kind* of all, their *spreads* by measure, and the self totals *under* one supervisor."""
        self._kind = kind
        self._known = spreads
        self._under = under

    @property
    def kind(self) -> str:
        """The kind of all of them."""
        return self._kind

    def scores_under(self, supervisor: str) -> Spread | None:  # noqa: ARG002 that of the filing
        """How the self totals of those with the filing's supervisor lie."""
        return self._under

    def spread(self, name: str) -> Spread | None:
        """How the values of the measure *name* lie."""
        return self._known.get(name)


@dataclass(frozen=True)
class DistantPeers(Peers):
    """The peers of one filing, as a group that is not at hand."""

    filings: tuple[Filing, ...] = ()
    group: Group = field(default_factory=Group)

    @property
    def members(self) -> tuple[Peer, ...]:
        """None is at hand."""
        return ()

    def of(self, filing: Filing) -> Group:  # noqa: ARG002 the one filing whose peers they are
        """The group."""
        return self.group


same_unit = lru_cache(maxsize=65536)(same_name)


def is_own(filing: Filing, other: Filing) -> bool:
    """Whether *other* is of the unit of *filing*; of a project, whether it is the same project."""
    if not filing.unit or not other.unit:
        return filing is other
    if not same_unit(filing.unit, other.unit):
        return False
    return filing.kind != "project" or name_key(filing.project or "") == name_key(
        other.project or ""
    )
