"""Reminders without a person: some days before the deadline, once for each of these days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jiping.web.actor import Actor
from jiping.web.filings.models import Filing
from jiping.web.filings.states import DONE
from jiping.web.notices.models import Notice

from .models import Campaign
from .remind import Reminded, send_reminders


def remind_before_deadlines(actor: Actor, days: Sequence[int], today: dt.date) -> Reminded:
    """Remind those who hold a filing that is due within one of *days*.

    Of the days 7, 3, 1 each is reminded of once, also where a day was missed or this is done more
    than once a day. Who received the filing after the day has come is reminded too.
    """
    due = (filing for filing in _open() if _is_due(filing, days, today))
    return send_reminders(actor, due, "", Notice.Kind.AUTOMATIC)


def _open() -> Iterator[Filing]:
    held = Filing.objects.filter(campaign__phase=Campaign.Phase.OPEN).exclude(state__in=DONE)
    return held.select_related("campaign", "unit", "project").iterator()


def _is_due(filing: Filing, days: Sequence[int], today: dt.date) -> bool:
    left = (filing.due - today).days
    reached = [day for day in days if left <= day]
    if left < 0 or not reached:
        return False
    since = filing.due - dt.timedelta(days=min(reached))
    told = filing.notices.filter(kind=Notice.Kind.AUTOMATIC, at__date__gte=since)
    if filing.arrived:
        told = told.filter(at__gt=filing.arrived)
    return not told.exists()
