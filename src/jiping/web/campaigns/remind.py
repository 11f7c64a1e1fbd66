"""Reminding those who hold filings: a notice to everybody who has to act on one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.filings.find import filing_for
from jiping.web.filings.models import Filing
from jiping.web.history.log import log
from jiping.web.notices import tell
from jiping.web.notices.mail import send_soon
from jiping.web.notices.models import Notice
from jiping.web.refusal import InvalidError
from jiping.web.rights import may

from .models import Campaign

_MOST_TEXT = 200


class Reminded(NamedTuple):
    """How many notices were sent, and how many of them are mailed too."""

    sent: int
    mailed: int


def remind(actor: Actor, filings: Iterable[Filing], text: str = "") -> Reminded:
    """Remind those who have to act on each of *filings*, as far as the person may remind of it.

    Raises InvalidError for a text that is too long.
    """
    if len(text) > _MOST_TEXT:
        raise InvalidError(_("提醒太长。"), {"text": _("最多%(most)d字。") % {"most": _MOST_TEXT}})
    allowed = (filing for filing in filings if may(actor.user, "remind", filing))
    done = send_reminders(actor, allowed, text, Notice.Kind.REMINDER)
    if done.mailed:
        send_soon()
    return done


def send_reminders(
    actor: Actor, filings: Iterable[Filing], text: str, kind: Notice.Kind
) -> Reminded:
    """A notice for each of *filings* to those who have to act on it; mails wait to be sent."""
    notices: list[Notice] = []
    with transaction.atomic():
        for filing in filings:
            notices += tell.remind(filing, text, kind)
            log(actor, "campaign.remind", filing=filing, text=text)
    return Reminded(len(notices), sum(one.mail == Notice.Mail.WAITING for one in notices))


def extend(actor: Actor, pk: int, day: str) -> Filing:
    """Give one filing more time for its unit, until *day* (2024-04-15).

    Raises InvalidError where that is no day.
    """
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "extend", lock=True)
        try:
            until = dt.date.fromisoformat(day)
        except ValueError as error:
            raise InvalidError(_("日期不对。"), {"day": _("应为年-月-日。")}) from error
        before, filing.deadline = filing.deadline, until
        filing.save(update_fields=["deadline"])
        log(actor, "campaign.extend", filing=filing, before=before, after=until)
        return filing


def in_campaign(campaign: Campaign, pks: Iterable[int]) -> Iterable[Filing]:
    """The filings of *campaign* among *pks*."""
    found = Filing.objects.filter(campaign=campaign, pk__in=list(pks))
    return found.select_related("campaign", "unit", "project")
