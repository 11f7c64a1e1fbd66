"""Column headings in running text: `三级指标 年度指标值 实际完成值 分值 得分`, broken or stacked.

A stacked heading prints the upper halves of its labels first (`年度 实际 分值 得分`) and the lower
halves in the next line (`指标值 完成值`); each half is put back where its label stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jiping.filing.text import squeeze
from jiping.intake import labels

from .words import Word, label_at

#: Upper halves of stacked labels.
_HALVES = frozenset(("年度", "实际", "全年", "年初", "预期", "目标", "三级", "二级", "一级"))
#: What stands behind a label without being one: `(A)`, `(B/A)`, `(%)`, `(10分)`.
_BEHIND = re.compile(r"[(\[]?[A-Z0-9/×*%分]{1,8}[)\]]")
_ROW = frozenset(("target", "actual", "weight", "score"))


#: Labels of the row below a heading, by the column they head.
_BELOW = {
    "符号": "operator", "值": "target", "数值": "target", "单位": "measure", "单位(文字描述)": "measure",
    "单项指标得分": "score", "权重占比(%)": "weight", "权重占比": "weight", "单项指标折算得分": "reviewed_score",
}  # fmt: skip
_POINTS_BELOW = ("score", "weight", "reviewed_score")


class Heading(NamedTuple):
    """The columns of a heading in their order, and the words `[start, end)` that make it."""

    columns: tuple[str, ...]
    start: int
    end: int


def heading_at(words: Sequence[Word], at: int) -> Heading | None:
    """The run of column labels that begins at word *at*, or None where none does."""
    columns: list[str] = []
    upper: dict[int, str] = {}
    position = at
    while position < len(words):
        label = label_at(words, position, labels.column_of)
        text = squeeze(words[position].text)
        if label is not None:
            lower = _lowered(text, upper) if label[1] == position + 1 else None
            if lower is not None:
                columns[lower[0]] = lower[1]
                del upper[lower[0]]
            else:
                columns.append(label[0])
            position = label[1]
        elif text in _HALVES and columns:
            upper[len(columns)] = text
            columns.append("")
            position += 1
        elif columns and _BEHIND.fullmatch(text):
            position += 1
        else:
            break
    if not columns or upper or len(set(columns)) < len(columns):
        return None
    return _with_lower_row(Heading(tuple(columns), at, position), words)


def _with_lower_row(heading: Heading, words: Sequence[Word]) -> Heading:
    """The heading with the row below it that details target and score: `符号 单位 单项指标得分 …`.

    There 指标分值 heads nothing: a description goes on with the name, the points are in the lower row.
    """
    end, kinds = heading.end, list[str]()
    while end < len(words) and (kind := _BELOW.get(squeeze(words[end].text))):
        kinds.append(kind)
        end += 1
    points = [kind for kind in kinds if kind in _POINTS_BELOW]
    if not {"target", "score"} <= {*heading.columns} or "operator" not in kinds or not points:
        return heading
    columns: list[str] = []
    for column in heading.columns:
        if column == "target":
            columns += ["operator", "target", "measure"]
        elif column == "score":
            columns += points
        elif column not in points:
            columns.append(column)
    return Heading(tuple(columns), heading.start, end)


def _lowered(text: str, upper: dict[int, str]) -> tuple[int, str] | None:
    """The first upper half that *text* completes, and the column they name together."""
    for place, half in upper.items():
        if column := labels.COLUMNS.get(half + text):
            return place, column
    return None


def is_wrapped(heading: Heading) -> bool:
    """Whether a label that takes up two lines stands in front of those on its second line.

    No form prints its execution before the budget, nor what was reached before the names.
    """
    at = {column: place for place, column in enumerate(heading.columns)}
    before, behind = (
        (("initial", "adjusted"), ("executed",))
        if is_budget(heading)
        else (("level1", "level2", "name"), ("actual", "score"))
    )
    return any(at[one] > at[other] for one in before for other in behind if {one, other} <= {*at})


def is_budget(heading: Heading) -> bool:
    """Whether the columns are those of the budget block."""
    return len(labels.BUDGET_COLUMNS.intersection(heading.columns)) >= 2


def is_indicators(heading: Heading) -> bool:
    """Whether the columns are those of the indicator block."""
    columns = set(heading.columns)
    return "name" in columns and bool(columns & _ROW)


def headings(words: Sequence[Word]) -> list[Heading]:
    """All headings of either block, in the order of the text."""
    found: list[Heading] = []
    position = 0
    while position < len(words):
        heading = heading_at(words, position)
        if heading is not None and (is_budget(heading) or is_indicators(heading)):
            found.append(heading)
            position = heading.end
        else:
            position += 1
    return found
