"""Amounts told in the report: which budget they belong to, their change, and the cause given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing import ReportFigure
from jiping.filing.bound import gaps
from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, check
from .rounding import amount_gap, differ, percent, slack
from .words import YEAR, has, say, shorten

_STAFF_CAUSE = re.compile(r"人员|工资|标准|调[资整标]|晋[级升]|津贴|补贴|社保|公积金|绩效")
_CAPITAL_CAUSE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:建设|工程|项目|改造|修建|基建|购置|整治|征地|拆迁)(?:资金|经费|款)?"
)
_CURRENT_CLASSES = ("301", "302", "303")
_PAY, _GOODS = "301", "302"


def _said(figure: ReportFigure, growth: Decimal) -> str:
    """Label, amount and change as a message tells them."""
    amount, change = figure.amount or ZERO, figure.change or ZERO
    word = "减少" if figure.direction == "decrease" else "增加"
    rate = f"{'+' if growth > 0 else ''}{percent(growth)}"
    return f"{figure.label}{say(amount)}万元，比上年{word}{say(change)}万元（{rate}）"


@check(
    code="JP601",
    name="fund-told-as-general-budget",
    title="政府性基金混入一般公共预算",
    title_en="Fund money told under the general public budget",
    severity="error",
    basis="预算法第五条、第九条：一般公共预算与政府性基金预算分别编列",
    explanation="报告“一般公共预算支出”一节所列各经济分类的合计，大于自评表的一般公共预算收入；"
    "差额正好是政府性基金的，说明把基金安排的支出写进了一般公共预算。",
    remedy="把基金安排的支出移到“政府性基金预算支出情况”一节，一般公共预算只写其本身。",
    parts=("report",),
    bad={
        "/budget/by_revenue/general_public_budget": "335.00",
        "/budget/by_revenue/government_funds": "5.00",
    },
    good={
        "/budget/by_revenue/general_public_budget": "495.00",
        "/budget/by_revenue/government_funds": "5.00",
    },
)  # fmt: skip
def fund_told_as_general_budget(case: Case) -> Iterator[Mark]:
    """Classes told under the general public budget against that budget's money."""
    general, told = case.filing.budget.by_revenue.general_public_budget, case.basic_classes
    if general is None or not told or not case.funds:
        return
    if not any("一般公共预算" in section.heading for section in case.sections):
        return
    gap = amount_gap(general, told.values(), case.money_places)
    if gap <= 0:
        return
    room = sum((slack(amount) for amount in (*told.values(), general, case.funds)), ZERO)
    exact = not differ(gap, case.funds, room)
    cause = (
        f"差额正是政府性基金{say(case.funds)}万元"
        if exact
        else f"另有政府性基金{say(case.funds)}万元"
    )
    yield Mark(
        "/report/figures/0/amount",
        f"“一般公共预算支出”一节各经济分类合计{say(general + gap)}万元，自评表一般公共预算"
        f"{say(general)}万元，多{say(gap)}万元，{cause}。",
        None if exact else "warning",
    )


@check(
    code="JP602",
    name="growth-without-cause",
    title="增减较大而没有原因",
    title_en="Large change on last year and no cause",
    severity="warning",
    basis="部门决算公开惯例：增减变动超过20%的说明原因",
    explanation="支出比上年增减超过20%，报告没有写原因。",
    remedy="写明增减的具体事项和金额。",
    parts=("report",),
    limits=("growth",),
    bad={"/report/figures/0/change": "42.00", "/report/figures/0/cause": None},
)
def growth_without_cause(case: Case) -> Iterator[Mark]:
    """A change over the limit, and an empty cause."""
    if not case.complete:
        return
    for pointer, figure, growth in case.growths:
        if abs(growth) > case.limits.growth and not (figure.cause or "").strip():
            yield Mark(pointer, f"{_said(figure, growth)}，没有写原因。")


@check(
    code="JP603",
    name="cause-without-figures",
    title="增减原因不具体",
    title_en="Large change explained without any figure",
    severity="warning",
    basis="部门决算公开惯例：增减变动超过20%的说明具体事项和金额",
    explanation="支出比上年增减超过20%，原因里没有人数、标准、事项金额等任何数字，说不清变动有多少是由它引起的。",
    remedy="写明增减了几人、哪项标准提高多少、哪笔支出多少。",
    parts=("report",),
    limits=("growth",),
    bad={"/report/figures/2/change": "12.00", "/report/figures/2/cause": "遗属人员减少"},
)
def cause_without_figures(case: Case) -> Iterator[Mark]:
    """A change over the limit, and a cause without a digit or numeral."""
    for pointer, figure, growth in case.growths:
        cause = (figure.cause or "").strip()
        if abs(growth) <= case.limits.growth or not cause or gaps(cause):
            continue
        if not _COUNTED.search(cause):
            said = _said(figure, growth)
            yield Mark(pointer, f"{said}，原因只写“{shorten(cause, 30)}”，没有数字。")


_COUNTED = re.compile(r"\d|[一二三四五六七八九十百千两][名个人次项]")


@check(
    code="JP604",
    name="change-contradicts-amount",
    title="增减额与金额矛盾",
    title_en="The change contradicts the amount",
    severity="error",
    basis="上年数=本年数−增加额（+减少额），不能为负",
    explanation="比上年增加的数大于本年数，上年就成了负数；写“持平”却有增减额，写“增加”却是负数，同样不成立。",
    remedy="核对本年数、增减额和增减方向。",
    parts=("report",),
    bad={"/report/figures/1/change": "152.00"},
)
def change_contradicts_amount(case: Case) -> Iterator[Mark]:
    """Last year's amount as it follows from the report."""
    for pointer, figure in case.figures:
        amount, change = figure.amount, figure.change
        if amount is None or change is None or figure.direction is None:
            continue
        if change < 0:
            yield Mark(
                f"{pointer}/change",
                f"{figure.label}写明增减方向，增减额却是负数{say(change)}万元。",
            )
        elif figure.direction == "unchanged" and change:
            yield Mark(
                f"{pointer}/change", f"{figure.label}写与上年持平，却有增减额{say(change)}万元。"
            )
        elif figure.direction == "increase" and change - amount > slack(change) + slack(amount):
            yield Mark(
                f"{pointer}/change",
                f"{figure.label}本年{say(amount)}万元，比上年增加{say(change)}万元，上年数推算为负。",
            )


@check(
    code="JP605",
    name="cause-cannot-explain",
    title="原因不足以解释增减",
    title_en="The cause cannot carry the size of the change",
    severity="warning",
    basis="政府收支分类科目：各经济分类的核算范围；审计惯例",
    explanation="商品和服务支出因“建设资金”增加，资金性质与科目不合；工资福利大幅增加只说人员增多、标准提高，"
    "没有人数和标准，不足以解释。",
    remedy="核实列支科目；写明人数、标准和金额的变化。",
    parts=("report",),
    limits=("staff_growth",),
    bad={
        "/report/figures/1/cause": "新馆建设资金支出增加5.20万元",
        "/report/figures/1/change": "5.20",
    },
    good={"/report/figures/1/cause": "水电费增加5.20万元", "/report/figures/1/change": "5.20"},
)
def cause_cannot_explain(case: Case) -> Iterator[Mark]:
    """Capital causes for goods and services; staff phrases for a leap in pay."""
    for pointer, figure, growth in case.growths:
        cause = figure.cause or ""
        if figure.item not in _CURRENT_CLASSES or not cause or gaps(cause):
            continue
        if figure.item == _GOODS and growth > 0 and (match := _CAPITAL_CAUSE.search(cause)):
            yield Mark(
                pointer,
                f"{_said(figure, growth)}，原因“{shorten(cause, 30)}”中的“{match[0]}”不属日常公用支出，请核实列支科目。",
            )
        elif figure.item == _PAY and growth > case.limits.staff_growth and _is_staff_phrase(cause):
            yield Mark(
                pointer,
                f"{_said(figure, growth)}，“{shorten(cause, 30)}”不足以解释，请写明人数和标准。",
            )


def _is_staff_phrase(cause: str) -> bool:
    return bool(_STAFF_CAUSE.search(cause)) and not _COUNTED.search(cause)


_TOLD_BASIC = re.compile(r"基本支出(?:为|共|合计|总计|总额)?(\d+(?:\.\d+)?)万元")
_TOLD_PROJECT = re.compile(r"项目支出(?:为|共|合计|总计|总额)?(\d+(?:\.\d+)?)万元")
_OTHER_THING = ("上年", "去年", "年初", "预算", "其中", "增加", "减少")
#: What may stand before it, for it to be that of the whole unit: 图书购置项目支出 is of one project.
_OF_THE_UNIT = re.compile(
    r"(?:^|[，,。；;：:（(、\s]|年度?|部门|单位|[局馆院镇乡府校站所委会]|中心|本级|实际|发生|完成|总)$"
)
_ANY_YEAR = re.compile(rf"({YEAR})年")
_SENTENCE_STOP = re.compile(r"[。；;\n]")


@check(
    code="JP606",
    name="expenditure-told-differs",
    title="报告的基本、项目支出与自评表不同",
    title_en="Basic or project expenditure told differs from the form",
    severity="error",
    basis="预算法实施条例第五条、第六条；同一事项数据一致",
    explanation="报告写的基本支出、项目支出应与自评表按支出性质分的数一致。只比较直接写明“基本支出××万元”的句子。",
    remedy="核对决算公开03表，改正写错的一处。",
    parts=("report",),
    bad={"/report/sections/3/text": ("150.00万元", "180.00万元")},
)
def expenditure_told_differs(case: Case) -> Iterator[Mark]:
    """The first amount told in its own section against the form's."""
    basic, project = case.expenditure
    compared = (
        ("basic_expenditure", _TOLD_BASIC, basic, "基本支出"),
        ("project_expenditure", _TOLD_PROJECT, project, "项目支出"),
    )
    for topic, pattern, amount, name in compared:
        text = case.texts.get(topic, "")
        told = _told_of_the_unit(case, text, pattern, amount) if amount is not None else None
        if amount is None or told is None:
            continue
        room = slack(told) + slack(amount)
        if differ(told, amount, room) and differ(told, amount - case.funds, room):
            yield Mark(
                case.places[topic], f"报告写{name}{say(told)}万元，自评表{name}{say(amount)}万元。"
            )


def _told_of_the_unit(
    case: Case, text: str, pattern: re.Pattern[str], due: Decimal
) -> Decimal | None:
    """The first amount told of the whole unit and of the filing's year; None where it is as due."""
    for match in pattern.finditer(text):
        told = Decimal(match[1])
        if told == due:
            return None
        before = text[: match.start()]
        if has(before[-8:], _OTHER_THING) or not _OF_THE_UNIT.search(before):
            continue
        sentence = _SENTENCE_STOP.split(before)[-1]
        if all(int(year) == case.filing.fiscal_year for year in _ANY_YEAR.findall(sentence)):
            return told
    return None
