"""Scores of indicators whose target is a day: on time is full, late is what the standard says."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from jiping.filing import Value
from jiping.filing.numbers import ZERO, plain, round_half_up
from jiping.filing.text import squeeze
from jiping.standards import Standard

from .qualitative import words_of
from .verdict import Verdict, unscored

_MONTH = re.compile(r"(1[0-2]|0?[1-9])月")
_DAY = re.compile(r"月\d{1,2}|\d[-./]\d{1,2}[-./]\d")


class _Span(NamedTuple):
    """The first and the last day that a published date may mean."""

    first: dt.date
    last: dt.date


def is_date(value: Value, year: int | None) -> bool:
    """Whether *value* names a day or, in a known fiscal year, a month."""
    return value.number is None and _span(value, year) is not None


def dated(
    target: Value, actual: Value, weight: Decimal | None, year: int | None, standard: Standard
) -> Verdict:
    """Score *actual* against a day; a month without year is one of the fiscal *year*."""
    basis = standard.basis[standard.dates.source]
    due, done = _span(target, year), _span(actual, year)
    if due is None:
        return unscored("指标值的日期不能确定", basis)
    full = "；表中无分值" if weight is None else f"，得满分 {plain(weight)}"
    score = None if weight is None else round_half_up(weight, standard.rounding.places)
    if done is None:
        answer = words_of(actual)
        if answer in standard.qualitative.on_time:
            text = f"要求 {due.last} 前，完成情况“{answer}”{full}"
            return Verdict("date", text, basis, score=score, met=True)
        return unscored(f"完成值“{answer}”不是日期，不能判断是否在 {due.last} 前完成", basis)
    if done.last <= due.last:
        text = f"要求 {due.last} 前，{done.last} 前已完成，按时{full}"
        return Verdict("date", text, basis, score=score, met=True)
    if done.first <= due.last:
        return unscored(f"完成日期不到日，不能判断是否在 {due.last} 前完成", basis)
    at_least = "" if done.first == done.last else "以上"
    late = f"要求 {due.last} 前，晚了 {(done.first - due.last).days} 天{at_least}"
    if standard.dates.late == "zero" and weight is not None:
        return Verdict("date", f"{late}，未达到，得 0 分", basis, score=ZERO, met=False)
    return Verdict("date", f"{late}，未达到；标准未定逾期如何计分，不计规则分", basis, met=False)


def _span(value: Value, year: int | None) -> _Span | None:
    text = squeeze(value.raw)
    if value.date is not None:
        if _DAY.search(text):
            return _Span(value.date, value.date)
        first = 1 if "月" not in text and value.date.month == 12 else value.date.month
        return _Span(value.date.replace(month=first, day=1), value.date)
    months = _MONTH.findall(text) if value.number is None and year is not None else []
    if len(months) != 1 or year is None or not _MONTH.match(text) or _DAY.search(text):
        return None
    month = int(months[0])
    return _Span(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
