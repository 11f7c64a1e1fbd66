"""Forms in true tables (docx, xlsx, html, ruled pdf): the columns are known, merged cells too.

The table is read row by row. A heading row (`年初预算数 全年预算数 …`, `一级指标 … 得分`) fixes which
column means what; every later row is read by it until the next heading. A form may go on in the
next table (a page break) and begins anew where a heading field or a new budget block follows a
form that has its indicators already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from jiping.filing import Place
from jiping.filing.text import fold, squeeze
from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.document import Cell, Found, Line, Table
from jiping.intake.form_text import FormText, Row

from . import FormSpan

_VIEW = re.compile(
    r"(?:其中[:：]?)?(?P<label>[^:：\d]{2,20})[:：]?(?P<amount>-?[\d.,]*\d(?:万?元)?)?"
)
_AMOUNT = re.compile(r"-?[\d.,]*\d(?:万?元)?")
_CURRENCY = re.compile(
    r"[(（]\s*(?:单位[:：])?\s*(?:人民币)?(万?元)\s*[)）]?|单位[:：]\s*(?:人民币)?(万?元)"
)
_TITLE = re.compile(r"(?:自评|绩效)\S{0,12}表|绩效\S{0,8}报告表")
_LONGEST_TITLE = 80
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")
_TEMPLATE_REST = re.compile(r"(?:指标\d{1,2}[:：.、]?)?[.…·\s]*")
_POINTS = ("weight", "score")
#: Labels of rows below the indicators.
_CLOSING_NOTES = frozenset(("说明", "注", "备注", "其他需要说明的问题", "其他需要说明的情况"))
_VALUES = ("target", "actual", "weight", "score")


class Strip(NamedTuple):
    """One row of a table: all cells that cover it, and those that begin in it and say something."""

    table: Table
    number: int
    cells: list[Cell]
    begun: list[Cell]


@dataclass(slots=True)
class Reading:
    """One form while its tables are read; `state` is the block that the rows stand in."""

    start: int = 0
    last: int = 0
    form: FormText = field(default_factory=FormText)
    state: str = "head"
    columns: dict[int, str] = field(default_factory=dict)
    goals: dict[int, str] = field(default_factory=dict)
    views: dict[int, str] = field(default_factory=dict)
    level1: Found | None = None
    level2: Found | None = None
    has_heading: bool = False
    closed: bool = False
    followed: bool = False
    below: list[Line] = field(default_factory=list)

    def begun(self) -> bool:
        """Whether enough of a form was seen to answer it."""
        form = self.form
        return bool(form.budget or form.indicators or form.revenue or form.expenditure)


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in the true tables of *blocks*."""
    spans: list[FormSpan] = []
    reading = Reading()
    for position, block in enumerate(blocks):
        if isinstance(block, Line):
            reading.followed = reading.followed or bool(block.text.strip())
            continue
        for strip in strips(block):
            if not reading.begun():
                if reading.state == "head" and not reading.form.fields:
                    reading.start = position
            elif reading.state in ("indicators", "closed") and _begins_anew(strip, reading):
                spans += _finish(reading)
                reading = Reading(start=position)
            reading.last = position
            _read(strip, reading)
    return spans + _finish(reading)


def _finish(reading: Reading) -> list[FormSpan]:
    if not reading.begun():
        return []
    # Without points there is no closing row; what follows the indicators shows that none is cut off.
    pointless = reading.has_heading and not set(_POINTS).intersection(reading.columns.values())
    reading.form.complete = reading.closed or (pointless and reading.followed)
    return [FormSpan(reading.form, reading.start, reading.last + 1, tuple(reading.below))]


def strips(table: Table) -> Iterator[Strip]:
    """The rows of *table*; a merged cell stands in every row that it covers."""
    rows: list[list[Cell]] = []
    for cell in table.cells:
        last = cell.row + cell.rows
        while len(rows) < last:
            rows.append([])
        for row in range(cell.row, last):
            rows[row].append(cell)
    for number, cells in enumerate(rows):
        cells.sort(key=_COLUMN)
        begun = [cell for cell in cells if cell.row == number and cell.text and cell.text.strip()]
        yield Strip(table, number, cells, begun)


_COLUMN = attrgetter("column")


def text_lines(table: Table) -> list[Line] | None:
    """The text of a table that is no table: never more than one filled cell in a row."""
    rows = list(strips(table))
    if any(len(strip.begun) > 1 for strip in rows):
        return None
    return [line for strip in rows for line in lines_of(strip)]


def lines_of(strip: Strip) -> list[Line]:
    """The lines of a row's cells; their number is the row's."""
    table = strip.table
    return [
        Line(text, strip.number + 1, table.page, table.sheet)
        for cell in strip.begun
        for text in cell.text.splitlines()
    ]


def _found(cell: Cell, table: Table, text: str | None = None) -> Found:
    if cell.line is not None:
        place = Place(line=cell.line)
    else:
        place = Place(
            page=table.page,
            sheet=table.sheet,
            table=table.number,
            row=cell.row + 1,
            column=cell.column + 1,
        )
    return Found(cell.text if text is None else text, place)


# --- which kind of row ----------------------------------------------------------------------------


def _begins_anew(strip: Strip, reading: Reading) -> bool:
    """Whether a row can only be the head of the next form."""
    if not strip.begun:
        return False
    first = strip.begun[0].text
    kinds = _column_kinds(strip)
    known = reading.form.fields
    if labels.field_of(first) in ("project", "unit") and ("unit" in known or "project" in known):
        return reading.closed or not kinds
    if reading.closed and len(first) < _LONGEST_TITLE and _TITLE.search(fold(first)):
        return True
    return bool(reading.form.budget) and _is_budget_heading(kinds)


def _column_kinds(strip: Strip) -> dict[int, str]:
    column_of = labels.column_of
    return {
        cell.column: kind
        for cell in strip.cells
        if cell.text and (kind := column_of(cell.text)) is not None
    }


def _is_budget_heading(kinds: dict[int, str]) -> bool:
    return len(labels.BUDGET_COLUMNS.intersection(kinds.values())) >= 2


def _is_indicator_heading(kinds: dict[int, str]) -> bool:
    found = set(kinds.values())
    return "name" in found and bool(found & {"level1", "level2", "target", "actual", "weight"})


def _read(strip: Strip, reading: Reading) -> None:
    if not strip.begun:
        return
    kinds = _column_kinds(strip)
    if len(kinds) > 1 and _is_indicator_heading(kinds):
        _start("indicators", kinds, strip, reading)
        reading.has_heading = True
    elif len(kinds) > 1 and _is_budget_heading(kinds):
        _start("budget", kinds, strip, reading)
        _currency(strip, reading)
    elif reading.state in ("indicators", "closed"):
        _read_indicator(strip, reading)
    elif reading.state == "goals":
        _read_goals(strip, reading)
    elif goals := _goal_columns(strip):
        reading.goals, reading.state = goals, "goals"
    elif reading.state == "budget":
        _read_budget(strip, reading)
    else:
        _read_head(strip, reading)


def _start(state: str, kinds: dict[int, str], strip: Strip, reading: Reading) -> None:
    reading.state, reading.columns = state, kinds
    reading.level1 = reading.level2 = None
    reading.form.labels += [cell.text for cell in strip.begun]


# --- heading fields -------------------------------------------------------------------------------


def _read_head(strip: Strip, reading: Reading) -> None:
    fields = reading.form.fields
    if len(strip.begun) == 1:
        cell = strip.begun[0]
        text = fold(cell.text)
        if "title" not in fields and len(text) < _LONGEST_TITLE and _TITLE.search(squeeze(text)):
            fields["title"] = _found(cell, strip.table)
        if "year" not in fields and _YEAR.search(text):
            fields["year"] = _found(cell, strip.table)
    _read_fields(strip, reading)
    _currency(strip, reading)


def _read_fields(strip: Strip, reading: Reading) -> None:
    """Pairs of a label and the cell to its right."""
    fields = reading.form.fields
    for label, value in pairwise(strip.begun):
        kind = labels.field_of(label.text)
        if kind is None or kind in fields or labels.field_of(value.text) or blank(value.text):
            continue
        if kind == "self_score":
            reading.form.total.setdefault("score", _found(value, strip.table))
        else:
            fields[kind] = _found(value, strip.table)


def _currency(strip: Strip, reading: Reading) -> None:
    if reading.form.currency is None:
        for cell in strip.cells:
            match = _CURRENCY.search(cell.text) if "元" in cell.text else None
            if match:
                reading.form.currency = _found(cell, strip.table, match[1] or match[2])
                return


# --- budget block ---------------------------------------------------------------------------------


def _read_budget(strip: Strip, reading: Reading) -> None:
    views = {
        cell.column: name
        for cell in strip.begun
        if (name := labels.VIEWS.get(labels.core(cell.text)[:6])) is not None
    }
    if views:
        reading.views = views
    elif reading.views:
        _read_views(strip, reading)
    else:
        _read_budget_row(strip, reading)


def _read_budget_row(strip: Strip, reading: Reading) -> None:
    columns = reading.columns
    for cell in strip.begun:
        if columns.get(cell.column, "fund_source") == "fund_source" and labels.row_of(cell.text):
            row = _by_columns(strip, columns)
            row["label"] = _found(cell, strip.table)
            reading.form.budget.append(row)
            return
    _read_fields(strip, reading)


def _read_views(strip: Strip, reading: Reading) -> None:
    """Rows under `按收入性质分 | 按支出性质分`: the amount behind the label or in the next cell."""
    starts = sorted(reading.views)
    form = reading.form
    for cell, following in zip(strip.begun, [*strip.begun[1:], None], strict=True):
        match = _VIEW.fullmatch(squeeze(cell.text))
        if match is None:
            continue
        start = max((s for s in starts if s <= cell.column), default=starts[0])
        revenue = reading.views[start] == "by_revenue"
        names = labels.REVENUE if revenue else labels.EXPENDITURE
        name = names.get(labels.core(match["label"]))
        if name is None:
            continue
        view = form.revenue if revenue else form.expenditure
        if match["amount"]:
            view[name] = _found(cell, strip.table, match["amount"])
        elif following is not None and _AMOUNT.fullmatch(squeeze(following.text)):
            view[name] = _found(following, strip.table)


def _by_columns(strip: Strip, columns: dict[int, str]) -> Row:
    """The cells of a row by the columns of the heading.

    A merged cell counts for every row it covers, but points count once.
    """
    found: Row = {}
    number = strip.number
    for cell in strip.cells:
        kind = columns.get(cell.column)
        if kind and cell.text and kind not in found and (kind not in _POINTS or cell.row == number):
            found[kind] = _found(cell, strip.table)
    return found


# --- goals ----------------------------------------------------------------------------------------


def _goal_columns(strip: Strip) -> dict[int, str] | None:
    goals = {
        cell.column: name
        for cell in strip.begun
        if (name := labels.GOALS.get(labels.core(cell.text))) is not None
    }
    return goals if {"expected", "achieved"} <= set(goals.values()) else None


def _read_goals(strip: Strip, reading: Reading) -> None:
    form = reading.form
    for cell in strip.begun:
        name = reading.goals.get(cell.column)
        if name == "expected" and form.expected is None:
            form.expected = _found(cell, strip.table)
        elif name == "achieved" and form.achieved is None:
            form.achieved = _found(cell, strip.table)
    reading.state = "after goals"


# --- indicators -----------------------------------------------------------------------------------


def _read_indicator(strip: Strip, reading: Reading) -> None:
    if labels.core(strip.begun[0].text) in labels.TOTALS:
        found = _by_columns(strip, reading.columns)
        reading.form.total.update({k: v for k, v in found.items() if k in _POINTS})
        # A closing row without its points is one that broke off.
        reading.state, reading.closed = "closed", bool(reading.form.total)
        return
    if reading.state == "closed":
        if len(strip.begun) == 1:
            reading.below += lines_of(strip)
        else:
            _read_fields(strip, reading)
        return
    if labels.core(strip.begun[0].text) in _CLOSING_NOTES:
        reading.followed = True
        return
    reading.followed = False
    found = _by_columns(strip, reading.columns)
    _take_levels(found, reading)
    name = found.get("name")
    if name is None or _TEMPLATE_REST.fullmatch(name.text.strip()):
        return
    if any(key in found and not blank(found[key].text) for key in _VALUES):
        reading.form.indicators.append(found)


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
