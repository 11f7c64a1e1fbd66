"""Headings in two rows: the upper names a group of columns, the lower its columns.

| 二级指标 | 三级指标 | 指标值              | 评分        |
|          |          | 年初目标 | 实际完成 | 分值 | 得分 |

Plans set the values of earlier years beside what they expect: `2021年实际实现值 | 预期2022年实现值`.
In the lower row short words say what only their group makes plain: 年初目标 under 指标值 is the target,
though alone it heads the goals of the year; 实际 under 指标值 is the actual value, 自评 under 评分 the score.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.document import Cell

from .columns import Columns, Heading, with_names
from .strips import Strip

#: Words of the lower row whose meaning depends on the group, by the kind of column they are.
_IN_INDICATORS = {
    "target": "年初目标 年初 年初值 年初设定 年初设定值 年初设定目标 年初计划 目标 年度目标 全年目标 计划 计划目标 "
    "计划数 目标数 值 数值 预期 预期目标 设定 设定值 设定目标 应完成",
    "adjusted_target": "调整目标 调整后 调整后目标 调整值 年中调整",
    "actual": "实际 完成 实际完成情况 完成情况 全年实际 全年完成 全年实际完成 年终完成 年末完成 实际完成数 完成数 "
    "实际数 实际值 实现 实际实现 实际情况",
    "operator": "符号",
    "measure": "单位",
    "weight": "应得 应得分 标准 权重占比",
    "score": "自评 实得 实得分 自评价 单位自评 单项指标得分",
    "explanation": "单项指标折算得分 折算得分",
    "reviewed_score": "复核 审核 财政复核",
}
_IN_BUDGET = {
    "initial": "年初 年初数 年初安排 年初批复",
    "adjusted": "全年 调整后 调整后数 全年数 年中调整后",
    # By how much the budget was changed, or what it then was: that is not said.
    "change": "调整 调整数 调整额 追加 追减 追加追减 增减 年中调整 年中追加",
    "executed": "执行 支出 实际 实际执行 全年执行",
    "weight": "应得 应得分 标准",
    "score": "自评 实得 实得分",
}


_EXPECTED = re.compile(r"预[期计](?:(?:19|20)\d\d年度?|当年|本年)(?:实现|完成)?(?:目标)?值?")
_EARLIER = r"(?:(?:19|20)\d\d年度?|前年|上年度?)(?:实际)?(?:实现|完成)?值?"
_OF_A_YEAR = re.compile(f"{_EXPECTED.pattern}|{_EARLIER}")


def _index(words: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, line in words.items() for word in line.split()}


_INDICATORS, _BUDGET = _index(_IN_INDICATORS), _index(_IN_BUDGET)
_EITHER = _INDICATORS | _BUDGET


def two_row_columns(upper: Strip | None, lower: Strip) -> Columns | None:
    """The headings of both rows as one; None where *lower* is no second row of headings."""
    if upper is None or upper.table is not lower.table or lower.number != upper.number + 1:
        return None
    if not all(map(_may_be_heading, lower.begun)):
        return None
    ends = [*(cell.column for cell in upper.begun[1:]), upper.width]
    reach = [(cell, end) for cell, end in zip(upper.begun, ends, strict=True)]
    below = [[c for c in lower.begun if cell.column <= c.column < end] for cell, end in reach]
    if not _hangs_below(below, lower):
        return None
    words = _BUDGET if _is_of_budget([*upper.begun, *lower.begun]) else _INDICATORS
    headings: list[Heading] = []
    for (group, _), cells in zip(reach, below, strict=True):
        kinds: list[str | None] = [*(years_of([cell.text for cell in cells]) or ())]
        kinds = kinds or [_kind(cell, words) for cell in cells] or [labels.column_of(group.text)]
        if None in kinds and cells:
            return None
        headings += map(_heading, cells or [group], kinds)
    kinds = with_names([heading.kind for heading in headings])
    named = (heading._replace(kind=kind) for heading, kind in zip(headings, kinds, strict=True))
    return Columns(tuple(named), lower.table, lower.width)


def years_of(texts: Sequence[str]) -> list[str] | None:
    """The columns of a group that sets earlier years beside the one that is planned, or None."""
    squeezed = [squeeze(text) for text in texts]
    if not any(map(_EXPECTED.fullmatch, squeezed)):
        return None
    if not all(map(_OF_A_YEAR.fullmatch, squeezed)):
        return None
    return ["target" if _EXPECTED.fullmatch(text) else "earlier" for text in squeezed]


def _hangs_below(below: list[list[Cell]], lower: Strip) -> bool:
    """Whether a group of the upper row has two columns or more, others of its cells none, and no
    cell of the lower row stands beside them all."""
    held = [len(cells) for cells in below]
    return max(held) > 1 and 0 in held and sum(held) == len(lower.begun)


def _may_be_heading(cell: Cell) -> bool:
    """Whether a cell names a column in whatever block: hardly any row begins with one that does."""
    return bool(_kind(cell, _EITHER) or _OF_A_YEAR.fullmatch(squeeze(cell.text)))


def _kind(cell: Cell, words: dict[str, str]) -> str | None:
    text = squeeze(cell.text)
    return words.get(text) or words.get(labels.core(text)) or labels.column_of(cell.text)


def _is_of_budget(cells: list[Cell]) -> bool:
    """Whether the columns are of money: none of the cells names levels or indicators."""
    named = {labels.column_of(cell.text) for cell in cells}
    return named.isdisjoint(("level1", "level2", "name"))


def _heading(cell: Cell, kind: str | None) -> Heading:
    return Heading(cell.column, cell.end, kind)
