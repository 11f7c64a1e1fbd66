"""The budget block of a strip: rows under column headings, label-amount pairs, the two views."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from jiping.filing import Problem
from jiping.filing.numbers import ZERO
from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import amount, blank, points
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.kinds import fits_rate
from jiping.intake.layouts.readings import bearing_out

from . import fits, landmarks
from .alignment import Aligned, Shape, Texts, agreed, align
from .cells import Cell, Strip, is_unit
from .landmarks import Heading

_MONEY = ("initial", "adjusted", "executed")
_FILLED = (*_MONEY, "weight", "score")
#: A form with 执行率权重 and 执行率得分 has no other points in its budget block.
_AS = {"rate_weight": "weight", "rate_score": "score"}
#: No form gives the execution of the budget more points than this.
_MOST_POINTS = 50
NAMES = {
    "initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数", "weight": "分值",
    "execution_rate": "执行率", "score": "得分", "name": "指标名称", "target": "指标值",
    "actual": "完成值", "operator": "指标性质", "measure": "度量单位", "reason": "偏差原因",
    "level1": "一级指标", "level2": "二级指标",
}  # fmt: skip
_VIEW = re.compile(r"(?:其中:?)?(?P<label>[^:\d]{2,20}):?(?P<amount>[+-]?[\d.,]*\d(?:万?元)?)?")
_VIEWS = ("按收入性质分", "按支出性质分")


def read_budget(strip: Strip, heading: Heading, form: FormText) -> None:
    """Read the cells of *strip* as the rows of the budget block under *heading*."""
    views = next((n for n, c in enumerate(strip.cells) if _opens_views(c)), len(strip.cells))
    if views < len(strip.cells):
        _read_views(strip.cells[views:], form)
        strip = strip._replace(cells=strip.cells[:views], broken=False)
    if heading.kind == "pairs":
        _read_pairs(strip.cells, form, scored="score" in heading.columns)
        return
    columns = ("label", *(_AS.get(c, c) for c in heading.columns if c != "fund_source"))
    if strip.rows:
        strip = strip._replace(cells=_without_block_labels(strip.cells))
    rows = align(strip, Shape(columns, "label", _judge(frozenset(columns))))
    rows = _summing(rows, strip.cells)
    for row in rows:
        _take(row, strip.cells, form)


# --- rows under headings --------------------------------------------------------------------------


def _judge(columns: frozenset[str]) -> Callable[[Texts, bool], int]:
    base = "adjusted" if "adjusted" in columns else "initial"

    def judge(texts: Texts, whole: bool) -> int:
        """Rate and points presuppose budget and execution, and the rate is their quotient."""
        if not whole:
            return 0
        cost = sum(column in columns and column not in texts for column in _FILLED)
        budget, executed = (_sum(texts.get(column)) for column in (base, "executed"))
        if "execution_rate" in texts:
            if budget is None or executed is None:
                cost += 3
            elif not fits_rate(texts["execution_rate"], budget, executed):
                cost += 2
        weight, score = (points(texts.get(column, "")) for column in ("weight", "score"))
        if weight is not None or score is not None:
            cost += 2 * (executed is None) + (budget is None and base == "adjusted")
        if weight is None:
            cost += 2 * (score is not None and "weight" in columns)
        else:
            cost += 2 * (weight > _MOST_POINTS) + 2 * (score is not None and score > weight)
            cost += score is None and "execution_rate" in columns - texts.keys()
        return cost

    return judge


def _sum(text: str | None) -> Decimal | None:
    return amount(text) if text is not None else None


def _without_block_labels(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without the labels of the whole block in front of row labels."""
    kept: list[Cell] = []
    for number, each in enumerate(cells):
        begins = number == 0 or cells[number - 1].row != each.row
        follower = cells[number + 1] if number + 1 < len(cells) else None
        if begins and follower is not None and follower.row == each.row:
            opens = landmarks.block_of(each.text) == "budget" or is_unit(each.text)
            if opens and labels.row_of(follower.text):
                continue
        kept.append(each)
    return kept


def _summing(rows: Sequence[Aligned], cells: Sequence[Cell]) -> list[Aligned]:
    """Of the readings of parts those by which they sum to the total, column by column."""
    total = next((row for row in rows if _item(row, cells) == "total"), None)
    if total is None or all(len(row.readings) < 2 for row in rows):
        return list(rows)
    sure, _ = agreed(total, cells)
    parts = [row for row in rows if row is not total and row.readings]
    for column in _MONEY:
        whole = _sum(sure[column][0].text) if column in sure else None
        if whole is None or any(len(row.readings) > 200 for row in parts):
            continue
        choices = [[_figures(row, reading, cells) for reading in row.readings] for row in parts]
        kept = bearing_out(choices, partial(_figure, column), whole)
        parts = [
            row._replace(readings=tuple(reading for reading, _ in choice))
            for row, choice in zip(parts, kept, strict=True)
        ]
    by_start = {row.start: row for row in parts}
    return [by_start.get(row.start, row) for row in rows]


def _figures(
    row: Aligned, reading: tuple[str, ...], cells: Sequence[Cell]
) -> tuple[tuple[str, ...], dict[str, Decimal]]:
    """A reading with the amounts it gives to the columns of money."""
    figures: dict[str, Decimal] = {}
    for column, each in zip(reading, cells[row.start : row.end], strict=False):
        number = amount(each.text) if column in _MONEY else None
        if number is not None:
            figures[column] = number
    return reading, figures


def _figure(column: str, reading: tuple[tuple[str, ...], dict[str, Decimal]]) -> Decimal:
    return reading[1].get(column, ZERO)


def _item(row: Aligned, cells: Sequence[Cell]) -> str | None:
    return labels.row_of(cells[row.start].text) if row.readings else None


def _take(row: Aligned, cells: Sequence[Cell], form: FormText) -> None:
    here = cells[row.start : row.end]
    if not row.readings:
        if any(fits.money(each.text) == 0 and not blank(each.text) for each in here):
            form.problems.append(unread(here))
        return
    sure, doubtful = agreed(row, cells)
    found: Row = {
        column: each[0].found()
        for column, each in sure.items()
        if column == "label" or not is_unit(each[0].text)
    }
    known = labels.row_of(here[0].text) is not None
    if not known and not any(column in found for column in (*_MONEY, "weight")):
        return
    form.budget.append(found)
    if doubtful:
        form.problems.append(doubt(here, doubtful))


def doubt(cells: Sequence[Cell], columns: set[str]) -> Problem:
    """The columns of a row that stay open."""
    names = "、".join(name for column, name in NAMES.items() if column in columns) or "部分内容"
    return Problem(
        where=cells[0].found().place,
        message=f"“{_shown(cells)}”空格脱落、有几种读法，{names}不能确定，留空未读；请对照原表",
    )


def unread(cells: Sequence[Cell]) -> Problem:
    """Cells that fit no row."""
    return Problem(
        where=cells[0].found().place,
        message=f"“{_shown(cells)}”与表头栏目对不上，未读；请对照原表",
    )


def _shown(cells: Sequence[Cell]) -> str:
    text = " | ".join(squeeze(each.text) for each in cells)
    return text if len(text) <= 60 else text[:60] + "…"


# --- labels with their amounts behind them --------------------------------------------------------


def _read_pairs(cells: Sequence[Cell], form: FormText, *, scored: bool) -> None:
    """`预算数: | 312 | 执行数: | 312`, then rows whose label comes again in front of each amount.

    *scored* where a column of scores goes on through the block.
    """
    columns: list[str] = []
    total: Row = {}
    position = 0
    while position < len(cells) and (column := landmarks.money_label(cells[position].text)):
        columns.append(column)
        value, position = _value(cells, position + 1)
        if value is not None and column != "unknown":
            total[column] = value.found()
    if scored and position < len(cells) and fits.score(cells[position].text) == 0:
        total["score"] = cells[position].found()
        position += 1
    form.budget.append(total)
    while position < len(cells) and labels.row_of(cells[position].text):
        position = _read_repeated(cells, position, columns, form)


def _value(cells: Sequence[Cell], position: int) -> tuple[Cell | None, int]:
    """The amount at *position*, if there is one, and the place behind it."""
    if position < len(cells) and fits.money(cells[position].text) is not None:
        each = cells[position]
        return None if is_unit(each.text) else each, position + 1
    return None, position


def _read_repeated(
    cells: Sequence[Cell], position: int, columns: Sequence[str], form: FormText
) -> int:
    """Read one row of repeated labels; the place behind it."""
    label = cells[position]
    row: Row = {"label": label.found()}
    times = 0
    while position < len(cells) and labels.core(cells[position].text) == labels.core(label.text):
        value, position = _value(cells, position + 1)
        if value is not None and times < len(columns) and columns[times] != "unknown":
            row[columns[times]] = value.found()
        times += 1
    if times == len(columns):
        form.budget.append(row)
    elif len(row) > 1:
        form.problems.append(unread([label]))
    return position


# --- the two views of the Hunan form --------------------------------------------------------------


def _opens_views(cell: Cell) -> bool:
    return squeeze(cell.text).startswith(_VIEWS)


def _read_views(cells: Sequence[Cell], form: FormText) -> None:
    """`其中:基本支出:900.47`: the amount glued to its label or in the cell behind it."""
    for number, each in enumerate(cells):
        match = _VIEW.fullmatch(squeeze(each.text))
        if match is None:
            continue
        label = labels.core(match["label"])
        view, key = form.revenue, labels.REVENUE.get(label)
        if key is None:
            view, key = form.expenditure, labels.EXPENDITURE.get(label)
        if key is None or key in view:
            continue
        follower = cells[number + 1] if number + 1 < len(cells) else None
        if match["amount"]:
            view[key] = each.found(match["amount"])
        elif follower is not None and follower.gap in (0, -1) and amount(follower.text) is not None:
            view[key] = follower.found()
