"""Budgets in lines of text that layouts for rows with a label do not see.

Turned on its side, a column a source of money:   | 项目       | 合计   | 财政拨款 | 其他资金 |
                                                   | 年初预算数 | 314.67 | 283.20   | 31.47    |
or of one row without a label, below its headings: | 年初预算数 | 全年预算数 | 全年执行数 |
                                                   | 314.67     | 320.00     | 318.25     |

Or in pairs, each part named again for each figure:   预算数 6.84 到位数 6.84 执行数 6.84 100.00
                                                       其中:财政资金 6.84 其中:财政资金 6.84 …
Or each by a label of its own, below each other:        转移支付预算数（A） 5.8万 预算执行率（B/A） 100%
                                                       转移支付执行数（B） 5.8万
Read only where every heading has its figure: a line with fewer has lost a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from jiping.filing import Place
from jiping.filing.model import MONEY
from jiping.intake import labels
from jiping.intake.amounts import amount, blank, rate
from jiping.intake.document import Found, Line
from jiping.intake.form_text import FormText, Row

from .space.rules import fits_rate
from .table.pairs import YEAR_MONEY
from .table.turned import full_points_in

_FIGURES = labels.BUDGET_COLUMNS | {"weight", "score"}
_FEWEST = 2
_MARK = re.compile(r"[|｜\t]|[ \u3000\xa0]{2,}")
_BLANK = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")

Cells = list[str]


def take_budget(form: FormText, lines: Sequence[Line]) -> None:
    """Give *form* the budget that its *lines* tell in one of these ways, if it has read none."""
    if any(row.keys() & _FIGURES and not _is_heading(row) for row in form.budget):
        return
    found = ((n, rows) for n in range(len(lines)) if (rows := _budget_at(lines[n:])))
    start, told = next(found, (0, None))
    if told is None:
        form.budget = [row for row in form.budget if not _is_heading(row)]
        return
    form.budget = told
    read = {lines[start].number, *(cell.place.line for row in told for cell in row.values())}
    form.problems = [problem for problem in form.problems if problem.where.line not in read]


def _is_heading(row: Row) -> bool:
    """Whether what was read as the label of a row is the heading of a figure."""
    return "label" in row and labels.column_of(row["label"].text) in _FIGURES


def _budget_at(lines: Sequence[Line]) -> list[Row] | None:
    """The budget whose headings stand in the first of *lines*."""
    ways = [_cells(lines[0].text, parted=parted) for parted in (True, False)]
    for parted, cells in zip((True, False), ways, strict=True):
        rows = _turned(lines, cells, parted=parted) or _one_row(lines, cells, parted=parted)
        if rows:
            return rows
    return _in_pairs(lines, ways[1]) or _labelled(lines, ways[1])


def _cells(text: str, *, parted: bool) -> Cells:
    """The cells of a line, by pipes, tabs and wide gaps, or by every blank."""
    cells = (_MARK if parted else _BLANK).split(text)
    return [cell.strip() for cell in cells if cell.strip()]


def _turned(lines: Sequence[Line], cells: Cells, *, parted: bool) -> list[Row] | None:
    names = [cell for cell in cells if labels.row_of(cell)]
    if len(names) < _FEWEST or cells[-len(names) :] != names:
        return None
    if labels.row_of(names[0]) != "total" or any(_DIGIT.search(cell) for cell in cells):
        return None
    where = Place(line=lines[0].number)
    rows: list[Row] = [{"label": Found(name, where)} for name in names]
    told = 0
    for line in _said(lines[1:]):
        mine = _cells(line.text, parted=parted)
        at = next((n for n, cell in enumerate(mine) if labels.column_of(cell) in _FIGURES), None)
        if at is None or not _figures(mine[at + 1 :]):
            break
        kind, given = labels.column_of(mine[at]), mine[at + 1 :]
        place = Place(line=line.number)
        if kind == "score" and len(given) == 1 and kind is not None:
            rows[0][kind] = Found(given[0], place)
            if full := full_points_in(mine[at]):
                rows[0]["weight"] = Found(full, place)
        elif len(given) != len(rows) or kind is None:
            break
        else:
            told += kind in MONEY
            for row, figure in zip(rows, given, strict=True):
                row[kind] = Found(figure, place)
    return rows if told >= _FEWEST else None


def _one_row(lines: Sequence[Line], cells: Cells, *, parted: bool) -> list[Row] | None:
    kinds = [labels.column_of(cell) for cell in cells]
    named = [kind for kind in kinds if kind]
    if len(labels.BUDGET_COLUMNS.intersection(named)) < _FEWEST or len(named) != len({*named}):
        return None
    if kinds[-len(named) :] != named or not _FIGURES.issuperset(named):
        return None
    line = next(_said(lines[1:]), None)
    given = _cells(line.text, parted=parted) if line else []
    if line is None or len(given) != len(named) or not _figures(given):
        return None
    return [
        {
            kind: Found(text, Place(line=line.number))
            for kind, text in zip(named, given, strict=True)
        }
    ]


def _in_pairs(lines: Sequence[Line], cells: Cells) -> list[Row] | None:
    """Labels with a figure behind each, and below them parts named once for each label."""
    names, figures = cells[: len(cells) // 2 * 2 : 2], cells[1::2]
    kinds = [labels.column_of(name) for name in names]
    if not {"adjusted", "executed"} <= {*kinds} or any(map(_DIGIT.search, names)):
        return None
    if not all(amount(figure) is not None for figure in figures):
        return None
    rows = [_paired(lines[0], kinds, figures)]
    if len(cells) > len(names) + len(figures):
        budget, executed = (amount(rows[0][kind].text) for kind in ("adjusted", "executed"))
        if budget and executed is not None and fits_rate(cells[-1], budget, executed):
            rows[0]["execution_rate"] = Found(cells[-1], Place(line=lines[0].number))
    for line in _said(lines[1:]):
        mine = _cells(line.text, parted=False)
        if len(mine) != 2 * len(kinds) or len({*mine[::2]}) > 1 or not labels.row_of(mine[0]):
            break
        if not all(amount(figure) is not None for figure in mine[1::2]):
            break
        label: Row = {"label": Found(mine[0], Place(line=line.number))}
        rows.append(label | _paired(line, kinds, mine[1::2]))
    return rows


def _labelled(lines: Sequence[Line], cells: Cells) -> list[Row] | None:
    """The year's money by the labels that say so themselves, in this line and those below it."""
    if not any(labels.core(cell) in YEAR_MONEY for cell in cells):
        return None
    row: Row = {}
    for line in islice(_said(lines), len(YEAR_MONEY)):
        for label, figure in pairwise(_cells(line.text, parted=False)):
            kind = YEAR_MONEY.get(labels.core(label))
            told = rate(figure, (None, None)) if kind == "execution_rate" else amount(figure)
            if kind and told is not None:
                row[kind] = Found(figure, Place(line=line.number))
    return [row] if {"adjusted", "executed"} <= row.keys() else None


def _paired(line: Line, kinds: Sequence[str | None], figures: Cells) -> Row:
    """What was budgeted and what was executed, of the figures in a line of pairs."""
    return {
        kind: Found(figure, Place(line=line.number))
        for kind, figure in zip(kinds, figures, strict=False)
        if kind in ("adjusted", "executed")
    }


def _said(lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if _cells(line.text, parted=False))


def _figures(cells: Cells) -> bool:
    """Whether cells are figures, or marks of none, and nothing else."""
    return bool(cells) and all(
        blank(cell) or amount(cell) is not None or rate(cell, (None, None)) is not None
        for cell in cells
    )
