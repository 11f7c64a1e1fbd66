"""Peers (同类单位) of a filing: the accepted filings of its campaign, measured once each.

A person who fills in learns how the figures of at least eight others lie, never whose they are:
texts are not compared here, and what is not yet accepted takes no part.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from jiping import __version__, standards
from jiping.checks.limits import DEFAULT
from jiping.checks.measures import measures
from jiping.checks.peers import Peer, StoredPeers, kind_of
from jiping.filing import Filing as Document
from jiping.filing.numbers import plain

from .lately import forget, lately
from .models import Filing, Measures
from .states import DONE

#: The name of this work (`builds`).
MEASURES = "measures"
#: Most peers that a filing is held against, the last accepted.
_MOST = 400


def keep_measures(filing: Filing, before: str) -> None:
    """Measure *filing* when it is accepted, forget it when it goes back; called at each step."""
    if (filing.state in DONE) == (before in DONE):
        return
    forget()
    Measures.objects.filter(filing=filing).delete()
    if filing.state in DONE and filing.submitted:
        _measure(filing)


def is_missing() -> bool:
    """Whether there are accepted filings that this version of the program has not measured."""
    return _missing().exists()


def measure_missing() -> dict[str, Any]:
    """Measure them, latest campaign first (for `builds`), after the program was renewed."""
    done = 0
    for pk in list(_missing().order_by("-campaign__year", "pk").values_list("pk", flat=True)):
        with transaction.atomic():
            held = Filing.objects.select_for_update(of=("self",)).filter(pk=pk, state__in=DONE)
            for filing in held.select_related("campaign", "project"):
                Measures.objects.filter(filing=filing).delete()
                _measure(filing)
                done += 1
    forget()
    return {"measured": done}


def _missing() -> QuerySet[Filing]:
    return Filing.objects.filter(state__in=DONE, submitted__gt=0).exclude(
        measures__made=__version__
    )


def _measure(filing: Filing) -> None:
    content = filing.versions.values_list("content", flat=True).get(number=filing.submitted)
    document = Document.model_validate_json(content)
    told = measures(document, standards.load(filing.standard_name))
    Measures.objects.create(
        filing=filing,
        campaign_id=filing.campaign_id,
        kind=kind_of(document),
        sector=_sector(filing),
        values={name: plain(value) for name, value in told.items()},
        made=__version__,
    )


def peers_of(filing: Filing, document: Document) -> StoredPeers | None:
    """The accepted filings of the same kind and, of projects, of the same sector; None if too few."""
    about = (filing.campaign_id, kind_of(document), _sector(filing))
    count, last = _stamp(*about)
    return _peers(about, count, last) if count >= DEFAULT.peers_least else None


@lately
def _stamp(campaign: int, kind: str, sector: str) -> tuple[int, int | None]:
    """Count and last number, which what was accepted or taken back since changes."""
    told = _measured(campaign, kind, sector).aggregate(count=Count("pk"), last=Max("pk"))
    return told["count"], told["last"]


@lru_cache(maxsize=64)
def _peers(about: tuple[int, str, str], _count: int, _last: int) -> StoredPeers:
    held = _measured(*about).order_by("-pk").values_list(
        "values", "filing__unit__name", "filing__unit__parent__name", "filing__project__name",
        "filing__campaign__year",
    )  # fmt: skip
    kind = about[1]
    return StoredPeers(
        measured=tuple(
            Peer(
                number,
                Document(
                    kind="project" if project else "department", unit=unit, supervisor=supervisor,
                    project=project, fiscal_year=year,
                ),
                kind,
                {name: Decimal(value) for name, value in values.items()},
            )
            for number, (values, unit, supervisor, project, year) in enumerate(held[:_MOST])
        )
    )  # fmt: skip


def _measured(campaign: int, kind: str, sector: str) -> QuerySet[Measures]:
    return Measures.objects.filter(campaign=campaign, kind=kind, sector=sector, made=__version__)


def _sector(filing: Filing) -> str:
    """Projects are compared within their sector, units by their kind alone."""
    return filing.project.sector if filing.project else ""
