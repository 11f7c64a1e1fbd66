"""The head of a form in true tables: its title, its fields, and points that stand beside them."""

from __future__ import annotations

import re

from jiping.filing.text import fold, squeeze
from jiping.intake import labels
from jiping.intake.amounts import points
from jiping.intake.currency import is_currency
from jiping.intake.document import Cell, Found
from jiping.intake.form_text import Row
from jiping.intake.heads import is_organ

from .pairs import fields_of
from .reading import Reading
from .strips import Strip

TITLE = re.compile(r"(?:自评|绩效)\S{0,12}表|绩效\S{0,8}报告表")
LONGEST_TITLE = 80
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")
_YEAR_ALONE = re.compile(r"\s*\(?\s*(?:19|20)\d\d\s*年度\s*\)?\s*")
#: The heading of a list of the persons who evaluated: `姓名 | 职务 | 单位 | 签字`.
_PERSONS = "姓名"


def read_head(strip: Strip, reading: Reading) -> None:
    """Read a row above the first block: title, fields, money in pairs."""
    fields = reading.form.fields
    if len(strip.begun) == 1:
        cell = strip.begun[0]
        text = fold(cell.text)
        if "title" not in fields and len(text) < LONGEST_TITLE and TITLE.search(squeeze(text)):
            fields["title"] = strip.found(cell)
        if _tells_year(text, fields.get("year"), strip):
            fields["year"] = strip.found(cell)
        if "title" not in fields and is_organ(cell.text):
            fields.setdefault("unit", strip.found(cell))
        reading.form.labels.append(text)
    elif year := next((c for c in strip.begun if _YEAR_ALONE.fullmatch(fold(c.text))), None):
        fields.setdefault("year", strip.found(year))
    last = strip.begun[-1]
    if labels.field_of(last.text) == "self_score":
        reading.scores = last
    else:
        scored_beside(strip, reading, reading.form.total)
    read_fields(strip, reading)
    reading.money.take(strip)
    reading.take_currency(strip)


def _tells_year(text: str, known: Found | None, strip: Strip) -> bool:
    """Whether a line alone tells the year: the first, or one of a table behind that of a cover."""
    if known is None:
        return _YEAR.search(text) is not None
    return known.place.table != strip.table.number and _YEAR_ALONE.fullmatch(text) is not None


def scored_beside(strip: Strip, reading: Reading, row: Row) -> None:
    """The points below a heading 自评得分 at the end of a row of the head."""
    if last := _below_scores(strip, reading):
        row.setdefault("score", strip.found(last))


def score_of_block(strip: Strip, reading: Reading, block: str) -> None:
    """The points for a whole block, which stand in its row of headings."""
    last = _below_scores(strip, reading)
    if last and points(last.text) is not None:
        reading.form.blocks.setdefault(block, strip.found(last))


def _below_scores(strip: Strip, reading: Reading) -> Cell | None:
    last, heading = strip.begun[-1], reading.scores
    below = heading and heading.column <= last.column and last.end == heading.end
    return last if below else None


def read_fields(strip: Strip, reading: Reading) -> None:
    """Take the labels of a row with the values beside them."""
    if labels.core(strip.begun[0].text) == _PERSONS:
        return
    fields = reading.form.fields
    for kind, label, found in fields_of(strip):
        if is_currency(found.text):
            reading.form.currency = found  # `单位：| 元` is of the money
        elif kind == "self_score":
            reading.form.total.setdefault("score", found)
        elif kind == "unit" and "实施单位" in squeeze(label):
            # Who carries a project out goes before who files its form.
            fields[kind] = found
        else:
            fields.setdefault(kind, found)
