"""Peers: the filings of units of the same kind, at hand, stored or known but as how their values lie."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple, Self

from jiping.filing import Filing
from jiping.filing.identity import name_key, same_name
from jiping.filing.unit_kinds import kind_of_unit, unit_kinds

from .likeness import Library, shared_by
from .spread import Spread, spread
from .unit_names import UnitNames

#: The kind of all projects.
PROJECTS = "项目"
#: Most filings whose peers are kept at hand among the measured ones.
MOST_GROUPS = 256


def kind_of(filing: Filing) -> str:
    """The kind of unit by its name, or of filing where that is of a project; empty if unknown."""
    if filing.kind in ("project", "transfer"):
        return PROJECTS
    key = kind_of_unit(filing.unit) if filing.unit else None
    return unit_kinds()[key].group if key else ""


class Peer(NamedTuple):
    """A unit among the peers, by its number among the filings, and what was measured of it."""

    number: int
    filing: Filing
    kind: str
    measured: dict[str, Decimal]


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
class Peers(ABC):
    """Filings of many units. One unit's filing of a year counts once, however often it is there."""

    filings: tuple[Filing, ...]

    @property
    @abstractmethod
    def members(self) -> tuple[Peer, ...]:
        """Every filing that names its unit, with its measures."""

    def _counted(self, measure: Callable[[Filing], dict[str, Decimal]]) -> tuple[Peer, ...]:
        found: dict[tuple[object, ...], Peer] = {}
        for number, filing in enumerate(self.filings):
            if filing.unit:
                key = (name_key(filing.unit), filing.fiscal_year, name_key(filing.project or ""))
                if key not in found:
                    found[key] = Peer(number, filing, kind_of(filing), measure(filing))
        return tuple(found.values())

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

    @cached_property
    def members(self) -> tuple[Peer, ...]:
        """Every filing that names its unit."""
        return self._counted(lambda _: {})


@dataclass(frozen=True)
class StoredPeers(Peers):
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
