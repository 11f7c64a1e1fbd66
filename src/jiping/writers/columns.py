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
    Column("unit", "单位", 18),
    Column("year", "年度", 7),
    Column("code", "编号", 8),
    Column("severity", "级别", 7),
    Column("where", "位置", 20),
    Column("told", "问题", 52),
    Column("basis", "依据", 28),
    Column("remedy", "建议", 30),
    Column("reply", "单位答复", 36),
    Column("accepted", "是否采纳", 11),
    Column("opinion", "复核意见", 30),
    Column(IDENTITY, "标识", 32),
)
#: The columns that are filled in by hand.
ANSWERED = ("reply", "accepted", "opinion")
ACCEPTED = ("采纳", "部分采纳", "不采纳")
LABELS = {column.label: column.field for column in COLUMNS}
INDEX = {column.field: number for number, column in enumerate(COLUMNS)}
