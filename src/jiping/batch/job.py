"""What is to be done and how it ended: documents as jobs, parts of jobs, outcomes.

Jobs and outcomes travel between processes and machines as JSON, never as objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from jiping.checks.spread import Spread
from jiping.intake import Bounds
from jiping.intake.bounded import DEFAULT

from .documents import Spot


class Rules(NamedTuple):
    """By what filings are judged: a standard and a project file, as the user named them."""

    standard: str | None = None
    config: str | None = None


#: Each form by the standard that it shows.
NO_RULES = Rules()


class Report(NamedTuple):
    """A document that holds but the report of another's filing of this *number*."""

    number: int
    spot: Spot
    sha256: str


class Job(NamedTuple):
    """A document to be read, known by its content; with a report, one filing joined to that."""

    spot: Spot
    sha256: str
    report: Report | None = None


class Ref(NamedTuple):
    """A filing that was read: its document, its number in it, the document of its report if another."""

    sha256: str
    number: int
    report: str | None = None


class Among(NamedTuple):
    """Where a filing stands: the kind of its peers, how their values lie by measure, and how the
    self totals of those lie who have the same supervisor.
    """

    kind: str
    spreads: dict[str, Spread]
    under: Spread | None


class Marked(NamedTuple):
    """What a check marked in a filing when its text was held against its neighbours'."""

    code: str
    pointer: str
    message: str


class Comparison(NamedTuple):
    """A filing that was read, to be held against its year before, its peers, or both.

    What was `marked` before is told beside what is found.
    """

    filing: Ref
    last_year: Ref | None
    among: Among | None
    marked: tuple[Marked, ...] = ()

    @property
    def sha256(self) -> str:
        """The filing's document."""
        return self.filing.sha256

    @property
    def readings(self) -> set[str]:
        """The documents whose readings are needed."""
        refs = [one for one in (self.filing, self.last_year) if one]
        return {sha for one in refs for sha in (one.sha256, one.report) if sha}


class Neighbours(NamedTuple):
    """Filings whose texts are held against each other: their name, and how many of the *year* are judged."""

    name: str
    year: int
    judged: int

    @property
    def sha256(self) -> str:
        """By what the answer names them, as a document by its content."""
        return self.name


class Outcome(NamedTuple):
    """How the reading of a document ended: `read`, `partly` or `failed`, why, and what came of it."""

    sha256: str
    outcome: str
    reason: str
    filings: int


@dataclass(frozen=True)
class Part:
    """Documents that are read, written and committed together; *name* is its folder.

    Of comparisons the *texts* of the readings that they need lie beside them, by document; of
    neighbours what they say, by their name.
    """

    name: str
    jobs: tuple[Job, ...] | tuple[Comparison, ...] | tuple[Neighbours, ...]
    rules: Rules = NO_RULES
    bounds: Bounds = DEFAULT
    texts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """A part that was read: its files by their names, and the outcome of each document."""

    name: str
    files: Mapping[str, bytes]
    outcomes: tuple[Outcome, ...]
