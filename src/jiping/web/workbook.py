"""Workbooks that people upload: their tables, or one sentence that says why there are none."""

from __future__ import annotations

from collections.abc import Container, Iterator

from django.utils.translation import gettext as _

from jiping.intake import UnreadableError
from jiping.intake.document import Table
from jiping.intake.readers import limits, xlsx
from jiping.intake.readers.kinds import kind_of
from jiping.web.refusal import InvalidError


def tables_in(data: bytes) -> list[Table]:
    """The tables of a workbook, hidden rows included.

    Raises InvalidError with one sentence where it is none.
    """
    try:
        limits.check_size(data, limits.FILE_BYTES, "文件")
        if kind_of(data) != "xlsx":
            raise InvalidError(_("请上传 .xlsx 文件（可下载空白表填写）。"))
        content = xlsx.read(data, hidden=True)
    except UnreadableError as error:
        raise InvalidError(_("没有读入：%(why)s") % {"why": error}) from error
    return [block for block in content.blocks if isinstance(block, Table)]


def texts_below(
    table: Table, head: int, columns: Container[int]
) -> Iterator[tuple[int, dict[int, str]]]:
    """(number of the row as Excel shows it, column → text) of each row under *head* that says something."""
    held: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        if cell.row > head and cell.column in columns and cell.text.strip():
            held.setdefault(cell.row, {})[cell.column] = cell.text.strip()
    for row, texts in sorted(held.items()):
        yield row + 1, texts
