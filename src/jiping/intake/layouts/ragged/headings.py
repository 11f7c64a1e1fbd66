"""The headings of a strip: runs of column labels, of goal labels, labels with amounts behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiping.filing.text import fold
from jiping.intake import labels

from . import fits
from .cells import Cell, Strip
from .landmarks import money_label


class Heading(NamedTuple):
    """A heading: its kind, its cells `[start, end)`, the columns it names, in order.

    Kinds: `budget`; `pairs` (a budget whose labels have their amounts behind them); `goals`;
    `indicators`; `management` (资金管理情况, told in words).
    """

    kind: str
    start: int
    end: int
    columns: tuple[str, ...] = ()


def headings(strip: Strip) -> list[Heading]:
    """All headings of *strip* in their order."""
    return list(_headings(strip.cells, rows=strip.rows))


def _headings(cells: Sequence[Cell], *, rows: bool) -> Iterator[Heading]:
    position = 0
    while position < len(cells):
        heading = _heading_at(cells, position, rows=rows)
        if heading is not None:
            yield heading
            position = heading.end
        else:
            position += 1


def _heading_at(cells: Sequence[Cell], at: int, *, rows: bool) -> Heading | None:
    text = cells[at].text
    label = labels.core(text)
    if label in labels.GOALS:
        return _goals(cells, at)
    if labels.BLOCKS.get(label) == "management":
        return Heading("management", at, at + 1)
    if labels.column_of(text) is None:
        return None
    if _is_pair(cells, at):
        return Heading("pairs", at, _behind_pairs(cells, at))
    end, columns = _run(cells, at, rows=rows)
    named = set(columns)
    if len(labels.BUDGET_COLUMNS & named) >= 2 and "name" not in named:
        return Heading("budget", at, end, columns)
    if "name" in named and len(labels.INDICATOR_COLUMNS & named) >= 2:
        return Heading("indicators", at, end, columns)
    return None


def _goals(cells: Sequence[Cell], at: int) -> Heading | None:
    """`预期目标 | 实际完成情况`, with a goal adjusted in between or not."""
    kinds: list[str] = []
    position = at
    while position < len(cells) and (kind := labels.GOALS.get(labels.core(cells[position].text))):
        if kind in kinds:
            break
        kinds.append(kind)
        position += 1
    # 年度总体目标完成情况 names the block as well as its second column.
    if "expected" in kinds and kinds[-1] == "achieved":
        return Heading("goals", at, position, tuple(kinds))
    return None


def _is_pair(cells: Sequence[Cell], at: int) -> bool:
    """Whether labels alternate with amounts: `预算数: | 312 | 执行数: | 312`."""
    if money_label(cells[at].text) is None or at + 1 >= len(cells):
        return False
    follower = cells[at + 1].text
    if fold(cells[at].text).endswith(":") and fold(follower).endswith(":"):
        return money_label(follower) is not None
    if fits.money(follower) is None:
        return False
    return at + 2 < len(cells) and money_label(cells[at + 2].text) is not None


def _behind_pairs(cells: Sequence[Cell], at: int) -> int:
    position = at
    while position < len(cells) and money_label(cells[position].text):
        position += 1
        if position < len(cells) and fits.money(cells[position].text) is not None:
            position += 1
    return position


def _run(cells: Sequence[Cell], at: int, *, rows: bool) -> tuple[int, tuple[str, ...]]:
    """The columns named from *at* on; a label unknown to us is a column too where others follow."""
    columns: list[str] = []
    position = at
    while position < len(cells):
        if rows and cells[position].row != cells[at].row:
            break
        if position > at and cells[position].gap > 0:
            columns += ["unknown"] * cells[position].gap
        column = labels.column_of(cells[position].text)
        if column is None and not (rows or _goes_on(cells, position)):
            break
        if column in columns:
            if not rows and column in labels.BUDGET_COLUMNS:
                break
            if column == "name":
                columns[columns.index("name")] = "unknown"
            else:
                column = "unknown"
        columns.append(column or "unknown")
        position += 1
    return position, tuple(columns)


def _goes_on(cells: Sequence[Cell], position: int) -> bool:
    """Whether an unknown cell stands in a heading: no figure, and another label behind it."""
    if fits.is_figure(cells[position].text) or position + 1 == len(cells):
        return False
    return labels.column_of(cells[position + 1].text) is not None
