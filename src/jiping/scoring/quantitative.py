"""Scores of indicators with numbers: floors, ceilings, ranges and zero targets.

Met is full weight. What is missed is scored by the fulfilment r: A ÷ T for a floor; for a ceiling
T ÷ A or, linear, 1 − (A − T) ÷ T; under a pass mark p it becomes (r − p) ÷ (1 − p). The score is
computed as one fraction, so that it is rounded once.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jiping.filing import Indicator, Value
from jiping.filing.numbers import ONE, ZERO, plain, round_half_up
from jiping.standards import Standard
from jiping.standards.rules import Over

from .reading import UNCERTAIN, direction
from .units import TIME, Common, common_unit, measure
from .verdict import Verdict, fraction, percent, unscored

_RULE = {"≥": "at-least", ">": "at-least", "≤": "at-most", "<": "at-most", "=": "equal"}
_SAYS = {"≥": "不低于", ">": "高于", "≤": "不超过", "<": "低于", "=": "等于", "~": "介于"}


@dataclass(slots=True, eq=False)
class _Case:
    """One comparison in one unit: the actual value lies in [low, high], None where open.

    `read` says how target and units were read, where that does not go without saying. It is not
    frozen because that makes it four times as slow to make; nothing changes it.
    """

    sign: str
    target: Decimal
    top: Decimal
    low: Decimal | None
    high: Decimal | None
    weight: Decimal | None
    standard: Standard
    read: str

    def verdict(
        self, rule: str, why: str, score: Decimal | None, attainment: Decimal | None,
        met: bool, over: bool = False,
    ) -> Verdict:  # fmt: skip
        """What the rule says, because of *why*, with the source of the rule."""
        rules = self.standard.quantitative
        basis = self.standard.basis[rules.ceiling_source if rule == "at-most" else rules.source]
        told = f"{self.read}；{why}" if self.read else why
        return Verdict(rule, told, basis, score, attainment, met, over)


def quantitative(indicator: Indicator, target: Value, actual: Value, standard: Standard) -> Verdict:
    """Score *actual* against *target*, both with a number; unscored where that is not certain."""
    sign, reading = direction(target, indicator, standard.reading)
    common = common_unit(target, actual)
    if isinstance(common, str):
        if target.unit and target.unit.endswith("前"):
            common = f"指标值“{target.raw.strip()}”是每期的期限，一个完成值不能说明各期是否按时"
        return unscored(common, standard.basis[standard.reading.source])
    goal, number = target.number, actual.number
    if goal is None or number is None:
        return unscored("缺少数值", standard.basis[standard.quantitative.source])
    top, end, bound = target.high, actual.high, actual.operator
    top = goal if top is None else top
    end = number if end is None else end
    if common.target != common.actual:
        goal, top, number, end = _converted(common, goal, top, number, end)
    low = None if bound in ("≤", "<") else number
    high = None if bound in ("≥", ">") else end
    if sign == "=" and standard.quantitative.equal_exceeded == "ceiling":
        sign = "≤" if low is not None and low > goal else "≥"
    if sign == UNCERTAIN and not low == high == goal:
        kind = "时限" if measure(target.unit or "")[0] in TIME else "标准"
        why = f"{kind}未写明是“不超过”还是“不少于”，完成值又与指标值不同，无法判断"
        return unscored(why, standard.basis[standard.reading.source])
    note = common.note
    read = f"{reading}；{note}" if reading and note else reading or note
    case = _Case(
        "=" if sign == UNCERTAIN else sign, goal, top, low, high, indicator.weight, standard, read
    )
    return _met(case, goal) if sign == UNCERTAIN else _judge(case)


def _converted(
    common: Common, goal: Decimal, top: Decimal, number: Decimal, end: Decimal
) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Bring all to the target's unit where that is exact, else to the base unit of both."""
    base, far = number * common.actual, end * common.actual
    quotient, quotient_far = base / common.target, far / common.target
    if quotient * common.target == base and quotient_far * common.target == far:
        return goal, top, quotient, quotient_far
    return goal * common.target, top * common.target, base, far


def _judge(case: _Case) -> Verdict:
    sign, goal = case.sign, case.target
    if sign == "~":
        return _range(case)
    if not goal:
        return _zero(case)
    if sign in "≤<":
        return _ceiling(case, goal)
    return _floor(case, goal)


def _floor(case: _Case, goal: Decimal) -> Verdict:
    actual, strict = case.low, case.sign == ">"
    if actual is not None and (actual > goal or (actual == goal and not strict)):
        return _met(case, actual)
    if actual is None or case.high is None or actual != case.high:
        return _open(case)
    return _missed(case, actual, goal, actual, goal, f"{plain(actual)} ÷ {plain(goal)}")


def _ceiling(case: _Case, goal: Decimal) -> Verdict:
    actual, strict = case.high, case.sign == "<"
    if actual is not None and (actual < goal or (actual == goal and not strict)):
        return _met(case, actual)
    if actual is None or case.low is None or actual != case.low:
        return _open(case)
    if case.standard.quantitative.ceiling == "ratio":
        return _missed(case, actual, goal, goal, actual, f"{plain(goal)} ÷ {plain(actual)}")
    spelled = f"[1 − ({plain(actual)} − {plain(goal)}) ÷ {plain(goal)}]"
    return _missed(case, actual, goal, goal + goal - actual, goal, spelled)


def _range(case: _Case) -> Verdict:
    low, high, bottom, top = case.low, case.high, case.target, case.top
    if low is not None and high is not None and bottom <= low and high <= top:
        why = f"{plain(low)} 在 {plain(bottom)}–{plain(top)} 之内{_full(case)}"
        return case.verdict("range", why, _full_points(case), ONE, True)
    if low is None or low != high:
        return _open(case)
    if low < bottom:
        return _floor(case, bottom)
    # More jobs than a range asks for are no fault, more debt is: the range does not say.
    why = f"{plain(low)} 超过区间 {plain(bottom)}–{plain(top)} 的上限，标准未定是否扣分"
    return unscored(why, case.standard.basis[case.standard.quantitative.source])


def _zero(case: _Case) -> Verdict:
    """A target of 0: only whether it was kept can be said."""
    low, high = case.low, case.high
    kept: bool | None
    if case.sign in "≥>":
        kept = None if low is None else low > ZERO or (low == ZERO and case.sign == "≥")
    else:
        kept = None if high is None else high < ZERO or (high == ZERO and case.sign != "<")
    shown = high if high is not None else low
    if kept is None or shown is None:
        return _open(case)
    outcome = (
        _full(case) if kept else "，未达到指标值" + ("" if case.weight is None else "，得 0 分")
    )
    score = _full_points(case) if kept else _points(case, ZERO, ONE)
    why = f"指标值 {case.sign} 0，完成值 {plain(shown)}{outcome}"
    return case.verdict("zero-target", why, score, None, kept)


def _met(case: _Case, actual: Decimal) -> Verdict:
    sign, goal, over = case.sign, case.target, case.standard.over
    says = "超过" if sign == "=" and actual > goal else _SAYS[sign]
    why = f"{plain(actual)} {says} {plain(goal)}，达到指标值{_full(case)}"
    score = _full_points(case)
    if goal <= ZERO:
        return case.verdict(_RULE[sign], why, score, None, True)
    if sign in "≤<":
        return case.verdict(_RULE[sign], why, score, fraction(goal, actual), True)
    attainment = fraction(actual, goal)
    far = _is_far(over, actual, goal)
    if far and attainment is not None:
        score, more = _deduct(case, over, score, actual, goal, attainment)
        why = f"{why}；{more}"
    return case.verdict(_RULE[sign], why, score, attainment, True, far)


def _is_far(over: Over, actual: Decimal, goal: Decimal) -> bool:
    limit = goal * over.threshold
    return actual > limit or (over.inclusive and actual == limit)


def _deduct(
    case: _Case, over: Over, score: Decimal | None, actual: Decimal, goal: Decimal, rate: Decimal
) -> tuple[Decimal | None, str]:
    """Take off what the standard deducts for a result far over its target, and say so."""
    if over.kind == "bands":
        points = next((b.deduction for b in over.bands if actual >= goal * b.at_least), ZERO)
    else:
        points = over.deduction or ZERO
    reached = "达到或超过" if over.inclusive else "超过"
    text = f"完成 {percent(rate)}，{reached}指标值的 {percent(over.threshold)}"
    text += "，应说明原因" if over.reason_required else ""
    if points and score is not None:
        text += f"，按标准扣 {plain(points)} 分：{plain(score)} − {plain(points)}"
        score = max(score - points, ZERO)
        text += f" = {plain(score)}" if score else "，扣至 0 分为止"
    return score, f"{text}（{case.standard.basis[over.source]}）" if points else text


def _missed(
    case: _Case, actual: Decimal, goal: Decimal, part: Decimal, whole: Decimal, spelled: str
) -> Verdict:
    """Score a missed target by part ÷ whole, under the pass mark where the standard has one."""
    if goal < ZERO or whole <= ZERO:
        return unscored(
            f"指标值 {plain(goal)} 不是正数，未达到时不能按比例计分",
            case.standard.basis[case.standard.quantitative.source],
        )
    rule = "range" if case.sign == "~" else _RULE[case.sign]
    above = actual > goal
    attainment = fraction(goal, actual) if above else fraction(max(part, ZERO), whole)
    mark = case.standard.quantitative.pass_mark
    if mark is not None:
        part, whole = part - mark * whole, whole * (ONE - mark)
        spelled = f"({spelled} − {plain(mark)}) ÷ (1 − {plain(mark)})"
    score = _points(case, max(part, ZERO), whole)
    reason = "超过上限" if above else "未达到指标值" if actual < goal else "恰等于指标值"
    if score is None:
        why = f"完成程度 {spelled}（{reason}）；表中无分值"
    elif part < ZERO:
        why = f"{plain(case.weight or ZERO)} × {spelled} 小于 0，得 0 分（{reason}）"
    else:
        why = f"{plain(case.weight or ZERO)} × {spelled} = {plain(score)}（{reason}）"
    return case.verdict(rule, why, score, attainment, False)


def _open(case: _Case) -> Verdict:
    """The actual value is itself only a bound or a range, and does not settle the matter."""
    why = "完成值只是一个范围，不能确定是否达到指标值，请填写实际数值"
    return unscored(why, case.standard.basis[case.standard.quantitative.source])


def _points(case: _Case, part: Decimal, whole: Decimal) -> Decimal | None:
    if case.weight is None:
        return None
    return round_half_up(case.weight * part / whole, case.standard.rounding.places)


def _full_points(case: _Case) -> Decimal | None:
    if case.weight is None:
        return None
    return round_half_up(case.weight, case.standard.rounding.places)


def _full(case: _Case) -> str:
    return "；表中无分值" if case.weight is None else f"，得满分 {plain(case.weight)}"
