"""Budget control: what the three money columns say of how the year's money was planned and spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, check
from .rounding import amount_gap, percent
from .words import has, named, say

_REVENUE = "/budget/by_revenue"
_EXPENDITURE = "/budget/by_expenditure"
_ADJUSTED_WORDS = (
    "追加",
    "调增",
    "调减",
    "预算调整",
    "调整预算",
    "核减",
    "追减",
    "新增资金",
    "中途下达",
)
_SOURCE_WORDS = ("上级", "转移支付", "结转", "批准", "批复", "人大", "下达", "审议", "专项资金")
_ARRIVED = re.compile(r"到位[^，。；,;\d]*$")
_SLOW_CAUSE = re.compile(
    r"(?:执行率|支出进度|未执行|未支出|未支付)[^。；\n]{0,30}(?:原因|由于|因为|主要是|系)"
    r"|(?:次年|下年|跨年)(?:度)?[^，。；\n]{0,6}(?:支付|结算)|尾款|质保金"
    r"|(?:年底|年末|1[12]月)才?(?:下达|到位)"
)


@check(
    code="JP201",
    name="executed-over-budget",
    title="执行数超过全年预算数",
    title_en="Executed more than the full-year budget",
    severity="error",
    basis="预算法第十三条：未列入预算的不得支出",
    explanation="支出必须以经批准的预算为依据，全年执行数不能大于全年预算数。",
    remedy="核对是否漏计追加预算或上年结转；确属超预算支出的，须说明并整改。",
    bad={
        "/budget/rows/0/executed": "510.00", "/budget/rows/0/execution_rate": "1.02",
        "/budget/rows/0/score": "10", "/total/score": "99.6",
        "/budget/by_expenditure/project": "170.00",
    },
)  # fmt: skip
def executed_over_budget(case: Case) -> Iterator[Mark]:
    """Any row of the budget that spent more than it had; the parts only where the total did not."""
    over = [
        (number, row, row.executed - row.adjusted)
        for number, row in enumerate(case.filing.budget.rows)
        if row.adjusted is not None and row.executed is not None and row.executed > row.adjusted
    ]
    for number, row, excess in sorted(over, key=lambda entry: entry[1].item != "total"):
        if row.adjusted is None or row.executed is None or number == case.torn_row:
            continue
        if amount_gap(row.adjusted, (row.executed,), case.money_places) > 0:
            if case.filing.kind == "report" and _arrived(case, f"/budget/rows/{number}/executed"):
                continue
            yield Mark(
                f"/budget/rows/{number}/executed",
                f"{named(row.label)}执行数{case.money(row.executed)}，超过全年预算数{case.money(row.adjusted)}，"
                f"超出{case.money(excess)}。",
            )
            if row.item == "total":
                return


def _arrived(case: Case, pointer: str) -> bool:
    """Whether a report without a form tells the amount as money that came in, not as spent."""
    known = case.filing.evidence.get(pointer)
    if known is None:
        return False
    return any(
        _ARRIVED.search(section.text[max(0, at - 12) : at])
        for section in case.sections
        if (at := section.text.find(known.raw)) >= 0
    )


@check(
    code="JP202",
    name="initial-budget-missing",
    title="年初预算数缺失",
    title_en="Initial budget missing",
    severity="warning",
    basis="预算法第七十五条：预算数、调整预算数、决算数并列",
    explanation="全年预算数有金额而年初预算数是0，或者只有总额一行没有填年初预算数，看不出预算如何变动。",
    remedy="填写年初批复的预算数；确属年中新增的，写明下达文号。",
    bad={"/budget/rows/0/initial": "0"},
)
def initial_budget_missing(case: Case) -> Iterator[Mark]:
    """An initial budget of 0, or blank in the total although the column is in use."""
    if not case.complete or not case.adjusted or case.adjusted < 0:
        return
    if case.initial:
        return
    used = any(row.initial for row in case.filing.budget.rows)
    if case.initial is not None or used:
        shown = "0" if case.initial is not None else "空白"
        yield Mark(
            f"{case.total_at}/initial",
            f"全年预算数{case.money(case.adjusted)}，年初预算数为{shown}。",
        )


@check(
    code="JP203",
    name="adjustment-unexplained",
    title="预算调整率过高而未说明原因",
    title_en="Large budget adjustment without a cause",
    severity="warning",
    basis="财预〔2013〕53号：预算调整率；预算法第六十七条至第七十一条",
    explanation="预算调整率=|全年预算数−年初预算数|÷年初预算数，超过30%的应当说明为什么调整。"
    "报告写到追加、调增、调减、预算调整等情况的不再提示。",
    remedy="在报告中写明调整的金额、原因和时间。",
    limits=("adjustment",),
    bad={
        "/budget/rows/0/initial": "300.00",
    },
    good={
        "/budget/rows/0/initial": "300.00",
        "/report/sections/1/text": (
            "全年", "年中追加预算200.00万元（县财政局批复，用于新馆开馆）。全年",
        ),
    },
)  # fmt: skip
def adjustment_unexplained(case: Case) -> Iterator[Mark]:
    """Adjustment rate over the limit, and no word of it in the report or the form."""
    rate = case.adjustment
    if rate is None or abs(rate) <= case.limits.adjustment:
        return
    if case.says(_ADJUSTED_WORDS):
        return
    initial, adjusted = case.initial or ZERO, case.adjusted or ZERO
    told = "，报告未说明原因" if case.report_whole else ""
    yield Mark(
        f"{case.total_at}/adjusted",
        f"年初预算{case.money(initial)}，全年预算{case.money(adjusted)}，预算调整率{percent(abs(rate))}{told}。",
    )


@check(
    code="JP204",
    name="budget-written-back",
    title="全年预算数疑似按执行数倒填",
    title_en="Full-year budget seems written back from the spending",
    severity="warning",
    basis="惯例：全年预算数以年中调整后的批复为准；预算法实施条例第八十三条",
    explanation="全年预算数与执行数分毫不差，而与年初预算数不同，可能是按支出倒填的预算，执行率因此必为100%。"
    "年末按执行数收回指标的地方属正常情况，说明即可。",
    remedy="核对调整预算的批复文件；按执行数收回指标的，予以说明。",
    bad={
        "/budget/rows/0/adjusted": "490.37", "/budget/rows/0/executed": "490.37",
        "/budget/rows/0/execution_rate": "1", "/budget/rows/0/score": "10", "/total/score": "99.6",
        "/budget/by_revenue/general_public_budget": "490.37",
        "/budget/by_expenditure/project": "150.37",
    },
)  # fmt: skip
def budget_written_back(case: Case) -> Iterator[Mark]:
    """Budget and spending equal to the last digit, uneven, and unlike the initial budget."""
    adjusted = case.adjusted
    if not adjusted or adjusted != case.executed or not case.initial or case.initial == adjusted:
        return
    if adjusted != adjusted.to_integral_value():
        yield Mark(
            f"{case.total_at}/adjusted",
            f"全年预算数与执行数同为{case.money(adjusted)}，而年初预算为{case.money(case.initial)}。",
        )


@check(
    code="JP205",
    name="low-execution",
    title="预算执行率偏低",
    title_en="Low execution rate",
    severity="warning",
    basis="财预〔2020〕10号：未完成或执行率低的应说明原因并提出改进措施",
    explanation="执行率低于60%为疑点，60%至80%为提示。钱没有花出去，绩效目标却写完成的，尤其要说明。"
    "报告或表中已经说明执行率低的原因的，不再提示。",
    remedy="单独说明执行率低的原因和处理（结转、收回、调整用途）。",
    limits=("execution_warning", "execution_notice"),
    bad={
        "/budget/rows/0/executed": "290.00", "/budget/rows/0/execution_rate": "0.58",
        "/budget/rows/0/score": "5.8", "/total/score": "95.4",
        "/budget/by_expenditure/basic": "270.00", "/budget/by_expenditure/project": "20.00",
        "/report/figures": [],
    },
)  # fmt: skip
def low_execution(case: Case) -> Iterator[Mark]:
    """Execution rate under the two limits."""
    rate = case.rate
    if rate is None or not ZERO <= rate < case.limits.execution_notice:
        return
    if _SLOW_CAUSE.search(case.report_text) or _SLOW_CAUSE.search(case.form_text):
        return
    yield Mark(
        f"{case.total_at}/execution_rate",
        f"全年执行{case.money(case.executed or ZERO)}，占全年预算{case.money(case.adjusted or ZERO)}的{percent(rate)}。",
        None if rate < case.limits.execution_warning else "notice",
    )


@check(
    code="JP206",
    name="total-over-cap",
    title="总分超过执行率对应的上限",
    title_en="Total above the cap that the execution rate sets",
    severity="error",
    basis="所用标准的总分上限规定（如执行率不足80%的总分不得超过89分）",
    explanation="部分地方规定执行率低的，总分不得超过相应上限，超出部分要核减。只在所用标准有此规定时检查。",
    remedy="按上限核减总分和等级。",
    under="cap-exec-2022",
    bad={
        "/budget/rows/0/executed": "390.00", "/total/score": "97.4",
        "/report/sections/1/text": ("全年", "执行率偏低的原因是图书款按合同在次年支付。全年"),
    },
    good={
        "/budget/rows/0/executed": "390.00", "/total/score": "89",
        "/report/sections/1/text": ("全年", "执行率偏低的原因是图书款按合同在次年支付。全年"),
    },
)  # fmt: skip
def total_over_cap(case: Case) -> Iterator[Mark]:
    """Printed total against the standard's cap for this execution rate."""
    caps, rate, total = case.standard.caps, case.rate, case.filing.total.score
    if caps is None or rate is None or total is None:
        return
    cap = next((step.total for step in reversed(caps.steps) if rate < step.below), None)
    if cap is not None and total > cap:
        yield Mark(
            "/total/score", f"执行率{percent(rate)}，总分不得超过{say(cap)}分，自评{say(total)}分。"
        )


@check(
    code="JP208",
    name="addition-without-source",
    title="追加资金未说明来源和批准程序",
    title_en="Added money without source or approval",
    severity="warning",
    basis="预算法第六十七条、第七十条、第七十一条",
    explanation="全年预算比年初增加30%以上的，应当说明钱从哪里来（上级转移支付、上年结转、本级追加）、由谁批准。",
    remedy="逐笔列出追加资金的来源、文号和金额。",
    parts=("report",),
    limits=("adjustment",),
    bad={
        "/budget/rows/0/initial": "300.00",
        "/report/sections/1/text": ("年末结转", "年中调增预算。年末结余"),
    },
    good={
        "/budget/rows/0/initial": "300.00",
        "/report/sections/1/text": ("年末结转", "年中调增预算200.00万元（县财政局批复）。年末结余"),
    },
)  # fmt: skip
def addition_without_source(case: Case) -> Iterator[Mark]:
    """A large addition, and no word of source or approval in the report."""
    rate = case.adjustment
    if rate is None or rate <= case.limits.adjustment or not case.report_whole:
        return
    if has(case.report_text, _SOURCE_WORDS):
        return
    added = (case.adjusted or ZERO) - (case.initial or ZERO)
    yield Mark(
        f"{case.total_at}/adjusted",
        f"全年预算比年初增加{case.money(added)}（{percent(rate)}），报告没有说明资金来源和批准程序。",
    )
