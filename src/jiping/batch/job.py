"""What is to be done and how it ended: documents as jobs, parts of jobs, outcomes.

Jobs and outcomes travel between processes and machines as JSON, never as objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

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


class Outcome(NamedTuple):
    """How the reading of a document ended: `read`, `partly` or `failed`, why, and what came of it."""

    sha256: str
    outcome: str
    reason: str
    filings: int


@dataclass(frozen=True)
class Part:
    """Documents that are read, written and committed together; *name* is its folder."""

    name: str
    jobs: tuple[Job, ...]
    rules: Rules = NO_RULES
    bounds: Bounds = DEFAULT


@dataclass(frozen=True)
class Done:
    """A part that was read: its files by their names, and the outcome of each document."""

    name: str
    files: Mapping[str, bytes]
    outcomes: tuple[Outcome, ...]
