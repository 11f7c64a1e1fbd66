"""Arithmetic of the execution rate and of the score that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ONE

from .case import Case
from .registry import Mark, check
from .rounding import differ, percent, slack
from .words import named, say

_ROUGH = Decimal("0.005")


def _misprint(rate: Decimal, true: Decimal, room: Decimal) -> str | None:
    """How a wrong rate came about, where it is only written in another way."""
    if true > ONE and not differ(rate, true - ONE, room):
        return "填的是超出部分"
    if true and not differ(rate * HUNDRED, true, max(room, _ROUGH)):
        return "少写了两位（把小数当百分数）"
    if true and not differ(rate / HUNDRED, true, max(room, _ROUGH)):
        return "多写了两位"
    return None


@check(
    code="JP109",
    name="rate-not-quotient",
    title="执行率与金额不符",
    title_en="Execution rate is not executed ÷ full-year budget",
    severity="error",
    basis="财预〔2020〕10号：执行率=全年执行数÷全年预算数",
    explanation="执行率应当等于全年执行数除以全年预算数，按所填的小数位四舍五入后仍不相等的，必有一数写错。",
    remedy="重新计算执行率；若预算数或执行数写错，改正金额。",
    bad={"/budget/rows/0/execution_rate": "0.95"},
)
def rate_not_quotient(case: Case) -> Iterator[Mark]:
    """Printed rate against the amounts, within the printed precision."""
    for pointer, row, rate, true, room in case.rated:
        if differ(rate, true, room) and _misprint(rate, true, room) is None:
            yield Mark(
                f"{pointer}/execution_rate",
                f"{named(row.label)}执行率填{percent(rate)}，按{case.money(row.executed or ONE)}÷"
                f"{case.money(row.adjusted or ONE)}应为{percent(true)}。",
            )


@check(
    code="JP110",
    name="execution-score-off-rule",
    title="执行率得分与规则不符",
    title_en="Execution score does not follow from the rate",
    severity="error",
    basis="财预〔2020〕10号：执行率得分=分值×执行率，最高不超过分值；地方标准另有规定的从其规定",
    explanation="执行率得分由执行率按所用标准直接算出，没有酌定余地。按所填小数位四舍五入后仍不相等的，为计算错误。",
    remedy="按公式重新计算得分，并改正总分。",
    bad={"/budget/rows/0/score": "9.2", "/total/score": "98.8"},
)
def execution_score_off_rule(case: Case) -> Iterator[Mark]:
    """Self score of the execution against the standard's rule, within the printed precision."""
    line, row = case.execution_line, case.total
    if (
        line is None
        or row is None
        or row.score is None
        or line.rule_score is None
        or not row.adjusted
    ):
        return
    if row.weight is not None and (row.score > row.weight or row.score < 0):
        return
    if differ(row.score, line.rule_score, slack(row.score) or _ROUGH):
        yield Mark(
            f"{case.total_at}/score",
            f"执行率得分填{say(row.score)}分，按规则应为{say(line.rule_score)}分：{line.explanation}。",
        )


@check(
    code="JP116",
    name="rate-of-no-budget",
    title="预算为0却有执行率和得分",
    title_en="A rate and points on a budget of nothing",
    severity="error",
    basis="财预〔2020〕10号：执行率=全年执行数÷全年预算数，预算为0时无意义",
    explanation="全年预算数和执行数都是0时，执行率没有意义，不能写100%，也不能据此得满分。",
    remedy="核实是否漏填预算；确无预算的，执行率和得分留空，分值另行分配。",
    bad={
        "/budget/rows/0/adjusted": "0", "/budget/rows/0/executed": "0", "/budget/rows/0/initial": "0",
        "/budget/rows/0/execution_rate": "1", "/budget/rows/0/score": "10", "/total/score": "99.6",
        "/budget/by_revenue/general_public_budget": "0",
        "/budget/by_expenditure/basic": "0", "/budget/by_expenditure/project": "0",
        "/report/figures": [],
    },
)  # fmt: skip
def rate_of_no_budget(case: Case) -> Iterator[Mark]:
    """0 ÷ 0 shown as a rate with points."""
    row = case.total
    if row is None or row.adjusted != 0 or row.executed != 0:
        return
    if row.execution_rate and row.score:
        yield Mark(
            f"{case.total_at}/execution_rate",
            f"全年预算数和执行数均为0，执行率填{percent(row.execution_rate)}、得{say(row.score)}分。",
        )


@check(
    code="JP122",
    name="rate-rounded-to-hundred",
    title="不足100%的执行率写作100%",
    title_en="A rate below 100 % printed as 100 %",
    severity="notice",
    basis="惯例：执行率保留两位小数",
    explanation="钱没有用完，执行率因取整而写成100%，容易让人误以为没有结余。",
    remedy="执行率写到两位小数（如99.98%）。",
    bad={
        "/budget/rows/0/executed": "498.20", "/budget/rows/0/execution_rate": "1",
        "/budget/rows/0/score": "9.96", "/total/score": "99.56",
        "/budget/by_expenditure/project": "158.20",
    },
    good={
        "/budget/rows/0/executed": "498.20", "/budget/rows/0/execution_rate": "0.9964",
        "/budget/rows/0/score": "9.96", "/total/score": "99.56",
        "/budget/by_expenditure/project": "158.20",
    },
)  # fmt: skip
def rate_rounded_to_hundred(case: Case) -> Iterator[Mark]:
    """A printed 100 % that only rounding made."""
    for pointer, row, rate, true, room in case.rated:
        if rate == ONE and true < ONE and not differ(rate, true, room):
            shown = percent(true) if percent(true) != "100%" else percent(true, 4)
            yield Mark(
                f"{pointer}/execution_rate",
                f"{named(row.label)}执行率实为{shown}，写作100%。",
            )


@check(
    code="JP125",
    name="rate-misprinted",
    title="执行率写法有误",
    title_en="Execution rate written in a wrong way",
    severity="warning",
    basis="财预〔2020〕10号：执行率=全年执行数÷全年预算数×100%",
    explanation="执行率填成了超出部分（实为150%写成50%），或者多写、少写了两位小数。",
    remedy="按百分数重写执行率。",
    bad={"/budget/rows/0/execution_rate": "0.0098"},
)
def rate_misprinted(case: Case) -> Iterator[Mark]:
    """A rate that is the excess, or off by the factor 100."""
    for pointer, row, rate, true, room in case.rated:
        if differ(rate, true, room) and (how := _misprint(rate, true, room)):
            yield Mark(
                f"{pointer}/execution_rate",
                f"{named(row.label)}执行率填{percent(rate)}，实为{percent(true)}：{how}。",
            )
