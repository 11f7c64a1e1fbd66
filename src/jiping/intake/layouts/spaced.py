"""Forms whose cells are separated by one blank only: rows on lines, or the document in one line.

The same blank stands inside cells, and empty cells leave none. Headings are found by their labels,
rows by what a row must look like (`rows`), cells by the readings the columns allow (`readings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jiping.filing import Problem
from jiping.intake import labels
from jiping.intake.document import Line, Table
from jiping.intake.form_text import FormText, Row

from . import FormSpan
from .gaps import hold_gaps
from .space.budget import is_cell, is_unit, read_budget
from .space.goals import goals_start, read_goals
from .space.head import field_label, is_title, read_currency, read_head
from .space.headings import Heading, headings, is_budget, is_indicators, is_wrapped
from .space.indicators import block_end, read_indicators, read_total, sums_told
from .space.words import Word, found, label_at, words_of
from .tear.budget import read_run

_SIGN = re.compile(r"[二三]级\s*指\s*标|指标名称|资金\s*总额")
_ROWS = re.compile(r"[二三]级指标|指标\d{1,2}[:：]")
#: So many lines above its first heading a form may begin; more where its budget has no heading.
_HEAD_LINES, _UNHEADED_LINES = 14, 28
_RATE_POINTS = {"rate_weight": "weight", "rate_score": "score"}
_LONGEST_HEADING = 10
_WRAPPED = "表头有栏目折成两行，各栏的先后不能确定，其下各数留空未读；请对照原表"
_NUMBERED = "各行连成一行，序号与前一行的得分不能区分，各项指标留空未读；请对照原表"


class Headed(NamedTuple):
    """The headings of one form: its budget's if it has one, its indicators' if it comes to them."""

    budget: Heading | None
    indicators: Heading | None

    @property
    def start(self) -> int:
        """The first word of its headings."""
        return min(heading.start for heading in self if heading)

    @property
    def end(self) -> int:
        """The word behind its headings."""
        return max(heading.end for heading in self if heading)


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms printed with blanks between their cells."""
    if not any(isinstance(block, Line) and _SIGN.search(block.text) for block in blocks):
        return []
    words = _going_on(words_of(blocks))
    found = _forms(words, headings(words))
    starts = [
        _start(words, floor, headed.start, _HEAD_LINES if headed.budget else _UNHEADED_LINES)
        for floor, headed in found
    ]
    stops = [*starts[1:], len(words)]
    spans = [
        _form(words[start:stop], _moved(headed, start), last=stop == len(words))
        for (_, headed), start, stop in zip(found, starts, stops, strict=False)
    ]
    return [span for span in spans if span.form.budget or span.form.indicators]


def _going_on(words: Sequence[Word]) -> Sequence[Word]:
    """The words without the headings that a table prints again on its next page."""
    found = headings(words)
    kept: list[Word] = []
    at = 0
    for before, heading in pairwise(found):
        between = words[before.end : heading.start]
        if before.columns == heading.columns and is_indicators(heading) and not _ends(between):
            kept += words[at : heading.start]
            at = heading.end
    return [*kept, *words[at:]]


def _ends(words: Sequence[Word]) -> bool:
    """Whether a form ends among the words between two headings, or another begins."""
    return block_end(words)[2] or any(
        word.first and (is_title(word.text) or field_label(words, n))
        for n, word in enumerate(words)
    )


def _forms(words: Sequence[Word], found: Sequence[Heading]) -> list[tuple[int, Headed]]:
    """The headings of each form, and the word before which it cannot begin."""
    forms: list[tuple[int, Headed]] = []
    budget: Heading | None = None
    floor = 0
    for heading in found:
        if is_indicators(heading):
            if {"target", "actual"} & set(heading.columns):
                forms.append((floor, Headed(budget, heading)))
                floor = heading.end
            budget = None
        elif is_budget(heading):
            budget = heading
    if budget is not None and _breaks_off(words[budget.end :]):
        forms.append((floor, Headed(budget, None)))
    return forms


def _breaks_off(words: Sequence[Word]) -> bool:
    """Whether behind a budget heading its rows follow, and no indicators any more."""
    at = 1 if words and is_unit(words[0].text) else 0
    if not words[at:] or not (row := label_at(words, at, labels.row_of)) or row[0] != "total":
        return False
    # The heading of the indicators may be what the text breaks off in.
    return not any(_ROWS.search(word.text) for word in words[:-_LONGEST_HEADING])


def _moved(headed: Headed, by: int) -> Headed:
    return Headed(*(h and Heading(h.columns, h.start - by, h.end - by) for h in headed))


def _start(words: Sequence[Word], floor: int, heading: int, lines: int) -> int:
    """The first word of a form: the title or the first field in front of its headings."""
    _, end, closed = block_end(words[floor:heading])
    floor += end if closed else 0
    near = words[heading].block - lines
    start = next(
        (n for n in range(floor, heading) if words[n].block >= near and field_label(words, n)),
        heading,
    )
    titles = [n for n in range(floor, start) if words[n].block >= near and is_title(words[n].text)]
    return titles[-1] if titles else start


def _form(words: Sequence[Word], headed: Headed, *, last: bool) -> FormSpan:
    form = FormText()
    budget, indicators = headed
    stop = indicators.start if indicators else len(words)
    top = budget.start if budget else _total_row(words, stop)
    rows = budget.end if budget else top
    goals = goals_start(words, rows, stop)
    read_head(words[:top], form)
    read_currency(words[:stop], form)
    read_goals(words[goals:stop], form)
    if budget and is_wrapped(budget):
        form.problems.append(Problem(where=found(words[budget.start :]).place, message=_WRAPPED))
    elif budget and rows < goals and is_cell(words[rows]):
        # Values behind their heading without a label: those stand in front, as on a torn page.
        read_run(words, budget, form)
    else:
        columns = _with_points(budget.columns) if budget else ("initial",)
        read_budget(words[rows:goals], columns, form, ended=goals < len(words))
    end, form.complete = goals, False
    if indicators:
        end, form.complete = _indicators(words, indicators, form, last=last)
    spelled = [[w.text for w in words[h.start : h.end]] for h in headed if h]
    # Once more as a whole: a label may be broken by a blank within it.
    form.labels = [text for texts in spelled for text in (*texts, "".join(texts))]
    return FormSpan(form, words[0].block, words[max(end, headed.end) - 1].block + 1)


def _with_points(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns; 执行率权重 and 执行率得分 are the points where there are no others."""
    if {"weight", "score"} & set(columns):
        return columns
    return tuple(_RATE_POINTS.get(column, column) for column in columns)


def _indicators(
    words: Sequence[Word], heading: Heading, form: FormText, *, last: bool
) -> tuple[int, bool]:
    """Read the rows and the closing row; the word behind them, and whether the form is whole."""
    rows_at = _behind_block_label(words, heading.end)
    rest = words[rows_at:]
    rows, end, closed = block_end(rest)
    whole = closed or not last
    if "number" in heading.columns and rows and _in_one_line(rest[:rows]):
        where = found(rest[:1]).place
        form.problems.append(Problem(where=where, message=_NUMBERED))
        return rows_at + end, False
    if is_wrapped(heading):
        where = found(words[heading.start :]).place
        form.problems.append(Problem(where=where, message=_WRAPPED))
        return rows_at + end, False
    closing = sums_told(rest[rows:end], heading.columns)
    columns = read_indicators(rest[:rows], heading.columns, form, closing, ended=whole)
    form.indicators = [row for row in form.indicators if not _is_subtotal(row)]
    read_total(rest[rows:end], heading.columns, form, ended=not last or end < len(rest))
    again = block_end(rest[end:]) if end > rows else (-1, 0, False)
    if again[0] == 0 < again[1]:  # 合计 of the indicators, then 总分
        start, end = end, end + again[1]
        read_total(rest[start:end], heading.columns, form, ended=not last or end < len(rest))
    hold_gaps(form, columns, closed=closed)
    return rows_at + end, whole


def _is_subtotal(row: Row) -> bool:
    return "name" in row and labels.is_subtotal(row["name"].text)


def _in_one_line(rows: Sequence[Word]) -> bool:
    """Whether rows follow each other in one line: the number of a row then looks like the last
    points of the row before it."""
    lines = sum(word.first for word in rows)
    levels = sum(labels.level2_of(word.text) is not None for word in rows)
    return lines == 0 or 2 * lines < levels


def _behind_block_label(words: Sequence[Word], at: int) -> int:
    """The first word of the rows: behind 绩效指标, the merged cell at their left, where it is told.

    Offices call it 年度绩效目标 as well; then a level label follows.
    """
    label = label_at(words, at, _block) if at < len(words) else None
    if label is None or label[1] == len(words):
        return at
    follows = label[0] == "goals" and labels.level1_of(words[label[1]].text) is not None
    return label[1] if label[0] == "indicators" or follows else at


def _block(text: str) -> str | None:
    return labels.BLOCKS.get(labels.core(text))


def _total_row(words: Sequence[Word], stop: int) -> int:
    """Where the budget rows begin in a form without a budget heading."""
    for at in range(stop):
        if (row := label_at(words, at, labels.row_of)) and row[0] == "total":
            return at
    return stop
