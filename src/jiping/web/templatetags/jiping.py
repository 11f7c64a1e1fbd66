"""Filters of all templates: amounts, rates and scores as offices print them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.translation import gettext_lazy as _

from jiping.filing.numbers import HUNDRED, plain, round_half_up
from jiping.web.history.actions import ACTIONS

register = template.Library()

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
def action_name(action: str) -> str:
    """What an action of the log is called."""
    return str(ACTIONS.get(action, action))


@register.filter
def told_change(values: dict[str, object] | None) -> str:
    """The values of a change, in words."""
    if not values:
        return "—"
    told = {**values, **(values.get("figures") or {})}  # type: ignore[dict-item]
    said = [f"{label}：{told[name]}" for name, label in _FIELDS.items() if told.get(name)]
    return "；".join(said) or "—"


@register.filter
def points(value: object) -> str:
    """A score without closing zeros."""
    number = _decimal(value)
    return "" if number is None else plain(round_half_up(number))


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
