"""Everything that the wording may speak of, worked out once: nothing in it is not in the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jiping.checks import Finding, check_filing
from jiping.checks.wording import mended
from jiping.checks.words import shorten
from jiping.filing import Accounts, BudgetRow, Filing
from jiping.filing.bound import Quantities, bind, gap, mark, quantities
from jiping.filing.numbers import HUNDRED, ZERO, plain
from jiping.scoring import Scorecard, score
from jiping.standards import Standard

from .changes import Classes, classes_of
from .profile import Profile, profile_of
from .results import Gathered, Result, deviations, gathered, results_of

_YEAR = re.compile(r"(20\d\d)年度")
_BY = re.compile(r"(?:之?以?前|之前|前)(?:完成|完工)?$|^[≤<]")
_CODE = re.compile(r"^[0-9A-Z]{3,}\s*[-—－_]\s*|\s+\d{3,}$")
_OF_WHICH = re.compile(r"^(?:其中)[：:]?")
_SURVEY = re.compile(r"问卷|调查|测评|回访|抽样|访谈|满意度评价表|电话访问")
_KINDS = {"department": "部门整体支出", "project": "项目支出", "transfer": "转移支付"}
_SELF = {"镇": "我镇", "乡": "我乡", "街道": "我街道", "局": "我局", "委": "我委", "校": "我校", "院": "我院", "中心": "本中心", "馆": "本馆", "站": "本站"}  # fmt: skip


_HAN = r"[\u4e00-\u9fff]"
_HALF = re.compile(rf"(?<={_HAN}|\d|%)[,;](?={_HAN})|(?<={_HAN})[:](?={_HAN}|\d)")
_FULL = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_ENCLOSED = re.compile(r"[(（]([^()（）]*)[)）]")


def _punctuated(line: str) -> str:
    """Chinese text with Chinese punctuation, without brackets around all of it."""
    if whole := _ENCLOSED.fullmatch(line):
        line = whole[1]
    return _HALF.sub(lambda found: _FULL[found[0]], line)


@dataclass(frozen=True)
class Facts:
    """One filing with its standard and surroundings, as the sentences ask for it."""

    filing: Filing
    standard: Standard
    accounts: Accounts | None = None
    last_year: Filing | None = None

    @cached_property
    def quantities(self) -> Quantities:
        """All figures by pointer."""
        return quantities(self.filing, self.accounts, self.last_year)

    @cached_property
    def scorecard(self) -> Scorecard:
        """The rule's scores of the form."""
        return score(self.filing, self.standard)

    # --- figures ----------------------------------------------------------------------------------

    def q(self, pointer: str, form: str = "", ask: str = "此处的数据") -> str:
        """The mark of the figure at *pointer*, or the gap that asks for it."""
        return mark(pointer, form) if pointer in self.quantities else gap(ask)

    def has(self, *pointers: str) -> bool:
        """Whether all these figures are known."""
        return all(one in self.quantities for one in pointers)

    def same(self, pointer: str, other: str) -> bool:
        """Whether two figures are known and one amount."""
        return self.has(pointer, other) and self.number(pointer) == self.number(other)

    def shown(self, pointer: str) -> str:
        """A figure as a gap quotes it."""
        return str(self.quantities.get(pointer, "空白"))

    def number(self, pointer: str) -> Decimal:
        """The number of a figure, 0 where it is not known."""
        found = self.quantities.get(pointer)
        return found.number or ZERO if found else ZERO

    def bound(self, text: str | None) -> str:
        """A text of the form, on one line and without its closing stop, with its figures bound."""
        line = _punctuated(mended("".join((text or "").split()).rstrip("。；;，,")))
        return bind(line, self.quantities, self.filing)

    def tell(self, one: Result) -> str:
        """An indicator's name with its actual value, as one phrase."""
        actual = one.indicator.actual
        if actual is None or not actual.raw.strip():
            return one.called
        counted = actual.number is not None and actual.date is None
        if not counted and actual.date is None:
            return f"{one.called}的完成情况为“{self.q(one.pointer + '/actual')}”"
        return (
            f"{one.called}{'' if one.bare and counted else '为'}{self.q(one.pointer + '/actual')}"
        )

    def deadline(self, one: Result) -> str:
        """The day by which something was due, as published but without its 前."""
        target = one.indicator.target
        raw = "".join(target.raw.split()) if target else ""
        return _BY.sub("", raw) or gap("期限")

    def counted(self, text: str) -> bool:
        """Whether a cause has a figure in it."""
        return any(char.isdigit() for char in text)

    def short(self, text: str) -> str:
        """A text of the form, quoted on one line and cut where it is long."""
        return shorten("".join(text.split()).rstrip("。；;，,"), 40)

    # --- who and when -----------------------------------------------------------------------------

    @cached_property
    def year(self) -> int | None:
        """The fiscal year of the form, else the one year that the unit's own report tells."""
        if self.filing.fiscal_year is not None:
            return self.filing.fiscal_year
        report = self.filing.report
        texts = [report.title or "", *(one.text for one in report.sections)] if report else []
        told = {found for text in texts for found in _YEAR.findall(text)}
        return int(told.pop()) if len(told) == 1 else None

    def in_year(self, more: int = 0) -> str:
        """`2022年`, or *more* years later; a gap where the year is not known."""
        return f"{self.year + more}年" if self.year else gap("年度") + "年"

    @property
    def unit(self) -> str:
        """The unit's name, or a gap."""
        return _CODE.sub("", self.filing.unit or "") or gap("单位全称")

    @property
    def project(self) -> str:
        """The project's name without its code, or a gap."""
        return _CODE.sub("", "".join((self.filing.project or "").split())) or gap("项目名称")

    @property
    def supervisor(self) -> str:
        """The supervising department, or nothing."""
        return _CODE.sub("", self.filing.supervisor or "")

    @property
    def we(self) -> str:
        """How the unit speaks of itself."""
        name = (self.filing.unit or "").removesuffix("人民政府").removesuffix("办事处")
        return next((we for end, we in _SELF.items() if name.endswith(end)), "本单位")

    @property
    def kind(self) -> str:
        """What is evaluated (部门整体支出, 项目支出)."""
        return _KINDS.get(self.filing.kind, "预算支出")

    @cached_property
    def profile(self) -> Profile:
        """The unit as its own report or last year's describes it."""
        last = self.last_year.report if self.last_year else None
        return profile_of(self.filing.report, last)

    # --- money ------------------------------------------------------------------------------------

    @cached_property
    def total_at(self) -> str:
        """Pointer of the row of the year's total."""
        rows = self.filing.budget.rows
        return f"/budget/rows/{next((n for n, row in enumerate(rows) if row.item == 'total'), 0)}"

    @property
    def total(self) -> BudgetRow | None:
        """The row of the year's total."""
        return self.filing.budget.total

    def t(self, field: str, form: str = "") -> str:
        """A figure of the total row: `executed`, `#balance`."""
        at = self.total_at + (field if field.startswith("#") else f"/{field}")
        names = {"initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数", "execution_rate": "预算执行率"}  # fmt: skip
        return self.q(at, form, names.get(field, "此处的金额"))

    @property
    def raised(self) -> Decimal:
        """Adjusted − initial, 万元; 0 where one of them is blank."""
        row = self.total
        if row is None or row.initial is None or row.adjusted is None:
            return ZERO
        return row.adjusted - row.initial

    @property
    def on_last_year(self) -> str:
        """This year's executed amount against last year's, as a clause; empty where unknown."""
        at = f"{self.total_at}/executed"
        if not self.has(at, f"last_year:{at}"):
            return ""
        now, before = self.number(at), self.number(f"last_year:{at}")
        if now == before:
            return "，与上年持平"
        word, rate = ("增加", "增长") if now > before else ("减少", "下降")
        share = f"，{rate}{self.q(f'{at}#growth')}" if self.has(f"{at}#growth") else ""
        return f"，比上年{word}{self.q(f'{at}#change')}{share}"

    @property
    def unspent(self) -> Decimal:
        """Adjusted − executed, 万元; 0 where one of them is blank."""
        row = self.total
        if row is None or row.adjusted is None or row.executed is None:
            return ZERO
        return row.adjusted - row.executed

    @property
    def execution_lost(self) -> bool:
        """Whether money was left over and points were lost on the execution rate."""
        return self.unspent > 0 and self.number(f"{self.total_at}#deducted") > 0

    @property
    def parts(self) -> list[tuple[str, BudgetRow]]:
        """The rows under the total, with their pointers, as far as they show money."""
        rows = enumerate(self.filing.budget.rows)
        return [
            (f"/budget/rows/{n}", row) for n, row in rows if row.item != "total" and row.adjusted
        ]

    @cached_property
    def funds_known(self) -> bool:
        """Whether the parts of the revenue view make up the year's money: then nothing else does."""
        view = self.filing.budget.by_revenue
        known = [amount for _, amount in view if amount is not None]
        row = self.total
        return bool(known) and row is not None and sum(known, ZERO) == row.adjusted

    @cached_property
    def no_projects(self) -> bool:
        """Whether there was no project expenditure: told as 0, or basic expenditure is all."""
        basic, project = self.filing.budget.by_expenditure.basic, self.filing.budget.by_expenditure.project  # fmt: skip
        executed = self.total.executed if self.total else None
        return project == 0 if project is not None else basic is not None and basic == executed

    @cached_property
    def classes(self) -> Classes:
        """Basic expenditure by economic class."""
        return classes_of(self.filing, self.quantities, self.accounts, self.last_year)

    @property
    def several(self) -> bool:
        """Whether there is money besides the general public budget."""
        view = self.filing.budget.by_revenue
        others = (view.government_funds, view.special_account_nontax, view.other)
        return any(amount and amount > 0 for amount in others)

    @property
    def general(self) -> str:
        """The general public budget's money in words."""
        return str(self.quantities.get("/budget/by_revenue/general_public_budget", ""))

    def part_name(self, row: BudgetRow) -> str:
        """A row's label without 其中 and signs."""
        return _OF_WHICH.sub("", "".join(row.label.split())).rstrip("：:")

    def figure(self, item: str) -> str:
        """Pointer of an amount that the unit's own report tells, or nothing."""
        figures = self.filing.report.figures if self.filing.report else ()
        told = (n for n, one in enumerate(figures) if one.item == item and one.amount is not None)
        found = next(told, None)
        return "" if found is None else f"/report/figures/{found}/amount"

    # --- results ----------------------------------------------------------------------------------

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every indicator with its outcome."""
        return results_of(self.filing, self.scorecard, self.quantities)

    @property
    def levels(self) -> list[tuple[str, list[Gathered]]]:
        """Level-1 category → its results, gathered by outcome."""
        names = dict.fromkeys(one.indicator.level1 or "绩效指标" for one in self.results)
        return [
            (name, list(gathered(o for o in self.results if (o.indicator.level1 or "绩效指标") == name)))
            for name in names
        ]  # fmt: skip

    @cached_property
    def deviations(self) -> tuple[Result, ...]:
        """The indicators that missed or lost points, the farthest first."""
        return deviations(self.results)

    @property
    def all_scored(self) -> bool:
        """Whether every indicator has weight and score."""
        rows = self.filing.indicators
        return bool(rows) and all(o.weight is not None and o.score is not None for o in rows)

    @property
    def all_met(self) -> bool:
        """Whether it is sure that every target was reached and no point given away."""
        return self.all_scored and all(o.met and not o.deducted for o in self.results)

    def count_of(self, groups: list[Gathered]) -> int:
        """How many indicators the groups have."""
        return sum(len(group.results) for group in groups)

    def lost(self, level: str) -> str:
        """The points that a category gave away."""
        at = f"/indicators#{{}}/{level}"
        return plain(self.number(at.format("weight")) - self.number(at.format("score")))

    def satisfied(self, groups: list[Gathered]) -> bool:
        """Whether the groups tell of anybody's satisfaction."""
        return any("满意" in one.called for group in groups for one in group.results)

    @cached_property
    def surveyed(self) -> bool:
        """Whether the form tells how satisfaction was asked for."""
        goals = self.filing.goals
        told = [goals.achieved, *(one.reason for one in self.filing.indicators)]
        return any(text and _SURVEY.search(text) for text in told)

    def results_of(self, code: str) -> list[Result]:
        """The indicators that a check found something in."""
        found = [finding.pointer for finding in self.findings if finding.code == code]
        return [
            one for one in self.results if any(at.startswith(f"{one.pointer}/") for at in found)
        ]

    @property
    def set_low(self) -> bool:
        """Whether the checks find targets far under what was reached: the problems speak of it."""
        return bool(self.results_of("JP516"))

    @cached_property
    def goals_alike(self) -> bool:
        """Whether the form repeats the goal as the result."""
        return any(finding.code == "JP524" for finding in self.findings)

    def missed_last_year(self, one: Result) -> bool:
        """Whether the indicator of this name missed its target last year, too."""
        return one.missed and one.called in self._missed_before

    @cached_property
    def _missed_before(self) -> frozenset[str]:
        if self.last_year is None:
            return frozenset()
        before = Facts(self.last_year, self.standard)
        return frozenset(one.called for one in before.results if one.missed)

    @property
    def grade(self) -> str | None:
        """The grade of the self score under the standard; None where the points are not of 100."""
        total = self.filing.total
        if total.score is None or total.weight not in (None, HUNDRED):
            return None
        return self.standard.grades.of(total.score)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks find in the form alone."""
        form = self.filing.model_copy(update={"report": None})
        return check_filing(form, self.standard, scorecard=self.scorecard)
