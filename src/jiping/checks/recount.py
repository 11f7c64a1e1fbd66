"""Figures of the report counted again: rates of change, budget columns, staff, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ZERO, round_half_up

from .case import Case
from .registry import Mark, check
from .rounding import differ, percent, slack
from .words import has, say, shorten

_NUMBER = r"(\d+(?:\.\d+)?)"
_RATE_BEHIND = re.compile(
    rf"万元[，,、（(；]*(?:同比|增减)?(?:增长率?|上升|下降率?|降低|减少|增加|增幅|降幅|减幅)(?:了|为|达|：|:)*{_NUMBER}%"
)
#: What a column of the budget is called in a report, with the amount behind it.
_TOLD = re.compile(
    r"(年初(?:部门)?预算|全年(?:预算|执行|总支出|支出(?:总|合计))|调整后的?预算|年度预算总|支出决算总)"
    rf"(?:数|总额|金额|额)?(?:为|是|共|共计|合计|：|:)*{_NUMBER}万元"
)
#: How the name begins → the field, and its name in the form.
_COLUMNS = (
    ("年初", "initial", "年初预算数"), ("全年预算", "adjusted", "全年预算数"),
    ("调整", "adjusted", "全年预算数"), ("年度", "adjusted", "全年预算数"),
    ("全年", "executed", "全年执行数"), ("支出", "executed", "全年执行数"),
)  # fmt: skip
_RATE_TOLD = re.compile(rf"预算执行率(?:为|达到?|：|:)*{_NUMBER}%")
#: What may stand before it, for it to be the rate of the whole.
_OF_THE_WHOLE = re.compile(r"(?:^|[^\u4e00-\u9fff])(?:部门)?(?:整体)?(?:支出)?$")
#: Words in a clause that make its amount one of something narrower than the whole.
_NARROWER = (
    "项目", "三公", "接待", "用车", "公用", "基本", "其中", "上年", "去年", "专项", "工资", "人员", "一般公共", "基金", "采购",
)  # fmt: skip
_CLAUSE_STOPS = "。；;\n"
_STAFF_LIST = re.compile(
    r"(?:在职|实有)(?:在编)?(?:人员|职工|干部|人数)?(?:为|共|有|共有|：|:)*(\d+)[人名][，,（(]*(?:其中|包括|含)[：:]?([^。；;\n]{6,80})"
)
_STAFF_KIND = re.compile(
    r"(行政|事业|工勤|参公|参照公务员|公务员|机关工人|专技|专业技术|管理)[\u4e00-\u9fff]{0,8}?(\d+)[人名]"
)
_STAFF_PART = re.compile(r"\d+[人名]")
_SHARES = re.compile(r"占(?:比|总?[\u4e00-\u9fff]{0,10}?的?)(?:为|约|：|:)*(\d+(?:\.\d+)?)%")
_SHARES_LEAST = 3
#: Shares that come this close to the whole were meant to be all of it.
_MEANT_AS_ALL = Decimal(3)
_HALF = Decimal("0.005")


@check(
    code="JP607",
    name="growth-rate-wrong",
    title="增减幅度算错",
    title_en="A printed rate of change does not follow from amount and change",
    severity="error",
    basis="增减幅度=增减额÷上年数，上年数=本年数−增减额",
    explanation="报告写了本年数、增减额和增减百分比，三者应当相符；按所写小数位四舍五入后仍不符的，必有一数写错。",
    remedy="以决算数重新计算增减额和幅度。",
    parts=("report",),
    bad={"/report/sections/2/text": ("比上年增加12.00万元，", "比上年增加12.00万元，增长8.06%，")},
    good={"/report/sections/2/text": ("比上年增加12.00万元，", "比上年增加12.00万元，增长6.06%，")},
)
def growth_rate_wrong(case: Case) -> Iterator[Mark]:
    """The percentage right behind a change, against change ÷ (amount ∓ change)."""
    if not case.figures or not _RATE_BEHIND.search(case.report_text):
        return
    for pointer, figure in case.figures:
        amount, change = figure.amount, figure.change
        if not change or amount is None or figure.direction not in ("increase", "decrease"):
            continue
        last = amount - change if figure.direction == "increase" else amount + change
        told = _rate_behind(case, figure.label, change) if last > 0 else None
        if told is None:
            continue
        true = change / last * HUNDRED
        # The amounts are rounded too: to what their last digit leaves open, and to the rate's own.
        room = slack(told) + (slack(change) + slack(amount)) / last * HUNDRED * 2 + _HALF
        if differ(told, true, room):
            yield Mark(
                f"{pointer}/change",
                f"{figure.label}{say(amount)}万元，比上年{'增加' if last < amount else '减少'}{say(change)}万元，"
                f"幅度应为{percent(change / last)}，报告写{say(told)}%。",
            )


def _rate_behind(case: Case, label: str, change: Decimal) -> Decimal | None:
    """The percentage printed right behind *change* in the sentence of *label*."""
    for section in case.sections:
        text = section.text
        at = text.find(label)
        if at < 0 or "%" not in text:
            continue
        for match in _RATE_BEHIND.finditer(text, at):
            before = text[at : match.start()]
            if before.endswith((f"{change:f}", say(change))) and "。" not in before:
                return Decimal(match[1])
    return None


@check(
    code="JP608",
    name="budget-told-differs",
    title="报告的预算数、执行数与自评表不同",
    title_en="A budget figure told in the report is not the form's",
    severity="warning",
    basis="财预〔2020〕10号：自评表与自评报告一致；同一事项数据一致",
    explanation="报告写的年初预算、全年预算、全年执行数或预算执行率，与自评表年度资金总额一行不同。"
    "句中说明是项目、“三公”、一般公共预算等部分资金的，不在此列。",
    remedy="核对决算数，统一表和报告；口径不同的，写明口径。",
    parts=("report",),
    bad={"/report/sections/7/text": ("全年自评", "年初预算486.00万元，全年自评")},
    good={"/report/sections/7/text": ("全年自评", "年初预算480.00万元，全年自评")},
)
def budget_told_differs(case: Case) -> Iterator[Mark]:
    """Amounts named as a column, and the execution rate, against the total row."""
    total = case.total
    if total is None or case.filing.kind != "department":
        return
    seen: set[str] = set()
    for match in _TOLD.finditer(case.report_text):
        field, name = next(
            (field, name) for word, field, name in _COLUMNS if match[1].startswith(word)
        )
        amount, told = getattr(total, field), Decimal(match[2])
        if amount is None or told == amount or field in seen:
            continue
        seen.add(field)
        if told in (
            *case.revenue,
            *case.expenditure,
            total.initial,
            total.adjusted,
            total.executed,
        ):
            continue
        if differ(told, amount, slack(told) + slack(amount)) and (at := _whole(case, match[0])):
            yield Mark(at, f"报告写{name}{say(told)}万元，自评表为{say(amount)}万元。")
    for match in _RATE_TOLD.finditer(case.report_text) if case.rate is not None else ():
        told = Decimal(match[1])
        rates = (
            (case.rate or ZERO) * HUNDRED,
            (total.execution_rate or case.rate or ZERO) * HUNDRED,
        )
        if any(not differ(told, rate, slack(told) + _HALF) for rate in rates):
            continue
        before = case.report_text[: match.start()]
        if _OF_THE_WHOLE.search(before[-8:]) and (at := _whole(case, match[0])):
            yield Mark(at, f"报告写预算执行率{say(told)}%，自评表为{percent(rates[0])}。")
            return


def _whole(case: Case, words: str) -> str | None:
    """The section that says *words*; None where its clause or heading tells of a part of the money."""
    for number, section in enumerate(case.sections):
        text = section.text
        if (at := text.find(words)) >= 0:
            start = max(text.rfind(stop, 0, at) for stop in _CLAUSE_STOPS) + 1
            part = has(text[start:at], _NARROWER) or has(section.heading, _NARROWER)
            return None if part else f"/report/sections/{number}"
    return None


@check(
    code="JP717",
    name="staff-parts-differ",
    title="在职人数与分项之和不符",
    title_en="Staff in post is not the sum of its parts",
    severity="warning",
    basis="惯例：总数等于分项之和；财预〔2013〕53号在职人员控制率以在职人数计算",
    explanation="报告写在职多少人、其中行政多少人、事业多少人，分项相加与总数不等。列举没有说全的不作判断。",
    remedy="与编制部门核定、实有人数核对，改正总数或分项。",
    parts=("report",),
    bad={"/report/sections/0/text": ("年末在职人员19人", "年末在职人员19人，其中管理人员4人、专业技术人员13人")},
    good={"/report/sections/0/text": ("年末在职人员19人", "年末在职人员19人，其中管理人员4人、专业技术人员15人")},
)  # fmt: skip
def staff_parts_differ(case: Case) -> Iterator[Mark]:
    """Staff by kind of post, where every number of the list is of such a kind."""
    match = _STAFF_LIST.search(case.texts.get("profile", ""))
    if match is None or "等" in match[2]:
        return
    listed = re.split(r"退休|离休|遗属|聘用|临时|编外", match[2])[0]
    kinds = _STAFF_KIND.findall(listed)
    if len(kinds) < 2 or len(kinds) != len(_STAFF_PART.findall(listed)):
        return
    parts = sum(int(number) for _, number in kinds)
    if parts != int(match[1]):
        told = "、".join(f"{kind}{number}人" for kind, number in kinds)
        yield Mark(case.places["profile"], f"写在职{match[1]}人，其中{told}，合计{parts}人。")


@check(
    code="JP719",
    name="shares-not-hundred",
    title="占比合计不为100%",
    title_en="Shares that are listed as all do not add up to 100 %",
    severity="warning",
    basis="惯例：各部分占总体的比重之和为100%；第三方复核口径",
    explanation="同一句里列出的各项占比，本应合计100%，相加却多出或者少了几个百分点（已扣除四舍五入的误差）。",
    remedy="重新计算各项占比，或补列漏掉的一项。",
    parts=("report",),
    bad={"/report/sections/3/text": (
        "项目支出150.00万元，", "项目支出150.00万元（图书占62.4%、活动占25.1%、设备占14.5%），")},
    good={"/report/sections/3/text": (
        "项目支出150.00万元，", "项目支出150.00万元（图书占62.4%、活动占25.1%、设备占12.5%），")},
)  # fmt: skip
def shares_not_hundred(case: Case) -> Iterator[Mark]:
    """Three shares or more in one sentence that come within three points of the whole, and miss it."""
    if case.report_text.count("%") < _SHARES_LEAST:
        return
    for number, section in enumerate(case.sections):
        if "占" not in section.text or section.text.count("%") < _SHARES_LEAST:
            continue
        for sentence in re.split(r"[。；;\n]", section.text):
            shares = [Decimal(share) for share in _SHARES.findall(sentence)]
            if len(shares) < _SHARES_LEAST:
                continue
            gap = sum(shares, ZERO) - HUNDRED
            if abs(gap) <= _MEANT_AS_ALL and abs(gap) > sum(map(slack, shares), ZERO):
                told = "、".join(f"{say(share)}%" for share in shares)
                yield Mark(
                    f"/report/sections/{number}",
                    f"“{shorten(sentence.strip(), 30)}”所列占比{told}合计{say(round_half_up(gap + HUNDRED))}%。",
                )
