"""The self-evaluation as data: one immutable `Filing` that every other part reads or makes.

Amounts are `Decimal` in 万元, rates are fractions (1 for 100 %), weights and scores are points.
A value that could not be read with certainty is None and has a `Problem` beside it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from .evidence import EvidenceByPointer, Where
from .numbers import plain

SCHEMA: Literal["jiping/filing/1"] = "jiping/filing/1"

Number = Annotated[Decimal, PlainSerializer(plain, return_type=str, when_used="json")]
Kind = Literal["department", "project", "transfer", "report"]
#: Kind of self-evaluation → how a Chinese user reads it.
KIND_NAMES: dict[Kind, str] = {
    "department": "部门整体支出", "project": "项目支出", "transfer": "转移支付", "report": "自评报告",
}  # fmt: skip
Operator = Literal["≥", "≤", ">", "<", "=", "~"]
BudgetItem = Literal["total", "current_appropriation", "carried_over", "other", "row"]
#: The amounts of a row of the budget, in the order of a form: 年初预算数, 全年预算数, 全年执行数.
MONEY = ("initial", "adjusted", "executed")
Topic = Literal[
    "profile", "basic_expenditure", "project_expenditure", "performance",
    "problems", "measures", "application", "other",
]  # fmt: skip
Direction = Literal["increase", "decrease", "unchanged"]


class Part(BaseModel):
    """What all parts of a filing share: immutable, and no field that is not in the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Problem(Part):
    """Something that could not be read with certainty: what, in Chinese, and where."""

    where: Where
    message: str


class Value(Part):
    """A target or actual value as the grammar of `values.parse_value` understands it.

    `raw` is as published. `number` keeps its own unit (`95` with unit `%`). `~` is a range from
    `number` to `high`. A date carries `date` (the last day it means), words alone carry `text`.
    """

    raw: str
    operator: Operator | None = None
    number: Number | None = None
    high: Number | None = None
    unit: str | None = None
    date: dt.date | None = None
    text: str | None = None


class BudgetRow(Part):
    """One row of the budget block (预算执行情况); amounts in 万元, the rate as a fraction."""

    item: BudgetItem
    label: str
    initial: Number | None = None
    adjusted: Number | None = None
    executed: Number | None = None
    weight: Number | None = None
    execution_rate: Number | None = None
    score: Number | None = None


class RevenueView(Part):
    """The year's money by revenue nature (按收入性质分), 万元."""

    general_public_budget: Number | None = None
    government_funds: Number | None = None
    special_account_nontax: Number | None = None
    other: Number | None = None


class ExpenditureView(Part):
    """The year's money by expenditure nature (按支出性质分), 万元."""

    basic: Number | None = None
    project: Number | None = None


class Budget(Part):
    """The budget block of a form."""

    rows: tuple[BudgetRow, ...] = ()
    by_revenue: RevenueView = RevenueView()
    by_expenditure: ExpenditureView = ExpenditureView()

    @property
    def total(self) -> BudgetRow | None:
        """The row of the year's total money (年度资金总额), or None."""
        return next((row for row in self.rows if row.item == "total"), None)


class Goals(Part):
    """The year's overall goal (年度总体目标): as expected and as achieved."""

    expected: str | None = None
    achieved: str | None = None


class Indicator(Part):
    """One level-3 indicator (三级指标); level names in canonical form."""

    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    target: Value | None = None
    actual: Value | None = None
    weight: Number | None = None
    score: Number | None = None
    reason: str | None = None


class Total(Part):
    """The closing row (总分): points and self score."""

    weight: Number | None = None
    score: Number | None = None


class BlockScores(Part):
    """Self scores that a form prints for a whole block, as regional forms (区域绩效目标自评表) do.

    The budget block's stands in the row of its total.
    """

    goals: Number | None = None
    indicators: Number | None = None


class Section(Part):
    """A section of the report under its heading; `topic` is what the heading is about."""

    number: str | None = None
    heading: str
    topic: Topic = "other"
    text: str = ""


class ReportFigure(Part):
    """An amount told in the report, 万元, with its change on the last year and the cause given."""

    item: str
    label: str
    amount: Number | None = None
    change: Number | None = None
    direction: Direction | None = None
    cause: str | None = None


class Report(Part):
    """The self-evaluation report (自评报告)."""

    title: str | None = None
    sections: tuple[Section, ...] = ()
    figures: tuple[ReportFigure, ...] = ()


class Filing(Part):
    """One self-evaluation: the form, the report that goes with it, and where each value stood."""

    kind: Kind
    unit: str | None = None
    supervisor: str | None = None
    project: str | None = None
    fiscal_year: int | None = None
    standard: str = "national-2020"
    complete: bool = True
    currency_unit: Literal["万元", "元"] = "万元"
    budget: Budget = Budget()
    goals: Goals = Goals()
    indicators: tuple[Indicator, ...] = ()
    block_scores: BlockScores = BlockScores()
    total: Total = Total()
    grade: str | None = None
    report: Report | None = None
    evidence: EvidenceByPointer = Field(default_factory=dict)


class Source(Part):
    """The document that was read."""

    name: str
    media_type: str
    sha256: str


class Extraction(Part):
    """What `extract` answers for one document (schema `jiping/filing/1`)."""

    schema_: Literal["jiping/filing/1"] = Field(SCHEMA, alias="schema")
    source: Source
    filings: tuple[Filing, ...] = ()
    problems: tuple[Problem, ...] = ()
