"""Telling people what happened to a filing: those who have to act next, and the unit itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.actor import Actor
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State

from .mail import mail_of
from .models import Notice

_SAID = {
    "submit": "已提交，待审核",
    "withdraw": "已撤回",
    "approve": "已通过上一环节，待审核",
    "return": "被退回",
    "publish": "已公开",
    "unpublish": "已撤下公开",
}


def tell_step(actor: Actor, filing: Filing, act: str, reason: str) -> None:
    """A notice to everybody who has to act next or whose filing it is, but not to the actor."""
    said = "已通过财政审核" if filing.state == State.ACCEPTED and act == "approve" else _SAID[act]
    text = f"《{filing}》{said}" + (f"：{reason}" if reason else "。")
    people = User.objects.filter(holders(filing), is_active=True).exclude(pk=actor.user.pk)
    tell(people, text, filing)


def tell(
    people: Iterable[User], text: str, filing: Filing, kind: Notice.Kind = Notice.Kind.STEP
) -> list[Notice]:
    """A notice to each of *people*; a reminder is mailed to those who can be reached by mail."""
    now = dt.datetime.now(dt.UTC)
    rows = [
        Notice(
            to=person, filing=filing, kind=kind, text=text[:500], at=now,
            mail=Notice.Mail.NONE if kind == Notice.Kind.STEP else mail_of(person),
        )
        for person in people
    ]  # fmt: skip
    return Notice.objects.bulk_create(rows)


def holders(filing: Filing) -> Q:
    """Who has to act, or to know, at the state that *filing* is in."""
    own = Q(unit=filing.unit_id)
    if filing.state == State.UNIT_REVIEW:
        return own & Q(role=Role.UNIT_REVIEWER)
    if filing.state == State.DEPARTMENT_REVIEW:
        codes = filing.unit.path.strip("/").split("/")[:-1]
        return Q(role=Role.DEPARTMENT_REVIEWER, unit__code__in=codes)
    if filing.state == State.FINANCE_REVIEW:
        return Q(role=Role.BUREAU)
    return own & Q(role__in=(Role.PREPARER, Role.UNIT_REVIEWER))
