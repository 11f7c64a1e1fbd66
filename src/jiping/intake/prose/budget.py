"""The budget rows that a text tells: one figure for a cell, and none where the text contradicts itself.

The same money is told several times. What arithmetic bears out (parts that add up to their whole,
a rate that follows from the amounts) stands before what is merely said; amounts that contradict
each other are left out with a problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jiping.filing import Problem
from jiping.intake.document import Found
from jiping.intake.form_text import Row

from . import money_words as words
from .money import BARE, EXPLICIT, IMPLIED, PROVEN, TOTAL, Told, tell
from .running import Prose

_COLUMNS = {
    "initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数", "execution_rate": "执行率",
}  # fmt: skip
Cells = dict[tuple[str, str], list[Told]]


@dataclass(slots=True)
class ToldBudget:
    """The rows a text tells, the unit of money if it is 元 throughout, and what is in doubt."""

    rows: list[Row] = field(default_factory=list)
    currency: Found | None = None
    problems: list[Problem] = field(default_factory=list)


def read_budget(prose: Prose, spans: Sequence[tuple[int, int]], year: str | None) -> ToldBudget:
    """The budget rows told within *spans* of *prose*; *year* is the fiscal year where it is known."""
    told, wholes = tell(prose.text, spans, year)
    budget = ToldBudget()
    if not told:
        return budget
    told = _with_arrivals(_proven(told, wholes))
    told = _by_project(prose, told)
    cells: Cells = defaultdict(list)
    for item in told:
        if item.column in _COLUMNS:
            cells[item.row, item.column].append(item)
    picked = {cell: _choose(prose, cell, items, budget.problems) for cell, items in cells.items()}
    chosen = {cell: item for cell, item in picked.items() if item is not None}
    if _contradicted(cells, chosen):
        chosen = {
            cell: item
            for cell, item in chosen.items()
            if cell[0] != TOTAL or item.strength == PROVEN
        }
    for row in dict.fromkeys([TOTAL, *(cell[0] for cell in cells)]):
        if any((row, column) in chosen for column in _COLUMNS):
            budget.rows.append(_row(prose, row, chosen, told))
    amounts = [item for (_, column), item in chosen.items() if column != "execution_rate"]
    if amounts and all(
        "万" not in prose.raw[i.start : i.end] and "亿" not in prose.raw[i.start : i.end]
        for i in amounts
    ):
        first = amounts[0]
        budget.currency = prose.found(first.end - 1, first.end)
    return budget


def _row(prose: Prose, row: str, chosen: dict[tuple[str, str], Told], told: list[Told]) -> Row:
    cells: Row = {
        column: prose.found(chosen[row, column].start, chosen[row, column].end)
        for column in _COLUMNS
        if (row, column) in chosen
    }
    first = next(chosen[row, column] for column in _COLUMNS if (row, column) in chosen)
    cells["item"] = Found(words.ITEMS.get(row, "row"), prose.place(first.start))
    labels = [item.label for item in told if item.row == row and item.label]
    # of several spellings (省内资金, 省级) the one that names the row
    label = next((a for a in labels if prose.text[slice(*a)] == row), labels[0] if labels else None)
    label = label or (_named(prose, first) if row == TOTAL else None)
    if label:
        cells["label"] = prose.found(*label)
    return cells


# --- what arithmetic bears out --------------------------------------------------------------------


def _proven(told: list[Told], wholes: list[tuple[int, Told]]) -> list[Told]:
    """*told* with the amounts that a sum or a rate bears out marked as such."""
    proven: set[int] = set()
    for group, whole in wholes:
        parts = [t for t in told if t.group == group and t.column == whole.column]
        if parts and sum(t.value for t in parts) == whole.value:
            proven.update(t.start for t in (*parts, whole))
    by_cell: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for item in told:
        by_cell[item.row, item.column].append(item)
    for item in told:
        if item.column != "execution_rate":
            continue
        for budget in by_cell[item.row, "adjusted"]:
            for executed in by_cell[item.row, "executed"]:
                if agrees(item.value, executed.value, budget.value):
                    proven.update((item.start, budget.start, executed.start))
    return [t._replace(strength=PROVEN) if t.start in proven else t for t in told]


def agrees(rate: Decimal, executed: Decimal, budget: Decimal) -> bool:
    """Whether a printed rate (a fraction) is executed ÷ budget, rounded or cut as printed."""
    if not budget:
        return False
    step = Decimal(1).scaleb(int(rate.as_tuple().exponent))
    return abs(executed / budget - rate) < step


def _with_arrivals(told: list[Told]) -> list[Told]:
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
    rated = {t.sentence for t in told if t.column == "execution_rate"}
    due = {t.sentence for t in told if t.column == "adjusted"}
    as_execution = any(t.sentence in rated & due for t in arrived) and not any(
        column == "executed" for _, column in sure
    )
    for item in arrived:
        spent = any(
            t.sentence == item.sentence and t.row == item.row and t.column == "executed"
            and t.value <= item.value
            for t in told
        )  # fmt: skip
        if as_execution:
            result.append(item._replace(column="executed", strength=IMPLIED))
        elif item.column == "arrived" and spent and (item.row, "adjusted") not in sure:
            result.append(item._replace(column="adjusted", strength=IMPLIED))
    return result


# --- several projects, contradictions --------------------------------------------------------------


def _by_project(prose: Prose, told: list[Told]) -> list[Told]:
    """Where several budgets are told as the whole, each is its project's, if it names one."""
    budgets = [
        t for t in told if t.row == TOTAL and t.column == "adjusted" and t.strength >= EXPLICIT
    ]
    if len({t.value for t in budgets}) < 2 or any(
        t.strength == PROVEN and _is_general(prose, t) for t in budgets
    ):
        return told
    names = {
        t.sentence: name
        for t in budgets
        if (name := _named(prose, t)) and not _is_general(prose, t)
    }
    if not names:
        return told
    unnamed = {t.sentence for t in budgets} - names.keys()
    result = []
    for item in told:
        if item.row == TOTAL and item.sentence in names:
            label = names[item.sentence]
            result.append(item._replace(row=prose.text[slice(*label)], label=label))
        elif item.row != TOTAL or item.sentence in unnamed:
            result.append(item)
    return result


def _named(prose: Prose, item: Told) -> tuple[int, int] | None:
    """Where the words stand that say whose budget an amount is (`部门总体`), if there are any."""
    start = max(0, item.start - 60)
    clause = words.CLAUSE.split(prose.text[start : item.start].rpartition("\n")[2])[-1]
    match = words.NAMED.match(clause)
    if match is None:
        return None
    offset = item.start - len(clause)
    year = words.DATED.match(clause)
    begin = year.end() if year else 0
    return (offset + begin, offset + match.end("name")) if match.end("name") > begin else None


def _is_general(prose: Prose, item: Told) -> bool:
    name = _named(prose, item)
    return name is None or bool(words.GENERAL_NAME.fullmatch(prose.text[slice(*name)]))


def _choose(
    prose: Prose, cell: tuple[str, str], items: list[Told], problems: list[Problem]
) -> Told | None:
    """The figure of one cell; None, with a problem, where the text tells several."""
    strength = max(item.strength for item in items)
    if strength == BARE:
        return None
    best = [item for item in items if item.strength == strength]
    values = list(dict.fromkeys(item.value for item in best))
    what = f"{cell[0]}{_COLUMNS[cell[1]]}"
    if len(values) > 1:
        shown = "、".join(dict.fromkeys(prose.raw[i.start : i.end] for i in best))
        problems.append(
            Problem(
                where=prose.place(best[0].start), message=f"{what}前后不一致（{shown}），留空未读"
            )
        )
        return None
    for item in items:
        if item.value != values[0] and item.strength >= IMPLIED:
            problems.append(
                Problem(
                    where=prose.place(item.start),
                    message=f"{what}此处为{prose.raw[item.start : item.end]}，与合计或执行率印证的"
                    f"{prose.raw[best[0].start : best[0].end]}不一致，未采用",
                )
            )
    return best[0]


def _contradicted(cells: Cells, chosen: dict[tuple[str, str], Told]) -> bool:
    """Whether the text tells several totals: then none of what is left is surely of the whole."""
    return any(
        (TOTAL, column) not in chosen
        and any(item.strength >= IMPLIED for item in cells.get((TOTAL, column), ()))
        for column in ("adjusted", "executed")
    )
