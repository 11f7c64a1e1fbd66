"""The library in Excel: what is downloaded can be filled in and taken in again."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _

from jiping.filing.text import squeeze
from jiping.intake.document import Table
from jiping.web.refusal import InvalidError
from jiping.web.workbook import tables_in, texts_below

from .models import Entry
from .row import COMMENTS, HEADINGS, KINDS

_WIDTHS = {"name": 32, "meaning": 40, "source": 28}


def lines_in(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """(number of the row, its texts by field) of the first table with a column 三级指标.

    Raises InvalidError with one sentence where there is none.
    """
    for table in tables_in(data):
        if found := _heading(table):
            head, fields = found
            lines = [
                (number, {fields[column]: text for column, text in texts.items()})
                for number, texts in texts_below(table, head, fields)
            ]
            if not lines:
                raise InvalidError(_("表头下面没有内容。"))
            return lines
    raise InvalidError(_("没有找到“三级指标”一列，请核对表头（可下载指标库填写）。"))


def _heading(table: Table) -> tuple[int, dict[int, str]] | None:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        if field := HEADINGS.get(squeeze(cell.text)):
            rows.setdefault(cell.row, {})[cell.column] = field
    return next(((row, held) for row, held in rows.items() if "name" in held.values()), None)


def as_workbook(entries: Iterable[Entry]) -> bytes:
    """The entries under their headings."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("指标库")
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    words = {kind: name for name, kind in KINDS.items()}
    for column, (heading, field) in enumerate(HEADINGS.items()):
        sheet.write_string(0, column, heading, head)
        sheet.set_column(column, column, _WIDTHS.get(field, 16), text)
    for row, entry in enumerate(entries, 1):
        for column, field in enumerate(HEADINGS.values()):
            told = str(getattr(entry, field))
            sheet.write_string(
                row, column, words.get(told, told) if field == "kind" else told, text
            )
    for column, comment in enumerate(COMMENTS):
        sheet.write_comment(0, column, comment)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
