"""What arithmetic bears out of the amounts told: sums of parts, rates, one source that gave all."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import chain, product

from .told import IMPLIED, PROVEN, TOTAL, Told

_WAN = 10_000
#: Of so many different figures for one cell none is the right one.
_MANY = 20


def proven(told: list[Told], wholes: list[tuple[int, Told]]) -> list[Told]:
    """*told* with the amounts that a sum or a rate bears out marked as such."""
    proven: set[int] = set()
    moved: dict[int, str] = {}
    groups: dict[int, list[Told]] = defaultdict(list)
    cells: dict[tuple[str, str], dict[Decimal, list[int]]] = defaultdict(dict)
    for item in told:
        groups[item.group].append(item)
        cells[item.row, item.column].setdefault(item.value, []).append(item.start)
    for group, whole in wholes:
        parts = [t for t in groups[group] if t.column == whole.column]
        added = sum(t.value for t in parts)
        if parts and added == whole.value:
            proven.update(t.start for t in (*parts, whole))
        elif len(parts) > 1:
            # `预算468万元，支出458.64万元。其中:中央300万元，省级168万元`: the parts are the budget's.
            others = {
                c for (row, c), values in cells.items() if row == whole.row and added in values
            }
            if len(others) == 1:
                moved |= dict.fromkeys((t.start for t in parts), next(iter(others)))
    for row in {row for row, column in cells if column == "execution_rate"}:
        rates, budgets, spent = (
            list(cells[row, column].items())[:_MANY]
            for column in ("execution_rate", "adjusted", "executed")
        )
        for told_rate, budget, executed in product(rates, budgets, spent):
            if agrees(told_rate[0], executed[0], budget[0]):
                proven.update(chain(told_rate[1], budget[1], executed[1]))
    told = [t._replace(column=moved.get(t.start, t.column)) for t in told] if moved else told
    proven |= moved.keys()
    return [t._replace(strength=PROVEN) if t.start in proven else t for t in told]


def slips_of_unit(told: list[Told]) -> dict[Told, Told]:
    """The amounts in 元 that are told in 万元 by the same digits for the same cell, each with that one.

    `全年预算数2089元:其中…` where the budget is 2089万元: the list behind it adds up to what was meant.
    """
    by_value = {(t.row, t.column, t.value): t for t in told}
    return {
        t: twin
        for t in told
        if t.value and (twin := by_value.get((t.row, t.column, t.value * _WAN)))
    }


def agrees(rate: Decimal, executed: Decimal, budget: Decimal) -> bool:
    """Whether a printed rate (a fraction) is executed ÷ budget, rounded or cut to whole percents
    or finer, as printed.
    """
    if not budget:
        return False
    step = Decimal(1).scaleb(min(-2, int(rate.as_tuple().exponent)))
    return abs(executed / budget - rate) < step


def with_arrivals(told: list[Told]) -> list[Told]:
    """Money said to have arrived (到位), in the column where this text puts it.

    Where it is spent in the same sentence and no budget is told, it is the budget; where the text
    measures what arrived against what was due and calls that 执行率, it is what was executed.
    """
    arrived = [t for t in told if t.column in ("arrived", "received")]
    if not arrived:
        return told
    result = [t for t in told if t.column != "arrived"]
    result = [t._replace(column="adjusted") if t.column == "received" else t for t in result]
    sure = {(t.row, t.column) for t in result if t.strength >= IMPLIED}
    spent: dict[tuple[int, str], Decimal] = {}
    for t in told:
        if t.column == "executed":
            spent.setdefault((t.sentence, t.row), t.value)
    rated = {t.sentence for t in told if t.column == "execution_rate"}
    due = {t.sentence for t in told if t.column == "adjusted"}
    as_execution = any(t.sentence in rated & due for t in arrived) and not any(
        column == "executed" for _, column in sure
    )
    for item in arrived:
        if as_execution:
            result.append(item._replace(column="executed", strength=IMPLIED))
        elif (
            item.column == "arrived"
            and spent.get((item.sentence, item.row), item.value + 1) <= item.value
            and (item.row, "adjusted") not in sure
        ):
            result.append(item._replace(column="adjusted", strength=IMPLIED))
    return result


def of_one_source(told: list[Told]) -> list[Told]:
    """The total where one source gave all of it: its money, the execution and the rate agree."""
    if any(t.row == TOTAL and t.column == "adjusted" and t.strength >= IMPLIED for t in told):
        return []
    given = {(t.row, t.value): t for t in told if t.row != TOTAL and t.column == "adjusted"}
    rates = [t.value for t in told if t.row == TOTAL and t.column == "execution_rate"][:_MANY]
    spent = [t.value for t in told if t.row == TOTAL and t.column == "executed"][:_MANY]
    if len(given) != 1:
        return []
    (whole,) = given.values()
    if not any(agrees(rate, executed, whole.value) for rate, executed in product(rates, spent)):
        return []
    return [whole._replace(row=TOTAL, strength=PROVEN, label=None)]
