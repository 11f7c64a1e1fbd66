"""The table of base data (基础数据表) that a standard asks for beside the form, as data.

A block is a heading row and rows of figures. Which figure stands in a cell is told by the row's
item and the column's period; what neither filing nor accounts hold stays empty, to be filled in.
"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from .base import Rules, Table
from .faults import RuleError

#: Last year's accounts, this year's budget, this year's accounts.
Period = Literal["last", "budget", "this"]
Item = Literal[
    "staff", "three_public", "vehicles", "purchase", "running", "abroad", "reception", "project",
]  # fmt: skip
Measure = Literal["money", "count", "area", "text"]


class BaseColumn(Table):
    """A column; `ratio` are the numbers (from 0) of the columns it divides: actual by planned."""

    label: str
    period: Period = "this"
    measure: Measure = "money"
    ratio: tuple[int, int] | None = None


class BaseRow(Table):
    """A row; `sum` are the items of other rows of the block that add up to it.

    Without a label it stands beside the block's own; `items` name a figure for each column where
    they differ ("" for none).
    """

    label: str = ""
    item: Item | None = None
    items: tuple[Item | Literal[""], ...] = ()
    sum: tuple[Item, ...] = ()


class BaseBlock(Table):
    """A heading row with the block's label and columns, and its rows."""

    label: str
    columns: tuple[BaseColumn, ...]
    rows: tuple[BaseRow, ...]

    @model_validator(mode="after")
    def _check(self) -> BaseBlock:
        for place, column in enumerate(self.columns):
            if column.ratio and max(column.ratio) >= len(self.columns):
                raise RuleError("ratio 所指的栏不存在（从 0 数起）", "columns", place, "ratio")
        return self


class BaseData(Rules):
    """The whole table. Labels and title may name `{year}` and `{last}`."""

    title: str
    subtitle: str = "（{year}年度）"
    blocks: tuple[BaseBlock, ...]
    signature: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
