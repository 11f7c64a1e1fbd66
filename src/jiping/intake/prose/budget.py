"""The budget rows that a text tells: one figure for a cell, and none where the text contradicts itself.

The same money is told several times. What arithmetic bears out (parts that add up to their whole,
a rate that follows from the amounts) stands before what is merely said; amounts that contradict
each other are left out with a problem.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiping.filing import Problem
from jiping.filing.numbers import NUMBER
from jiping.intake.document import Found
from jiping.intake.form_text import Row

from . import money_words as words
from .funds import listed
from .money import tell
from .proof import of_one_source, proven, slips_of_unit, with_arrivals
from .running import Prose
from .told import BARE, EXPLICIT, IMPLIED, PROVEN, TOTAL, Told

_COLUMNS = {
    "initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数", "execution_rate": "执行率",
}  # fmt: skip
_SHOWN = 5
#: The points of the budget behind its rate: `（分值10分，得分6.84分）`.
_POINTS = re.compile(
    rf"%?[(,](?:分值|权重|满分)(?:为|:)?(?P<weight>{NUMBER})分?,(?:自评)?得分(?:为|:)?(?P<score>{NUMBER})分?(?=[),;。\n])",
    re.ASCII,
)
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
    funds = listed(prose.text, spans)
    budget = ToldBudget()
    if not (told or funds):
        return budget
    if slips := slips_of_unit(told):
        told = [t for t in told if t not in slips]
        wholes = [(group, slips.get(whole, whole)) for group, whole in wholes]
        budget.problems += [_slip(prose, *pair) for pair in slips.items()]
    sums = {fund.value for fund in funds if fund.row == TOTAL}
    if any(t.row == TOTAL and t.strength > BARE and t.value not in sums for t in told):
        # The list is a part of what the text tells of the whole.
        funds = [fund for fund in funds if fund.row != TOTAL]
    # `市级下达A项目40万元；B项目…`: the first amount is the project's, not all that the source gave.
    at = {fund.start for fund in funds}
    told = [*with_arrivals(proven([t for t in told if t.start not in at], wholes)), *funds]
    told = _by_project(prose, [*told, *of_one_source(told)])
    cells: Cells = defaultdict(list)
    for item in told:
        if item.column in _COLUMNS:
            cells[item.row, item.column].append(item)
    labels = _labels(prose, told)
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
            budget.rows.append(_row(prose, row, chosen, labels.get(row)))
    amounts = [item for (_, column), item in chosen.items() if column != "execution_rate"]
    if amounts and all(
        "万" not in prose.raw[i.start : i.end] and "亿" not in prose.raw[i.start : i.end]
        for i in amounts
    ):
        first = amounts[0]
        budget.currency = prose.found(first.end - 1, first.end)
    return budget


def _slip(prose: Prose, told: Told, meant: Told) -> Problem:
    printed, right = (prose.found(t.start, t.end) for t in (told, meant))
    message = (
        f"“{printed.text}”与文中同一笔钱的“{right.text}”只差单位“万”，按“{right.text}”读，请更正"
    )
    return Problem(where=printed.place, message=message)


def _labels(prose: Prose, told: list[Told]) -> dict[str, tuple[int, int]]:
    """Where each row is named; of several spellings (省内资金, 省级) the one the row has."""
    labels: dict[str, tuple[int, int]] = {}
    for item in told:
        if item.label and (item.row not in labels or prose.text[slice(*item.label)] == item.row):
            labels[item.row] = item.label
    return labels


def _row(
    prose: Prose,
    row: str,
    chosen: dict[tuple[str, str], Told],
    label: tuple[int, int] | None,
) -> Row:
    cells: Row = {
        column: prose.found(chosen[row, column].start, chosen[row, column].end)
        for column in _COLUMNS
        if (row, column) in chosen
    }
    first = next(chosen[row, column] for column in _COLUMNS if (row, column) in chosen)
    cells["item"] = Found(words.ITEMS.get(row, "row"), prose.place(first.start))
    if row == TOTAL and first.column != "execution_rate":
        label = _total_name(prose, first)
    if label:
        cells["label"] = prose.found(*label)
    if points := _POINTS.match(
        prose.text, max(chosen[cell].end for cell in chosen if cell[0] == row)
    ):
        cells |= {kind: prose.found(*points.span(kind)) for kind in points.groupdict()}
    return cells


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
    offset, at, end = item.start - len(clause), 0, match.end("name")
    if heading := words.HEADING.match(clause, 0, end):
        at = heading.end()
    for dated in words.DATED.finditer(clause, 0, end):
        at, end = (dated.end(), end) if dated.end() < end else (at, dated.start())
    return (offset + at, offset + end) if end > at and not clause[at:end].isdigit() else None


def _total_name(prose: Prose, item: Told) -> tuple[int, int] | None:
    """The words that name what the total is of (`部门总体`, `该项目`), or None."""
    name = _named(prose, item)
    return name if name and words.TOTAL_NAME.fullmatch(prose.text[slice(*name)]) else None


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
        shown = "、".join(list(dict.fromkeys(prose.raw[i.start : i.end] for i in best))[:_SHOWN])
        problems.append(_problem(prose, best[0], f"{what}前后不一致（{shown}），留空未读"))
        return None
    taken = prose.raw[best[0].start : best[0].end]
    others = {i.value: i for i in items if i.value != values[0] and i.strength >= IMPLIED}
    for item in list(others.values())[:_SHOWN]:
        here = prose.raw[item.start : item.end]
        message = f"{what}此处为{here}，与更明确的{taken}不一致，未采用"
        problems.append(_problem(prose, item, message))
    return best[0]


def _problem(prose: Prose, item: Told, message: str) -> Problem:
    return Problem(where=prose.place(item.start), message=message)


def _contradicted(cells: Cells, chosen: dict[tuple[str, str], Told]) -> bool:
    """Whether the text tells several totals: then none of what is left is surely of the whole."""
    return any(
        (TOTAL, column) not in chosen
        and any(item.strength >= IMPLIED for item in cells.get((TOTAL, column), ()))
        for column in ("adjusted", "executed")
    )
