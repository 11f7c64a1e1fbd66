"""Small pieces of page that every part uses: icons, states, deadlines, severities."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

_SPRITE = "vendor/tabler-icons-3.52.0.svg"
#: Severity of a finding → icon.
_SIGNS = {"error": "circle-x", "warning": "alert-triangle", "notice": "info-circle"}
#: State of a filing → tone of its chip and icon.
_STATES = {
    "not_started": ("", "circle"),
    "drafting": ("notice", "pencil"),
    "returned": ("warning", "arrow-back-up"),
    "unit_review": ("warning", "user-circle"),
    "department_review": ("warning", "building-community"),
    "finance_review": ("warning", "building-bank"),
    "accepted": ("good", "circle-check"),
    "published": ("brand-chip", "world"),
}
#: Days before a deadline from which it is shown as pressing.
_PRESSING = 5


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static(_SPRITE)


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    said = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"/></svg>', SafeString(said), _sprite(), name
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A Tabler icon of the sprite; with *label* it speaks for itself, else it is decoration."""
    return _icon(name, label)


@register.simple_tag
def state_chip(state: str, words: str) -> SafeString:
    """The state of a filing, told in colour, sign and words."""
    tone, sign = _STATES.get(str(state), ("", "circle"))
    return format_html('<span class="chip {}">{}{}</span>', tone, icon(sign), words)


@register.simple_tag
def filing_chip(filing: Any) -> SafeString:
    """The state of a filing; one that was submitted before, and came back or was withdrawn, says so."""
    if filing.state == "drafting" and filing.submitted:
        return state_chip("returned", _("修改中"))
    return state_chip(filing.state, filing.get_state_display())


@register.simple_tag(takes_context=True)
def filing_page(context: dict[str, Any], filing: Any) -> str:
    """Where the person looks into a filing: the review of one that was sent, else the form."""
    reviews = "review" in context["office"] and filing.is_sent
    return reverse("review" if reviews else "filing", args=[filing.pk])


@register.simple_tag
def severity_sign(severity: str) -> SafeString:
    """The sign of a finding's severity, with its name for those who do not see it."""
    return format_html(
        '<span class="sign {}">{}</span>', severity, icon(_SIGNS[severity], severity_name(severity))
    )


@register.simple_tag
def severity_name(severity: str) -> str:
    """What the severity of a finding is called."""
    return {"error": _("错误"), "warning": _("疑点"), "notice": _("提示")}[severity]


@register.simple_tag
def deadline(day: dt.date | dt.datetime | None, done: bool = False) -> SafeString:
    """The day a filing is due and how far off it is; *done* filings are not pressed."""
    if day is None:
        return format_html('<span class="muted">{}</span>', _("未定"))
    if isinstance(day, dt.datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    left = (day - timezone.localdate()).days
    stamp = format_html('<time datetime="{}">{}</time>', day.isoformat(), _day(day))
    if done or left > _PRESSING:
        return stamp
    if left < 0:
        told = ngettext("逾期%(days)d天", "逾期%(days)d天", -left) % {"days": -left}
        return format_html('{} <span class="chip error">{}</span>', stamp, told)
    told = (
        _("今天截止")
        if left == 0
        else ngettext("还有%(days)d天", "还有%(days)d天", left) % {"days": left}
    )
    return format_html('{} <span class="chip warning">{}</span>', stamp, told)


def _day(day: dt.date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": day.year, "month": day.month, "day": day.day,
    }  # fmt: skip
