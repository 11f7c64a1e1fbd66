"""Scores against values, row by row: does the self score follow from target and actual."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ZERO

from .case import Case
from .examples import row as example_row
from .limits import Limits
from .registry import Mark, check
from .rounding import half_unit, percent, places_of, share, slack
from .row import Row
from .words import printed, say, tells_cause

#: Counts below this are small.
_FEW = Decimal(10)
_UPWARD = frozenset(("at-least", "equal", "range"))
_NUMERIC = frozenset(("at-least", "at-most", "equal", "range"))
#: A score this close to the weight is full in any rounding.
_NEARLY_FULL = Decimal("0.05")


def _directed(row: Row) -> bool:
    """Whether the target prints its direction, so that a miss is proved and not a reading."""
    return row.target is not None and row.target.operator is not None


def _exceeded_ceiling(row: Row) -> bool:
    """A number over its ceiling, whatever formula then applies."""
    return row.line.rule == "at-most" and row.met is False


@check(
    code="JP301",
    name="missed-but-full",
    title="未达标却得满分",
    title_en="Target missed but full score",
    severity="error",
    basis="财预〔2020〕10号：未完成的按完成值与指标值的比例记分",
    explanation="完成值没有达到指标值，就不能得满分。指标值没有写明≥、≤，或者差额在取整范围之内的，为疑点。",
    remedy="按完成比例改正得分并说明偏差原因；若完成值或指标值填错，改正数值。",
    parts=("indicators",),
    bad={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "4500册", "20", "20"),
            example_row("阅读推广活动场次", "≥40场", "42场", "30", "30"),
        ]
    },
    good={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "4500册", "20", "15"),
            example_row("阅读推广活动场次", "≥40场", "42场", "30", "30"),
        ]
    },
)
def missed_but_full(case: Case) -> Iterator[Mark]:
    """Met is False and the score is the weight; doubtful only where rounding may have made it full."""
    for row in case.missed:
        rule = row.line.rule_score
        if row.deducted or not row.weight or rule is None:
            continue
        short = row.weight - rule
        if short <= _NEARLY_FULL or _exceeded_ceiling(row):
            continue
        yield Mark(
            f"{row.pointer}/score",
            f"“{row.name}”指标值{printed(row.target)}，完成值{printed(row.actual)}，未达标却得满分"
            f"{say(row.weight)}分，按规则应得{say(rule)}分。",
            "warning" if short <= half_unit(case.score_places) or not _directed(row) else None,
        )


@check(
    code="JP302",
    name="over-ceiling-score",
    title="超过上限仍得高分",
    title_en="Ceiling exceeded but the score hardly reduced",
    severity="error",
    basis="财预〔2020〕10号；反向指标按指标值÷完成值（或线性扣减）计分",
    explanation="成本等“不超过”类指标的完成值超过上限，得分应按超出程度扣减。自评得分比规则得分高出分值的5%以上。"
    "指标值没有写明≤的，为疑点。",
    remedy="按规则改正得分；若上限没有随预算调整，先按程序调整指标值。",
    parts=("indicators",),
    limits=("score_off",),
    bad={
        "/indicators/4/actual": "58.5元/册", "/indicators/4/score": "9", "/total/score": "98.4",
        "/indicators/4/reason": "因纸价上涨，图书定价普遍提高；采编部2024年起改为按码洋折扣招标，6月底前完成。",
    },
    good={
        "/indicators/4/actual": "45.9元/册", "/indicators/4/score": "9.8", "/total/score": "99.2",
        "/indicators/4/reason": "因纸价上涨，图书定价普遍提高；采编部2024年起改为按码洋折扣招标，6月底前完成。",
    },
)  # fmt: skip
def over_ceiling_score(case: Case) -> Iterator[Mark]:
    """Actual over the ceiling and self score well above the rule's, under the kindest formula."""
    for row in case.missed:
        rule = row.line.rule_score
        if not _exceeded_ceiling(row) or rule is None or not row.weight or row.score is None:
            continue
        target, actual = row.target, row.actual
        if row.score - rule <= row.weight * case.limits.score_off or row.score > row.weight:
            continue
        if half_unit(case.score_places) >= row.score - rule:
            continue
        times = ""
        one_unit = (
            target and actual and (target.unit == actual.unit or not (target.unit and actual.unit))
        )
        if one_unit and target and actual and target.number and actual.number:
            times = f"，是上限的{share(actual.number, target.number)}"
        yield Mark(
            f"{row.pointer}/score",
            f"“{row.name}”上限{printed(target)}，完成值{printed(actual)}{times}；按规则得{say(rule)}分，"
            f"自评{say(row.score)}分（分值{say(row.weight)}分）。",
            None if _directed(row) else "warning",
        )


@check(
    code="JP303",
    name="met-but-deducted",
    title="已达标却扣分",
    title_en="Target met but points deducted",
    severity="warning",
    basis="财预〔2020〕10号：完成指标值的得该项全部分值",
    explanation="完成值达到指标值，按规则得满分。单位自己扣分可能是从严，也可能是完成值填得不准，应当说明扣分的依据。"
    "原因栏写有成因的为提示：既有没做好的事，完成值可能填高了。"
    "定性指标在最高一档之内有打分的余地，不在此列。",
    remedy="写明扣分的事实依据；没有依据的恢复满分，或把完成值改为实际数。",
    parts=("indicators",),
    bad={"/indicators": [example_row("阅读推广活动场次", "≥40场", "42场", "20", "18")]},
    good={"/indicators": [example_row("阅读推广活动场次", "≥40场", "36场", "20", "18")]},
)  # fmt: skip
def met_but_deducted(case: Case) -> Iterator[Mark]:
    """Met, not over the target so far that the standard deducts, and still not full."""
    for row in case.deductions:
        if row.met is not True or row.score is None or row.weight is None:
            continue
        rule = row.line.rule_score
        if rule is None or row.score >= rule or row.line.band is not None:
            continue
        # Far over the target a unit may take points off for a target set too low (财预〔2020〕10号).
        if row.line.over and row.said:
            continue
        caused = tells_cause(row.said)
        asked = "请核对完成值与所写原因是否一致" if caused else "请说明扣分的依据"
        yield Mark(
            f"{row.pointer}/score",
            f"“{row.name}”指标值{printed(row.target)}，完成值{printed(row.actual)}，已达标，"
            f"自评{say(row.score)}/{say(row.weight)}分，扣{say(row.weight - row.score)}分，{asked}。",
            "notice" if caused else None,
        )


@check(
    code="JP304",
    name="score-off-ratio",
    title="得分与完成比例不符",
    title_en="Score is off the degree of fulfilment",
    severity="warning",
    basis="财预〔2020〕10号：未完成的按完成值与指标值的比例记分",
    explanation="指标部分完成的，得分按完成比例计算。自评得分与之相差超过0.1分或分值的5%。",
    remedy="按比例改正得分，或说明另行扣分（加分）的依据。",
    parts=("indicators",),
    limits=("score_off", "score_off_points"),
    bad={"/indicators/1/score": "7", "/total/score": "98.8"},
)
def score_off_ratio(case: Case) -> Iterator[Mark]:
    """Partly met floors and equals; exceeded ceilings only where the score is too low."""
    for row in case.missed:
        rule = row.line.rule_score
        if rule is None or row.line.rule not in _NUMERIC:
            continue
        if row.weight is None or row.score is None or row.score >= row.weight or row.score < 0:
            continue
        off = row.score - rule
        if _exceeded_ceiling(row) and off > 0:
            continue
        apart = abs(off)
        if apart <= case.limits.score_off_points or apart <= row.weight * case.limits.score_off:
            continue
        if apart <= half_unit(case.score_places):
            continue
        yield Mark(
            f"{row.pointer}/score",
            f"“{row.name}”指标值{printed(row.target)}，完成值{printed(row.actual)}，"
            f"按完成比例应得{say(rule)}分，自评{say(row.score)}分。",
        )


@check(
    code="JP305",
    name="below-pass-mark",
    title="低于及格门槛仍得分",
    title_en="Below the pass mark but scored",
    severity="warning",
    basis="所用标准的及格门槛规定（如完成比例不足60%不得分）",
    explanation="部分标准规定完成比例低于门槛的不得分。只在所用标准有此规定时检查。",
    remedy="把得分改为0，或核实完成值。",
    under="national-2021",
    parts=("indicators",),
    bad={"/indicators": [example_row("新增馆藏图书册数", "≥6000册", "3000册", "8", "0.3")]},
    good={"/indicators": [example_row("新增馆藏图书册数", "≥6000册", "3000册", "8", "0")]},
)
def below_pass_mark(case: Case) -> Iterator[Mark]:
    """Attainment under the standard's pass mark, and points all the same."""
    mark = case.standard.quantitative.pass_mark
    if mark is None:
        return
    for row in case.missed:
        if row.attainment is not None and row.attainment < mark and row.score:
            if not row.score > 0:
                continue
            yield Mark(
                f"{row.pointer}/score",
                f"“{row.name}”完成比例{percent(row.attainment)}，低于门槛{percent(mark)}，"
                f"不应得分，自评{say(row.score)}分。",
            )


@check(
    code="JP306",
    name="over-deduction-missing",
    title="超额过多应扣分而未扣",
    title_en="Prescribed deduction for over-achievement not made",
    severity="error",
    basis="所用标准的超额扣分规定（如达到130%的扣2分）",
    explanation="部分地方规定完成值超过指标值一定幅度的要扣分。只在所用标准有此规定时检查。",
    remedy="按规定扣分，并说明超额的原因。",
    under="cap-exec-2022",
    parts=("indicators",),
    bad={
        "/indicators/6/actual": "11.2万人次",
        "/indicators/6/reason": "因新馆提前开馆，读者数量超出预计；2024年起由读者服务部按新馆重新测算目标。",
    },
)  # fmt: skip
def over_deduction_missing(case: Case) -> Iterator[Mark]:
    """Far over the target, a standard that deducts, and a self score above the reduced one."""
    if case.standard.over.kind == "none":
        return
    for row in case.scored:
        rule, line = row.line.rule_score, row.line
        if not line.over or rule is None or row.score is None or row.weight is None:
            continue
        if rule < row.score <= row.weight:
            rate = f"完成{percent(line.attainment)}，" if line.attainment is not None else ""
            yield Mark(
                f"{row.pointer}/score",
                f"“{row.name}”{rate}按标准应扣{say(row.weight - rule)}分，得{say(rule)}分，"
                f"自评{say(row.score)}分。",
            )


@check(
    code="JP307",
    name="magnitude-off",
    title="完成值与指标值相差悬殊",
    title_en="Actual value far off its target: a unit or a digit may be wrong",
    severity="warning",
    basis="惯例：完成值达到指标值3倍以上或不足十分之一的应核实",
    explanation="完成值是指标值的3倍以上，或者不到十分之一：可能是单位（元、万元，人、万人）或小数点写错，也可能是目标定得不合适。"
    "完成值不到10的小数目，10倍以上才算。",
    remedy="核对完成值和单位；属实的，说明与目标相差的原因，并据以调整下年目标。",
    parts=("indicators",),
    limits=("magnitude_high", "magnitude_low"),
    bad={
        "/indicators/0/actual": "420场",
        "/indicators/0/reason": "因与学校合办，场次大增；2024年起由读者服务部按合办情况重新测算目标。",
    },
)  # fmt: skip
def magnitude_off(case: Case) -> Iterator[Mark]:
    """Far more than the target, or a tenth of it or less; zero is a value of its own."""
    for row in case.rows:
        line = row.line
        if line.rule not in _UPWARD or not line.attainment:
            continue
        if line.attainment <= case.limits.magnitude_low or (
            line.attainment >= case.limits.magnitude_high and magnitude_off_by(row, case.limits)
        ):
            yield Mark(
                f"{row.pointer}/actual",
                f"“{row.name}”指标值{printed(row.target)}，完成值{printed(row.actual)}，"
                f"完成率{percent(line.attainment)}，请核对单位和位数。",
            )


def magnitude_off_by(row: Row, limits: Limits) -> bool:
    """Whether a value is so far over its target that a digit may be wrong.

    Three times as many as two are only six: a small count must be ten times its target.
    """
    times = row.attainment
    if times is None or times < limits.magnitude_high:
        return False
    return times >= _FEW or (row.actual_number or ZERO) >= _FEW


@check(
    code="JP308",
    name="outside-band",
    title="定性指标得分不在所述档次内",
    title_en="Score of a qualitative indicator outside the band of its own words",
    severity="error",
    basis="财预〔2020〕10号：定性指标三档，达成100%—80%、部分达成80%—60%、未达成60%—0",
    explanation="定性指标按所述达成程度分三档计分，得分应落在该档的区间内。",
    remedy="按所述档次改正得分，或如实改写完成情况。",
    parts=("indicators",),
    bad={
        "/indicators/8/target": "数字资源持续更新", "/indicators/8/actual": "部分达成",
        "/indicators/8/score": "7.5", "/total/score": "98.9",
        "/indicators/8/reason": "因平台合同3月才续签，一季度没有更新；由读者服务部在2024年1月前续签合同。",
    },
    good={
        "/indicators/8/target": "数字资源持续更新", "/indicators/8/actual": "部分达成",
        "/indicators/8/score": "5.6", "/total/score": "97",
        "/indicators/8/reason": "因平台合同3月才续签，一季度没有更新；由读者服务部在2024年1月前续签合同。",
    },
)  # fmt: skip
def outside_band(case: Case) -> Iterator[Mark]:
    """Self score outside the interval that the scorecard gives for the words used."""
    for row in case.scored:
        band = row.line.band
        if (
            band is None
            or row.score is None
            or row.weight is None
            or not 0 <= row.score <= row.weight
        ):
            continue
        low, high = band
        top = high == row.weight
        room = slack(row.score) if places_of(row.score) else ZERO
        inside = low - room <= row.score and (
            row.score < high + room or (top and row.score <= high)
        )
        if not inside:
            yield Mark(
                f"{row.pointer}/score",
                f"“{row.name}”完成情况“{printed(row.actual)}”，该档得分区间为[{say(low)}，{say(high)}"
                f"{']' if top else ')'}，自评{say(row.score)}分。",
            )


_YES_OR_NO = frozenset(("是", "否", "有", "无", "已完成", "未完成", "是/否"))


@check(
    code="JP309",
    name="half-a-yes",
    title="是否类指标得了部分分",
    title_en="Part of the points for a yes-or-no indicator",
    severity="warning",
    basis="财预〔2021〕101号取值指引：直接赋分的指标，符合得满分，不符合不得分",
    explanation="指标值只有“是”“否”两种可能，完成值与之相同得满分，不同不得分，没有中间分数。",
    remedy="改为满分或0分；完成程度有高低的，改用可以分档的指标。",
    parts=("indicators",),
    bad={"/indicators/8/name": "是否建立数字资源更新制度", "/indicators/8/target": "是",
         "/indicators/8/actual": "是", "/indicators/8/score": "7", "/total/score": "98.4",
         "/report/sections/7/text": ("99.4分", "98.4分"),
         "/indicators/8/reason": "因制度10月才印发；由读者服务部在2024年1月前补全流程。"},
    good={"/indicators/8/name": "是否建立数字资源更新制度", "/indicators/8/target": "是",
          "/indicators/8/actual": "是"},
)  # fmt: skip
def half_a_yes(case: Case) -> Iterator[Mark]:
    """Yes or no asked and answered, and a score that is neither all nor nothing."""
    for row in case.deductions:
        if row.score is None or not row.score > 0 or row.target is None or row.actual is None:
            continue
        if printed(row.target) in _YES_OR_NO and printed(row.actual) in _YES_OR_NO:
            yield Mark(
                f"{row.pointer}/score",
                f"“{row.name}”指标值“{printed(row.target)}”，完成值“{printed(row.actual)}”，"
                f"得{say(row.score)}/{say(row.weight or ZERO)}分。",
            )


@check(
    code="JP319",
    name="execution-indicator-differs",
    title="执行率指标与预算执行情况不一致",
    title_en="An execution-rate indicator differs from the budget block",
    severity="warning",
    basis="财预〔2020〕10号：同一事项数据一致",
    explanation="三级指标里的预算执行率与表头按金额计算的执行率不同。",
    remedy="核对两处口径，改正其一或注明口径。",
    parts=("indicators",),
    bad={"/indicators/3/name": "预算执行率", "/indicators/3/actual": "99.5%"},
    good={"/indicators/3/name": "预算执行率", "/indicators/3/actual": "98%"},
)
def execution_indicator_differs(case: Case) -> Iterator[Mark]:
    """An indicator named as the execution rate against the amounts."""
    if case.rate is None:
        return
    for row in case.rows:
        actual = row.actual
        if row.title not in ("预算执行率", "资金执行率", "预算资金执行率", "部门预算执行率"):
            continue
        if actual is None or actual.number is None or actual.unit != "%":
            continue
        told = actual.number / HUNDRED
        if abs(told - case.rate) > slack(actual.number) / HUNDRED:
            yield Mark(
                f"{row.pointer}/actual",
                f"“{row.name}”完成值{printed(actual)}，按预算执行情况计算为{percent(case.rate)}。",
            )
