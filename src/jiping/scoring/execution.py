"""The score of the budget execution (预算执行率): executed ÷ adjusted full-year budget."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing import Budget, BudgetRow
from jiping.filing.numbers import ONE, ZERO, plain, round_half_up
from jiping.standards import Standard

from .verdict import Verdict, fraction, percent, unscored


def row_of(budget: Budget) -> tuple[int, BudgetRow] | None:
    """The row whose execution is scored, with its index: the total, or the only row there is."""
    for index, row in enumerate(budget.rows):
        if row.item == "total":
            return index, row
    return (0, budget.rows[0]) if len(budget.rows) == 1 else None


def rate_of(row: BudgetRow) -> Decimal | None:
    """The execution rate as an exact fraction; None where a figure is missing or the budget is 0.

    Where no adjusted budget is printed, the initial one stands for it.
    """
    base = row.initial if row.adjusted is None else row.adjusted
    if base is None or row.executed is None or base <= ZERO:
        return None
    return row.executed / base


def execution(row: BudgetRow, weight: Decimal | None, standard: Standard, note: str) -> Verdict:
    """Score the execution of *row*; *note* says where the weight comes from, if not printed."""
    rules = standard.execution
    basis = standard.basis[rules.source]
    base = row.initial if row.adjusted is None else row.adjusted
    if base is None or row.executed is None:
        return unscored("缺少预算数" if base is None else "缺少执行数", basis)
    if base <= ZERO:
        return unscored(f"预算数为 {plain(base)}，执行率无意义", basis)
    spent = max(row.executed, ZERO)
    rate = spent / base
    notes = [note] if note else []
    if row.adjusted is None:
        notes.append("表中无全年预算数，按年初预算数计")
    quotient = f"{plain(row.executed)} ÷ {plain(base)}"
    shown = percent(rate)
    if weight is None:
        score = None
        notes.append(f"执行率 {quotient} = {shown}；表中无分值")
    else:
        score, text = _scored(weight, spent, base, quotient, shown, standard)
        notes.append(text)
    if rate > ONE:
        notes.append("执行率超过 100%，应说明原因")
    elif rules.explain_below is not None and rate < rules.explain_below:
        notes.append(f"执行率低于 {percent(rules.explain_below)}，应说明原因")
    return Verdict(
        "execution",
        "；".join(notes),
        basis,
        score=score,
        attainment=fraction(spent, base),
        met=rate >= ONE,
    )


def _scored(
    weight: Decimal, spent: Decimal, base: Decimal, quotient: str, shown: str, standard: Standard
) -> tuple[Decimal, str]:
    rules, places = standard.execution, standard.rounding.places
    points = plain(weight)
    if rules.kind == "steps":
        step = next((step for step in rules.steps if spent >= step.at_least * base), None)
        share = step.share if step else ZERO
        score = round_half_up(weight * share, places)
        text = f"执行率 {quotient} = {shown}，按分档得分值的 {percent(share)}"
        return score, f"{text}：{points} × {plain(share)} = {plain(score)}"
    if rules.floor is not None and spent < rules.floor * base:
        return ZERO, f"执行率 {quotient} = {shown}，低于 {percent(rules.floor)}，不得分"
    if spent > base:
        full = round_half_up(weight, places)
        return full, f"执行率 {quotient} = {shown}，以满分 {points} 为上限"
    score = round_half_up(weight * spent / base, places)
    return score, f"{points} × {quotient} = {plain(score)}（执行率 {shown}）"
