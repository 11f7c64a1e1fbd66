"""Reading filings for a person: what they may not see is not there."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet

from jiping.web.accounts.models import User
from jiping.web.refusal import ForbiddenError, MissingError
from jiping.web.rights import may, within_reach

from .models import Draft, Filing

_WITH = ("campaign", "unit", "project")


def filings_for(user: User) -> QuerySet[Filing]:
    """The filings that *user* may know of."""
    return Filing.objects.filter(within_reach(user)).select_related(*_WITH)


def filing_for(user: User, pk: int, act: str = "see", *, lock: bool = False) -> Filing:
    """One filing with which *user* may do *act*; *lock* keeps others from changing it meanwhile.

    Raises MissingError where the person may not know of it, ForbiddenError where they may not act.
    """
    found = Filing.objects.select_related(*_WITH).filter(pk=pk)
    if lock:
        found = found.select_for_update(of=("self",))
    filing = found.first()
    if filing is None or not may(user, "track", filing):
        raise MissingError("没有这份自评，或您无权查看。")
    if not may(user, act, filing):
        raise ForbiddenError(f"当前状态（{filing.get_state_display()}）下您不能进行此操作。")
    return filing


def draft_of(filing: Filing) -> dict[str, Any]:
    """The draft as JSON data."""
    found = Draft.objects.filter(filing=filing).values_list("content", flat=True).first()
    return json.loads(found) if found else blank(filing)


def blank(filing: Filing) -> dict[str, Any]:
    """A document that has only its head: unit, project, year and standard."""
    head = {
        "kind": filing.kind,
        "unit": filing.unit.name,
        "supervisor": filing.unit.parent.name if filing.unit.parent_id else None,
        "project": filing.project.name if filing.project else None,
        "fiscal_year": filing.campaign.year,
        "standard": filing.standard_name,
    }
    return {name: told for name, told in head.items() if told is not None}
