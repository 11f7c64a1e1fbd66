"""Rosters in Excel: read from a workbook whatever the order of its columns, and an empty one to fill in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext as _

from jiping.filing.model import MONEY
from jiping.filing.text import squeeze
from jiping.intake.document import Table
from jiping.web.refusal import InvalidError
from jiping.web.workbook import tables_in, texts_below

from .row import ALIASES, HEADINGS, Row

_NEEDED = "unit_code"
_CURRENCY = re.compile(r"[(（](万元|元)[)）]$")
_MOST_ROWS = 20_000


def rows_in(data: bytes) -> list[Row]:
    """The rows of the first table with a column 单位编码.

    Raises InvalidError with one sentence where there is none.
    """
    for table in tables_in(data):
        if found := _heading(table):
            rows = list(_rows(table, *found))
            if not rows:
                raise InvalidError(_("表头下面没有内容。"))
            if len(rows) > _MOST_ROWS:
                raise InvalidError(_("最多 %(most)d 行，请分次导入。") % {"most": _MOST_ROWS})
            return rows
    raise InvalidError(_("没有找到“单位编码”一列，请核对表头（可下载空白表填写）。"))


def empty_workbook() -> bytes:
    """A workbook with the headings, text format for codes, and an example row as a comment."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("单位和预算")
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    text, money = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0.00"})
    for column, (heading, field) in enumerate(HEADINGS.items()):
        label = f"{heading}（万元）" if field in MONEY else heading
        sheet.write_string(0, column, label, head)
        sheet.set_column(column, column, 16, money if field in MONEY else text)
    sheet.write_comment(0, 0, "每行一个单位；项目另起一行，写所属单位编码、项目编码和项目名称。")
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _heading(table: Table) -> tuple[int, dict[int, tuple[str, str]]] | None:
    """(heading row, column → (field, currency)) of a roster."""
    rows: dict[int, dict[int, tuple[str, str]]] = {}
    for cell in table.cells:
        label = squeeze(cell.text)
        unit = _CURRENCY.search(label)
        name = label[: unit.start()] if unit else label
        if field := HEADINGS.get(name) or ALIASES.get(name):
            rows.setdefault(cell.row, {})[cell.column] = (field, unit[1] if unit else "万元")
    for row, columns in rows.items():
        if _NEEDED in {field for field, _ in columns.values()}:
            return row, columns
    return None


def _rows(table: Table, head: int, columns: dict[int, tuple[str, str]]) -> Iterator[Row]:
    for number, texts in texts_below(table, head, columns):
        told: dict[str, str] = {}
        for column, text in texts.items():
            field, currency = columns[column]
            told[field] = text
            if field in MONEY:
                told["currency"] = currency
        yield Row(place=_("第%(n)d行") % {"n": number}, **told)
