"""The two views of the Hunan form: the year's money by revenue and by expenditure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import amount
from jiping.intake.form_text import FormText

from .cells import UNKNOWN, Cell

_VIEW = re.compile(r"(?:其中:?)?(?P<label>[^:\d]{2,20}):?(?P<amount>[+-]?[\d.,]*\d(?:万?元)?)?")
_VIEWS = ("按收入性质分", "按支出性质分")


def opens_views(cell: Cell) -> bool:
    """Whether the views begin with *cell*; they end the rows of the budget block."""
    return squeeze(cell.text).startswith(_VIEWS)


def read_views(cells: Sequence[Cell], form: FormText) -> None:
    """`其中:基本支出:900.47`: the amount glued to its label or in the cell behind it."""
    for number, each in enumerate(cells):
        match = _VIEW.fullmatch(squeeze(each.text))
        if match is None:
            continue
        label = labels.core(match["label"])
        view, key = form.revenue, labels.REVENUE.get(label)
        if key is None:
            view, key = form.expenditure, labels.EXPENDITURE.get(label)
        if key is None or key in view:
            continue
        follower = cells[number + 1] if number + 1 < len(cells) else None
        if match["amount"]:
            view[key] = each.found(match["amount"])
        elif (
            follower is not None
            and follower.gap in (0, UNKNOWN)
            and amount(follower.text) is not None
        ):
            view[key] = follower.found()
