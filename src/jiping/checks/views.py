"""Arithmetic of the two views of the year's money, and of the economic classes in the report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, Severity, check
from .rounding import amount_gap, differ, is_slip, slack
from .words import say

_REVENUE = "/budget/by_revenue"
_EXPENDITURE = "/budget/by_expenditure"
_CARRY_OVER = ("结转", "结余")


def _view_gap(case: Case, parts: tuple[Decimal | None, ...], whole: Decimal | None) -> Decimal:
    known = [part for part in parts if part is not None]
    if not known or whole is None or min(known) < 0:
        return ZERO
    gap = amount_gap(whole, known, case.money_places)
    if gap < 0 and case.torn_row is not None:
        return ZERO  # the document breaks off within the views
    return ZERO if gap and is_slip(whole + gap, whole) else gap


def _severity(case: Case, parts: tuple[Decimal | None, ...], gap: Decimal) -> Severity | None:
    """A view that falls short with empty lines in it is only doubtful: one may have been left out."""
    return "warning" if gap < 0 and (None in parts or not case.complete) else None


@check(
    code="JP111",
    name="revenue-view-off-budget",
    title="按收入性质合计不等于全年预算数",
    title_en="Revenue view does not add up to the full-year budget",
    severity="error",
    basis="湖南省部门整体支出绩效自评表：按收入性质分各项之和=全年预算数",
    explanation="一般公共预算、政府性基金拨款、纳入专户管理的非税收入拨款和其他资金相加，是全年可用的钱，"
    "应等于年度资金总额的全年预算数。",
    remedy="核对各项收入来源的金额，补上漏填的一项或改正总额。",
    bad={"/budget/by_revenue/general_public_budget": "490.00"},
)
def revenue_view_off_budget(case: Case) -> Iterator[Mark]:
    """Revenue view against the adjusted budget."""
    if gap := _view_gap(case, case.revenue, case.adjusted):
        total = (case.adjusted or ZERO) + gap
        yield Mark(
            _REVENUE,
            f"按收入性质合计{case.money(total)}，全年预算数{case.money(case.adjusted or ZERO)}，"
            f"相差{case.money(abs(gap))}。",
            _severity(case, case.revenue, gap),
        )


@check(
    code="JP112",
    name="expenditure-view-off-execution",
    title="按支出性质合计不等于全年执行数",
    title_en="Expenditure view does not add up to the executed amount",
    severity="error",
    basis="湖南省部门整体支出绩效自评表：按支出性质分各项之和=全年执行数",
    explanation="基本支出加项目支出是全年花掉的钱，应等于年度资金总额的全年执行数。"
    "合计正好等于全年预算数的，多是按预算填列，为疑点。",
    remedy="核对基本支出、项目支出与决算支出数，改正写错的一个；按预算填列的，改填实际支出数，当地要求填预算的注明口径。",
    bad={"/budget/by_expenditure/project": "151.00"},
)
def expenditure_view_off_execution(case: Case) -> Iterator[Mark]:
    """Expenditure view against the executed amount; the budget told in it is another reading."""
    if gap := _view_gap(case, case.expenditure, case.executed):
        total = (case.executed or ZERO) + gap
        planned = case.adjusted is not None and not _view_gap(case, case.expenditure, case.adjusted)
        yield Mark(
            _EXPENDITURE,
            f"按支出性质合计{case.money(total)}，{'等于全年预算数，' if planned else ''}"
            f"全年执行数{case.money(case.executed or ZERO)}，相差{case.money(abs(gap))}"
            f"{'，请核对填的是预算还是支出' if planned else ''}。",
            "warning" if planned else _severity(case, case.expenditure, gap),
        )


@check(
    code="JP113",
    name="views-differ",
    title="收入与支出两个口径不等，未说明结转",
    title_en="Revenue and expenditure views differ and no carry-over is named",
    severity="warning",
    basis="湖南省部门整体支出绩效自评表两个口径；预算法实施条例关于结转、结余的规定",
    explanation="按收入性质分是可用的钱，按支出性质分是花掉的钱，两者之差就是结转结余。相差本身不是错，"
    "但应当说明结转结余多少、为什么。",
    remedy="在报告中写明年末结转、结余的金额和原因；没有结转的，核对两个口径。",
    bad={"/report/sections/1/text": "全年一般公共预算支出490.00万元。"},
    good={},
)
def views_differ(case: Case) -> Iterator[Mark]:
    """Revenue view against expenditure view, unless the carry-over is named."""
    available, spent = case.revenue_sum, case.expenditure_sum
    if not available or None in case.expenditure or available == spent or not case.complete:
        return
    known = [part for part in (*case.revenue, *case.expenditure) if part is not None]
    room = sum([slack(part, case.money_places) for part in known], ZERO)
    if not differ(available, spent, room) or is_slip(available, spent):
        return
    if case.sections and not case.report_whole:
        return
    if case.says(_CARRY_OVER):
        return
    asked = "报告未说明结转结余" if case.sections else "请说明结转结余"
    yield Mark(
        _EXPENDITURE,
        f"按收入性质合计{case.money(available)}，按支出性质合计{case.money(spent)}，"
        f"相差{case.money(abs(available - spent))}，{asked}。",
    )


@check(
    code="JP126",
    name="classes-not-basic",
    title="经济分类合计不等于基本支出",
    title_en="Economic classes do not add up to basic expenditure",
    severity="error",
    basis="预算法实施条例第六条（基本支出按经济分类公开）；政府收支分类科目301—399",
    explanation="报告所列工资福利支出、商品和服务支出、对个人和家庭的补助（有债务利息、资本性支出等的一并相加）"
    "应等于自评表的基本支出。合计偏小而报告没有列307、309、310、312、399的，只作疑点；"
    "差额正好是政府性基金的，不在此列。",
    remedy="逐项与决算公开06表核对，补列漏掉的经济分类，或改正基本支出。",
    parts=("report",),
    bad={"/report/figures/1/amount": "99.50"},
)
def classes_not_basic(case: Case) -> Iterator[Mark]:
    """301 + 302 + 303 and the other classes told, against basic expenditure of the form."""
    basic, told = case.filing.budget.by_expenditure.basic, case.basic_classes
    gap = amount_gap(basic, told.values(), case.money_places) if basic and told else ZERO
    if basic is None or not gap or is_slip(basic + gap, basic):
        return
    total = basic + gap
    room = sum((slack(amount) for amount in (*told.values(), basic)), ZERO)
    # Told within one budget only, or of all expenditure: not a matter of arithmetic.
    explained = (basic - case.funds, case.executed)
    if any(other is not None and not differ(total, other, room) for other in explained):
        return
    words = "、".join(f"{item}类{say(amount)}" for item, amount in told.items())
    yield Mark(
        "/report/figures/0/amount",
        f"报告{words}，合计{case.money(total)}，自评表基本支出{case.money(basic)}，相差{case.money(abs(gap))}。",
        "warning" if gap < 0 and len(told) == 3 else None,
    )
