"""From a filing and a standard to the explained scorecard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from jiping.filing import BudgetRow, Filing, Indicator
from jiping.filing.numbers import HUNDRED, ZERO, plain
from jiping.filing.text import squeeze
from jiping.standards import Standard

from .dates import dated, is_date
from .execution import execution, rate_of, row_of
from .qualitative import qualitative
from .quantitative import quantitative
from .scorecard import Scorecard, ScoreLine
from .verdict import Verdict, percent, unscored

#: What offices print where a field does not apply.
_BLANK = re.compile(r"[-/\\.…·*_]*|无|空|不适用|不涉及")

_NO_WEIGHT = "分值不在 0 与 100 之间，请核对"


def score(filing: Filing, standard: Standard) -> Scorecard:
    """Score *filing* by *standard*: a line for the budget execution and one for each indicator."""
    lines = [
        _line(f"/indicators/{index}", indicator, filing.fiscal_year, standard)
        for index, indicator in enumerate(filing.indicators)
    ]
    notes: list[str] = []
    row = row_of(filing.budget)
    if row is not None:
        lines.insert(0, _execution_line(*row, lines, standard))
    total = _rule_total(filing, lines, notes)
    if total is not None and row is not None:
        total = _capped(total, row[1], standard, notes)
    self_total = _self_total(filing, lines)
    of_hundred = self_total is not None and _is_of_hundred(filing, lines)
    return Scorecard(
        standard=standard.id,
        lines=tuple(lines),
        scored_weight=_sum(line.weight for line in lines if line.rule_score is not None),
        self_total=self_total,
        rule_total=total,
        self_grade=standard.grades.of(self_total)
        if self_total is not None and of_hundred
        else None,
        rule_grade=standard.grades.of(total) if total is not None else None,
        notes=tuple(notes),
    )


def does_not_apply(text: str) -> bool:
    """Whether *text* is what offices print where a field does not apply (无, 不涉及, /), or nothing."""
    return _BLANK.fullmatch(squeeze(text)) is not None


def _line(pointer: str, indicator: Indicator, year: int | None, standard: Standard) -> ScoreLine:
    verdict = _verdict(indicator, year, standard)
    label = indicator.name or indicator.level2 or indicator.level1 or "（未写指标名称）"
    return _as_line(pointer, label, indicator.weight, indicator.score, verdict)


def _as_line(
    pointer: str, label: str, weight: Decimal | None, self_score: Decimal | None, verdict: Verdict
) -> ScoreLine:
    return ScoreLine(
        pointer,
        label,
        weight,
        self_score,
        verdict.score,
        verdict.rule,
        verdict.attainment,
        verdict.met,
        verdict.over,
        verdict.explanation,
        verdict.basis,
        verdict.band,
    )


def _verdict(indicator: Indicator, year: int | None, standard: Standard) -> Verdict:
    target, actual, weight = indicator.target, indicator.actual, indicator.weight
    if not _is_weight(weight):
        return unscored(_NO_WEIGHT, standard.basis[standard.quantitative.source])
    if target is not None and target.number is not None and actual and actual.number is not None:
        return quantitative(indicator, target, actual, standard)
    basis = standard.basis[standard.quantitative.source]
    if target is None or does_not_apply(target.raw):
        return unscored("没有指标值", basis)
    if actual is None or does_not_apply(actual.raw):
        return unscored("没有完成值", basis)
    if is_date(target, year):
        return dated(target, actual, indicator.weight, year, standard)
    if target.number is None:
        if actual.number is not None or actual.date is not None:
            why = f"指标值“{target.raw.strip()}”没有数值，不能与完成值“{actual.raw.strip()}”比较"
            return unscored(why, standard.basis[standard.qualitative.source])
        return qualitative(target, actual, indicator.weight, indicator.score, standard)
    why = f"指标值为数值，完成值“{actual.raw.strip()}”没有数值，请填写实际数值"
    return unscored(why, basis)


def _execution_line(
    index: int, row: BudgetRow, lines: list[ScoreLine], standard: Standard
) -> ScoreLine:
    """The line of the budget execution; a weight that is not printed follows from the others'.

    Where the standard counts execution among the indicators, the budget rows have none.
    """
    weight, note = row.weight, ""
    if weight is None and standard.execution.weight:
        rest = _sum(line.weight for line in lines)
        if rest + standard.execution.weight == HUNDRED:
            weight = standard.execution.weight
            note = f"表中未写分值，指标分值合计 {plain(rest)}，按标准的 {plain(weight)} 分计"
    if _is_weight(weight):
        verdict = execution(row, weight, standard, note)
    else:
        verdict = unscored(_NO_WEIGHT, standard.basis[standard.execution.source])
    return _as_line(f"/budget/rows/{index}", "预算执行率", weight, row.score, verdict)


def _is_weight(weight: Decimal | None) -> bool:
    return weight is None or ZERO <= weight <= HUNDRED


def _rule_total(filing: Filing, lines: list[ScoreLine], notes: list[str]) -> Decimal | None:
    """The sum of the rule scores, where the form is whole and every weighted line is scored."""
    weighted = [line for line in lines if line.weight is not None]
    weights = _sum(line.weight for line in weighted)
    missing = [line for line in weighted if line.rule_score is None]
    if not weighted:
        notes.append("表中没有分值，不计总分")
    elif not filing.complete:
        notes.append("文件不完整，不计规则总分")
    elif weights != HUNDRED:
        notes.append(f"分值合计为 {plain(weights)}，不是 100，不计规则总分")
    elif missing:
        points = plain(_sum(line.weight for line in missing))
        notes.append(f"有 {len(missing)} 项（{points} 分）不能按规则计分，不计规则总分")
    else:
        return _sum(line.rule_score for line in weighted)
    return None


def _capped(total: Decimal, row: BudgetRow, standard: Standard, notes: list[str]) -> Decimal:
    """Apply the limits that a low execution rate sets to the total."""
    rate = rate_of(row)
    if standard.caps is None or rate is None:
        return total
    cap = next((cap for cap in reversed(standard.caps.steps) if rate < cap.below), None)
    if cap is None or total <= cap.total:
        return total
    notes.append(
        f"执行率 {percent(rate)} 低于 {percent(cap.below)}，总分不超过 {plain(cap.total)}："
        f"{plain(total)} → {plain(cap.total)}（{standard.basis[standard.caps.source]}）"
    )
    return cap.total


def _is_of_hundred(filing: Filing, lines: list[ScoreLine]) -> bool:
    """Whether the total is one of 100 points: as printed, and not where a whole form has fewer."""
    if filing.total.weight is not None:
        return filing.total.weight == HUNDRED
    return not (filing.complete and ZERO < _sum(line.weight for line in lines) < HUNDRED)


def _self_total(filing: Filing, lines: list[ScoreLine]) -> Decimal | None:
    """The unit's total as printed; where none is printed, the sum of its scores if all are there."""
    if filing.total.score is not None:
        return filing.total.score
    scores = [line.self_score for line in lines if line.weight is not None]
    if not scores or not filing.complete or None in scores:
        return None
    return _sum(scores)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum([number for number in numbers if number is not None], ZERO)
