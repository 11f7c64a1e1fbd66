"""Tables whose cells were paragraphs: a cell a line, an empty line between two.

An empty cell leaves one more empty line and nothing else. Where the empty lines themselves were
dropped the cells are still a cell a line, but which of them are empty no longer shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiping.intake import labels
from jiping.intake.currency import is_currency
from jiping.intake.document import Line, Table
from jiping.intake.form_text import FormText

from . import FormSpan
from .last_figure import is_sum_of_scores
from .ragged import landmarks
from .ragged.cells import SOME, UNKNOWN, Cell, Strip
from .ragged.forms import read_forms
from .table.promise import PROMISE

#: A label is a short line, and a form has at least so many.
_LONGEST_LABEL, _FEWEST_LABELS = 24, 4
_ABOVE = 60
_OPENING = "(（[【"
#: Points behind a level label: `产出指标` / `(50分)`.
_BEHIND = re.compile(r"[(（]\d+(?:\.\d+)?分?[)）]")
_AMOUNT = re.compile(r"(?P<label>[^:：]{2,16})[:：]\s*(?P<value>\d[\d,]*(?:\.\d+)?\s?(?:万?元)?)")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms printed a cell a line."""
    first = _first_label(blocks)
    if first is None:
        return []
    cells = _with_amounts_apart(list(_joined(list(_cells(blocks)))))
    start = next(n for n, each in enumerate(cells) if each.block >= first)
    cells = cells[max(0, start - _ABOVE) :]
    strip = Strip(cells, rows=False, broken=True)
    spans = []
    if not _ends_blank(blocks):
        strip = _without_broken_end(strip)
    forms = read_forms(strip)
    if forms and len(strip.cells) < len(cells):
        _take_closing_score(cells, forms[-1].text)
    for form in forms:
        end = _past_empty_rows(cells, form.end)
        behind = cells[end].block if end > form.end else cells[end - 1].block + 1
        spans.append(FormSpan(form.text, cells[form.start].block, behind))
    return spans


def _past_empty_rows(cells: Sequence[Cell], end: int) -> int:
    """Behind the rows under the indicators that were left empty: only their labels stand there."""
    while end + 1 < len(cells) and all(
        landmarks.is_closing(each.text) for each in cells[end : end + 2]
    ):
        end += 1
    return end


def _first_label(blocks: Sequence[Line | Table]) -> int | None:
    """The first line that is a column label, if enough lines are."""
    first, count = None, 0
    promised: set[str] = set()
    for number, block in enumerate(blocks):
        if not isinstance(block, Line) or len(block.text) > _LONGEST_LABEL:
            continue
        label = labels.core(block.text)
        if label in PROMISE:
            promised.add(label)
        elif not labels.column_of(block.text):
            continue
        first = number if first is None else first
        count += 1
    return first if count >= _FEWEST_LABELS or len(promised) == len(PROMISE) else None


def _cells(blocks: Sequence[Line | Table]) -> Iterator[Cell]:
    lines = [(n, b) for n, b in enumerate(blocks) if isinstance(b, Line) and b.text.strip()]
    apart = Counter(b[0] - a[0] for a, b in pairwise(lines))
    regular = apart[1] * 10 <= (len(lines) - 1) and apart[2] == max(apart.values(), default=0)
    before = None
    for number, line in lines:
        gap = UNKNOWN
        if regular and before is not None:
            gap = 0 if number - before <= 2 else SOME
        yield Cell(line.text.strip(), number, line.number, line.page, None, 0, gap)
        before = number


def _joined(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells with labels that were broken over paragraphs put together."""
    position = 0
    while position < len(cells):
        each = cells[position]
        for further in (2, 1):
            parts = cells[position : position + further + 1]
            if len(parts) == further + 1 and _is_broken_label(parts):
                each = each._replace(text="\n".join(part.text for part in parts))
                position += further
                break
        yield each
        position += 1


def _with_amounts_apart(cells: list[Cell]) -> list[Cell]:
    """The cells; where the year's total has its amount in its own, label and amount are two.

    `资金总额: 250` / `一、预算资金:250` / `二、自有资金:0`.
    """
    told = [_AMOUNT.fullmatch(each.text) for each in cells]
    rows = [labels.row_of(match["label"]) if match else None for match in told]
    if "total" not in rows:
        return cells
    apart: list[Cell] = []
    for each, match, row in zip(cells, told, rows, strict=True):
        if match and row:
            apart += [each._replace(text=match["label"]), each._replace(text=match["value"], gap=0)]
        else:
            apart.append(each)
    return apart


def _is_broken_label(parts: Sequence[Cell]) -> bool:
    """Whether parts make a label together that they do not make apart."""
    if any(len(part.text) > _LONGEST_LABEL or part.gap == SOME for part in parts[1:]):
        return False
    text = "".join(part.text for part in parts)
    if len(text) > _LONGEST_LABEL or not _is_known(text):
        return False
    if not _is_known(parts[0].text):
        return _WORDS.match(parts[0].text) is not None
    rest = [part.text for part in parts[1:]]
    if any(each.strip().isdigit() for each in rest):
        return False  # the weight of a level in a cell of its own
    return all(
        _BEHIND.fullmatch(each) or is_currency(each) or not (_is_known(each) or each[0] in _OPENING)
        for each in rest
    )


def _is_known(text: str) -> bool:
    if landmarks.is_label(text) or landmarks.is_closing_label(text):
        return True
    if labels.level1_of(text) or labels.level2_of(text):
        return True
    pointed = _BEHIND.search(text)
    return pointed is not None and labels.core(text) in labels.FRAMEWORK_LEVELS


def _ends_blank(blocks: Sequence[Line | Table]) -> bool:
    """Whether an empty line shows that the last cell is whole."""
    return isinstance(blocks[-1], Line) and not blocks[-1].text.strip()


def _take_closing_score(cells: Sequence[Cell], form: FormText) -> None:
    """Take the last cell as the closing score, where the form's scores sum to it."""
    closing = any(landmarks.is_total(each.text) for each in cells[-3:-1])
    if closing and "score" not in form.total and is_sum_of_scores(cells[-1].text, form):
        form.total["score"] = cells[-1].found()


def _without_broken_end(strip: Strip) -> Strip:
    """The strip without its last cell, which may be broken off, where nothing shows its end."""
    last = strip.cells[-1].text
    if landmarks.is_closing(last):
        return strip
    return strip._replace(cells=strip.cells[:-1])
