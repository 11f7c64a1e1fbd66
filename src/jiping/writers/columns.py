"""The columns of the work sheet: one list for writing it and for reading it in again."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: field, heading, and width in characters of a Latin digit."""

    field: str
    label: str
    width: int


IDENTITY = "fingerprint"
COLUMNS = (
    Column("number", "序号", 6),
    Column("unit", "单位", 15),
    Column("year", "年度", 7),
    Column("code", "编号", 8),
    Column("severity", "级别", 7),
    Column("where", "位置", 20),
    Column("told", "问题", 44),
    Column("basis", "依据", 24),
    Column("remedy", "建议", 28),
    Column("reply", "单位答复", 32),
    Column("accepted", "是否采纳", 10),
    Column("opinion", "复核意见", 24),
    Column(IDENTITY, "标识", 32),
)
#: The columns that are filled in by hand.
ANSWERED = ("reply", "accepted", "opinion")
ACCEPTED = ("采纳", "部分采纳", "不采纳")
LABELS = {column.label: column.field for column in COLUMNS}
INDEX = {column.field: number for number, column in enumerate(COLUMNS)}
