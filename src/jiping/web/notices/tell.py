"""Telling people what happened to a filing: those who have to act next, and the unit itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.actor import Actor
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State

from .mail import mail_of
from .models import Notice

#: Those in a unit whose filing it is.
_OWN = Q(role__in=(Role.PREPARER, Role.UNIT_REVIEWER))


def tell_step(actor: Actor, filing: Filing, act: str, reason: str) -> None:
    """A notice to everybody who has to act next or whose filing it is, but not to the actor."""
    said = "accept" if filing.state == State.ACCEPTED and act == "approve" else act
    people = User.objects.filter(holders(filing), is_active=True).exclude(pk=actor.user.pk)
    tell(people, filing, said, reason)


def tell_units(actor: Actor, filings: Sequence[Filing], said: str) -> None:
    """A notice to the units of *filings*, but not to the actor, with as few queries as for one."""
    people = defaultdict[int, list[User]](list)
    units = {filing.unit_id for filing in filings}
    for person in User.objects.filter(_OWN, unit__in=units, is_active=True):
        if person.pk != actor.user.pk:
            people[person.unit_id].append(person)
    now = dt.datetime.now(dt.UTC)
    Notice.objects.bulk_create(
        Notice(to=person, filing=filing, said=said, at=now)
        for filing in filings
        for person in people[filing.unit_id]
    )


def remind(filing: Filing, text: str, kind: Notice.Kind) -> list[Notice]:
    """Remind everybody who has to act on *filing*; mailed to those who can be reached by mail."""
    people = User.objects.filter(holders(filing), is_active=True)
    told = {"state": filing.state, "due": filing.due.isoformat()}
    return tell(people, filing, "remind", text, kind, told)


def tell(
    people: Iterable[User],
    filing: Filing,
    said: str,
    text: str,
    kind: Notice.Kind = Notice.Kind.STEP,
    told: dict[str, str] | None = None,
) -> list[Notice]:
    """A notice to each of *people*; *said* is one of `SENTENCES`."""
    now = dt.datetime.now(dt.UTC)
    rows = [
        Notice(
            to=person, filing=filing, kind=kind, said=said, told=told or {}, text=text[:500], at=now,
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
    return own & _OWN
