"""Looking through submissions for personal data and marks of secrecy, once each, before publication."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.db.models import F, QuerySet

from jiping import __version__
from jiping.filing import Filing as Document
from jiping.web import builds
from jiping.web.filings.models import Filing, Version
from jiping.web.filings.states import State
from jiping.writers.site import publications

from .models import LookedThrough

#: The name of this work (`builds`), where there is more of it than a page can wait for.
SCREENING = "screening"
AT_ONCE = 30
_TOGETHER = 200


def accepted() -> QuerySet[Version]:
    """The last submission of every filing that was accepted and is not public yet."""
    return Version.objects.filter(filing__state=State.ACCEPTED, number=F("filing__submitted"))


def not_looked_through(versions: QuerySet[Version]) -> QuerySet[Version]:
    """Those of *versions* that this version of the program has not looked through."""
    return versions.exclude(looked_through__made=__version__).order_by("pk")


def look_through(versions: QuerySet[Version], most: int | None = None) -> int:
    """Look through *versions*, or *most* of them, where that was not done; how many it was."""
    new = not_looked_through(versions).values_list("pk", "content")
    told = islice(new.iterator(chunk_size=_TOGETHER), most)
    done = 0
    while some := [_found(pk, content) for pk, content in islice(told, _TOGETHER)]:
        LookedThrough.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["version"],
            update_fields=["covered", "withheld", "made"],
        )
        done += len(some)
    return done


def look_through_some() -> int:
    """Look through what a page can wait for; how many are left to a process of their own."""
    new = not_looked_through(accepted())
    left = new.count()
    if left > AT_ONCE:
        builds.ask(SCREENING)
        return left
    look_through(accepted())
    return 0


def look_through_all() -> dict[str, Any]:
    """All that was accepted (for `builds`)."""
    return {"looked_through": look_through(accepted())}


def accepted_now(filing: Filing) -> None:
    """Look through what was just accepted."""
    look_through(accepted().filter(filing=filing))


def _found(pk: int, content: str) -> LookedThrough:
    told, withheld = publications([Document.model_validate_json(content)])
    return LookedThrough(
        version_id=pk,
        covered=sum(one.covered for one in told),
        withheld="；".join(one.reason for one in withheld),
        made=__version__,
    )
