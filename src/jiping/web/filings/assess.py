"""Scores and findings of a draft: asked of the core, nothing is computed here a second time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from jiping import standards
from jiping.checks import Finding, Surroundings, check_filing
from jiping.checks.case import Case, case_of
from jiping.checks.limits import DEFAULT
from jiping.filing import Filing as Document
from jiping.filing import Source
from jiping.scoring import Scorecard, score
from jiping.writers.fingerprint import fingerprints

from .accounts import accounts_of
from .lately import lately
from .models import Filing, Version
from .peers import peers_of
from .states import DONE


class Assessment(NamedTuple):
    """A document with its scorecard and its findings, each finding under its lasting name."""

    document: Document
    scorecard: Scorecard
    findings: tuple[Finding, ...]
    names: tuple[str, ...]

    def count(self, severity: str) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity == severity for finding in self.findings)

    def findings_json(self, answers: dict[str, str]) -> list[dict[str, Any]]:
        """The findings with their names and the unit's *answers*."""
        return [
            {
                **finding.as_json(),
                "severity_zh": finding.severity_zh,
                "fingerprint": name,
                "answer": answers.get(name),
            }
            for finding, name in zip(self.findings, self.names, strict=True)
        ]


def assess(filing: Filing, document: Document) -> Assessment:
    """Score and check *document* by the filing's standard, with last year's where there is one."""
    standard = standard_of(filing)
    card = score(document, standard)
    around = around_of(filing, document)._replace(peers=peers_of(filing, document))
    found = check_filing(document, standard, scorecard=card, surroundings=around)
    return Assessment(document, card, found, fingerprints(source_of(filing), document, found))


def standard_of(filing: Filing) -> standards.Standard:
    """The standard by which a filing is scored, checked and printed."""
    return standards.load(filing.standard_name)


def around_of(filing: Filing, document: Document) -> Surroundings:
    """What the *document* of *filing* is held against besides its peers, as far as it is at hand."""
    held = _accepted_before(filing)
    last_year = _case(*held, filing.standard_name) if held else None
    return Surroundings(last_year=last_year, accounts=accounts_of(filing, document))


def source_of(filing: Filing) -> Source:
    """The document that the names of a filing's findings begin with."""
    return Source(name=str(filing), media_type="application/json", sha256=f"{filing.pk:064x}")


def last_year_of(filing: Filing) -> Document | None:
    """The accepted filing of the same unit or project one year before."""
    held = _accepted_before(filing)
    return _version(*held) if held else None


def _accepted_before(filing: Filing) -> tuple[int, str] | None:
    return _accepted(filing.campaign.year - 1, filing.unit_id, filing.project_id)


@lately
def _accepted(year: int, unit: int, project: int | None) -> tuple[int, str] | None:
    """(primary key, SM3) of the last version of the accepted filing."""
    return (
        Version.objects.filter(
            filing__campaign__year=year,
            filing__unit_id=unit,
            filing__project_id=project,
            filing__state__in=DONE,
        )
        .order_by("-number")
        .values_list("pk", "sm3")
        .first()
    )


@lru_cache(maxsize=512)
def _version(pk: int, _sm3: str) -> Document:
    """A submitted version; it never changes, and its hash tells it from any other."""
    return Document.model_validate_json(Version.objects.values_list("content").get(pk=pk)[0])


@lru_cache(maxsize=512)
def _case(pk: int, sm3: str, standard: str) -> Case:
    """A submitted version as what the next year's is held against, scored by that one's standard."""
    return case_of(_version(pk, sm3), standards.load(standard), DEFAULT)
