"""Scores of indicators with numbers: floors, ceilings, ranges and zero targets.

Met is full weight. What is missed is scored by the fulfilment r: A ÷ T for a floor; for a ceiling
T ÷ A or, linear, 1 − (A − T) ÷ T; under a pass mark p it becomes (r − p) ÷ (1 − p). The score is
computed as one fraction, so that it is rounded once.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from jiping.filing import Indicator, Value
from jiping.filing.numbers import ONE, ZERO, plain, round_half_up
from jiping.standards import Standard
from jiping.standards.rules import Over

from .reading import UNCERTAIN, direction
from .units import Common, common_unit
from .verdict import Verdict, fraction, percent, unscored

_RULE = {"≥": "at-least", ">": "at-least", "≤": "at-most", "<": "at-most", "=": "equal"}
_SAYS = {"≥": "不低于", ">": "高于", "≤": "不超过", "<": "低于", "=": "等于", "~": "介于"}


class _Case(NamedTuple):
    """One comparison in one unit: the actual value lies in [low, high], None where open."""

    sign: str
    target: Decimal
    top: Decimal
    low: Decimal | None
    high: Decimal | None
    weight: Decimal | None
    standard: Standard
    notes: list[str]

    def verdict(
        self,
        rule: str,
        score: Decimal | None,
        *,
        met: bool,
        attainment: Decimal | None = None,
        over: bool = False,
    ) -> Verdict:
        """The verdict with the notes as its explanation and the source of the rule."""
        rules = self.standard.quantitative
        basis = self.standard.basis[rules.ceiling_source if rule == "at-most" else rules.source]
        return Verdict(rule, "；".join(self.notes), basis, score, attainment, met, over)


def quantitative(indicator: Indicator, target: Value, actual: Value, standard: Standard) -> Verdict:
    """Score *actual* against *target*, both with a number; unscored where that is not certain."""
    sign, reading = direction(target, indicator, standard.reading)
    common = common_unit(target, actual)
    if isinstance(common, str):
        return unscored(common, standard.basis[standard.reading.source])
    if target.number is None or actual.number is None:
        return unscored("缺少数值", standard.basis[standard.quantitative.source])
    goal, number = target.number, actual.number
    top = goal if target.high is None else target.high
    end = number if actual.high is None else actual.high
    if common.target != common.actual:
        goal, top, number, end = _converted(common, goal, top, number, end)
    low = None if actual.operator in ("≤", "<") else number
    high = None if actual.operator in ("≥", ">") else end
    notes = [note for note in (reading, common.note) if note]
    return _judge(_Case(sign, goal, top, low, high, indicator.weight, standard, notes))


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
    if sign == UNCERTAIN:
        if case.low == case.high == goal:
            return _met(case._replace(sign="="), goal)
        why = "时限未写明是“不超过”还是“不少于”，完成值又与指标值不同，无法判断"
        return unscored(why, case.standard.basis[case.standard.reading.source])
    if sign == "=" and case.standard.quantitative.equal_exceeded == "ceiling":
        exceeded = case.low is not None and case.low > goal
        case = case._replace(sign="≤" if exceeded else "≥")
        sign = case.sign
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
        case.notes.append(f"{plain(low)} 在 {plain(bottom)}–{plain(top)} 之内{_full(case)}")
        return case.verdict("range", _points(case, ONE, ONE), attainment=ONE, met=True)
    if low is None or low != high:
        return _open(case)
    if low < bottom:
        return _floor(case._replace(sign="~"), bottom)
    return _ceiling(case._replace(sign="~"), top)


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
    case.notes.append(f"指标值 {case.sign} 0，完成值 {plain(shown)}{outcome}")
    return case.verdict("zero-target", _points(case, ONE if kept else ZERO, ONE), met=kept)


def _met(case: _Case, actual: Decimal) -> Verdict:
    goal, over = case.target, case.standard.over
    says = "超过" if case.sign == "=" and actual > goal else _SAYS[case.sign]
    case.notes.append(f"{plain(actual)} {says} {plain(goal)}，达到指标值{_full(case)}")
    upward = case.sign not in "≤<"
    part, whole = (actual, goal) if upward else (goal, actual)
    attainment = fraction(part, whole) if goal > ZERO else None
    score = _points(case, ONE, ONE)
    far = upward and goal > ZERO and _is_far(over, actual, goal)
    if far and attainment is not None:
        score = _deduct(case, over, score, actual, goal, attainment)
    return case.verdict(_RULE[case.sign], score, attainment=attainment, met=True, over=far)


def _is_far(over: Over, actual: Decimal, goal: Decimal) -> bool:
    limit = goal * over.threshold
    return actual > limit or (over.inclusive and actual == limit)


def _deduct(
    case: _Case, over: Over, score: Decimal | None, actual: Decimal, goal: Decimal, rate: Decimal
) -> Decimal | None:
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
    case.notes.append(f"{text}（{case.standard.basis[over.source]}）" if points else text)
    return score


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
        case.notes.append(f"完成程度 {spelled}（{reason}）；表中无分值")
    elif part < ZERO:
        case.notes.append(f"{plain(case.weight or ZERO)} × {spelled} 小于 0，得 0 分（{reason}）")
    else:
        case.notes.append(f"{plain(case.weight or ZERO)} × {spelled} = {plain(score)}（{reason}）")
    return case.verdict(rule, score, attainment=attainment, met=False)


def _open(case: _Case) -> Verdict:
    """The actual value is itself only a bound or a range, and does not settle the matter."""
    why = "完成值只是一个范围，不能确定是否达到指标值，请填写实际数值"
    return unscored(why, case.standard.basis[case.standard.quantitative.source])


def _points(case: _Case, part: Decimal, whole: Decimal) -> Decimal | None:
    if case.weight is None:
        return None
    # Full points need no arithmetic.
    points = case.weight if part is whole else case.weight * part / whole
    return round_half_up(points, case.standard.rounding.places)


def _full(case: _Case) -> str:
    return "；表中无分值" if case.weight is None else f"，得满分 {plain(case.weight)}"
