"""The budget block in running text: row labels, and the figures behind them by column.

Empty cells vanish in such a text, so a row with fewer figures than columns is read in every way
its kinds and its arithmetic allow; the cells on which these agree are the row's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing import Problem
from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import amount, blank
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.readings import read

from . import kinds, rules
from .sums import Figures, adding_up
from .words import Word, found, joined, label_at

#: What a column of money, points or rates is called in a problem.
NAMES = {
    "initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数", "weight": "分值",
    "execution_rate": "执行率", "score": "得分", "target": "指标值", "actual": "完成值",
    "name": "指标名称", "reason": "偏差原因", "operator": "指标性质", "measure": "度量单位",
    "completion": "完成率", "level1": "一级指标", "level2": "二级指标",
}  # fmt: skip
_VIEW_START = "按收入性质分"
_UNIT = re.compile(r"[(\[]?(?:单位:)?万?元[)\]]?")


def read_budget(
    words: Sequence[Word], columns: tuple[str, ...], form: FormText, *, ended: bool
) -> None:
    """Read the rows behind the heading of *columns*; not *ended* where the text breaks off there."""
    words, views = _views_apart(words)
    starts = [(at, label[1]) for at in range(len(words)) if (label := _row_at(words, at))]
    starts = [start for n, start in enumerate(starts) if not n or start[0] >= starts[n - 1][1]]
    stops = [*(start for start, _ in starts), len(words)][1:]
    figures: list[Figures] = []
    for (start, behind), stop in zip(starts, stops, strict=True):
        if not ended and behind == len(words):
            break  # the label itself may go on
        cells = _until_words(words[behind:stop])
        whole = ended or behind + len(cells) < len(words)
        figures.append(figures_of(words[start:behind], cells, columns, whole=whole))
    for row in adding_up(figures, columns):
        form.budget.append(fill(row, columns, form))
    _read_views(views, form)


def _row_at(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """The row label at word *at*: a known one, or at the beginning of a line with figures behind."""
    if is_cell(words[at]):
        return None
    label = label_at(words, at, labels.row_of)
    if label is None and words[at].first and at + 1 < len(words) and is_cell(words[at + 1]):
        text = squeeze(words[at].text)
        if not is_unit(text) and not labels.BLOCKS.get(labels.core(text)):
            return "row", at + 1
    return label


def is_unit(word: str) -> bool:
    """Whether *word* is the money unit of a heading (`(万元)`)."""
    return _UNIT.fullmatch(squeeze(word)) is not None


def is_cell(word: Word) -> bool:
    """Whether a word is an amount, a rate, points or a mark of none."""
    return any(kind(word.text) is not None for kind in (kinds.money, kinds.rate, kinds.score))


def _until_words(words: Sequence[Word]) -> Sequence[Word]:
    """The figures at the beginning, units and block labels between lines left out."""
    cells: list[Word] = []
    for word in words:
        if is_cell(word):
            cells.append(word)
        elif not is_unit(word.text):
            break
    return cells


def figures_of(
    label: Sequence[Word], cells: Sequence[Word], columns: tuple[str, ...], *, whole: bool
) -> Figures:
    """A row's figures and all the ways of reading them; not *whole* where the text ends with them."""
    text = " ".join(word.text for word in cells)
    cuts = [0]
    for word in cells:
        cuts.append(min(cuts[-1] + len(word.text) + 1, len(text)))
    headed = kinds.budget_columns_of(columns)
    found_readings = read(text, cuts, headed, rules.BUDGET_RULES) if cells else []
    number = dict(zip(cuts, cells, strict=False))
    readings = [
        tuple(
            number[cell[0]] if cell and not blank(number[cell[0]].text) else None
            for cell in reading.cells
        )
        for reading in found_readings
    ]
    if not whole and len(cells) < len(columns):
        readings = []
    return Figures(label, cells, list(dict.fromkeys(readings)), whole)


def fill(row: Figures, columns: tuple[str, ...], form: FormText) -> Row:
    """The row's cells on which its readings agree; the others become a problem."""
    filled: Row = {"label": found(row.label)}
    doubtful: set[str] = set() if row.readings else set(columns)
    for number, column in enumerate(columns):
        choices = {reading[number] for reading in row.readings}
        if len(choices) > 1:
            doubtful.add(column)
        elif choices and (word := choices.pop()) is not None:
            filled[column] = found([word])
    if not row.whole and columns[-1] in filled:
        # The last word of a text that breaks off may be half a figure.
        del filled[columns[-1]]
        doubtful.add(columns[-1])
    if doubtful and not all(blank(word.text) for word in row.cells):
        _doubt(row, doubtful, form)
    return filled


def _doubt(row: Figures, doubtful: set[str], form: FormText) -> None:
    """Say which columns of a row stay open."""
    names = "、".join(NAMES[each] for each in NAMES if each in doubtful)
    form.problems.append(
        Problem(
            where=found(row.label).place,
            message=f"“{squeeze(joined(row.label))}”的“{' '.join(word.text for word in row.cells)}”"
            f"少于栏目数，{names}不能确定属于哪一栏，留空未读",
        )
    )


# --- the two views of the Hunan form --------------------------------------------------------------


def _views_apart(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    for at, word in enumerate(words):
        if squeeze(word.text).startswith(_VIEW_START):
            return words[:at], words[at:]
    return words, ()


def _read_views(words: Sequence[Word], form: FormText) -> None:
    """`其中:一般公共预算:3777.82 其中:基本支出:3852.54`, blanks before the amounts or not."""
    pending: tuple[Row, str] | None = None
    for word in words:
        label, _, rest = re.sub(r"^其中[:：]?", "", word.text).replace("：", ":").partition(":")
        name = labels.core(label)
        view: Row | None = None
        if key := labels.REVENUE.get(name):
            view = form.revenue
        elif key := labels.EXPENDITURE.get(name):
            view = form.expenditure
        if key and view is not None:
            pending = view, key
            if rest and amount(rest) is not None:
                offset = len(word.text) - len(rest)
                view.setdefault(key, found([word._replace(start=word.start + offset)], rest))
                pending = None
        elif pending is not None and not blank(word.text) and amount(word.text) is not None:
            pending[0].setdefault(pending[1], found([word]))
            pending = None
