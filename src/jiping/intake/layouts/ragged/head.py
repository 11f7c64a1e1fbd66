"""What stands above and below the blocks of a form: title, year, fields, currency, grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.currency import currency_in, is_currency
from jiping.intake.document import Found
from jiping.intake.form_text import FormText

from . import fits, landmarks
from .cells import UNKNOWN, Cell, Strip

#: Another label with its value, in the same cell.
_FURTHER = re.compile(r"(?<=\S)\s+[^\s:：]{2,12}[:：].*", re.DOTALL)
#: So far below the closing row the grade may stand.
_TAIL = 12


def read_head(strip: Strip, start: int, stop: int, form: FormText) -> bool:
    """Title, year, and labels with their values, from the cells in front of the first block.

    Answers whether the label of the self score heads a column that goes on through the form.
    """
    lone: list[Cell] = []
    merged = False
    for number in range(start, stop):
        each = strip.cells[number]
        if landmarks.is_title(each.text):
            form.fields.setdefault("title", each.found())
        if landmarks.is_year(each.text):
            form.fields.setdefault("year", each.found())
        if _is_points(each.text):
            lone.append(each)
        field, found = _field(strip, number, stop)
        if field == "self_score":
            merged = not _take(field, found, form)
        elif field is not None:
            _take(field, found, form)
    if merged and len(lone) == 1:
        # A label whose column goes on below: its figure stands at the end of a later row.
        form.total.setdefault("score", lone[0].found())
    return merged


def read_tail(strip: Strip, start: int, stop: int, form: FormText) -> None:
    """Grade and self score, where they stand under the closing row."""
    for number in range(start, min(stop, start + _TAIL)):
        field, found = _field(strip, number, stop)
        if field in ("grade", "self_score"):
            _take(field, found, form)


def _field(strip: Strip, number: int, stop: int) -> tuple[str | None, Found | None]:
    """The field that a cell labels, and its value: behind the colon or in the next cell."""
    each = strip.cells[number]
    label, value = split(each.text)
    field = labels.field_of(label)
    if field is None:
        return None, None
    if value:
        return field, each.found(value)
    if number + 1 < stop and _is_value(strip.cells[number + 1], each, strip):
        return field, strip.cells[number + 1].found()
    return field, None


def _take(field: str, found: Found | None, form: FormText) -> bool:
    """Fill a field; whether there was a value for it."""
    if found is None or blank(found.text):
        return False
    if field == "unit" and is_currency(found.text):
        form.currency = found  # `单位：元` is of the money
    elif field != "self_score":
        form.fields.setdefault(field, found)
    elif _is_points(found.text):
        form.total.setdefault("score", found)
    else:
        return False
    return True


def _is_points(text: str) -> bool:
    return fits.score(text) == 0 and not blank(text)


def split(text: str) -> tuple[str, str]:
    """Label and value of a cell such as `单位(盖章):某镇人民政府`; no value where there is none."""
    for sign in ":：":
        label, colon, value = text.partition(sign)
        if colon and value.strip() and labels.field_of(label):
            return label, _FURTHER.sub("", value).strip()
    return text, ""


def _is_value(cell: Cell, label: Cell, strip: Strip) -> bool:
    """Whether *cell* holds the value of *label*, and is no further label behind an empty cell."""
    near = cell.row == label.row if strip.rows else cell.gap in (0, UNKNOWN)
    return near and not landmarks.is_label(split(cell.text)[0])


def read_currency(cells: Sequence[Cell], form: FormText) -> None:
    """The currency unit that the headings print, if any."""
    for each in cells:
        if unit := currency_in(each.text):
            form.currency = each.found(unit)
            return
