"""Building the public site from the database; what is taken down goes at once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from jiping import standards
from jiping.filing import Filing as Document
from jiping.web import builds
from jiping.web.filings.find import draft_of
from jiping.web.filings.models import Filing, Version
from jiping.web.filings.states import State
from jiping.writers.site import write_site
from jiping.writers.site.pages import About
from jiping.writers.site.publication import path_of
from jiping.writers.typesetting import found_faces

#: The name of this work (`builds`).
SITE = "site"


def root() -> Path:
    """The folder of the public site."""
    return settings.DATA / "public"


def published_versions() -> Any:
    """The last submission of every published filing."""
    return Version.objects.filter(
        filing__state=State.PUBLISHED, number=F("filing__submitted")
    ).order_by("pk")


def build_site() -> dict[str, Any]:
    """Write the site now and say what was written. Raises OSError where the disk refuses it."""
    documents = [
        Document.model_validate_json(content)
        for content in published_versions().values_list("content", flat=True).iterator()
    ]
    known = {name: standards.load(name) for name in {one.standard for one in documents}}
    about = About(settings.SITE_TITLE, settings.SITE_PUBLISHER, timezone.localdate())
    done = write_site(documents, root(), about, known, found_faces())
    withheld = [f"{one.filing.unit or ''}　{one.reason}" for one in done.withheld]
    return {"filings": done.filings, "covered": done.covered, "withheld": withheld}


def site_follows(filing: Filing) -> None:
    """Bring the site after a filing that was published or taken down."""
    if filing.state != State.PUBLISHED:
        take_down(Document.model_validate(draft_of(filing)))
    builds.ask(SITE)


def take_down(document: Document) -> None:
    """Remove the page of one filing at once; lists and data follow with the next build."""
    page = root() / path_of(document)
    for held in (page, *page.parent.glob(f"{page.name}-*")):
        shutil.rmtree(held, ignore_errors=True)
