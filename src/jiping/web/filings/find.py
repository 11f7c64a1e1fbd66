"""Reading filings for a person: what they may not see is not there."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiping.web.accounts.models import User
from jiping.web.campaigns.models import Campaign
from jiping.web.refusal import ForbiddenError, MissingError
from jiping.web.rights import WHILE_OPEN, may, within_reach

from .begin import begin
from .models import Filing

_WITH = ("campaign", "unit", "project")
#: What is asked for with a filing that is opened by itself: one query instead of three.
_WHOLE = (*_WITH, "draft", "final_accounts")
_HIDDEN = gettext_lazy("没有这份自评，或您无权查看。")


def filings_for(user: User) -> QuerySet[Filing]:
    """The filings that *user* may know of, each with `seen`: whether they may look into it."""
    found = Filing.objects.filter(within_reach(user)).select_related(*_WITH)
    return found.annotate(seen=within_reach(user, "see"))


def filing_for(user: User, pk: int, act: str = "see", *, lock: bool = False) -> Filing:
    """One filing with which *user* may do *act*; *lock* keeps others from changing it meanwhile.

    Raises MissingError where the person may not know of it, ForbiddenError where they may not act.
    """
    # After waiting for a lock PostgreSQL looks anew at the row locked, not at those joined to it:
    # under a lock the draft is asked for afterwards.
    if lock:
        found = Filing.objects.select_related(*_WITH).select_for_update(of=("self",))
    else:
        found = Filing.objects.select_related(*_WHOLE)
    try:
        filing = found.get(pk=pk)
    except Filing.DoesNotExist as error:
        raise MissingError(_HIDDEN) from error
    if not may(user, "track", filing):
        raise MissingError(_HIDDEN)
    if act in WHILE_OPEN and not filing.campaign.is_open:
        raise ForbiddenError(filing.campaign.why_closed)
    if not may(user, act, filing):
        raise ForbiddenError(
            _("当前状态（%(state)s）下您不能进行此操作。") % {"state": filing.get_state_display()}
        )
    return filing


def draft_of(filing: Filing) -> dict[str, Any]:
    """The draft as JSON data."""
    held = getattr(filing, "draft", None)
    return json.loads(held.content) if held else begin(filing)


#: What a role is waited for, by the act.
_TASKS = ("submit", "edit", "approve", "rescore")


def waiting_for(user: User) -> Q:
    """The filings of open campaigns in which *user* has to do something now."""
    found = Q(pk__in=())
    for act in _TASKS:
        found |= within_reach(user, act)
    return found & Q(campaign__phase=Campaign.Phase.OPEN)
