"""A filing beside everything that is said of it: what every writer of findings is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from jiping.checks import Finding, check_filing
from jiping.filing import Extraction, Filing, Problem, Source
from jiping.scoring import Scorecard, score
from jiping.standards import Standard

from .answers import Answer
from .fingerprint import filing_part, fingerprints
from .quote import Published, Quote


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the filing, its lasting name and the unit's answer, if any."""

    number: int
    finding: Finding
    fingerprint: str
    quote: Quote | None
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Review:
    """One filing of a document, its scorecard and its findings.

    `number` is the filing's place in the document, from 0; `problems` tell what in the document
    could not be read.
    """

    source: Source
    number: int
    filing: Filing
    standard: Standard
    scorecard: Scorecard
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def identity(self) -> str:
        """What the names of all its findings begin with."""
        return filing_part(self.source, self.filing)

    def count(self, severity: str) -> int:
        """How many findings are of this severity."""
        return sum(entry.finding.severity == severity for entry in self.entries)


def review(
    read: Extraction, number: int, standard: Standard, answers: Mapping[str, Answer] | None = None
) -> Review:
    """Score and check the filing of this *number*, with the *answers* to its findings beside them."""
    filing = read.filings[number]
    card = score(filing, standard)
    found = check_filing(filing, standard, scorecard=card)
    return reviewed(read.source, number, filing, standard, card, found, answers or {}, read.problems)


def reviewed(
    source: Source,
    number: int,
    filing: Filing,
    standard: Standard,
    card: Scorecard,
    found: tuple[Finding, ...],
    answers: Mapping[str, Answer],
    problems: tuple[Problem, ...] = (),
) -> Review:
    """Put findings beside the filing in which they were found."""
    published = Published(filing)
    entries = tuple(
        Entry(at, finding, name, published.around(finding), answers.get(name))
        for at, finding, name in zip(
            count(1), found, fingerprints(source, filing, found), strict=False
        )
    )
    return Review(source, number, filing, standard, card, entries, problems)
