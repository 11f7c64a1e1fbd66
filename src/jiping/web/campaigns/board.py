"""Who stands where in a campaign: counts by state, and the filings with the late ones first."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from jiping.web.accounts.models import User
from jiping.web.filings.models import Filing
from jiping.web.filings.states import DONE, REVIEWS, State
from jiping.web.rights import within_reach

from .models import Campaign


class Board(NamedTuple):
    """The board of a campaign, as far as the person may see it."""

    campaign: Campaign
    counts: dict[str, int]
    late: int
    filings: QuerySet[Filing]


def board(user: User, campaign: Campaign, today: dt.date | None = None) -> Board:
    """What *user* may know of *campaign* as of *today*."""
    today = today or timezone.localdate()
    held = Filing.objects.filter(within_reach(user), campaign=campaign)
    counted = dict(held.values_list("state").annotate(Count("pk")).order_by())
    late = _late(campaign, today)
    return Board(
        campaign,
        {state.value: counted.get(state.value, 0) for state in State},
        held.filter(late).count(),
        held.select_related("unit", "project", "campaign")
        .annotate(is_late=Q(late), due_on=_due(campaign), seen=within_reach(user, "see"))
        .order_by("-is_late", F("due_on").asc(nulls_last=True), "unit__code", "project__code"),
    )


def late_filings(campaign: Campaign, today: dt.date) -> QuerySet[Filing]:
    """The filings whose holder is past the day."""
    return Filing.objects.filter(_late(campaign, today), campaign=campaign)


def _due(campaign: Campaign) -> Any:
    from django.db.models import Case, DateField, Value, When

    return Case(
        When(state__in=DONE, then=Value(None, DateField())),
        When(state=State.DEPARTMENT_REVIEW, then=Value(campaign.department_deadline, DateField())),
        When(state=State.FINANCE_REVIEW, then=Value(campaign.bureau_deadline, DateField())),
        default=Coalesce(F("deadline"), Value(campaign.unit_deadline, DateField())),
        output_field=DateField(null=True),
    )


def _late(campaign: Campaign, today: dt.date) -> Q:
    unit = Q(state__in=(State.NOT_STARTED, State.DRAFTING, State.UNIT_REVIEW))
    late = unit & Q(deadline__lt=today)
    if campaign.unit_deadline < today:
        late |= unit & Q(deadline=None)
    if campaign.department_deadline < today:
        late |= Q(state=REVIEWS[1])
    if campaign.bureau_deadline < today:
        late |= Q(state=REVIEWS[2])
    return late
