"""The budget block of a torn page: values in a run behind their heading, row labels anywhere.

The heading's labels that stand together and the run of values behind them make the rows: the first
fills every column, the second what is left. They are the rows of the first two labels.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiping.filing import Problem
from jiping.filing.model import MONEY
from jiping.intake import labels
from jiping.intake.amounts import amount, points
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.space.budget import figures_of, fill, is_cell
from jiping.intake.layouts.space.headings import Heading
from jiping.intake.layouts.space.rules import fits_rate
from jiping.intake.layouts.space.words import Word, found, label_at

_FEWEST_PARTS = 2
_OPENING, _CLOSING = "(（", ")）"
_LONGEST_BRACKETS = 4
_COLUMNS = ("initial", "adjusted", "executed", "weight", "execution_rate", "score")


def read_run(words: Sequence[Word], heading: Heading, form: FormText) -> int:
    """Read the rows of *heading*; answers the word behind their values."""
    columns = tuple(column for column in heading.columns if column in _COLUMNS)
    end = heading.end
    while end < len(words) and is_cell(words[end]):
        end += 1
    # The last word of a text that breaks off may be half a figure.
    values = words[heading.end : end if end < len(words) else end - 1]
    rows = _labels(words)
    if "initial" not in columns and _initial_stands_apart(words[: heading.start]):
        longer = ("initial", *columns)
        columns = longer if _holds(values, longer) and not _holds(values, columns) else columns
    if len(values) < len(columns) or not rows or rows[0][0] != "total":
        return end
    first, rest = values[: len(columns)], values[len(columns) :]
    taken = [(rows[0], first)]
    if rest and len(rest) <= len(columns) and len(rows) > 1:
        taken.append((rows[1], rest))
    for (_, start, behind), cells in taken:
        row = fill(figures_of(words[start:behind], cells, columns, whole=True), columns, form)
        if _contradicted(row):
            del row["adjusted"]
            _doubt(cells, form)
        form.budget.append(row)
    if len(values) == len(columns):
        form.budget += _parts(words, end, columns, form.budget[-1])
    return end


def _parts(words: Sequence[Word], at: int, columns: tuple[str, ...], total: Row) -> list[Row]:
    """The rows behind the total's values, each label with a figure for every column behind it.

    They are taken where they sum to the total in one of the columns of money at least.
    """
    parts: list[Row] = []
    while label := label_at(words, at, labels.row_of) if at < len(words) else None:
        start, at = at, _behind_brackets(words, label[1])
        name = words[start:at]
        cells = words[at : at + len(columns)]
        at += len(cells)
        full = len(cells) == len(columns) and all(map(is_cell, cells)) and at < len(words)
        if label[0] == "total" or not full:
            break
        row: Row = {"label": found(name)}
        parts.append(row | {c: found([w]) for c, w in zip(columns, cells, strict=True)})
    return parts if any(_sums(parts, column, total) for column in MONEY) else []


def _behind_brackets(words: Sequence[Word], at: int) -> int:
    """The word behind brackets that open at a word: `其他资金` `(包括以前年度结转资` `金)`."""
    if at < len(words) and words[at].text[0] in _OPENING:
        for end, word in enumerate(words[at : at + _LONGEST_BRACKETS], at + 1):
            if word.text[-1] in _CLOSING:
                return end
    return at


def _sums(parts: Sequence[Row], column: str, total: Row) -> bool:
    """Whether the parts of a column sum to its total."""
    if column not in total or len(parts) < _FEWEST_PARTS:
        return False
    amounts = [amount(row[column].text) for row in parts]
    return None not in amounts and sum(filter(None, amounts)) == amount(total[column].text)


def _initial_stands_apart(words: Sequence[Word]) -> bool:
    """Whether the heading's 年初预算数 stands in front of it, without an amount of its own."""
    for at in range(len(words)):
        label = label_at(words, at, labels.column_of)
        if label and label[0] == "initial":
            return label[1] == len(words) or not is_cell(words[label[1]])
    return False


def _holds(values: Sequence[Word], columns: Sequence[str]) -> bool:
    """Whether the first values fill *columns* and their arithmetic holds."""
    row = dict(zip(columns, (word.text for word in values), strict=False))
    if len(row) < len(columns) or not {"adjusted", "executed", "execution_rate"} <= row.keys():
        return False
    budget, executed = amount(row["adjusted"]), amount(row["executed"])
    if budget is None or executed is None or not fits_rate(row["execution_rate"], budget, executed):
        return False
    weight, score = (points(row[each]) if each in row else None for each in ("weight", "score"))
    return weight is None or score is None or score <= weight


def _doubt(values: Sequence[Word], form: FormText) -> None:
    form.problems.append(
        Problem(
            where=found(values).place,
            message=f"“{' '.join(word.text for word in values)}”中的预算数、执行数与执行率不符，"
            "全年预算数留空未读；请对照原表",
        )
    )


def _labels(words: Sequence[Word]) -> list[tuple[str, int, int]]:
    """The row labels, the total's first."""
    rows: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        label = None if is_cell(words[at]) else label_at(words, at, labels.row_of)
        if label is None:
            at += 1
            continue
        if rows or label[0] == "total":
            rows.append((label[0], at, label[1]))
        at = label[1]
    return rows


def _contradicted(row: Row) -> bool:
    """Whether money was spent of a budget of nothing, at a rate: the zero is another column's."""
    if not {"adjusted", "executed", "execution_rate"} <= row.keys():
        return False
    budget, executed = amount(row["adjusted"].text), amount(row["executed"].text)
    if budget is None or executed is None:
        return True
    return not fits_rate(row["execution_rate"].text, budget, executed)
