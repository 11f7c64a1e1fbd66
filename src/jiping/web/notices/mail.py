"""Notices by mail too: to those with an address, in one mail a person; a fault never loses a notice."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from jiping.web import builds
from jiping.web.accounts.models import User

from .models import Notice

#: The name of this work (`builds`).
MAIL = "mail"
#: Most people named for one fault.
_LISTED = 8
#: Why a mail did not arrive, as `Notice.fault` names it.
_FAULTS = {
    "address": gettext_lazy("邮件服务器拒收该地址"),
    "login": gettext_lazy("邮件服务器不接受用户名或密码"),
    "refused": gettext_lazy("邮件服务器拒绝发送（代码%(code)s）"),
    "away": gettext_lazy("连不上邮件服务器"),
}


class Fault(NamedTuple):
    """Why mails did not arrive, with some of those whom they did not reach and how many more."""

    said: str
    names: tuple[str, ...]
    more: int


class Mailed(NamedTuple):
    """How far mails have gone: counts of notices, and what went wrong."""

    waiting: int
    sent: int
    failed: int
    faults: tuple[Fault, ...]


def is_set_up() -> bool:
    """Whether a mail server is set."""
    return bool(settings.MAIL)


def mail_of(person: User) -> str:
    """How a new notice to *person* begins: waiting to be mailed, or on the site alone."""
    return Notice.Mail.WAITING if is_set_up() and person.email else Notice.Mail.NONE


def send_soon() -> None:
    """Have what waits sent by another process."""
    if is_set_up():
        builds.ask(MAIL)


def send_waiting() -> dict[str, Any]:
    """Send what waits (for `builds`); each person gets one mail, and what became of it is kept."""
    waiting = Notice.objects.filter(mail=Notice.Mail.WAITING)
    # Whose account was closed, or who took the address away, since the notice was made.
    waiting.filter(Q(to__is_active=False) | Q(to__email="")).update(mail=Notice.Mail.NONE)
    waiting = waiting.select_related("to", "filing__unit", "filing__project")
    held = [
        (person, list(notices))
        for person, notices in groupby(waiting.order_by("to", "pk"), lambda one: one.to)
    ]
    if not held:
        return {"sent": 0, "failed": 0}
    connection = get_connection()
    down, sent = "", 0
    try:
        connection.open()
    except OSError as error:
        down = _name(error)
    for person, notices in held:
        fault = down
        if not down:
            try:
                _message(person, notices, connection).send()
            except OSError as error:
                fault = _name(error)
                down = "" if _concerns_one(error) else fault
        sent += not fault
        _keep(notices, fault)
    connection.close()
    return {"sent": sent, "failed": len(held) - sent}


def send_again(notices: QuerySet[Notice]) -> int:
    """Have those of *notices* sent again that could not be mailed; how many."""
    again = notices.filter(mail=Notice.Mail.FAILED)
    done = again.update(mail=Notice.Mail.WAITING, fault="")
    if done:
        send_soon()
    return done


def mailed(notices: QuerySet[Notice]) -> Mailed:
    """What became of the mails of *notices*."""
    told = notices.exclude(mail=Notice.Mail.NONE)
    counted = dict(told.values_list("mail").annotate(Count("pk")).order_by())
    kinds = (Notice.Mail.WAITING, Notice.Mail.SENT, Notice.Mail.FAILED)
    faults = _faults(told) if Notice.Mail.FAILED in counted else ()
    return Mailed(*(counted.get(kind, 0) for kind in kinds), faults)


def _faults(notices: QuerySet[Notice]) -> tuple[Fault, ...]:
    failed = notices.filter(mail=Notice.Mail.FAILED).order_by("fault", "to__name")
    pairs = failed.values_list("fault", "to__name").distinct()
    found = []
    for said, group in groupby(pairs, lambda pair: pair[0]):
        names = tuple(name for fault, name in group)
        found.append(Fault(_words(said), names[:_LISTED], len(names[_LISTED:])))
    return tuple(found)


def _message(person: User, notices: Iterable[Notice], connection: Any) -> EmailMessage:
    """One mail, in the language in which the person last saw the pages."""
    with override(person.language):
        lines = [f"{number}. {one.sentence}" for number, one in enumerate(notices, 1)]
        site = settings.CSRF_TRUSTED_ORIGINS[:1]
        where = _("请登录办理：%(site)s/") % {"site": site[0]} if site else _("请登录系统办理。")
        dear = _("%(person)s，您好：") % {"person": person}
        text = "\n".join([dear, "", *lines, "", where, "", _("本邮件由系统发出，请勿回复。")])
        subject = ngettext("预算绩效自评提醒（%(n)d项）", "预算绩效自评提醒（%(n)d项）", len(lines))
    return EmailMessage(subject % {"n": len(lines)}, text, to=[person.email], connection=connection)


def _keep(notices: Iterable[Notice], fault: str) -> None:
    became = Notice.Mail.FAILED if fault else Notice.Mail.SENT
    pks = [one.pk for one in notices]
    Notice.objects.filter(pk__in=pks).update(mail=became, fault=fault[:200])


def _concerns_one(error: OSError) -> bool:
    """Whether the server refused this mail alone, for its recipient or for what it says."""
    return isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)


def _name(error: OSError) -> str:
    """What went wrong, as it is kept: a name of `_FAULTS`, with the server's code behind it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "address"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "login"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"refused {error.smtp_code}"
    return "away"


def _words(fault: str) -> str:
    name, _space, code = fault.partition(" ")
    return str(_FAULTS[name]) % {"code": code}
