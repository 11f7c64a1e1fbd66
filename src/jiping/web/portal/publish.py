"""Publishing what was accepted: looked through for personal data first, all of a campaign at once."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from jiping.filing import Filing as Document
from jiping.web.actor import Actor
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing, Version
from jiping.web.filings.states import State
from jiping.web.refusal import ForbiddenError
from jiping.web.reviews.decide import decide
from jiping.web.rights import may
from jiping.writers.site import publications


class Ready(NamedTuple):
    """An accepted filing before publication: numbers that will be covered, or why it stays back."""

    filing: Filing
    covered: int
    withheld: str


def ready(campaign: Campaign) -> list[Ready]:
    """The accepted filings of *campaign*, looked through."""
    held = (
        Version.objects.filter(
            filing__campaign=campaign, filing__state=State.ACCEPTED, number=F("filing__submitted")
        )
        .select_related("filing__unit", "filing__project", "filing__campaign")
        .order_by("filing__unit__code", "filing__project__code")
    )
    return [_looked_through(version) for version in held]


def _looked_through(version: Version) -> Ready:
    told, withheld = publications([Document.model_validate_json(version.content)])
    return Ready(
        version.filing,
        sum(one.covered for one in told),
        "；".join(one.reason for one in withheld),
    )


def publish_all(actor: Actor, campaign: Campaign) -> tuple[int, int]:
    """Publish what is ready; how many were published, and how many stay back.

    Raises ForbiddenError for whom may not publish. All of them or, where one fails, none.
    """
    if not may(actor.user, "publish_site"):
        raise ForbiddenError("您的角色不能公开自评。")
    held = ready(campaign)
    with transaction.atomic():
        for one in held:
            if not one.withheld:
                decide(actor, one.filing.pk, "publish", one.filing.submitted)
    back = sum(bool(one.withheld) for one in held)
    return len(held) - back, back
