"""Filters of all templates: amounts, rates and scores as offices print them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django import template

from jiping.filing.numbers import HUNDRED, plain, round_half_up

register = template.Library()


@register.filter
def wan(value: object) -> str:
    """An amount in 万元 with two decimals and grouping; empty where there is none."""
    number = _decimal(value)
    return "" if number is None else f"{round_half_up(number):,.2f}"


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


def _decimal(value: object) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None
