"""The indicators of a form in true tables, and the rows that close it."""

from __future__ import annotations

import re

from jiping.intake import labels
from jiping.intake.amounts import blank, points
from jiping.intake.form_text import Row

from .closing_row import is_closing, larger_closing, read_closing
from .columns import under
from .head import read_fields
from .promise import take_promise
from .reading import Reading
from .shifted import is_shifted
from .stacked_rows import parted
from .strips import Strip

_TEMPLATE_REST = re.compile(r"(?:指标\d{1,2}[:：.、]?)?[.…·\s]*")
#: A row with so many of name, target and points is an indicator's.
_FEWEST_SAID = 3
#: Labels of rows below the indicators.
_CLOSING_NOTES = frozenset(
    ("说明", "注", "备注", "其他需要说明的问题", "其他需要说明的情况", "其他需要说明事项")
)
_VALUES = ("target", "actual", "weight", "score")


def read_indicator(strip: Strip, reading: Reading) -> None:
    """Read a row from the indicators on: one of them, one that closes the form, or what follows."""
    first = labels.core(strip.begun[0].text)
    if reading.state == "closed" and is_closing(first):
        reading.form.total |= larger_closing(
            read_closing(strip, reading.columns), reading.form.total
        )
        return
    if reading.state == "closed" and not _reopens(strip, reading):
        read_fields(strip, reading)
        return
    if is_closing(first):
        closing = read_closing(strip, reading.columns)
        reading.form.total.update(closing)
        if grade := closing.pop("grade", None):
            reading.form.fields["grade"] = grade
        # A closing row without its points is one that broke off.
        reading.state, reading.closed = "closed", bool(reading.form.total)
        return
    if first in _CLOSING_NOTES:
        reading.followed = True
        return
    if labels.field_of(first) == "person":  # who signs, beside each other under the columns
        reading.state = "closed"
        read_fields(strip, reading)
        return
    if reading.promise and labels.field_of(first) in ("self_score", "grade"):
        reading.state, reading.closed = "closed", True
        read_fields(strip, reading)
        return
    found = reading.by_columns(strip)
    if found is None:
        return
    if reading.promise:
        take_promise(found, strip)
    if is_shifted(found):
        reading.leave_unread(strip)
        return
    if labels.is_subtotal(first):
        return
    _take_levels(found, reading)
    name = found.get("name")
    if name is None or _TEMPLATE_REST.fullmatch(name.text.strip()):
        return
    if labels.is_subtotal(name.text):
        return
    if any(key in found and not blank(found[key].text) for key in _VALUES):
        reading.followed = False
        reading.form.indicators += parted(found)


def _reopens(strip: Strip, reading: Reading) -> bool:
    """Whether an indicator follows the closing row: then that one was the sum of a part only."""
    if len(strip.begun) < _FEWEST_SAID:
        return False
    found = dict(under(strip, reading.columns) or ())
    said = [key for key in ("name", "target", "weight", "score") if key in found]
    if len(said) < _FEWEST_SAID or any(
        blank(found[key].text) or found[key].row != strip.number for key in said
    ):
        return False
    if points(found[said[-1]].text) is None:
        return False
    reading.state, reading.closed = "indicators", False
    reading.form.total.clear()
    return True


def _take_levels(found: Row, reading: Reading) -> None:
    """Give a row its levels: its own cells, or those above where a merged cell was left out."""
    level1, level2 = found.get("level1"), found.get("level2")
    if level1 is not None and level1.text.strip():
        if reading.level1 is None or level1.text != reading.level1.text:
            # A new level 1 does not inherit the level 2 of the one before.
            reading.level2 = None
        reading.level1 = level1
    if level2 is not None and level2.text.strip():
        reading.level2 = level2
    if reading.level1 is not None:
        found["level1"] = reading.level1
    if reading.level2 is not None:
        found["level2"] = reading.level2
