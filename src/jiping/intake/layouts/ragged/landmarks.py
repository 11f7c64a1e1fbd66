"""What stands out in a strip of cells: column headings, block labels, titles, closing words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.text import fold, squeeze
from jiping.intake import labels

from . import fits
from .cells import Cell, Strip

_TITLE = re.compile(
    r"(?:自评|绩效|申报)\S{0,14}表(?:[(（][^()（）]{1,20}[)）]|(?:19|20)\d\d年度?)*"
)
_CLOSING = re.compile(
    r"(?:注|备注)[:：]|(?:说明|填表说明|填表人|填报人|联系人|联系电话|审核人|评价人|单位负责人|项目负责人|财务负责人|分管领导)(?:[:：(（]|$)|"
    r"(?:评价结论|自评结论|存在问题|存在的问题|其他需要说明的问题|改进措施及结果应用方案|偏差大或目标未完成原因分析)[:：]?$|"
    r"(?:财政部门|主管部门|财政).{0,8}意见|填报日期|附件"
)
_YEAR = re.compile(r"(?:19|20)\d\d年度|^[(（]?(?:19|20)\d\d年度?[)）]?$")
#: A block label that stands in front of level 1: `年度绩效目标1（80分）`.
_INDICATORS = re.compile(r"(?:年度|长期|中长期)?绩效目标\d{1,2}")
_PROCESS = re.compile(r"(?:\d[.、])?项目实施内容")
_BALANCE = frozenset(("结余", "结余资金", "结转结余"))
_LONGEST_TITLE = 60


class Heading(NamedTuple):
    """A heading: its kind, its cells `[start, end)`, the columns it names, in order.

    Kinds: `budget`; `pairs` (a budget whose labels have their amounts behind them); `goals`;
    `indicators`; `management` (资金管理情况, told in words).
    """

    kind: str
    start: int
    end: int
    columns: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def block_of(text: str) -> str | None:
    """The block that a label opens (`goals`, `indicators`, `management`, `process`, …), or None."""
    label = labels.core(text)
    block = labels.BLOCKS.get(label)
    if block is None and _INDICATORS.fullmatch(label):
        return "indicators"
    return "process" if block is None and _PROCESS.match(label) else block


@lru_cache(maxsize=16384)
def is_title(text: str) -> bool:
    """Whether a cell is the title of a form."""
    text = squeeze(text)
    return (
        len(text) <= _LONGEST_TITLE
        and (match := _TITLE.search(text)) is not None
        and match.end() == len(text)
    )


@lru_cache(maxsize=16384)
def is_year(text: str) -> bool:
    """Whether a short cell names the fiscal year."""
    return len(text) <= _LONGEST_TITLE and _YEAR.search(squeeze(text)) is not None


@lru_cache(maxsize=16384)
def is_closing(text: str) -> bool:
    """Whether a cell begins what stands under the indicators."""
    return _CLOSING.match(squeeze(text)) is not None


@lru_cache(maxsize=16384)
def is_total(text: str) -> bool:
    """Whether a cell labels the closing row."""
    return labels.core(text) in labels.TOTALS


def closes(text: str) -> bool:
    """Whether a cell stands under the last indicator."""
    return is_total(text) or is_closing(text)


@lru_cache(maxsize=16384)
def is_label(text: str) -> bool:
    """Whether a cell is a label of any kind and so no value of the label before it."""
    return bool(
        labels.field_of(text) or labels.column_of(text) or labels.row_of(text) or block_of(text)
        or labels.core(text) in labels.GOALS
    )  # fmt: skip


@lru_cache(maxsize=16384)
def money_label(text: str) -> str | None:
    """The column of a label that has its amount behind it (`执行数:`); `unknown` for the balance."""
    column = labels.column_of(text)
    if column in ("initial", "adjusted", "executed"):
        return column
    return "unknown" if labels.core(text) in _BALANCE else None


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
