"""Forms of which a page text has torn the columns: values before, behind or far from their labels.

Only what can be put together in one way is answered: rows whose name is followed by their values,
names and values that stand apart in equal numbers and whose points add up (`tear.queues`), and
lists of points that make up the points printed for their group (`tear.points`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing import Problem
from jiping.intake import labels
from jiping.intake.amounts import points
from jiping.intake.document import Line, Table
from jiping.intake.form_text import FormText
from jiping.intake.form_text import Row as FormRow

from . import FormSpan
from .gaps import hold_gaps
from .last_figure import is_sum_of_scores
from .space import shapes
from .space.budget import is_cell, read_budget
from .space.goals import goals_start
from .space.head import read_currency, read_head
from .space.headings import headings, is_budget
from .space.words import Word, found, joined, words_of
from .tear.budget import read_run
from .tear.points import entries
from .tear.queues import Group, Paired, borne_out, groups_of, pair
from .tear.stream import read_stream
from .tear.unnumbered import read_unnumbered

_NUMBERED = re.compile(r"指标\s*\d{1,2}\s*[:：]")
_HEADED = re.compile(r"[一二三]\s*级\s*指\s*标|指标值|完成值|得\s*分")
_POINTS = re.compile(r"\d\s*分?\s*[)）]")
_FEWEST_ROWS, _FEWEST_LABELS = 3, 4
_ROW = ("target", "actual", "weight", "score")


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """The torn form of a page text, or nothing."""
    # No sign goes over the end of a line.
    text = "\0".join([block.text for block in blocks if isinstance(block, Line)])
    forms: list[FormSpan] = []
    if _count(_NUMBERED, text) >= _FEWEST_ROWS or _count(_HEADED, text) >= _FEWEST_LABELS:
        forms = _form(words_of(blocks))
    if not forms and _count(_POINTS, text) >= _FEWEST_ROWS:
        forms = _points(words_of(blocks))
    return forms


def _count(sign: re.Pattern[str], text: str) -> int:
    return len(sign.findall(text))


def _points(words: Sequence[Word]) -> list[FormSpan]:
    """A list of points; it has no heading, and nothing tells whether it is whole."""
    form = FormText(indicators=entries(words), complete=False)
    if not form.indicators:
        return []
    lines = {row["name"].place.line for row in form.indicators}
    held = [word.block for word in words if word.line in lines]
    return [FormSpan(form, min(held), max(held) + 1)]


def _form(words: Sequence[Word]) -> list[FormSpan]:
    form = FormText()
    start = _budget(words, form)
    stream = read_stream(words[start:])
    if "unit" not in form.fields and len({word.text for word in stream.organs}) == 1:
        form.fields["unit"] = found(stream.organs[:1])
    columns = tuple(column for column in dict.fromkeys(stream.columns) if column in _ROW)
    if not {"name", "level1", "level2"} & set(stream.columns) or not columns:
        return []
    if sum(part.item == "name" for part in stream.parts) >= _FEWEST_ROWS:
        rows, left = pair(groups_of(stream), columns)
        _fill([_without_last(row, words[-1]) for row in rows], form)
        _doubt(left, form)
    else:
        read_unnumbered(stream, columns, words[-1], form)
    if not form.indicators:
        return []
    form.labels = [word.text for word in words if labels.column_of(word.text)]
    if "weight" in form.total and is_sum_of_scores(words[-1].text, form):
        form.total.setdefault("score", found(words[-1:]))
    form.complete = bool(form.total)
    hold_gaps(form, columns, closed=form.complete)
    return [FormSpan(form, words[0].block, words[-1].block + 1)]


def _budget(words: Sequence[Word], form: FormText) -> int:
    """Read the heading and the budget block; the word behind them."""
    budget = next((h for h in headings(words) if is_budget(h)), None)
    first = next((n for n, word in enumerate(words) if shapes.begins_row(word.text)), 0)
    read_head(words[: budget.start if budget else first], form)
    end = 0
    if budget and (budget.end == len(words) or is_cell(words[budget.end])):
        end = read_run(words, budget, form)
    elif budget:
        end = goals_start(words, budget.end, max(first, budget.end))
        read_budget(words[budget.end : end], budget.columns, form, ended=True)
    read_currency(words[:end], form)
    return end


def _without_last(row: Paired, last: Word) -> Paired:
    """The row without the last word of the text, which may be half a figure.

    A score equal to its weight cannot go on.
    """
    cut = [column for column, words in row.cells.items() if words[-1] is last]
    if cut == ["score"] and "weight" in row.cells:
        weight, score = (points(joined(row.cells[key])) for key in ("weight", "score"))
        cut = [] if weight == score else cut
    cells = {column: words for column, words in row.cells.items() if column not in cut}
    return row._replace(cells=cells) if cut else row


def _fill(rows: Sequence[Paired], form: FormText) -> None:
    """Take the rows; those brought together from apart only where the points bear them out."""
    total = next((row for row in form.budget if "weight" in row), None)
    execution = points(total["weight"].text) if total else None
    sure = borne_out(rows, execution)
    for row in rows:
        if row.apart and not sure:
            _unsure(row, form)
        elif row.name.total:
            form.total.update({column: found(words) for column, words in row.cells.items()})
        else:
            form.indicators.append(_indicator(row))


def _indicator(row: Paired) -> FormRow:
    cells = {"name": found(row.name.words)}
    for column, words in (("level1", row.name.level1), ("level2", row.name.level2)):
        if words:
            cells[column] = found(words)
    cells.update({column: found(words) for column, words in row.cells.items()})
    if row.reason:
        cells["reason"] = found(row.reason)
    return cells


def _unsure(row: Paired, form: FormText) -> None:
    form.problems.append(
        Problem(
            where=found(row.name.words).place,
            message=f"“{joined(row.name.words)}”与它的数值在文中分开，分值合计对不上，未读；请对照原表",
        )
    )


def _doubt(left: Sequence[Group], form: FormText) -> None:
    for group in left:
        words = group.names[0].words if group.names else group.values[0]
        form.problems.append(
            Problem(
                where=found(words).place,
                message=f"“{joined(words)}”一带的指标名称与数值错位，不能一一对应，未读；请对照原表",
            )
        )
