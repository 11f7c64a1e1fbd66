"""Reminding those who hold filings: a notice to everybody who has to act on one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from jiping.web.accounts.models import User
from jiping.web.actor import Actor
from jiping.web.filings.find import filing_for
from jiping.web.filings.models import Filing
from jiping.web.history.log import log
from jiping.web.notices.tell import holders, tell
from jiping.web.refusal import InvalidError
from jiping.web.rights import may

from .models import Campaign

_MOST_TEXT = 200


def remind(actor: Actor, filings: Iterable[Filing], text: str = "") -> int:
    """A notice for each of *filings* to those who have to act on it; tells how many were sent.

    Raises InvalidError for a text that is too long.
    """
    if len(text) > _MOST_TEXT:
        raise InvalidError("提醒太长。", {"text": f"最多{_MOST_TEXT}字。"})
    sent = 0
    with transaction.atomic():
        for filing in filings:
            if not may(actor.user, "remind", filing):
                continue
            said = f"《{filing}》{filing.get_state_display()}，截止 {filing.due}。{text}".strip()
            people = User.objects.filter(holders(filing), is_active=True)
            sent += tell(people, f"请尽快办理：{said}", filing)
            log(actor, "campaign.remind", filing=filing, text=text)
    return sent


def extend(actor: Actor, pk: int, day: str) -> Filing:
    """Give one filing more time for its unit, until *day* (2024-04-15).

    Raises InvalidError where that is no day.
    """
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "extend", lock=True)
        try:
            until = dt.date.fromisoformat(day)
        except ValueError as error:
            raise InvalidError("日期不对。", {"day": "应为年-月-日。"}) from error
        before, filing.deadline = filing.deadline, until
        filing.save(update_fields=["deadline"])
        log(actor, "campaign.extend", filing=filing, before=before, after=until)
        return filing


def in_campaign(campaign: Campaign, pks: Iterable[int]) -> Iterable[Filing]:
    """The filings of *campaign* among *pks*."""
    found = Filing.objects.filter(campaign=campaign, pk__in=list(pks))
    return found.select_related("campaign", "unit", "project")
