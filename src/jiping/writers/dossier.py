"""A filing beside everything that is said of it: what every writer of findings is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from jiping.checks import Finding, Outcome, OwnCheck, Settings, Surroundings, examine
from jiping.filing import Extraction, Filing, Problem, Source
from jiping.scoring import Scorecard, score
from jiping.standards import Standard

from .answers import Answer
from .fingerprint import filing_part, fingerprints
from .quote import Published, Quote

NO_SETTINGS = Settings()
ALONE = Surroundings()


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the filing, its lasting name and the unit's answer, if any."""

    number: int
    finding: Finding
    fingerprint: str
    quote: Quote | None
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One filing of a document, its scorecard and its findings.

    `number` is the filing's place in the document, from 0; `suppressed` are the findings of checks
    that are switched off; `problems` tell what in the document could not be read; `own` are the
    bureau's own checks that were run.
    """

    source: Source
    number: int
    filing: Filing
    standard: Standard
    scorecard: Scorecard
    entries: tuple[Entry, ...]
    suppressed: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    own: tuple[OwnCheck, ...] = ()

    @property
    def identity(self) -> str:
        """What the names of all its findings begin with."""
        return filing_part(self.source, self.filing)

    @property
    def title(self) -> str:
        """Whose filing it is: the project, else the unit, else the document."""
        return self.filing.project or self.filing.unit or self.file

    @property
    def file(self) -> str:
        """The document's own name: where it lay on the disk concerns no reader."""
        return self.source.name.replace("\\", "/").rpartition("/")[2]

    def count(self, severity: str) -> int:
        """How many findings are of this severity."""
        return sum(entry.finding.severity == severity for entry in self.entries)


def dossier(
    read: Extraction,
    number: int,
    standard: Standard,
    settings: Settings = NO_SETTINGS,
    answers: Mapping[str, Answer] | None = None,
    surroundings: Surroundings = ALONE,
) -> Dossier:
    """Score and check the filing of this *number*, and lay the *answers* beside its findings.

    Raises StandardError where the standard changes checks that there are not.
    """
    filing = read.filings[number]
    card = score(filing, standard)
    found = examine(
        filing,
        standard,
        scorecard=card,
        settings=settings,
        surroundings=surroundings,
        beside=[other for other in read.filings if other is not filing],
    )
    return laid_beside(read, number, standard, card, found, answers=answers or {}, own=settings.own)


def laid_beside(
    read: Extraction,
    number: int,
    standard: Standard,
    card: Scorecard,
    found: Outcome,
    *,
    answers: Mapping[str, Answer],
    own: tuple[OwnCheck, ...] = (),
) -> Dossier:
    """Lay what was found beside the filing in which it was found."""
    filing = read.filings[number]
    published = Published(filing)

    def entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
        findings = tuple(findings)
        names = fingerprints(read.source, filing, findings)
        return tuple(
            Entry(at, finding, name, published.around(finding), answers.get(name))
            for at, finding, name in zip(count(1), findings, names, strict=False)
        )

    return Dossier(
        read.source, number, filing, standard, card,
        entries(found.findings), entries(found.suppressed), read.problems, own,
    )  # fmt: skip
