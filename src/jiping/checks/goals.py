"""The year's overall goal: as expected, as achieved, and as the indicators reflect it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from jiping.filing.text import squeeze

from .case import Case
from .registry import Mark, check
from .words import has, in_line, printed, shorten, speaks_of

_HEDGES = ("基本完成", "基本达到", "基本实现", "大部分完成", "大体完成", "总体完成", "较好完成")
_ALL_DONE = ("全面完成", "全部完成", "圆满完成", "均已完成", "全部达标")
_SURVEY = ("问卷", "调查", "测评", "回访", "抽样", "访谈", "满意度评价表", "电话访问")
#: What a goal speaks of → how the units that may speak of it are named.
_TRADES = {
    "财政工作": ("财政",),
    "税收征管": ("税务", "财政"),
    "教育教学工作": ("教育", "学校", "中学", "小学", "学院", "幼儿园", "大学"),
    "医疗服务工作": ("医院", "卫生", "疾病预防", "疾控", "医疗"),
    "审判执行工作": ("法院",),
    "检察工作": ("检察院",),
    "公安工作": ("公安", "派出所"),
}
_SHARE_REFLECTED = 4
_ROWS_LEAST = 5
_GOAL_LEAST = 15
#: A goal shorter than this is a catchword and no text to compare with.
_GOAL_TELLING = 25


@check(
    code="JP521",
    name="satisfaction-without-survey",
    title="满意度没有调查依据",
    title_en="Satisfaction without a record of the survey",
    severity="warning",
    basis="财预〔2020〕10号：满意度指标；第三方复核口径：满意度无调查佐证不计分",
    explanation="满意度要有调查：什么时候、用什么方式、发出和收回多少份。报告一字未提，95%就没有依据。",
    remedy="在报告中写明调查的时间、方式、样本量和结果。",
    parts=("report", "indicators"),
    bad={
        "/report/sections/7/text": ("12月发放读者问卷300份，收回288份，满意度93%。", "满意度93%。")
    },
)
def satisfaction_without_survey(case: Case) -> Iterator[Mark]:
    """A satisfaction in numbers, and a report without a word of how it was asked."""
    if not case.report_whole:
        return
    for row in case.rows:
        if "满意度" not in row.title or row.actual_number is None:
            continue
        if not case.says(_SURVEY):
            yield Mark(
                f"{row.pointer}/actual",
                f"“{row.name}”完成值{printed(row.actual)}，报告没有说明何时、怎样调查了多少人。",
            )
        return


@check(
    code="JP522",
    name="goal-not-in-indicators",
    title="总体目标与指标不对应",
    title_en="The goal is not reflected in the indicators",
    severity="notice",
    basis="财预〔2015〕88号：绩效指标是绩效目标的细化和量化",
    explanation="预期目标说的事，绝大多数指标都没有涉及；指标不是从目标分解出来的。",
    remedy="按主要工作改写目标，或按目标增设指标。",
    parts=("indicators",),
    bad={"/goals/expected": "确保各项账务按时办理，收支平衡，账目清楚，票据齐全。",
         "/goals/achieved": "2023年账目清楚，收支平衡，结余10.00万元。"},
)  # fmt: skip
def goal_not_in_indicators(case: Case) -> Iterator[Mark]:
    """Fewer than a quarter of the names share a telling pair of characters with the goal."""
    goal = case.filing.goals.expected
    if not goal or len(goal) < _GOAL_TELLING or not case.complete or len(case.rows) < _ROWS_LEAST:
        return
    reflected = 0
    for row in case.rows:
        reflected += speaks_of(row.title, goal)
        if reflected * _SHARE_REFLECTED >= len(case.rows):
            return
    yield Mark(
        "/goals/expected",
        f"从文字看，{len(case.rows)}项指标中{f'只有{reflected}' if reflected else '没有一'}项与预期目标"
        f"“{shorten(in_line(goal), 40)}”所说的事有关。",
    )


@check(
    code="JP524",
    name="goal-copied-as-result",
    title="完成情况与预期目标雷同",
    title_en="The achieved goal is the expected one with 了 added",
    severity="warning",
    basis="财预〔2020〕10号：如实反映实际完成情况",
    explanation="实际完成情况与预期目标几乎是同一句话，没有写实际做到了什么、做到多少。",
    remedy="写明完成的事项和数量、没有完成的部分和原因。",
    limits=("goal_likeness",),
    bad={
        "/goals/achieved": "举办了阅读推广活动40场，新增馆藏图书6000册，接待到馆读者8万人次，读者满意度达到了90%。"
    },
)
def goal_copied_as_result(case: Case) -> Iterator[Mark]:
    """Likeness of the two sentences over the limit."""
    expected, achieved = case.filing.goals.expected, case.filing.goals.achieved
    if not expected or not achieved:
        return
    one, other = squeeze(expected), squeeze(achieved)
    if min(len(one), len(other)) < _GOAL_LEAST:
        return
    likeness = fuzz.ratio(one, other, score_cutoff=case.limits.goal_likeness)
    if likeness and not _other_figures(one, other):
        yield Mark(
            "/goals/achieved",
            f"实际完成情况与预期目标相似度{int(likeness)}%：“{shorten(in_line(achieved), 40)}”。",
        )


_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def _other_figures(expected: str, achieved: str) -> bool:
    """Whether the result tells figures of its own: the same words with other numbers are a result."""
    return bool(set(_FIGURE.findall(achieved)) - set(_FIGURE.findall(expected)))


@check(
    code="JP525",
    name="goal-of-another-trade",
    title="总体目标与单位职能不符",
    title_en="The goal of another kind of office",
    severity="warning",
    basis="财预〔2015〕88号：绩效目标与部门职能相符",
    explanation="预期目标写的是别的部门的本行（如乡镇政府只写“财政工作任务”），像是套用了别人的表。",
    remedy="按本单位职责和当年重点工作改写目标。",
    bad={
        "/goals/expected": "完成各项财政工作，举办阅读活动40场，新增馆藏图书6000册，到馆读者8万人次。"
    },
)
def goal_of_another_trade(case: Case) -> Iterator[Mark]:
    """Words of a trade in the goal, and a unit of another."""
    goal, unit = case.filing.goals.expected, case.filing.unit
    if not goal or not unit:
        return
    for trade, owners in _TRADES.items():
        if trade in goal and not has(unit, owners):
            yield Mark(
                "/goals/expected",
                f"“{unit}”的预期目标写的是“{trade}”：“{shorten(in_line(goal), 40)}”。",
            )


@check(
    code="JP526",
    name="hedged-result",
    title="完成情况表述含糊",
    title_en="A hedged result",
    severity="notice",
    basis="财预〔2020〕10号：结果客观、表述清楚",
    explanation="“基本完成”说明有没完成的，却没有写是哪些；同一句里又写“全面完成”，或者指标全部得满分，前后不一。",
    remedy="写明完成了什么、没有完成什么。",
    bad={"/goals/achieved": "基本完成了活动和图书购置，各项任务全面完成，到馆读者8.6万人次。"},
    good={"/goals/achieved": "举办活动42场，各项任务全部完成，到馆读者8.6万人次。"},
)
def hedged_result(case: Case) -> Iterator[Mark]:
    """基本完成 beside 全面完成, or beside full scores on everything."""
    achieved = case.filing.goals.achieved
    if not achieved:
        return
    hedge = next((word for word in _HEDGES if word in achieved), None)
    if hedge is None:
        return
    claim = next((word for word in _ALL_DONE if word in achieved), None)
    full = bool(case.scored) and not case.deductions
    if claim or full:
        beside = f"又写“{claim}”" if claim else "各项指标却全部得满分"
        yield Mark("/goals/achieved", f"实际完成情况写“{hedge}”，{beside}。")


@check(
    code="JP527",
    name="goal-without-figures",
    title="总体目标未量化",
    title_en="Goals without any figure",
    severity="notice",
    basis="财预〔2015〕88号：绩效目标应细化量化",
    explanation="预期目标和实际完成情况通篇没有一个数，完成与否无从判断。",
    remedy="写明主要工作的数量、标准和时间。",
    bad={
        "/goals/expected": "举办阅读推广活动，新增馆藏图书，服务到馆读者，使读者满意。",
        "/goals/achieved": "活动如期举办，图书分批到馆，读者普遍反映良好，供货略有推迟。",
    },
)
def goal_without_figures(case: Case) -> Iterator[Mark]:
    """No digit and no numeral with a counting word in either sentence."""
    goals = case.filing.goals
    if not goals.expected or not goals.achieved or not case.complete:
        return
    if not _COUNTED.search(goals.expected) and not _COUNTED.search(goals.achieved):
        yield Mark("/goals/expected", "预期目标和实际完成情况都没有数字。")


_COUNTED = re.compile(r"\d|[一二三四五六七八九十百千万两][个项次场户家人亩吨件成名所]|百分之")
