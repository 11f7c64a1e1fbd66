"""A Word table pasted as text: each cell begins with a tab, each row with an empty line.

A cell's further lines have no tab, a merged cell's further rows an empty one; so the pasted text
still has its rows and columns and is read as the table that it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiping.intake import labels
from jiping.intake.document import Cell, Line, Table

from . import FormSpan, grid

_FEWEST_CELLS = 6
# A form has hundreds of cells: each is made at one stroke.
_new = tuple.__new__


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms pasted with tabs."""
    tabs = sum(isinstance(block, Line) and block.text.startswith("\t") for block in blocks)
    if tabs < _FEWEST_CELLS or any(isinstance(block, Table) for block in blocks):
        return []
    lines = [block for block in blocks if isinstance(block, Line)]
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
    rows: list[list[list[str]]] = [[]]
    marks: list[list[int]] = [[]]
    for line in lines:
        if line.text.startswith("\t"):
            # Several tabs in one line are several cells; a lone tab is an empty cell.
            for part in line.text[1:].split("\t"):
                rows[-1].append([part])
                marks[-1].append(line.number)
        elif line.text.strip() and rows[-1]:
            rows[-1][-1].append(line.text)
        elif rows[-1]:
            rows.append([])
            marks.append([])
    filled = [(row, mark) for row, mark in zip(rows, marks, strict=True) if row]
    cells: list[Cell] = []
    closing = 1
    for n, (parts, mark) in enumerate(filled):
        texts = ["\n".join(part).strip("\t") for part in parts]
        closing = _closing_span(texts) or closing
        cells += _row(texts, mark, n, closing if labels.core(texts[0]) in labels.TOTALS else 1)
    return Table(tuple(cells), number)


def _closing_span(texts: list[str]) -> int | None:
    """How many columns the label of the closing row covers under this heading, if it is one."""
    kinds = [labels.column_of(text) for text in texts]
    scale = [n for n, kind in enumerate(kinds) if kind in ("weight", "score")]
    return scale[0] if "name" in kinds and scale else None


def _row(texts: list[str], marks: list[int], row: int, span: int) -> list[Cell]:
    """The cells of one row, the first *span* columns wide: a closing row leaves merged cells out."""
    cells = [
        _new(Cell, (text, row, column, 1, 1, mark, None))
        for column, (text, mark) in enumerate(zip(texts, marks, strict=True), span - 1)
    ]
    cells[0] = cells[0]._replace(column=0, columns=span)
    return cells
