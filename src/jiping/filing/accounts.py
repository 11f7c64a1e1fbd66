"""The final accounts (部门决算) of one unit and year, as far as checks hold filings against them.

Amounts are `Decimal` in 万元. What a table does not show, or two tables show differently, is None.
"""

from __future__ import annotations

from pydantic import Field

from .evidence import EvidenceByPointer, Place
from .model import Number, Part, Problem


class ThreePublic(Part):
    """“三公”经费 of one column (budget or actual), 万元: 30212, 30217, 31013 and 30231."""

    total: Number | None = None
    abroad: Number | None = None
    reception: Number | None = None
    vehicles: Number | None = None
    purchase: Number | None = None
    running: Number | None = None


class Accounts(Part):
    """What the tables 财决01 or 公开01 to 公开09 and the annexes tell.

    `general`, `funds` and `state_capital` are expenditure out of each budget's appropriation,
    `general_income` and the like what came in. `classes` are economic classes of basic expenditure
    (`301` …) of the general public budget, whose sum is `general_basic`.
    """

    unit: str | None = None
    fiscal_year: int | None = None
    income: Number | None = None
    expenditure: Number | None = None
    initial: Number | None = None
    adjusted: Number | None = None
    basic: Number | None = None
    project: Number | None = None
    appropriated: Number | None = None
    general: Number | None = None
    general_income: Number | None = None
    general_basic: Number | None = None
    general_project: Number | None = None
    funds: Number | None = None
    funds_income: Number | None = None
    state_capital: Number | None = None
    state_capital_income: Number | None = None
    classes: dict[str, Number] = Field(default_factory=dict)
    three_public_budget: ThreePublic = ThreePublic()
    three_public: ThreePublic = ThreePublic()
    staff: int | None = None
    evidence: EvidenceByPointer = Field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, pointer: str) -> Place | None:
        """Where in the accounts the figure at *pointer* stood."""
        found = self.evidence.get(pointer)
        return found.where if found else None
