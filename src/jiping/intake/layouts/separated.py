"""Rows of a table as lines of text, their cells parted by tabs: copied from a sheet or a browser.

A sheet leaves an empty cell for what a merged one covers, so that every row has all columns; a cell
with line breaks stands in quotation marks there. A browser leaves nothing, and its rows differ in
length. Markdown that repeats a merged cell in each of its columns is a sheet with pipes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from jiping.filing import Place
from jiping.intake import labels
from jiping.intake.document import Cell, Found, Line, Table

from . import FormSpan, grid, unmerged
from .last_figure import is_sum_of_scores

_FEWEST_ROWS = 6
_FEWEST_CELLS = 3
#: So many rows that begin with an empty cell, or repeat a label, show that columns are kept.
_SHOWN = 2
#: A figure that may go on.
_OPEN = re.compile(r"\d[.,]?$")
#: A row has so many cells less where the merged ones on its left are left out.
_MERGED_AWAY = 2
#: A cell of more lines is a quotation mark that nothing closes.
_MOST_LINES = 20
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_CELL = re.compile(rf"(?:{_QUOTED.pattern}(?=\t|$)|[^\t\n]+|(?<=\t)|^)(?=\t|$)")


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in lines with tabs, or with pipes that repeat merged cells."""
    lines = [block for block in blocks if isinstance(block, Line)]
    if len(lines) < len(blocks):
        return []
    for mark in "\t|":
        marked = [line.text for line in lines if mark in line.text]
        if sum([text.count(mark) >= _FEWEST_CELLS - 1 for text in marked]) >= _FEWEST_ROWS:
            return _forms(lines, mark)
    return []


def _forms(lines: Sequence[Line], mark: str) -> list[FormSpan]:
    parts: list[Line | Table] = []
    starts: list[int] = []
    for start, rows in _runs(lines, mark):
        starts.append(start)
        parts.append(_table(rows, len(starts)) if rows else lines[start])
    tables = [part for part in parts if isinstance(part, Table)]
    # Without an empty cell tabs may be mere blanks, which stand inside cells too.
    if not any(map(_repeats_labels if mark == "|" else _has_empty_cells, tables)):
        return []
    if mark == "|":
        parts = [_uncovered(part) if isinstance(part, Table) else part for part in parts]
    read = grid if any(map(_keeps_columns, tables)) else unmerged
    starts.append(len(lines))
    last = parts[-1]
    if mark == "\t" and isinstance(last, Table) and not _stays_whole(last):
        parts[-1], closing = _without_broken_end(last)
    else:
        closing = None
    spans = read.find_forms(parts)
    if closing and spans and is_sum_of_scores(closing.text, spans[-1].form):
        spans[-1].form.total["score"] = closing
    return [span._replace(start=starts[span.start], end=starts[span.end]) for span in spans]


def _stays_whole(table: Table) -> bool:
    """Whether nothing shows that the last cell of a text could be cut: no figure, no row of levels."""
    return not _OPEN.search(table.cells[-1].text) and not _is_short(table)


def _is_short(table: Table) -> bool:
    """Whether the last row begins with a level and ends long before the one above it does."""
    *_, above, last = [[], *_rows(table)]
    level = bool(labels.level1_of(last[0]) or labels.level2_of(last[0]))
    return level and len(last) < len(above) - _MERGED_AWAY


def _without_broken_end(table: Table) -> tuple[Table, Found | None]:
    """The table without the cell at the end of a text, which may be cut; the score of a closing row."""
    *kept, end = table.cells
    if _is_short(table):
        return replace(table, cells=tuple(c for c in kept if c.row < end.row)), None
    first = next(cell for cell in table.cells if cell.row == end.row)
    closing = labels.core(first.text) in labels.TOTALS and first is not end
    cells = (*kept, end._replace(text=""))
    return replace(table, cells=cells), Found(end.text, Place(line=end.line)) if closing else None


Row = list[tuple[str, int]]


def _runs(lines: Sequence[Line], mark: str) -> Iterator[tuple[int, list[Row]]]:
    """The lines without *mark*, each alone, and the rows of those with it, from where they begin."""
    at, start = 0, 0
    rows: list[Row] = []
    while at < len(lines):
        texts, taken = _row(lines, at, mark)
        if len(texts) > 1:
            start = start if rows else at
            rows.append([(text, lines[at].number) for text in texts])
        else:
            if rows:
                yield start, rows
                rows = []
            yield at, []
        at += taken
    if rows:
        yield start, rows


def _row(lines: Sequence[Line], at: int, mark: str) -> tuple[list[str], int]:
    """The cells of the row that begins at a line, and how many lines it takes up."""
    text = lines[at].text
    if mark == "|":
        return text.strip().strip("|").split("|"), 1
    if text.count('"') % 2:
        for taken in range(2, min(_MOST_LINES, len(lines) - at) + 1):
            text = f"{text}\n{lines[at + taken - 1].text}"
            if text.count('"') % 2 == 0:
                cells = [match[0] for match in _CELL.finditer(text)]
                return (_unquoted(cells), taken) if "\t".join(cells) == text else _plain(lines, at)
    return _plain(lines, at)


def _plain(lines: Sequence[Line], at: int) -> tuple[list[str], int]:
    return _unquoted(lines[at].text.split("\t")), 1


def _unquoted(cells: Sequence[str]) -> list[str]:
    return [cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell for cell in cells]


def _table(rows: Sequence[Row], number: int) -> Table:
    cells = (
        Cell(text.strip(), row, column, line=line)
        for row, texts in enumerate(rows)
        for column, (text, line) in enumerate(texts)
    )
    return Table(tuple(cells), number)


def _uncovered(table: Table) -> Table:
    """The table without the labels of blocks and columns that a merged cell repeats further down."""
    at = {(cell.row, cell.column): cell.text for cell in table.cells}
    cells = (
        cell._replace(text="")
        if cell.text == at.get((cell.row - 1, cell.column)) and _heads(cell.text)
        else cell
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


def _heads(text: str) -> bool:
    return labels.core(text) in labels.BLOCKS or labels.column_of(text) is not None


def _rows(table: Table) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


def _keeps_columns(table: Table) -> bool:
    """Whether all rows have one length, or nearly all and some show what a merged cell covered."""
    rows = _rows(table)
    lengths = Counter(map(len, rows))
    _, most = lengths.most_common(1)[0]
    if most == len(rows) >= _FEWEST_ROWS:
        return True
    if most * 10 < len(rows) * 9:
        return False
    covered = sum(not row[0] and any(row) for row in rows)
    return covered >= _SHOWN or _repeats_labels(table)


def _has_empty_cells(table: Table) -> bool:
    return sum("" in row for row in _rows(table)) >= _SHOWN


def _repeats_labels(table: Table) -> bool:
    """Whether most rows have a cell twice, labels among them: a merged one, in all its columns."""
    twins = [{one for one, other in pairwise(row) if one and one == other} for row in _rows(table)]
    labelled = sum(any(map(_is_label, each)) for each in twins)
    return labelled >= _SHOWN and sum(map(bool, twins)) * 2 >= len(twins)


def _is_label(text: str) -> bool:
    word = labels.core(text)
    return bool(
        word in labels.TOTALS
        or word in labels.GOALS
        or word in labels.ROWS
        or word in labels.COLUMNS
    )
