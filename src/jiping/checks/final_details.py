"""What the report tells against the final accounts: economic classes, “三公”经费, staff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import YUAN_PER_WAN, ZERO, decimal_of
from jiping.filing.text import squeeze

from .case import Case
from .final_accounts import at, slip, tied
from .registry import Mark, check
from .rounding import slack
from .words import any_of, say

_AMOUNT = r"(?:全年|本年度?|年度|当年|累计|实际)*(?:支出)?(?:决算数?)?(?:共计?|合计)?(?:为|是|:)?([\d,]+(?:\.\d+)?)(万?元)"
_TELLINGS = {
    "total": ("“三公”经费", re.compile(rf"三公\"?经费{_AMOUNT}")),
    "abroad": ("因公出国（境）费", re.compile(rf"因公出国\(境\)费用?{_AMOUNT}")),
    "reception": ("公务接待费", re.compile(rf"公务接待费{_AMOUNT}")),
    "vehicles": ("公务用车购置及运行费", re.compile(rf"公务用车购置[及和]运行(?:维护)?费{_AMOUNT}")),
    "purchase": ("公务用车购置费", re.compile(rf"公务用车购置费{_AMOUNT}")),
    "running": ("公务用车运行维护费", re.compile(rf"公务用车运行(?:维护)?费{_AMOUNT}")),
}  # fmt: skip
#: Words before an amount that make it another year's or a plan.
_NOT_THIS = re.compile(r"(?:上年|去年|上一年|预算|计划|比)[^,，。;；]{0,8}$")
_EXPLAINED = any_of("超预算", "超出预算", "增加的原因", "主要原因", "超支")


@check(
    code="JPA11",
    name="classes-off-accounts",
    title="经济分类支出与决算不符",
    title_en="Expenditure by economic class is not that of the final accounts",
    severity="error",
    basis="部门决算公开06表（一般公共预算财政拨款基本支出决算明细表）；预算法实施条例第六条",
    explanation="报告在基本支出下所列的工资福利支出、商品和服务支出、对个人和家庭的补助等，"
    "应等于公开06表的同类金额。报告各类合计不等于自评表基本支出的（口径可能不同），只作疑点。",
    remedy="以公开06表为准改正；按全部支出口径填写的，写明。",
    needs="accounts",
    bad={"accounts:/classes/302": "84.10", "accounts:/classes/303": "45.90"},
)
def classes_off_accounts(case: Case) -> Iterator[Mark]:
    """Amounts of the report by class against the detailed table."""
    accounts, told = case.accounts, case.basic_classes
    if accounts is None or not told or case.filing.kind == "project":
        return
    basic = case.expenditure[0]
    total = sum(told.values(), ZERO)
    room = sum((slack(amount) for amount in told.values()), ZERO)
    as_basic = basic is not None and abs(total - basic) <= room + slack(basic)
    for pointer, figure in case.figures:
        theirs = accounts.classes.get(figure.item)
        mine = told.get(figure.item)
        if theirs is None or mine is None or tied(mine, theirs):
            continue
        yield Mark(
            f"{pointer}/amount",
            f"报告{figure.label}{say(mine)}万元，决算{at(accounts, f'/classes/{figure.item}')}为"
            f"{say(theirs)}万元，相差{say(abs(mine - theirs))}万元{slip(mine, theirs)}。",
            None if as_basic else "warning",
        )


@check(
    code="JPA12",
    name="three-public-off-accounts",
    title="“三公”经费与决算不符",
    title_en="The three public expenses are not those of the final accounts",
    severity="error",
    basis="部门决算公开09表（财政拨款“三公”经费支出决算表）；党政机关厉行节约反对浪费条例",
    explanation="报告所写“三公”经费及其各项支出，应等于公开09表的决算数。",
    remedy="以决算为准改正。",
    needs="accounts",
    bad={"accounts:/three_public/total": "1.10", "accounts:/three_public/reception": "0.20"},
)
def three_public_off_accounts(case: Case) -> Iterator[Mark]:
    """Amounts that the report tells of them, other than last year's and planned ones."""
    accounts = case.accounts
    if accounts is None:
        return
    for number, section in enumerate(case.sections):
        text = squeeze(section.text)
        for item, (name, pattern) in _TELLINGS.items():
            theirs = getattr(accounts.three_public, item)
            for match in pattern.finditer(text) if theirs is not None else ():
                mine = decimal_of(match[1])
                if mine is None or _NOT_THIS.search(text[: match.start()][-14:]):
                    continue
                mine = mine if match[2] == "万元" else mine / YUAN_PER_WAN
                if not tied(mine, theirs):
                    yield Mark(
                        f"/report/sections/{number}/text",
                        f"报告{name}{say(mine)}万元，决算{at(accounts, f'/three_public/{item}')}为"
                        f"{say(theirs)}万元{slip(mine, theirs)}。",
                    )


@check(
    code="JPA13",
    name="three-public-over-budget",
    title="“三公”经费超预算",
    title_en="The three public expenses are over their budget",
    severity="warning",
    basis="财预〔2013〕53号：“三公”经费控制率不大于100%；党政机关厉行节约反对浪费条例",
    explanation="决算的“三公”经费（或其中一项）大于预算数，自评报告没有说明。",
    remedy="说明超预算的原因和批准程序，相应调减有关指标得分。",
    needs="accounts",
    bad={"accounts:/three_public_budget/total": "1.00",
         "accounts:/three_public_budget/running": "0.50"},
)  # fmt: skip
def three_public_over_budget(case: Case) -> Iterator[Mark]:
    """Actual against budget within the accounts, and a word on it in the report."""
    accounts = case.accounts
    if accounts is None or not case.complete or _EXPLAINED.search(case.report_text):
        return
    over = [
        f"{name}决算{say(actual)}万元、预算{say(budget)}万元"
        for item, (name, _) in _TELLINGS.items()
        if (actual := getattr(accounts.three_public, item)) is not None
        and (budget := getattr(accounts.three_public_budget, item)) is not None
        and actual > budget
    ]
    if over:
        pointer = case.places.get("performance", "/report" if case.sections else "/budget")
        yield Mark(pointer, f"{'；'.join(over)}，超预算而未说明。")


@check(
    code="JPA14",
    name="staff-off-accounts",
    title="在职人数与决算不符",
    title_en="Staff in post is not that of the final accounts",
    severity="warning",
    basis="部门决算附表（机构运行信息表、基本数字表）；财预〔2013〕53号：在职人员控制率",
    explanation="报告的在职人数应等于决算附表的年末在职（实有）人数。",
    remedy="以决算附表为准改正；含编外人员的写明。",
    needs="accounts",
    bad={"accounts:/staff": 22},
)
def staff_off_accounts(case: Case) -> Iterator[Mark]:
    """The one number of staff that the profile tells against the annex."""
    accounts, staff = case.accounts, case.staff
    if accounts is None or accounts.staff is None or staff is None:
        return
    if staff != Decimal(accounts.staff):
        yield Mark(
            case.places["profile"],
            f"报告在职人员{say(staff)}人，决算{at(accounts, '/staff')}为{accounts.staff}人。",
        )
