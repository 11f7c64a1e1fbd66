"""The form of a standard as printed: its head, blocks, columns, closing rows and signatures, as data.

A writer lays a filing out by it; nothing of a form's looks stands in code but the way tables are drawn.
"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from jiping.filing.model import BudgetItem, Kind, Topic

from .base import Rules, Table
from .faults import RuleError

ColumnField = Literal[
    "initial", "adjusted", "executed", "execution_rate", "rate_weight", "rate_score",
    "weight", "score", "reason", "remark", "level1", "level2", "name", "target",
    "adjusted_target", "actual", "operator", "measure", "completion", "core",
]  # fmt: skip
HeadName = Literal["unit", "supervisor", "project", "year", "grade", "total_score", "empty"]
BlockName = Literal["budget", "management", "goals", "indicators"]
RevenueField = Literal[
    "general_public_budget", "government_funds", "special_account_nontax", "other"
]
ExpenditureField = Literal["basic", "project"]


class Column(Table):
    """A column of the form: which field stands in it, and the label printed over it.

    `text` is printed in the cells of a column that the filing holds nothing for: beside the total
    of the budget, and beside every indicator.
    """

    field: ColumnField
    label: str
    text: str = ""


class RowLabel(Table):
    """A row of the budget block and its label."""

    item: BudgetItem
    label: str


class HeadField(Table):
    """A label above the blocks and the field beside it (`empty`: nothing the filing holds)."""

    field: HeadName
    label: str


class RevenueRow(Table):
    """A row of the view by revenue nature."""

    field: RevenueField
    label: str


class ExpenditureRow(Table):
    """A row of the view by expenditure nature."""

    field: ExpenditureField
    label: str


class Views(Table):
    """The two views of the year's money, side by side under the budget rows."""

    revenue_label: str
    revenue: tuple[RevenueRow, ...]
    expenditure_label: str
    expenditure: tuple[ExpenditureRow, ...]


class GoalColumn(Table):
    """A column of the goals block (`adjusted`: the goal as adjusted, which a filing does not hold)."""

    field: Literal["expected", "adjusted", "achieved"]
    label: str


class ClosingRow(Table):
    """A row of text below the indicators, filled from the report's section of this topic, if any."""

    label: str
    topic: Topic | None = None


class Form(Rules):
    """The form as printed.

    `head` are rows of labels with their fields. `blocks` stand below it in this order; `management`
    are the rows of text that transfers tell of the money (资金管理情况). `budget_label` and
    `indicators_label` are the labels at the left of their blocks, `mark` is what the form prints
    above its title (`公开14表`). `part_points` is printed in the points of budget rows that have
    none. `signature` are the labels of the line to be signed. Titles may name `{year}` and `{unit}`.
    """

    title: str
    subtitle: str = "（{year}年度）"
    mark: str = ""
    filing_kind: Kind
    currency_unit: Literal["万元", "元"] = "万元"
    landscape: bool = False
    head: tuple[tuple[HeadField, ...], ...] = ()
    blocks: tuple[BlockName, ...] = ("budget", "goals", "indicators")
    budget_label: str = "预算执行情况"
    budget: tuple[Column, ...]
    rows: tuple[RowLabel, ...]
    part_points: str = ""
    management_label: str = "资金管理情况"
    management: tuple[str, ...] = ()
    views: Views | None = None
    goals_label: str = "年度总体目标"
    goals: tuple[GoalColumn, ...] = ()
    indicators_label: str = "绩效指标"
    indicators: tuple[Column, ...]
    total_label: str = "总分"
    closing: tuple[ClosingRow, ...] = ()
    signature: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Form:
        for key in ("budget", "indicators"):
            fields = [column.field for column in getattr(self, key)]
            if len(set(fields)) != len(fields):
                raise RuleError(f"{key} 中有两栏是同一个 field，请只保留一栏", key)
        return self

    def shows(self, field: ColumnField) -> bool:
        """Whether the indicators have a column of this field."""
        return any(column.field == field for column in self.indicators)
