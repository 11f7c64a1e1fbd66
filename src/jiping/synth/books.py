"""The money of a unit year by year, in 万元: every year follows from the one before."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.numbers import ZERO, round_half_up

from .county import Unit
from .dice import Dice

#: Before any year that is asked for: the books are told on from here.
_FIRST = 2018
_TEN = Decimal(10)


class Money(NamedTuple):
    """One project's or the whole unit's money of a year."""

    initial: Decimal
    adjusted: Decimal
    executed: Decimal


class Books(NamedTuple):
    """The year of a unit: basic expenditure by class, projects, funds, 三公."""

    year: int
    pay: Decimal
    goods: Decimal
    aid: Decimal
    projects: tuple[Money, ...]
    #: Out of government funds (政府性基金), spent in full, part of the first project.
    funds: Decimal
    total: Money
    three_public: Decimal
    three_public_budget: Decimal

    @property
    def basic(self) -> Decimal:
        """Basic expenditure (基本支出)."""
        return self.pay + self.goods + self.aid

    @property
    def project(self) -> Decimal:
        """Project expenditure (项目支出)."""
        return sum((one.executed for one in self.projects), ZERO)


@lru_cache(maxsize=4096)
def books(unit: Unit, year: int) -> Books:
    """The books of *unit* in *year*."""
    before = books(unit, year - 1) if year > _FIRST else None
    dice = Dice("books", unit.seed, year)
    if before is None:
        staff = Decimal(unit.staff)
        pay = dice.times(staff, "11.5", "15.5")
        goods, aid = dice.times(staff, "1.9", "3.4"), dice.times(staff, "0.7", "1.6")
        low, high = unit.trade.per_head_project
        spent = [dice.times(staff * one.share / _TEN, low, high) for one in unit.trade.projects]
        public = dice.times(goods, "0.04", "0.08")
    else:
        pay = dice.times(before.pay, "1.005", "1.085")
        goods = dice.times(before.goods, "0.90", "1.10")
        aid = dice.times(before.aid, "0.92", "1.10")
        spent = [dice.times(one.executed, "0.88", "1.13") for one in before.projects]
        public = dice.times(before.three_public, "0.86", "0.99")
    projects = tuple(_money(one, dice) for one in spent)
    funds = dice.times(spent[0], "0.10", "0.25") if unit.trade.funds else ZERO
    total = _money(pay + goods + aid + sum(spent, ZERO), dice)
    return Books(
        year, pay, goods, aid, projects, funds, total, public, dice.times(public, "1.05", "1.30")
    )


def _money(executed: Decimal, dice: Dice) -> Money:
    adjusted = round_half_up(executed / dice.decimal("0.958", "0.995", 3))
    return Money(dice.times(adjusted, "0.87", "0.99"), adjusted, executed)
