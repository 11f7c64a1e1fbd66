"""Filters of all templates: amounts, rates and scores as offices print them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from jiping.checks import Finding
from jiping.checks.examples import field_in
from jiping.checks.registry import REGISTRY
from jiping.filing import Filing
from jiping.filing.numbers import HUNDRED, plain, round_half_up
from jiping.web.campaigns.standard_title import standard_title
from jiping.web.history.actions import ACTIONS

register = template.Library()
register.filter(standard_title)

_KINDS = {"unit": _("单位"), "project": _("项目"), "filing": _("自评")}
_FIELDS = {
    "name": _("名称"),
    "kind": _("类型"),
    "sector": _("行业"),
    "parent": _("上级"),
    "initial": _("年初预算数"),
    "adjusted": _("全年预算数"),
    "executed": _("全年执行数"),
}


@register.filter
def wan(value: object) -> str:
    """An amount in 万元 with two decimals and grouping; empty where there is none."""
    number = _decimal(value)
    return "" if number is None else f"{round_half_up(number):,.2f}"


@register.filter
def change_kind(what: str) -> str:
    """What a change of a roster is about."""
    return str(_KINDS.get(what, what))


@register.filter
def field_words(pointer: str, document: Filing) -> str:
    """What a field of *document* is called in a list: 清淤长度·实际完成值; without one, the whole filing."""
    return field_in(document, pointer) if pointer else gettext("整份自评")


@register.filter
def action_name(action: str) -> str:
    """What an action of the log is called."""
    return str(ACTIONS.get(action, action))


@register.filter
def told_change(values: dict[str, object] | None) -> str:
    """The values of a change, in words."""
    if not values:
        return "—"
    told = {**values, **(values.get("figures") or {})}  # type: ignore[dict-item]
    said = [
        gettext("%(words)s：%(text)s") % {"words": label, "text": told[name]}
        for name, label in _FIELDS.items()
        if told.get(name)
    ]
    return gettext("；").join(said) or "—"


@register.filter
def title_of(finding: Finding) -> str:
    """What a finding is about, in the language of the page; its figures are told in Chinese alone."""
    check = REGISTRY.get(finding.code)
    return check.title_en if check and get_language() == "en" else finding.title


@register.simple_tag
def finding_titles() -> SafeString:
    """The titles of all checks for the scripts of a page that is not in Chinese."""
    if get_language() != "en":
        return SafeString("")
    return json_script({code: check.title_en for code, check in REGISTRY.items()}, "finding-titles")


@register.filter
def points(value: object) -> str:
    """A score without closing zeros."""
    number = _decimal(value)
    return "" if number is None else plain(round_half_up(number))


@register.filter
def total(value: object) -> str:
    """A total of points, as it stands in a column of totals: two decimals."""
    number = _decimal(value)
    return "" if number is None else f"{round_half_up(number):.2f}"


@register.filter
def percent(value: object) -> str:
    """A fraction as percent with two decimals."""
    number = _decimal(value)
    return "" if number is None else f"{round_half_up(number * HUNDRED):.2f}%"


@register.filter
def item(held: Sequence[object], at: int) -> object:
    """What stands at a place of a list; nothing beyond its end."""
    return held[at] if at < len(held) else ""


def _decimal(value: object) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None
