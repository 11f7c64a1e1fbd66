"""Forms whose cells are separated by one blank only: rows on lines, or the document in one line.

The same blank stands inside cells, and empty cells leave none. Headings are found by their labels,
rows by what a row must look like (`rows`), cells by the readings the columns allow (`readings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.intake import labels
from jiping.intake.document import Line, Table
from jiping.intake.form_text import FormText

from . import FormSpan
from .space.budget import read_budget
from .space.goals import goals_start, read_goals
from .space.head import field_label, is_title, read_currency, read_head
from .space.headings import Heading, headings, is_budget, is_indicators
from .space.indicators import block_end, read_indicators, read_total
from .space.words import Word, label_at, words_of

_SIGN = re.compile(r"[二三]级\s*指\s*标|指标名称")
_HEAD_LINES = 14
_BREAKS_OFF = re.compile(r"[.…·]{4,}$")


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms printed with blanks between their cells."""
    if not any(isinstance(block, Line) and _SIGN.search(block.text) for block in blocks):
        return []
    words = words_of(blocks)
    groups = _groups(headings(words))
    if not groups:
        return []
    starts = _starts(words, groups)
    stops = [*starts[1:], len(words)]
    spans = [
        _form(words[start:stop], [_moved(h, start) for h in group], last=stop == len(words))
        for group, start, stop in zip(groups, starts, stops, strict=True)
    ]
    return [span for span in spans if span.form.budget or span.form.indicators]


def _groups(found_headings: Sequence[Heading]) -> list[list[Heading]]:
    """The headings of each form: its budget's, if it has one, and its indicators'."""
    groups: list[list[Heading]] = []
    budget: Heading | None = None
    for heading in found_headings:
        if is_indicators(heading):
            if {"target", "actual"} & set(heading.columns):
                groups.append([budget, heading] if budget else [heading])
            budget = None
        elif is_budget(heading):
            budget = heading
    return groups


def _moved(heading: Heading, by: int) -> Heading:
    return Heading(heading.columns, heading.start - by, heading.end - by)


def _starts(words: Sequence[Word], groups: Sequence[Sequence[Heading]]) -> list[int]:
    """The first word of each form: the title or the first field in front of its headings."""
    floors = [0, *(group[-1].end for group in groups)]
    return [
        _start(words, floor, group[0].start) for floor, group in zip(floors, groups, strict=False)
    ]


def _start(words: Sequence[Word], floor: int, heading: int) -> int:
    _, end, closed = block_end(words[floor:heading])
    floor += end if closed else 0
    near = words[heading].line - _HEAD_LINES
    start = next(
        (n for n in range(floor, heading) if words[n].line >= near and field_label(words, n)),
        heading,
    )
    titles = [n for n in range(floor, start) if words[n].line >= near and is_title(words[n].text)]
    return titles[-1] if titles else start


def _form(words: Sequence[Word], group: Sequence[Heading], *, last: bool) -> FormSpan:
    form = FormText()
    budget = group[0] if len(group) > 1 else None
    indicators = group[-1]
    top = budget.start if budget else _total_row(words, indicators.start)
    read_head(words[:top], form)
    read_currency(words[: indicators.start], form)
    goals = goals_start(words, budget.end if budget else top, indicators.start)
    read_goals(words[goals : indicators.start], form)
    money = words[budget.end if budget else top : goals]
    read_budget(money, budget.columns if budget else ("initial",), form, ended=True)
    rest = words[indicators.end :]
    rows, end, closed = block_end(rest)
    closed = closed or not last
    read_indicators(rest[:rows], indicators.columns, form, ended=closed)
    read_total(rest[rows:end], indicators.columns, form, ended=not last or end < len(rest))
    for heading in group:
        form.labels += [word.text for word in words[heading.start : heading.end]]
    form.complete = closed
    stop = rest[end - 1] if end else words[indicators.end - 1]
    return FormSpan(form, words[0].block, stop.block + 1)


def _total_row(words: Sequence[Word], stop: int) -> int:
    """Where the budget rows begin in a form without a budget heading."""
    for at in range(stop):
        if (row := label_at(words, at, labels.row_of)) and row[0] == "total":
            return at
    return stop
