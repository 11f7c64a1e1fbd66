"""The budget of a form in true tables: rows of money below their headings, and its two views."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing.model import MONEY
from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import amount, blank

from .head import read_fields
from .money_rows import parts_of, row_label, take_parts
from .reading import Reading
from .strips import Strip
from .views import read_views

_RATE_POINTS = {"rate_weight": "weight", "rate_score": "score"}
_FIGURE = re.compile(r"-?[\d,]*\d(?:\.\d+)?(?:%|万?元|分)?")


def read_budget(strip: Strip, reading: Reading) -> None:
    """Read a row of the budget: of money, or the head or a row of its two views."""
    views = {
        cell.column: name
        for cell in strip.begun
        if (name := labels.VIEWS.get(labels.core(cell.text)[:6])) is not None
    }
    if views:
        reading.views = views
    elif reading.views:
        read_views(strip, reading.views, reading.form)
    else:
        _read_budget_row(strip, reading)


def _read_budget_row(strip: Strip, reading: Reading) -> None:
    if len(strip.begun) > 1 and all(labels.row_of(cell.text) for cell in strip.begun):
        # The parts of the columns above: 全年预算数 as 总额, 财政拨款, 其他资金
        reading.parts = parts_of(strip, reading.columns)
        return
    reading.take_currency(strip)  # in text the label of the block stands beside its middle row
    row = reading.by_columns(strip)
    if row is None:
        return
    take_parts(strip, reading.parts, row)
    money = [amount(row[key].text) for key in MONEY if key in row and not blank(row[key].text)]
    filled = bool(money) and None not in money
    label = row_label(strip, reading.columns, filled=filled)
    if label is None and not (filled and _stands_alone(strip, reading, money)):
        read_fields(strip, reading)
        return
    for kind, name in _RATE_POINTS.items():
        if kind in row:
            row.setdefault(name, row[kind])
    if reading.full and "score" in row and not blank(row["score"].text):
        row.setdefault("weight", reading.full)
    if label is not None:
        row["label"] = strip.found(label)
    reading.form.budget.append(row)


def _stands_alone(strip: Strip, reading: Reading, money: Sequence[object]) -> bool:
    """Whether a row without a label is the one row of a budget: a figure below each heading.

    In final accounts 预算数 and 决算数 have more columns below them than that.
    """
    return (
        not reading.form.budget
        and len(money) > 1
        and len(strip.begun) <= len(reading.columns.named)
        and all(blank(cell.text) or _FIGURE.fullmatch(squeeze(cell.text)) for cell in strip.begun)
    )
