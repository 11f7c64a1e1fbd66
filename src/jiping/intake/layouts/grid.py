"""Forms in true tables (docx, xlsx, html, ruled pdf): the columns are known, merged cells too.

The table is read row by row. A heading row (`年初预算数 全年预算数 …`, `一级指标 … 得分`) fixes which
column means what; every later row is read by it until the next heading. A form may go on in the
next table (a page break) and begins anew where a heading field or a new budget block follows a
form that has its indicators already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiping.filing import Place
from jiping.filing.text import fold, squeeze

from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.document import Cell, Found, Line, Table
from jiping.intake.form_text import FormText, Row
from . import FormSpan

_VIEW_AMOUNT = re.compile(
    r"(?:其中[:：]?)?(?P<label>[^:：\d]{2,20})[:：]?(?P<amount>-?[\d.,]*\d(?:万?元)?)?"
)
_CURRENCY = re.compile(
    r"[(（]\s*(?:单位[:：])?\s*(?:人民币)?(万?元)\s*[)）]?|单位[:：]\s*(?:人民币)?(万?元)"
)
_TITLE = re.compile(r"(?:自评|绩效)\S{0,12}表|绩效\S{0,8}报告表")
_TEMPLATE_REST = re.compile(r"(?:指标\d{1,2}[:：.、]?)?[.…·\s]*")
_SCALE = ("weight", "score")


@dataclass(slots=True)
class Slot:
    """A cell as one of its rows sees it; `fresh` on the row where the cell begins."""

    cell: Cell
    fresh: bool

    @property
    def text(self) -> str:
        return self.cell.text


@dataclass(slots=True)
class Reading:
    """One form while its tables are read."""

    form: FormText = field(default_factory=FormText)
    state: str = "head"
    columns: dict[int, str] = field(default_factory=dict)
    width: int = 0
    start: int = 0
    last: int = 0
    level1: Found | None = None
    level2: Found | None = None
    goals: dict[int, str] = field(default_factory=dict)
    view: dict[int, str] = field(default_factory=dict)
    closed: bool = False

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
            continue
        for row in rows_of(block):
            if reading.begun() and _begins_anew(row, reading):
                spans += _finish(reading)
                reading = Reading(start=position)
            if not reading.begun() and reading.state == "head" and not reading.form.fields:
                reading.start = position
            reading.last = position
            _read_row(row, block, reading)
    return spans + _finish(reading)


def _finish(reading: Reading) -> list[FormSpan]:
    if not reading.begun():
        return []
    form = reading.form
    has_heading = "indicators" in form.labels
    form.labels = [label for label in form.labels if label != "indicators"]
    form.complete = reading.closed or (not has_heading and bool(form.indicators))
    return [FormSpan(form, reading.start, reading.last + 1)]


def rows_of(table: Table) -> list[list[Slot]]:
    """The rows of *table*, each with the cells that cover it from left to right.

    A merged cell stands in every row it covers, `fresh` only in its first.
    """
    rows: list[list[Slot]] = []
    for cell in table.cells:
        last = cell.row + cell.rows
        while len(rows) < last:
            rows.append([])
        rows[cell.row].append(Slot(cell, fresh=True))
        for below in range(cell.row + 1, last):
            rows[below].append(Slot(cell, fresh=False))
    for row in rows:
        row.sort(key=lambda slot: slot.cell.column)
    return rows


def _found(slot: Slot, table: Table, text: str | None = None) -> Found:
    cell = slot.cell
    if cell.line is not None:
        return Found(cell.text if text is None else text, Place(line=cell.line))
    place = Place(
        page=table.page,
        sheet=table.sheet,
        table=table.number,
        row=cell.row + 1,
        column=cell.column + 1,
    )
    return Found(cell.text if text is None else text, place)


# --- which kind of row ----------------------------------------------------------------------------


def _begins_anew(row: list[Slot], reading: Reading) -> bool:
    if reading.state not in ("indicators", "closed"):
        return False
    for slot in row:
        if slot.fresh and slot.text:
            if labels.field_of(slot.text) in ("project", "unit") and (
                "unit" in reading.form.fields or "project" in reading.form.fields
            ):
                return reading.closed or not _column_kinds(row)
            if _TITLE.search(fold(slot.text)) and len(slot.text) < 60 and reading.closed:
                return True
            break
    kinds = _column_kinds(row)
    return bool(reading.form.budget) and _is_budget_heading(kinds)


def _column_kinds(row: list[Slot]) -> dict[int, str]:
    kinds: dict[int, str] = {}
    for slot in row:
        kind = labels.column_of(slot.text) if slot.text else None
        if kind:
            kinds[slot.cell.column] = kind
    return kinds


def _is_budget_heading(kinds: dict[int, str]) -> bool:
    return len(labels.BUDGET_COLUMNS.intersection(kinds.values())) >= 2


def _is_indicator_heading(kinds: dict[int, str]) -> bool:
    found = set(kinds.values())
    return "name" in found and bool(found & {"level1", "level2", "target", "actual", "weight"})


def _read_row(row: list[Slot], table: Table, reading: Reading) -> None:
    kinds = _column_kinds(row)
    if _is_indicator_heading(kinds):
        _start(reading, "indicators", kinds, row)
        reading.form.labels.append("indicators")
    elif _is_budget_heading(kinds):
        _start(reading, "budget", kinds, row)
        _currency(row, table, reading)
    elif goals := _goal_columns(row):
        reading.goals, reading.state = goals, "goals"
    elif reading.state == "goals":
        _read_goals(row, table, reading)
    elif reading.state in ("indicators", "closed"):
        _read_indicator(row, table, reading)
    elif reading.state == "budget":
        _read_budget(row, table, reading)
    else:
        _read_head(row, table, reading)


def _start(reading: Reading, state: str, kinds: dict[int, str], row: list[Slot]) -> None:
    reading.state, reading.columns = state, kinds
    reading.width = max(slot.cell.column + slot.cell.columns for slot in row)
    reading.level1 = reading.level2 = None
    reading.form.labels += [slot.text for slot in row if slot.text]


# --- heading fields -------------------------------------------------------------------------------


def _read_head(row: list[Slot], table: Table, reading: Reading) -> None:
    fields = reading.form.fields
    filled = [slot for slot in row if slot.text and slot.text.strip()]
    if len(filled) == 1 and filled[0].fresh:
        text = fold(filled[0].text)
        if "title" not in fields and _TITLE.search(squeeze(text)) and len(text) < 80:
            fields["title"] = _found(filled[0], table)
        if "year" not in fields and labels_year(text):
            fields["year"] = _found(filled[0], table)
    _read_fields(row, table, reading)
    _currency(row, table, reading)


def labels_year(text: str) -> bool:
    """Whether a title line names a year."""
    return bool(re.search(r"(?:19|20)\d\d\s*年", text))


def _read_fields(row: list[Slot], table: Table, reading: Reading) -> None:
    fields = reading.form.fields
    for label, value in zip(row, row[1:], strict=False):
        if not label.fresh or not label.text or not value.fresh:
            continue
        kind = labels.field_of(label.text)
        if kind is None or kind in fields or labels.field_of(value.text) or blank(value.text):
            continue
        if kind == "self_score":
            reading.form.total.setdefault("score", _found(value, table))
        else:
            fields[kind] = _found(value, table)


def _currency(row: list[Slot], table: Table, reading: Reading) -> None:
    if reading.form.currency is None:
        for slot in row:
            match = _CURRENCY.search(slot.text) if "元" in slot.text else None
            if match:
                reading.form.currency = _found(slot, table, match[1] or match[2])
                return


# --- budget block ---------------------------------------------------------------------------------


def _read_budget(row: list[Slot], table: Table, reading: Reading) -> None:
    if any(slot.fresh and squeeze(slot.text).startswith("按收入性质分") for slot in row):
        reading.view = {
            slot.cell.column: labels.VIEWS[key]
            for slot in row
            if slot.fresh and (key := labels.core(slot.text)[:6]) in labels.VIEWS
        }
        return
    if reading.view:
        _read_views(row, table, reading)
        return
    label = next(
        (slot for slot in row if slot.fresh and slot.text and slot.cell.column not in reading.columns
         and labels.row_of(slot.text)),
        None,
    )  # fmt: skip
    if label is None:
        _read_fields(row, table, reading)
        return
    found = _by_columns(row, table, reading)
    found["label"] = _found(label, table)
    reading.form.budget.append(found)


def _read_views(row: list[Slot], table: Table, reading: Reading) -> None:
    """Rows under `按收入性质分 | 按支出性质分`: the amount stands behind the label or in the next cell."""
    starts = sorted(reading.view)
    for slot, following in zip(row, [*row[1:], None], strict=True):
        if not slot.fresh or not slot.text:
            continue
        match = _VIEW_AMOUNT.fullmatch(squeeze(slot.text))
        if match is None:
            continue
        column = max((start for start in starts if start <= slot.cell.column), default=starts[0])
        revenue = reading.view[column] == "by_revenue"
        key = (labels.REVENUE if revenue else labels.EXPENDITURE).get(labels.core(match["label"]))
        if key is None:
            continue
        target = reading.form.revenue if revenue else reading.form.expenditure
        if match["amount"]:
            target[key] = _found(slot, table, match["amount"])
        elif following is not None and re.fullmatch(r"[\d.,]+", squeeze(following.text)):
            target[key] = _found(following, table)


def _by_columns(row: list[Slot], table: Table, reading: Reading) -> Row:
    """The cells of *row* by the columns of the heading, the first cell of a column counting."""
    found: Row = {}
    columns = reading.columns
    for slot in row:
        kind = columns.get(slot.cell.column)
        if kind and kind not in found and (slot.fresh or kind not in _SCALE) and slot.text:
            found[kind] = _found(slot, table)
    return found


# --- goals ----------------------------------------------------------------------------------------


def _goal_columns(row: list[Slot]) -> dict[int, str] | None:
    goals = {
        slot.cell.column: kind
        for slot in row
        if slot.fresh and slot.text and (kind := labels.GOALS.get(labels.core(slot.text)))
    }
    return goals if {"expected", "achieved"} <= set(goals.values()) else None


def _read_goals(row: list[Slot], table: Table, reading: Reading) -> None:
    form = reading.form
    for slot in row:
        kind = reading.goals.get(slot.cell.column)
        if kind == "expected" and form.expected is None and slot.fresh:
            form.expected = _found(slot, table)
        elif kind == "achieved" and form.achieved is None and slot.fresh:
            form.achieved = _found(slot, table)
    reading.state = "after goals"


# --- indicators -----------------------------------------------------------------------------------


def _read_indicator(row: list[Slot], table: Table, reading: Reading) -> None:
    first = next((slot for slot in row if slot.fresh and slot.text.strip()), None)
    if first is None:
        return
    if labels.core(first.text) in labels.TOTALS:
        found = _by_columns(row, table, reading)
        reading.form.total.update({k: v for k, v in found.items() if k in _SCALE})
        # A closing row without its points is one that broke off.
        reading.state, reading.closed = "closed", bool(reading.form.total)
        return
    if reading.state == "closed":
        _read_fields(row, table, reading)
        return
    found = _by_columns(row, table, reading)
    reading.level1, reading.level2 = _levels(found, reading)
    name = found.get("name")
    if name is None or _TEMPLATE_REST.fullmatch(name.text.strip()):
        return
    if not any(
        key in found and not blank(found[key].text)
        for key in ("target", "actual", "weight", "score")
    ):
        return
    if reading.level1:
        found["level1"] = reading.level1
    if reading.level2:
        found["level2"] = reading.level2
    reading.form.indicators.append(found)


def _levels(found: Row, reading: Reading) -> tuple[Found | None, Found | None]:
    """Levels of a row: its own cells, or those above where a merged cell was left out."""
    level1, level2 = found.get("level1"), found.get("level2")
    if level1 is not None and level1.text.strip():
        if reading.level1 is None or squeeze(level1.text) != squeeze(reading.level1.text):
            return level1, level2
        return reading.level1, level2 or reading.level2
    return reading.level1, level2 if level2 is not None and level2.text.strip() else reading.level2
