"""A Word table pasted as text: each cell begins with a tab, each row with an empty line.

A cell's further lines have no tab, a merged cell's further rows an empty one; so the pasted text
still has its rows and columns and is read as the table that it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.intake import labels
from jiping.intake.document import Cell, Line, Table

from . import FormSpan, grid

_FEWEST_CELLS = 6
#: A count and its unit in one line of their own are one cell, where no column is for units.
_APART = re.compile(r"\t\s*[≥≤<>=]{0,2}[\d.,]+\t[\u4e00-\u9fff]{1,3}")
# A form has hundreds of cells: each is made at one stroke.
_new = tuple.__new__


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms pasted with tabs."""
    lines = [block for block in blocks if isinstance(block, Line)]
    if len(lines) < len(blocks):
        return []
    if sum([line.text.startswith("\t") for line in lines]) < _FEWEST_CELLS:
        return []
    spans = []
    for number, (start, end) in enumerate(_pastes(lines), 1):
        table = _table(lines[start:end], number)
        spans += [FormSpan(span.form, start, end) for span in grid.find_forms([table])]
    return spans


def _pastes(lines: list[Line]) -> list[tuple[int, int]]:
    """Where each pasted table begins and ends: from its first tab to its last row's end."""
    pastes: list[tuple[int, int]] = []
    start = end = None
    for n, line in enumerate(lines):
        if line.text.startswith("\t"):
            start = n if start is None else start
            end = n + 1
        elif start is not None and end is not None and _outside(lines, n, end):
            pastes.append((start, end))
            start = end = None
    return [*pastes, (start, end)] if start is not None and end is not None else pastes


def _outside(lines: list[Line], n: int, end: int) -> bool:
    """Whether line *n* cannot belong to the table: text after an empty line, no tab before it."""
    return bool(lines[n].text.strip()) and n > end and not lines[n - 1].text.strip()


def _table(lines: list[Line], number: int) -> Table:
    texts: list[str] = []
    marks: list[int] = []  # the number of each cell's first line
    rows = [(texts, marks)]
    apart = _apart(lines)
    for line in lines:
        text = line.text
        if text.startswith("\t"):
            # Several tabs in one line are several cells; a lone tab is an empty cell.
            parts = text[1:].split("\t")
            if line.number in apart:
                parts = [" ".join(parts)]
            texts += parts
            marks += [line.number] * len(parts)
        elif texts and text.strip():
            texts[-1] += "\n" + text
        elif texts:
            texts, marks = [], []
            rows.append((texts, marks))
    if not texts:
        rows.pop()
    cells: list[Cell] = []
    closing = 1
    for n, (row, numbers) in enumerate(rows):
        texts = [text.strip("\t") for text in row]
        closing = _closing_span(texts) or closing
        span = closing if labels.core(texts[0]) in labels.TOTALS else 1
        cells += _row(texts, numbers, n, span)
    return Table(tuple(cells), number)


def _apart(lines: list[Line]) -> set[int]:
    """The numbers of the lines that hold a count and its unit, which are one cell."""
    found = [line for line in lines if line.text.count("\t") == 2 and _APART.fullmatch(line.text)]
    if found and any(labels.column_of(line.text) == "measure" for line in lines):
        return set()
    return {line.number for line in found}


def _closing_span(texts: list[str]) -> int | None:
    """How many columns the label of the closing row covers under this heading, if it is one."""
    kinds = [*map(labels.column_of, texts)]
    if "name" not in kinds:
        return None
    return next((n for n, kind in enumerate(kinds) if kind in ("weight", "score")), None)


def _row(texts: list[str], marks: list[int], row: int, span: int) -> list[Cell]:
    """The cells of one row, the first *span* columns wide: a closing row leaves merged cells out."""
    cells = [
        _new(Cell, (text, row, column, 1, 1, mark, None))
        for column, (text, mark) in enumerate(zip(texts, marks, strict=True), span - 1)
    ]
    if span > 1:
        cells[0] = cells[0]._replace(column=0, columns=span)
    return cells
