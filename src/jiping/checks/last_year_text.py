"""Texts copied from the filing of the year before, numbers masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiping.filing.text import squeeze

from .case import Case
from .likeness import LEAST, likeness, mask
from .registry import Mark, check
from .words import listed, shorten

_SHORT_REASON = 12
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _report_likeness(case: Case) -> int:
    """How alike the reports of both years are, in percent; 0 where one says too little."""
    if case.before is None:
        return 0
    now, old = "".join(case.yearly_texts.values()), "".join(case.before.yearly_texts.values())
    return likeness(now, old) if now and old else 0


@check(
    code="JP911",
    name="report-of-last-year",
    title="报告与上年雷同",
    title_en="The report is last year's",
    severity="warning",
    basis="财预〔2020〕10号：内容完整、数据真实；审计常见问题：自评报告照抄上年",
    explanation="除基本情况和结果应用外，报告的文字与上年相同九成以上（数字、单位名称不计）。",
    remedy="按当年的情况重写绩效、问题、原因和措施。",
    needs="last_year",
    limits=("same_as_last_year",),
    bad={
        "last_year:/report/sections/1/text": "全年一般公共预算支出470.00万元，年末结转8.00万元。",
        "last_year:/report/sections/2/text":
            "工资福利支出198.00万元，比上年增加9.00万元，原因是新招聘1人并补缴社保。"
            "商品和服务支出91.30万元，比上年增加4.10万元，原因是延长开放时间后水电费增加4.10万元。"
            "对个人和家庭的补助35.30万元，比上年减少1.20万元，原因是1名离休人员去世。",
        "last_year:/report/sections/7/text":
            "全年自评98.7分，等级为优。举办活动40场，新增图书5600册，到馆读者7.9万人次，编目合格率98.5%。"
            "12月发放读者问卷280份，收回266份，满意度91%。“三公”经费支出1.10万元，比预算少0.40万元。",
        "last_year:/report/sections/8/text":
            "新增馆藏图书没有达到计划册数，原因是两家出版社供货推迟，而采购合同没有约定分批到货的时间。",
        "last_year:/report/sections/9/text":
            "馆藏图书采购由采编部负责，2023年3月底前补齐200册，今后合同写明分批到货时间和违约责任。",
    },
)  # fmt: skip
def report_of_last_year(case: Case) -> Iterator[Mark]:
    """The texts of both years as wholes."""
    percent = _report_likeness(case)
    if percent >= case.limits.same_as_last_year:
        yield Mark("/report", f"报告与上年相同{percent}%（数字和单位名称不计）。")


@check(
    code="JP912",
    name="problems-of-last-year",
    title="问题或措施与上年雷同",
    title_en="Problems or measures are last year's",
    severity="warning",
    basis="财预〔2020〕10号：分析当年未完成的原因、提出改进措施；结果应用与整改",
    explanation="“存在的问题”或“改进措施”与上年相同九成以上：要么问题没有整改，要么文字没有更新。",
    remedy="写明上年问题的整改结果，再写当年的问题和措施。",
    needs="last_year",
    limits=("same_as_last_year",),
    bad={
        "last_year:/report/sections/8/text":
            "新增馆藏图书没有达到计划册数，原因是两家出版社供货推迟，而采购合同没有约定分批到货的时间。",
    },
)  # fmt: skip
def problems_of_last_year(case: Case) -> Iterator[Mark]:
    """Problems and measures of both years, unless the whole report is alike."""
    if case.before is None or _report_likeness(case) >= case.limits.same_as_last_year:
        return
    now, old = case.yearly_texts, case.before.yearly_texts
    for topic, name in (("problems", "存在的问题"), ("measures", "改进措施")):
        if topic in now and topic in old:
            percent = likeness(now[topic], old[topic])
            if percent >= case.limits.same_as_last_year:
                yield Mark(case.places[topic], f"“{name}”与上年相同{percent}%（数字不计）。")


@check(
    code="JP913",
    name="reason-of-last-year",
    title="偏差原因与上年雷同",
    title_en="A deviation's reason is last year's",
    severity="warning",
    basis="财预〔2020〕10号：逐项分析偏差原因和改进措施",
    explanation="同一指标的偏差原因与上年相同九成以上（数字不计），多半没有重新分析。",
    remedy="按当年的情况写原因，并交代上年措施的落实情况。",
    needs="last_year",
    limits=("same_as_last_year",),
    bad={
        "last_year:/indicators/1/reason":
            "因两家出版社供货推迟，200册未能在年内到馆；已与供货方约定2023年3月底前补齐，由采编部跟进。",
    },
)  # fmt: skip
def reason_of_last_year(case: Case) -> Iterator[Mark]:
    """Reasons of an indicator in both years."""
    same = [
        now
        for now, old in case.paired
        if min(len(now.said), len(old.said)) >= _SHORT_REASON
        and likeness(mask(now.said), mask(old.said)) >= case.limits.same_as_last_year
    ]
    if same:
        yield Mark(
            f"{same[0].pointer}/reason",
            f"{listed(row.name for row in same)}的偏差原因与上年相同（数字不计）。",
        )


@check(
    code="JP914",
    name="goals-of-last-year",
    title="目标或完成情况连同数字与上年相同",
    title_en="Goals or results are last year's, figures and all",
    severity="warning",
    basis="财预〔2015〕88号：绩效目标与当年计划相匹配；财预〔2020〕10号：数据真实",
    explanation="“实际完成情况”连同数字与上年一样，没有反映当年的结果。“预期目标”连同数字与上年一样的为提示。",
    remedy="按当年的计划和结果改写。",
    needs="last_year",
    limits=("same_as_last_year",),
    bad={
        "last_year:/goals/achieved":
            "举办活动42场，到馆读者8.6万人次，读者满意度93%；图书到馆5700册，有300册因供货推迟跨年。",
    },
)  # fmt: skip
def goals_of_last_year(case: Case) -> Iterator[Mark]:
    """Goals as expected and as achieved in both years, numbers included."""
    if case.before is None:
        return
    now, old = case.filing.goals, case.before.filing.goals
    if _is_copied(case, now.achieved, old.achieved):
        yield Mark(
            "/goals/achieved",
            f"“实际完成情况”连同数字与上年一样：“{shorten(now.achieved or '')}”。",
        )
    if _is_copied(case, now.expected, old.expected):
        yield Mark(
            "/goals/expected",
            f"“预期目标”连同数字与上年一样：“{shorten(now.expected or '')}”。",
            "notice",
        )


def _is_copied(case: Case, text: str | None, before: str | None) -> bool:
    told, last = squeeze(text or ""), squeeze(before or "")
    if len(told) < LEAST or not _numbers(told) or _numbers(told) != _numbers(last):
        return False
    return likeness(told, last) >= case.limits.same_as_last_year


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)
