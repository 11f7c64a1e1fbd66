"""What the report leaves unsaid: deductions it never speaks of, problems without a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiping.filing.numbers import ZERO

from .case import Case, Row
from .registry import Mark, check
from .rounding import percent
from .words import has, listed, pairs, shorten

#: Level-2 category → other words by which a report may speak of it.
_SPOKEN_AS = {
    "成本指标": ("成本", "超支", "超预算", "超出预算", "超过预算", "超过年初预算", "超出年初预算"),
    "服务对象满意度指标": ("满意",),
    "时效指标": ("及时", "按时", "进度", "延期", "推迟"),
    "生态效益指标": ("生态", "环境"),
    "可持续影响指标": ("持续", "长效"),
    "经济效益指标": ("经济", "收入", "收益"),
}
_SENTENCE = re.compile(r"[。；\n]")
_CAUSAL = ("原因", "由于", "因为", "主要是因")
_SHORTEST_PROBLEM = 6


def _spoken(row: Row, text: str) -> bool:
    if has(text, _SPOKEN_AS.get(row.level2, ())):
        return True
    return has(text, pairs(row.title))


@check(
    code="JP616",
    name="deduction-unspoken",
    title="报告没有提到扣分的指标",
    title_en="Deductions the report never speaks of",
    severity="warning",
    basis="财预〔2020〕10号：报告应分析未完成目标的原因并提出措施",
    explanation="自评表里扣了分的指标，报告的问题和措施两节都没有提到；回避最大的偏差尤其不应该。",
    remedy="在问题一节逐项分析扣分的指标，偏差最大的放在前面。",
    bad={
        "/indicators/9/actual": "88%", "/indicators/9/score": "9.78",
        "/indicators/9/reason": "因夏季空调故障，两次停馆；办公室2024年5月前更换空调，读者服务部9月底前复查。",
        "/total/score": "99.18", "/report/sections/7/text": ("99.4分", "99.18分"),
    },
    good={
        "/indicators/9/actual": "88%", "/indicators/9/score": "9.78",
        "/indicators/9/reason": "因夏季空调故障，两次停馆；办公室2024年5月前更换空调，读者服务部9月底前复查。",
        "/total/score": "99.18", "/report/sections/7/text": ("99.4分", "99.18分"),
        "/report/sections/8/text": ("新增馆藏图书没有", "空调故障使读者满意度没有达标；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，5月前更换空调以提高读者满意度"),
    },
)  # fmt: skip
def deduction_unspoken(case: Case) -> Iterator[Mark]:
    """Rows with a deduction against the sections on problems and measures."""
    text = f"{case.texts.get('problems', '')}\n{case.texts.get('measures', '')}"
    if len(text) <= 1 or not case.report_whole:
        return
    silent = [row for row in case.deductions if not _spoken(row, text)]
    if not silent:
        return
    worst = max(case.deductions, key=lambda row: row.far or ZERO)
    largest = (
        f"，其中“{worst.name}”偏离{percent(worst.far)}，为全表最大"
        if worst in silent and worst.far
        else ""
    )
    yield Mark(
        case.places.get("problems", "/report"),
        f"{len(silent)}项扣分的指标在问题和措施中没有提到：{listed(row.name for row in silent)}{largest}。",
    )


@check(
    code="JP619",
    name="problem-without-measure",
    title="问题没有对应的措施",
    title_en="A problem without a measure",
    severity="warning",
    basis="财预〔2020〕10号：针对问题提出改进措施",
    explanation="问题一节列出的事项，措施一节没有一处与之对应。",
    remedy="逐个问题写明措施、责任人和期限。",
    bad={
        "/report/sections/8/text": ("新增馆藏图书没有", "空调老化，夏季阅览室闷热；新增馆藏图书没有"),
    },
    good={
        "/report/sections/8/text": ("新增馆藏图书没有", "空调老化，夏季阅览室闷热；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，2024年5月前更换阅览室空调"),
    },
)  # fmt: skip
def problem_without_measure(case: Case) -> Iterator[Mark]:
    """Clauses of the problems against the pairs of characters of the measures, once a sentence."""
    problems, measures = case.texts.get("problems", ""), case.texts.get("measures", "")
    if not problems or len(measures) < case.limits.short_section or not case.report_whole:
        return
    open_ones = [
        clause.strip()
        for clause in _problems(problems)
        if len(clause) >= _SHORTEST_PROBLEM
        and (about := pairs(clause))
        and not has(measures, about)
    ]
    if open_ones:
        told = listed(shorten(clause, 20) for clause in open_ones)
        yield Mark(case.places["measures"], f"问题{told}没有对应的措施。")


def _problems(text: str) -> Iterator[str]:
    """The problems: sentences that name no cause; the clauses of one that counts them up."""
    for sentence in _SENTENCE.split(text):
        if has(sentence, _CAUSAL):
            continue
        head, colon, rest = sentence.replace(":", "：").partition("：")
        if colon and "问题" in head:
            yield from rest.split("，")
        else:
            yield sentence
