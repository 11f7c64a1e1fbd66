"""Against the filing of the year before: scores, targets, indicators and figures that it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz, process

from jiping.filing import ReportFigure, Value
from jiping.filing.numbers import ZERO, round_half_up
from jiping.filing.text import squeeze

from .case import Case
from .registry import Mark, check
from .rounding import differ, is_slip, slack
from .row import Row
from .words import listed, named, say

#: Indicators scored in both years that make a coincidence of their scores or values telling.
_TELLING_SCORES = 5
_TELLING_ACTUALS = 3
#: Names less alike than this are certainly of different indicators.
_UNLIKE = 50
_AT_LEAST, _AT_MOST = frozenset(("≥", ">")), frozenset(("≤", "<"))
_LOWERED = ("调低", "下调", "调减", "核减", "下达", "任务减少", "目标调整", "调整目标", "计划调整")
_LAST_YEAR_OPEN = re.compile(
    r"整改|上年(?:度)?(?:自评|未|没有|也|同样|存在|提出)|去年|上一年度|连续两年|仍未|仍然"
)
#: For the example of JP909.
_OTHER_NAMES = (
    "文物修缮面积", "非遗传承人培训人次", "演出合格比例", "送戏下乡按时率", "每场演出经费",
    "文创销售收入", "观众覆盖乡镇数", "剧场垃圾减量", "传习所开放月数", "观众好评比例",
)  # fmt: skip


def _targets(row: Row) -> tuple[Value, Decimal] | None:
    """The target and its number, where it is one number with a direction or a rate."""
    target = row.target
    if target is None or target.number is None or target.high is not None or target.date:
        return None
    return target, target.number


def _is_ceiling(target: Value) -> bool | None:
    """Whether less is better; None where the target does not say."""
    if target.operator in _AT_MOST:
        return True
    return False if target.operator in _AT_LEAST or target.unit == "%" else None


@check(
    code="JP901",
    name="scores-of-last-year",
    title="各项得分与上年完全相同",
    title_en="Every score is last year's",
    severity="warning",
    basis="财预〔2020〕10号：自评结果客观；惯例：得分应由当年完成情况得出",
    explanation="每一项指标的得分都与上年相同（全部满分的不算），很可能是沿用了上年的打分。",
    remedy="按当年的完成值重新计算各项得分。",
    needs="last_year",
    limits=("name_likeness",),
    bad={
        "/indicators/1/reason": ("因两家", "上年也未完成的采购已补齐；今年因两家"),
        "last_year:/indicators/1/score": "7.6", "last_year:/indicators/1/actual": "5225册",
        "last_year:/indicators/1/target": "≥5500册",
        "last_year:/indicators/3/score": "12", "last_year:/indicators/3/actual": "95%",
    },
)  # fmt: skip
def scores_of_last_year(case: Case) -> Iterator[Mark]:
    """Scores of all indicators, among them one that is not full."""
    pairs = [(now, old) for now, old in case.paired if None not in (now.score, old.score)]
    if len(pairs) < _TELLING_SCORES or len(pairs) < len(case.scored):
        return
    if all(now.score == old.score for now, old in pairs) and case.deductions:
        least = min(case.deductions, key=lambda row: row.score or ZERO)
        yield Mark(
            "/indicators",
            f"{len(pairs)}项指标的得分与上年逐项相同，连“{least.name}”扣{say(least.deducted or ZERO)}分也一样。",
        )


@check(
    code="JP902",
    name="target-lowered",
    title="目标低于上年，也低于上年完成值",
    title_en="A target is lower than last year's, and last year's result already meets it",
    severity="warning",
    basis="财预〔2021〕101号：指标值参考历史值设定；财预〔2020〕10号：不得将目标定得明显偏低",
    explanation="同一指标的目标比上年放宽，而上年的完成值已经达到放宽后的目标，也没有说明理由。"
    "比率、满意度和上限为疑点；工作量每年可以不同，只作提示。写明任务核减、计划调整的不提出。",
    remedy="以上年完成值为基础设定目标；确需下调的，写明依据。",
    needs="last_year",
    limits=("name_likeness",),
    bad={"/indicators/2/target": "≥92%"},
)
def target_lowered(case: Case) -> Iterator[Mark]:
    """Targets of the same indicator in both years, and last year's actual."""
    for now, old in case.paired:
        new, former, done = _targets(now), _targets(old), old.actual
        if new is None or former is None or done is None or done.number is None:
            continue
        (target, number), (target_old, number_old) = new, former
        ceiling = _is_ceiling(target)
        if ceiling is None or ceiling != _is_ceiling(target_old):
            continue
        if not target.unit == target_old.unit == done.unit or done.high is not None:
            continue
        eased = number > number_old if ceiling else number < number_old
        reached = done.number <= number if ceiling else done.number >= number
        if not eased or not reached or case.says(_LOWERED):
            continue
        yield Mark(
            f"{now.pointer}/target",
            f"“{now.name}”的目标由上年{target_old.raw}改为{target.raw}，上年已完成{done.raw}，未说明理由。",
            None if ceiling or target.unit == "%" else "notice",
        )


@check(
    code="JP903",
    name="target-not-raised",
    title="上年远超目标，今年目标不变",
    title_en="Last year was far over the target and the target stays",
    severity="warning",
    basis="财预〔2020〕10号：年初指标值设定明显偏低的按偏离度调减得分",
    explanation="上年完成值已达目标的1.5倍以上，今年仍用同一个目标，目标明显偏低。",
    remedy="按上年完成值调高目标，或说明上年超额完成是一次性的。",
    needs="last_year",
    limits=("low_target", "name_likeness"),
    bad={"last_year:/indicators/5/target": "≥5万元", "last_year:/indicators/5/actual": "9.2万元"},
)
def target_not_raised(case: Case) -> Iterator[Mark]:
    """The same lower bound in both years, and last year's actual so many times it."""
    for now, old in case.paired:
        new, former, done = _targets(now), _targets(old), old.actual
        if new is None or former is None or done is None or not done.number:
            continue
        (target, number), (target_old, number_old) = new, former
        if target.operator not in _AT_LEAST or target_old.operator not in _AT_LEAST:
            continue
        if number != number_old or number <= 0 or not target.unit == target_old.unit == done.unit:
            continue
        if target.unit != "%" and done.number >= number * case.limits.low_target:
            yield Mark(
                f"{now.pointer}/target",
                f"“{now.name}”上年完成{done.raw}，是目标的{say(round_half_up(done.number / number))}倍，今年目标仍为{target.raw}。",
            )


@check(
    code="JP904",
    name="missed-indicator-dropped",
    title="上年未完成的指标今年没有了",
    title_en="An indicator missed last year has vanished",
    severity="warning",
    basis="财预〔2020〕10号：结果应用与整改；惯例：未完成的指标次年继续跟踪",
    explanation="上年没有完成而被扣分的指标，在今年的自评表里找不到，薄弱环节不再受考核。",
    remedy="恢复该指标，或说明取消的理由（任务结束、职能划转）。",
    needs="last_year",
    bad={"/indicators/3/name": "读者活动平均参加人数", "/indicators/3/target": "≥60人次",
         "/indicators/3/actual": "63人次"},
)  # fmt: skip
def missed_indicator_dropped(case: Case) -> Iterator[Mark]:
    """Last year's missed indicators whose name is like none of this year's."""
    if not case.complete or not case.rows or case.before is None:
        return
    titles = [squeeze(row.title) for row in case.rows]
    gone = [
        row
        for row in case.before.missed
        if row.deducted and process.extractOne(
            squeeze(row.title), titles, scorer=fuzz.ratio, score_cutoff=_UNLIKE
        ) is None
    ]  # fmt: skip
    told = [row for row in gone if row.title not in case.report_text]
    if told:
        words = "、".join(
            f"“{row.name}”（完成{row.actual.raw}，扣{say(row.deducted or ZERO)}分）"
            for row in told
            if row.actual is not None
        )
        yield Mark("/indicators", f"上年未完成的{words}今年没有列入，报告也没有说明。")


@check(
    code="JP905",
    name="missed-indicator-lightened",
    title="上年未完成的指标今年分值调低",
    title_en="An indicator missed last year has less weight now",
    severity="notice",
    basis="惯例：分值按重要程度设定，不因完成难易调整",
    explanation="上年没有完成的指标，今年的分值减少三成以上，扣分随之变少。",
    remedy="说明调整分值的理由，或恢复原分值。",
    needs="last_year",
    limits=("name_likeness", "lightened"),
    bad={"/indicators/3/weight": "8", "/indicators/3/score": "8", "/indicators/2/weight": "16",
         "/indicators/2/score": "16"},
)  # fmt: skip
def missed_indicator_lightened(case: Case) -> Iterator[Mark]:
    """Weights of an indicator in both years, where it was missed last year."""
    missed = {row.pointer for row in case.before.missed} if case.before else set()
    for now, old in case.paired:
        if old.pointer not in missed or not now.weight or not old.weight:
            continue
        if now.weight <= old.weight * (1 - case.limits.lightened):
            yield Mark(
                f"{now.pointer}/weight",
                f"“{now.name}”上年未完成，分值由{say(old.weight)}分调为{say(now.weight)}分。",
            )


@check(
    code="JP906",
    name="missed-again",
    title="连续两年未完成，没有说明整改",
    title_en="Missed in both years without a word on what was done",
    severity="warning",
    basis="财预〔2020〕10号：自评结果应用和整改；中发〔2018〕34号：结果反馈与整改",
    explanation="同一指标上年和今年都没有完成，原因栏和报告都没有提到上年的问题整改得怎样。",
    remedy="写明上年提出的措施落实了没有、为什么仍未完成。",
    needs="last_year",
    limits=("name_likeness",),
    bad={"last_year:/indicators/1/actual": "5000册", "last_year:/indicators/1/score": "7.27"},
)
def missed_again(case: Case) -> Iterator[Mark]:
    """Indicators missed in both years, and words of last year or of rectification."""
    if not case.complete or case.before is None:
        return
    if _LAST_YEAR_OPEN.search(case.report_text) or _LAST_YEAR_OPEN.search(case.form_text):
        return
    missed = {row.pointer for row in case.missed}
    missed_before = {row.pointer for row in case.before.missed}
    for now, old in case.paired:
        if now.pointer in missed and old.pointer in missed_before:
            done = [row.actual.raw if row.actual else "" for row in (old, now)]
            yield Mark(
                f"{now.pointer}/reason",
                f"“{now.name}”上年完成{done[0]}，今年完成{done[1]}，两年都未完成，未说明上年措施落实情况。",
            )


@check(
    code="JP907",
    name="results-of-last-year",
    title="完成值与上年完全相同",
    title_en="The actual values are last year's",
    severity="warning",
    basis="预算法实施条例第八十三条：据实；惯例：完成值应取自当年记录",
    explanation="与目标不同的完成值（如43.5公里、92.15%）连续两年逐项相同，不像是当年的记录。"
    "恰好等于目标的和100%不算。",
    remedy="按当年的台账、统计或问卷重新填写完成值。",
    needs="last_year",
    limits=("equal_share", "name_likeness"),
    bad={
        "last_year:/indicators/2/actual": "99%", "last_year:/indicators/6/actual": "8.6万人次",
        "last_year:/indicators/9/actual": "93%", "last_year:/indicators/0/actual": "42场",
        "last_year:/indicators/1/actual": "5700册", "last_year:/indicators/3/actual": "96%",
        "last_year:/indicators/4/actual": "44.2元/册", "last_year:/indicators/5/actual": "5.6万元",
        "last_year:/indicators/7/actual": "11.5万度",
        "last_year:/indicators/3/score": "12",
    },
)  # fmt: skip
def results_of_last_year(case: Case) -> Iterator[Mark]:
    """Actual values in both years, those that are no round answer."""
    telling = [
        (now, old)
        for now, old in case.paired
        if now.actual is not None and old.actual is not None and _is_telling(now)
    ]
    same = [now for now, old in telling if _same_value(now.actual, old.actual)]
    if len(same) >= _TELLING_ACTUALS and len(same) >= len(telling) * case.limits.equal_share:
        words = "、".join(f"“{row.name}”{row.actual.raw}" for row in same[:3] if row.actual)
        yield Mark("/indicators", f"{len(telling)}项完成值中{len(same)}项与上年相同，如{words}。")


def _is_telling(row: Row) -> bool:
    actual, target = row.actual, row.target
    if actual is None or actual.number is None or actual.number in (0, 100):
        return False
    return target is None or target.number != actual.number


def _same_value(one: Value | None, other: Value | None) -> bool:
    return bool(one and other and (one.number, one.unit) == (other.number, other.unit))


@check(
    code="JP908",
    name="last-years-figure-differs",
    title="由增减额推算的上年数与上年报告不符",
    title_en="This year's amount less its change is not last year's amount",
    severity="error",
    basis="部门决算编制要求：上年数取自上年决算；惯例：本年数−增减额=上年数",
    explanation="报告写“某项支出X万元，比上年增加Y万元”，X−Y就是上年数，应等于上年报告里的金额。"
    "两年项目名称不同的，可能口径有变，只作疑点。",
    remedy="核对上年决算，改正增减额或本年数；口径有变的，写明。",
    needs="last_year",
    bad={"last_year:/report/figures/0/amount": "205.00"},
)
def last_years_figure_differs(case: Case) -> Iterator[Mark]:
    """Amounts told with a change, against the same amount told the year before."""
    before = {} if case.before is None else _by_item(case.before)
    for pointer, figure in case.figures:
        old = before.get(figure.item)
        if old is None or old.amount is None or figure.amount is None or figure.change is None:
            continue
        if figure.direction not in ("increase", "decrease"):
            continue
        change = figure.change if figure.direction == "increase" else -figure.change
        implied = figure.amount - change
        room = slack(figure.amount) + slack(figure.change) + slack(old.amount)
        if not differ(implied, old.amount, room):
            continue
        word = "增加" if change > 0 else "减少"
        slip = "，疑似元、万元混用" if is_slip(implied, old.amount) else ""
        yield Mark(
            f"{pointer}/change",
            f"{figure.label}{say(figure.amount)}万元，比上年{word}{say(figure.change)}万元，推算上年"
            f"{say(implied)}万元；上年报告{named(old.label)}为{say(old.amount)}万元{slip}。",
            None if squeeze(figure.label) == squeeze(old.label) else "warning",
        )


def _by_item(case: Case) -> dict[str, ReportFigure]:
    """The amounts of a report that are told once."""
    found: dict[str, ReportFigure] = {}
    twice: set[str] = set()
    for _, figure in case.figures:
        if figure.item in found:
            twice.add(figure.item)
        found[figure.item] = figure
    return {item: figure for item, figure in found.items() if item not in twice}


@check(
    code="JP909",
    name="indicators-all-new",
    title="指标全部换新",
    title_en="None of last year's indicators is kept",
    severity="notice",
    basis="财预〔2021〕101号：核心指标保持稳定；惯例：指标可以逐年比较",
    explanation="同一单位两年的指标没有一项相同，无法逐年比较；多见于换人填报。项目每年任务不同的，不在此列。",
    remedy="保留能够逐年比较的核心指标。",
    needs="last_year",
    limits=("name_likeness",),
    bad={
        "last_year:/indicators/3/score": "12",
        "last_year:/indicators/3/actual": "95%",
        **{f"last_year:/indicators/{n}/name": name for n, name in enumerate(_OTHER_NAMES)},
    },
)
def indicators_all_new(case: Case) -> Iterator[Mark]:
    """A department's indicators in both years, by name."""
    if case.filing.kind != "department" or not case.complete or case.before is None:
        return
    before = case.before.rows
    if min(len(case.rows), len(before)) < _TELLING_SCORES or case.paired:
        return
    titles = [squeeze(row.title) for row in before]
    likest = (
        process.extractOne(squeeze(row.title), titles, scorer=fuzz.ratio, score_cutoff=_UNLIKE)
        for row in case.rows
    )
    if not any(likest):
        yield Mark(
            "/indicators",
            f"今年{len(case.rows)}项指标与上年{len(before)}项没有一项相同，上年有{listed(row.name for row in before[:3])}等。",
        )
