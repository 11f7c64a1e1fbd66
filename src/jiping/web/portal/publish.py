"""Publishing what was accepted: looked through for personal data first, all of a campaign at once."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from jiping import __version__
from jiping.web.actor import Actor
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing, Version
from jiping.web.refusal import ForbiddenError
from jiping.web.reviews.decide import publish_each
from jiping.web.rights import may

from .models import LookedThrough
from .screening import accepted, look_through


class Ready(NamedTuple):
    """An accepted filing before publication; `found` is None as long as nobody has looked."""

    filing: Filing
    found: LookedThrough | None


class Waiting(NamedTuple):
    """What waits in a campaign: how many filings, and the first of them."""

    campaign: Campaign
    count: int
    shown: list[Ready]


def waiting(most: int) -> list[Waiting]:
    """The campaigns in which something waits, with *most* filings in all, those found faulty first."""
    counts = dict(accepted().values_list("filing__campaign").annotate(Count("pk")).order_by())
    shown = defaultdict[int, list[Ready]](list)  # a campaign may get its first between two queries
    for one in _in_order(accepted())[:most]:
        shown[one.filing.campaign_id].append(_ready(one))
    campaigns = Campaign.objects.filter(pk__in=counts)
    return [Waiting(one, counts[one.pk], shown[one.pk]) for one in campaigns]


def ready(campaign: Campaign) -> list[Ready]:
    """The accepted filings of *campaign*, all of them looked through."""
    held = accepted().filter(filing__campaign=campaign)
    look_through(held)
    return [_ready(one) for one in _in_order(held)]


def _in_order(versions: QuerySet[Version]) -> QuerySet[Version]:
    return (
        versions.select_related("filing__unit", "filing__project", "looked_through")
        .defer("content", "outcome")
        .order_by(
            "-filing__campaign__year",
            F("looked_through__withheld").desc(nulls_last=True),
            F("looked_through__covered").desc(nulls_last=True),
            "filing__unit__code",
            "filing__project__code",
        )
    )


def _ready(version: Version) -> Ready:
    found = getattr(version, "looked_through", None)
    return Ready(version.filing, found if found and found.made == __version__ else None)


def publish_all(actor: Actor, campaign: Campaign) -> tuple[int, int]:
    """Publish what is ready; how many were published, and how many stay back.

    Raises ForbiddenError for whom may not publish. All of them or, where one fails, none.
    """
    if not may(actor.user, "publish_site"):
        raise ForbiddenError(_("您的角色不能公开自评。"))
    held = ready(campaign)
    good = [one.filing for one in held if one.found and not one.found.withheld]
    if good:
        publish_each(actor, {filing.pk: filing.submitted for filing in good})
    return len(good), len(held) - len(good)
