"""The final accounts (部门决算) of an invented unit, which its filings agree with."""

from __future__ import annotations

from jiping.filing import Accounts, ThreePublic
from jiping.filing.numbers import ZERO

from .books import books
from .county import Unit


def accounts(unit: Unit, year: int) -> Accounts:
    """The final accounts of *unit* for *year*."""
    told = books(unit, year)
    spent, received = told.total.executed, told.total.adjusted
    return Accounts(
        unit=unit.name, fiscal_year=year,
        income=received, expenditure=spent, initial=told.total.initial, adjusted=received,
        basic=told.basic, project=told.project, appropriated=spent,
        general=spent - told.funds, general_income=received - told.funds,
        general_basic=told.basic, general_project=told.project - told.funds,
        funds=told.funds, funds_income=told.funds, state_capital=ZERO, state_capital_income=ZERO,
        classes={"301": told.pay, "302": told.goods, "303": told.aid},
        three_public=ThreePublic(total=told.three_public),
        three_public_budget=ThreePublic(total=told.three_public_budget),
        staff=unit.staff,
    )  # fmt: skip
