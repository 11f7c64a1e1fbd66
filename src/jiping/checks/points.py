"""Arithmetic of weights and scores: what must add up, and what no score can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ZERO
from jiping.filing.text import squeeze

from .case import Case, weight_of
from .registry import Mark, check
from .rounding import differ, points_gap, slack
from .row import Row
from .words import say

_PRINTED_POINTS = re.compile(r"[(\[（【]?(\d+(?:\.\d+)?)分?[)\]）】]?$")
#: All points of a form, exact: never a rounded whole.
_FULL = Decimal("100.00")
_CLOSES = frozenset(")]）】分")
_LONGEST_VOID = 5
_BENEFIT, _SATISFACTION = "效益指标", "满意度指标"
#: Of such things there should be none: 无 is their target and their result.
_UNWANTED = re.compile(
    r"负面|舆情|投诉|事故|违[规纪法]|上访|信访|案件|伤亡|死亡|差错|超标|污染|纠纷|隐患|损失|挪用|截留"
)
_VOID = frozenset(("无", "不涉及", "不适用", "未涉及", "暂无", "/"))


@check(
    code="JP101",
    name="weights-not-hundred",
    title="分值合计不为100",
    title_en="Weights do not add up to 100",
    severity="error",
    basis="财预〔2020〕10号：分值合计100分",
    explanation="预算执行率与各三级指标的分值相加应当正好是100分，否则总分无从比较。"
    "文件不完整、有分值没有读出时不作判断；仅指标就已合计100分、执行率另计的，为疑点。",
    remedy="对照批复的绩效目标表，改正写错或漏写的分值。",
    parts=("indicators",),
    bad={"/indicators/0/weight": "10", "/indicators/0/score": "10", "/total/score": "101.4"},
)
def weights_not_hundred(case: Case) -> Iterator[Mark]:
    """Weights, the execution's included, must be 100; only where every weight is known."""
    own = case.total
    if own is None or own.weight is None or not case.complete or not case.rows:
        return
    weights = [weight for _, weight, _ in case.points if weight is not None]
    if len(weights) != len(case.points):
        return
    if not (gap := points_gap(_FULL, weights)):
        return
    # Some forms keep the execution's points outside the 100 of the indicators.
    alone = gap == own.weight
    told = f"（指标{say(HUNDRED)}分，执行率{say(own.weight)}分）" if alone else ""
    yield Mark(
        "/total/weight",
        f"各项分值合计{say(HUNDRED + gap)}分{told}，应为100分。",
        "warning" if alone else None,
    )


def _printed_points(case: Case, field: str, rows: dict[str, list[Row]]) -> dict[str, _Printed]:
    """Category → (pointer, points printed behind its name), as `产出指标（50分）` shows them."""
    found: dict[str, _Printed] = {}
    evidence = case.filing.evidence
    for name, own in rows.items():
        pointer = f"{own[0].pointer}/{field}"
        if (known := evidence.get(pointer)) is None:
            continue
        raw = known.raw.rstrip()
        if raw[-1:] in _CLOSES and (match := _PRINTED_POINTS.search(squeeze(raw))):
            found[name] = pointer, Decimal(match[1])
    return found


_Printed = tuple[str, Decimal]


def _category_gaps(case: Case, field: str, rows: dict[str, list[Row]]) -> Iterator[Mark]:
    if not case.filing.evidence:
        return
    marked = _printed_points(case, field, rows)
    for name, (pointer, printed) in marked.items():
        weights = [row.weight for row in rows[name]]
        if name == _BENEFIT and _SATISFACTION not in marked:
            # Some forms keep satisfaction under 效益 and print the points of both.
            others = [row.weight for row in case.by_level1.get(_SATISFACTION, ())]
            if None not in weights + others and sum(filter(None, weights + others)) == printed:
                continue
        known = [weight for weight in weights if weight is not None]
        gap = points_gap(printed, known) if len(known) == len(weights) else ZERO
        # Of a form that breaks off no row may be half read: its weight may then be another's figure.
        whole = case.complete or len({row.score is None for row in rows[name]}) == 1
        if gap and whole and (gap > ZERO or case.complete):
            yield Mark(
                pointer, f"“{name}”标注{say(printed)}分，其下各项合计{say(printed + gap)}分。"
            )


@check(
    code="JP102",
    name="level1-points-differ",
    title="一级指标标注的分值与下级合计不符",
    title_en="Points printed at a level-1 category are not the sum of its indicators",
    severity="error",
    basis="财预〔2020〕10号：各级指标分值相等；预算管理一体化系统同样校验",
    explanation="一级指标后面注明的分值（如“产出指标（50分）”）应等于其下各三级指标分值之和。",
    remedy="核对该一级指标下各项分值，改正标注或改正明细。",
    parts=("indicators",),
    bad={"#/indicators/0/level1": "产出指标（55分）"},
    good={"#/indicators/0/level1": "产出指标（50分）"},
)
def level1_points_differ(case: Case) -> Iterator[Mark]:
    """Points printed behind a level-1 name against its rows."""
    return _category_gaps(case, "level1", case.by_level1)


@check(
    code="JP103",
    name="level1-points-off-frame",
    title="一级指标分值与规定框架不同",
    title_en="Points of a level-1 category differ from the standard's frame",
    severity="notice",
    basis="财预〔2020〕10号：预算执行率10分、产出50分、效益30分、满意度10分，特殊情况可调整",
    explanation="各一级指标的分值应按所用标准的框架分配；确有特殊情况可以调整，但应当说明。",
    remedy="按标准调回分值，或说明调整的理由和批准情况。",
    parts=("indicators",),
    bad={
        "/indicators/3/weight": "10", "/indicators/3/score": "10",
        "/indicators/6/weight": "12", "/indicators/6/score": "12",
    },
)  # fmt: skip
def level1_points_off_frame(case: Case) -> Iterator[Mark]:
    """Sum of weights by level 1 against the frame; absent categories are another check's."""
    if not case.complete or case.weight_sum != HUNDRED:
        return
    levels = case.standard.frame.level1
    within = {level.name: level.within for level in levels if level.within}
    sums: dict[str, Decimal] = {}
    for name, rows in case.by_level1.items():
        name = within.get(name, name)
        sums[name] = sum([row.weight for row in rows if row.weight], sums.get(name, ZERO))
    own = [level for level in levels if level.within is None]
    # A category more or less is another frame, not this one with other points.
    if sums.keys() != {level.name for level in own}:
        return
    for level in own:
        given = sums[level.name]
        if level.weight is None or given == level.weight:
            continue
        if differ(given, level.weight, slack(given)):
            pointer = next(row.pointer for row in case.rows if row.level1 == level.name)
            yield Mark(
                f"{pointer}/level1",
                f"“{level.name}”共{say(given)}分，按“{case.standard.title.zh}”应为{say(level.weight)}分。",
            )


@check(
    code="JP104",
    name="level2-points-differ",
    title="二级指标标注的分值与下级合计不符",
    title_en="Points printed at a level-2 category are not the sum of its indicators",
    severity="error",
    basis="财预〔2020〕10号：各级指标分值相等；预算管理一体化系统同样校验",
    explanation="二级指标后面注明的分值应等于其下各三级指标分值之和。",
    remedy="核对该二级指标下各项分值，改正标注或改正明细。",
    parts=("indicators",),
    bad={"#/indicators/0/level2": "数量指标（15分）"},
    good={"#/indicators/0/level2": "数量指标（16分）"},
)
def level2_points_differ(case: Case) -> Iterator[Mark]:
    """Points printed behind a level-2 name against its rows."""
    return _category_gaps(case, "level2", case.by_level2)


@check(
    code="JP105",
    name="scores-not-total",
    title="各项得分之和不等于总分",
    title_en="Scores do not add up to the total",
    severity="error",
    basis="财预〔2020〕10号：总分为各项得分之和",
    explanation="预算执行率得分与各三级指标得分相加应等于总分。有得分没有读出时不作判断。",
    remedy="重新加总；若个别得分写错，先改得分再改总分。",
    parts=("indicators",),
    bad={"/total/score": "99.8"},
)
def scores_not_total(case: Case) -> Iterator[Mark]:
    """Execution score plus the indicators' against the printed total."""
    total = case.filing.total.score
    if total is None or not case.complete or not case.rows:
        return
    counted = case.counted
    scores = [score for _, _, score in counted if score is not None]
    if not scores:
        return
    if len(scores) < len(counted) and any(weight and score is None for _, weight, score in counted):
        return
    # A row without weight and score is a heading or was not read, and so may be the budget: then
    # the other weights must tell that nothing is wanting.
    own = case.total
    pointed = own is not None and (own.weight, own.score) != (None, None)
    if (len(scores) != len(counted) or not pointed) and weight_of(counted) != HUNDRED:
        return
    if gap := points_gap(total, scores):
        more = "多" if gap < 0 else "少"
        yield Mark(
            "/total/score",
            f"总分{say(total)}分，各项得分合计{say(total + gap)}分，总分{more}{say(abs(gap))}分。",
        )


@check(
    code="JP106",
    name="score-over-weight",
    title="得分超过分值",
    title_en="A score is higher than its weight",
    severity="error",
    basis="财预〔2020〕10号：得分最高不超过该指标分值",
    explanation="任何一项的得分都不能超过它的分值；超额完成的，得分以分值为限。",
    remedy="把得分改为不超过分值，并改正总分。",
    bad={"/indicators/6/score": "10.75", "/total/score": "100.15"},
)
def score_over_weight(case: Case) -> Iterator[Mark]:
    """Score above weight, of the execution or an indicator."""
    for pointer, weight, score in case.points:
        if weight is not None and score is not None and score > weight:
            yield Mark(
                f"{pointer}/score",
                f"{_named(case, pointer)}得分{say(score)}分，超过分值{say(weight)}分。",
            )


@check(
    code="JP107",
    name="points-below-zero",
    title="分值或得分为负，或没有分值却有得分",
    title_en="Negative weight or score, or a score on no weight",
    severity="error",
    basis="财预〔2020〕10号：分值大于0，得分不低于0",
    explanation="分值和得分都不能是负数；分值为0的一项不能得分。",
    remedy="改正该项分值或得分，再核对合计。",
    bad={
        "/indicators/6/score": "-1", "/total/score": "88.4",
    },
)  # fmt: skip
def points_below_zero(case: Case) -> Iterator[Mark]:
    """Negative points, or points where there is no weight."""
    for pointer, weight, score in case.points:
        if score is not None and score < ZERO:
            yield Mark(f"{pointer}/score", f"{_named(case, pointer)}得分为负数（{say(score)}分）。")
        if weight is not None and weight < ZERO:
            yield Mark(
                f"{pointer}/weight", f"{_named(case, pointer)}分值为负数（{say(weight)}分）。"
            )
        elif weight is not None and not weight and score:
            yield Mark(f"{pointer}/score", f"{_named(case, pointer)}分值为0，却得{say(score)}分。")


def _named(case: Case, pointer: str) -> str:
    """What carries the points at *pointer*: an indicator by its name, or the execution."""
    name = next((row.name for row in case.rows if row.pointer == pointer), "预算执行率")
    return f"“{name}”"


def _void(row: Row) -> bool:
    if len(row.title) <= _LONGEST_VOID and squeeze(row.title) in _VOID:
        return True
    target, actual = row.target, row.actual
    if row.target_number is not None or target is None or actual is None:
        return False
    if len(target.raw) > _LONGEST_VOID or _UNWANTED.search(row.title):
        return False
    return squeeze(target.raw) in _VOID and squeeze(actual.raw) in _VOID


@check(
    code="JP108",
    name="points-for-nothing",
    title="“无”“不涉及”的指标也给了分",
    title_en="Points for an indicator that does not apply",
    severity="error",
    basis="审计常见问题：不涉及的指标设置权重；财预〔2020〕10号：权重合理",
    explanation="指标名称或指标值写“无”“不涉及”的，没有可评的内容，不应设分值，更不应得分。",
    remedy="删去该指标，把分值分给有实际内容的指标。",
    parts=("indicators",),
    bad={
        "/indicators/7/name": "不涉及",
        "/indicators/7/target": "无",
        "/indicators/7/actual": "无",
    },
)
def points_for_nothing(case: Case) -> Iterator[Mark]:
    """Weighted and scored rows whose name or values say that there is nothing."""
    for row in case.scored:
        if _void(row) and row.weight and row.score:
            yield Mark(
                f"{row.pointer}/score",
                f"第{int(row.pointer.rpartition('/')[2]) + 1}项“{row.name}”没有评价内容，"
                f"却设{say(row.weight)}分、得{say(row.score)}分。",
            )


@check(
    code="JP121",
    name="total-impossible",
    title="总分与已填得分矛盾",
    title_en="The total cannot be reached from the scores given",
    severity="error",
    basis="财预〔2020〕10号：总分为各项得分之和",
    explanation="有些得分空着，但即使空着的各项全部得满分，总分也到不了所填的数（或已填得分已经超过总分）。"
    "常见于有扣分却写“总分100”。",
    remedy="补齐得分并重新加总。",
    parts=("indicators",),
    bad={"/indicators/3/score": None, "/total/score": "100"},
    good={"/indicators/3/score": None},
)
def total_impossible(case: Case) -> Iterator[Mark]:
    """The printed total against the least and the most that the scores allow."""
    total = case.filing.total.score
    if total is None or not case.complete or not case.rows:
        return
    counted = case.counted
    scores = [score for _, _, score in counted if score is not None]
    weights = [weight for _, weight, _ in counted if weight is not None]
    if not 0 < len(scores) < len(counted) or len(weights) != len(counted):
        return
    open_weights = [weight for _, weight, score in counted if score is None and weight is not None]
    over = points_gap(total, [*scores, *open_weights])
    under = points_gap(total, scores)
    if over < 0:
        yield Mark(
            "/total/score",
            f"总分{say(total)}分，而已填得分加上空白各项的满分最多{say(total + over)}分。",
        )
    elif under > 0:
        yield Mark("/total/score", f"总分{say(total)}分，已填得分合计已有{say(total + under)}分。")
