"""The two views of a budget: rows under `按收入性质分 | 按支出性质分`, in a true table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.form_text import FormText

from .strips import Strip

_VIEW = re.compile(
    r"(?:其中[:：]?)?(?P<label>[^:：\d]{2,20})[:：]?(?P<amount>-?[\d.,]*\d(?:万?元)?)?"
)
_AMOUNT = re.compile(r"-?[\d.,]*\d(?:万?元)?")


def read_views(strip: Strip, views: Mapping[int, str], form: FormText) -> None:
    """Take the amounts of a row: each behind its label or in the next cell.

    *views* says at which column which of the two begins.
    """
    starts = sorted(views)
    for cell, following in zip(strip.begun, [*strip.begun[1:], None], strict=True):
        match = _VIEW.fullmatch(squeeze(cell.text))
        if match is None:
            continue
        start = max((s for s in starts if s <= cell.column), default=starts[0])
        revenue = views[start] == "by_revenue"
        names = labels.REVENUE if revenue else labels.EXPENDITURE
        name = names.get(labels.core(match["label"]))
        if name is None:
            continue
        view = form.revenue if revenue else form.expenditure
        if match["amount"]:
            view[name] = strip.found(cell, match["amount"])
        elif following is not None and _AMOUNT.fullmatch(squeeze(following.text)):
            view[name] = strip.found(following)
