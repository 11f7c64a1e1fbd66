"""The headings of a strip: runs of column labels, of goal labels, labels with amounts behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiping.filing.text import fold
from jiping.intake import labels
from jiping.intake.layouts.planned import is_total
from jiping.intake.layouts.table.promise import PROMISE
from jiping.intake.layouts.table.two_row_heads import years_of

from . import fits
from .cells import Cell, Strip
from .landmarks import money_label

_LEVELS = frozenset(("level1", "level2", "name"))
_DONE = frozenset(("actual", "weight", "score"))
#: The columns of goals told in sentences, name and target of an indicator in one.
PROMISED = ("level1", "level2", "name", "actual")
#: What the indicator of the column before asks for, in a sentence.
_CONTENT = "指标内容"
_UPPER = frozenset((*_DONE, "target", "reason", "remark", "completion"))


class Heading(NamedTuple):
    """A heading: its kind, its cells `[start, end)`, the columns it names, in order.

    Kinds: `budget`; `pairs` (a budget whose labels have their amounts behind them); `planned` (rows
    of a budget without any heading); `goals`; `indicators`; `management` (资金管理情况, in words).
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
    budget = False
    while position < len(cells):
        heading = _heading_at(cells, position, rows=rows)
        if heading is None and not budget and _is_planned(cells, position):
            heading = Heading("planned", position, position, ("initial",))
        if heading is None:
            position += 1
            continue
        yield heading
        budget = heading.kind in ("budget", "pairs", "planned")
        position = max(heading.end, position + 1)


def _heading_at(cells: Sequence[Cell], at: int, *, rows: bool) -> Heading | None:
    text = cells[at].text
    label = labels.core(text)
    if label == PROMISE[0] and tuple(labels.core(c.text) for c in cells[at : at + 3]) == PROMISE:
        return Heading("indicators", at, at + len(PROMISE), PROMISED)
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
        if any(labels.core(each.text) == "名称" for each in cells[at:end]):
            return None  # each level has a name and a weight, which look like the scores
        end, columns = _with_years(cells, end, columns)
        start, above = _above(cells, at)
        return Heading("indicators", start, end, _unstacked((*above, *columns)))
    return None


def _is_planned(cells: Sequence[Cell], at: int) -> bool:
    """Whether the year's total has its amount behind it: `年度资金总额: | 214.06`."""
    return is_total([each.text for each in cells[at : at + 3]], 0)


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
        if position > at and _is_pair(cells, position):
            break
        if position > at and cells[position].gap > 0:
            columns += ["unknown"] * cells[position].gap
        column = labels.column_of(cells[position].text)
        if column is None and not _goes_on(cells, position, rows=rows):
            break
        if column in columns:
            if not rows and column in labels.BUDGET_COLUMNS:
                break
            if column == "name" and labels.core(cells[position].text) == _CONTENT:
                column = "explanation"
            elif column == "name":
                # Behind a target a second table begins: that of the year, beside the whole period's.
                again = {"name", "target"}
                columns = ["unknown" if each in again else each for each in columns]
            else:
                column = "unknown"
        columns.append(column or "unknown")
        position += 1
    return position, tuple(columns)


def _above(cells: Sequence[Cell], at: int) -> tuple[int, tuple[str, ...]]:
    """The upper line of a stacked heading: `年度指标值 | 实际完成值 | 得分` above the levels."""
    start = at
    while start and labels.column_of(cells[start - 1].text) in _UPPER:
        start -= 1
    columns = tuple(labels.column_of(each.text) or "unknown" for each in cells[start:at])
    return (start, columns) if len(_DONE.intersection(columns)) > 1 else (at, ())


def _with_years(
    cells: Sequence[Cell], end: int, columns: tuple[str, ...]
) -> tuple[int, tuple[str, ...]]:
    """The heading with the earlier years that a line below it sets beside the target's own."""
    for far in (end + 3, end + 2):
        kinds = years_of([each.text for each in cells[end:far]])
        if kinds and "target" in columns:
            at = columns.index("target")
            return far, (*columns[:at], *kinds, *columns[at + 1 :])
    return end, columns


def _unstacked(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in their order: those of the upper line stand right of the lower one's.

    What the lower line details (`年度指标值` in 指标性质, 指标值, 度量单位) is no column of its own.
    """
    first = next((n for n, each in enumerate(columns) if each in _LEVELS), 0)
    upper, lower = columns[:first], columns[first:]
    if not _DONE.intersection(upper):
        return columns
    lower = tuple("target" if each == "unknown" and "target" in upper else each for each in lower)
    return (*lower, *(each for each in upper if each not in lower))


def _goes_on(cells: Sequence[Cell], position: int, *, rows: bool) -> bool:
    """Whether an unknown cell stands in a heading: no figure, and in its row or before a label.

    Two unknown ones may stand between labels: 年初预算数, what was added, what it came to, 执行数.
    """
    if fits.is_figure(cells[position].text):
        return False
    if rows or position + 1 == len(cells):
        return rows
    behind = [each.text for each in cells[position + 1 : position + 3]]
    return any(map(labels.column_of, behind)) and not fits.is_figure(behind[0])
