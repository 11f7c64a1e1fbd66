"""The reviewer's queue: what waits for a decision, the most pressing and the most doubtful first."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from jiping.web.accounts.models import User
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.rights import within_reach

#: Order by name → fields.
ORDERS = {
    "due": ("arrived", "unit__code", "project__code"),
    "doubts": ("-errors", "-warnings", "unit__code"),
    "apart": (F("apart").desc(nulls_last=True), "unit__code"),
    "unit": ("unit__code", "project__code"),
}


def queue(user: User, order: str = "due", words: str = "") -> QuerySet[Filing]:
    """What *user* has to review now, in one of `ORDERS`, narrowed to units or projects by name."""
    waits = within_reach(user, "approve") | within_reach(user, "rescore")
    found = (
        Filing.objects.filter(waits, campaign__phase=Campaign.Phase.OPEN)
        .select_related("campaign", "unit", "project")
        .annotate(apart=F("self_total") - F("rule_total"))
    )
    if words:
        found = found.filter(Q(unit__name__contains=words) | Q(project__name__contains=words))
    return found.order_by(*ORDERS.get(order, ORDERS["due"]))
