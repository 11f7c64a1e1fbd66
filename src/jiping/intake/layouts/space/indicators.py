"""The indicator block in running text: its rows as a form's, with levels and open columns named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from jiping.filing import Problem
from jiping.filing.numbers import ZERO
from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import blank, points, told_rate
from jiping.intake.document import Found
from jiping.intake.form_text import FormText
from jiping.intake.form_text import Row as FormRow
from jiping.intake.layouts.table.closing_row import larger_closing

from . import kinds, shapes
from .budget import NAMES
from .lone_points import Lone, lone_figure, place
from .pieces import SAYING, Row, Stretch
from .rows import divide
from .rules import row_rules
from .trust import is_parted, trusted
from .unfilled import bear_out, spared
from .weights import hold_weights
from .words import Word, found, joined

_ENDS = ("%", "％", "。")
_CLOSING = re.compile(
    r"(?:注|备注|说明|填表人|填报人|填表说明|联系人|联系电话|项目负责人|单位负责人|财务负责人|评价人|审核人|填报单位|"
    r"财政部门|主管部门)[:：]|.*意见[(:：]?|^[(（]?盖章|附件|附:|附："
)

_PAIR = ("target", "actual")
_VALUES = (*_PAIR, "adjusted_target")


def block_end(words: Sequence[Word]) -> tuple[int, int, bool]:
    """Where the rows end, where the closing row ends, and whether the form is seen to end."""
    for at, word in enumerate(words):
        text = squeeze(word.text)
        if labels.core(text) in labels.TOTALS and _is_total(words, at):
            end = at + 1
            while end < len(words) and shapes.is_bare(words[end].text):
                end += 1
            return at, end, True
        if (word.first and _CLOSING.match(text)) or _is_note(words, at):
            return at, at, True
    return len(words), len(words), False


def _is_total(words: Sequence[Word], at: int) -> bool:
    """Whether a word such as 合计 heads the closing row: figures behind it, or its line's end."""
    if at + 1 == len(words) or shapes.is_bare(words[at + 1].text):
        return True
    return words[at].first and words[at + 1].first


def _is_note(words: Sequence[Word], at: int) -> bool:
    """Whether a note (`注:…`) or the closing row 说明 begins here, in its line or with nothing in it."""
    text = squeeze(words[at].text)
    if text.startswith("注:"):
        return True
    if text not in ("说明", "备注", "注"):
        return False
    return words[at].first or at + 1 == len(words) or blank(words[at + 1].text)


def sums_told(words: Sequence[Word], columns: Sequence[str]) -> dict[str, Decimal]:
    """The sums of weights and of scores that the closing row tells, where it has all of them."""
    figures = [points(word.text) for word in words if shapes.is_bare(word.text)]
    scale = [column for column in columns if column in ("weight", "score")]
    if len(figures) != len(scale):
        return {}
    return {c: figure for c, figure in zip(scale, figures, strict=True) if figure is not None}


def read_total(
    words: Sequence[Word], columns: Sequence[str], form: FormText, *, ended: bool
) -> None:
    """The figures of the closing row: weight and score, or the one that the heading has.

    Not *ended* is a text that breaks off with them: the last may be half a figure, unless it is
    the sum of the scores above or as large as the weight.
    """
    figures = [word for word in words if shapes.is_bare(word.text)]
    scale = [column for column in columns if column in ("weight", "score")]
    if len(figures) > len(scale):
        return
    if len(figures) < len(scale):
        if figures:
            _doubt_total(figures, "只有这一个数，不能确定是分值还是得分", form)
        return
    cells = dict(zip(scale, figures, strict=True))
    if not ended and scale and not _is_whole(cells, form):
        _doubt_total([cells.pop(scale[-1])], "在文件末尾，可能不完整", form)
    told = {column: found([word]) for column, word in cells.items()}
    form.total |= larger_closing(told, form.total) if form.total else told


def _is_whole(cells: dict[str, Word], form: FormText) -> bool:
    """Whether the last figure of the closing row cannot go on."""
    values = {column: points(word.text) for column, word in cells.items()}
    if values.get("weight") == values.get("score"):
        return True
    scored = [row["score"].text for row in (*form.budget[:1], *form.indicators) if "score" in row]
    return values.get("score") == sum(filter(None, map(points, scored)), ZERO)


def _doubt_total(figures: Sequence[Word], why: str, form: FormText) -> None:
    form.problems.append(
        Problem(where=found(figures).place, message=f"总分行的“{joined(figures)}”{why}，留空未读")
    )


def read_indicators(
    words: Sequence[Word],
    columns: tuple[str, ...],
    form: FormText,
    closing: Mapping[str, Decimal],
    *,
    ended: bool,
) -> tuple[str, ...]:
    """Read the rows behind the heading of *columns*; not *ended* where the text breaks off there.

    *closing* are the sums of the closing row. Answers the columns without those that are empty in
    every row.
    """
    columns, divided = _divided(words, columns, ended=ended)
    levels = Levels()
    rows = trusted(divided, words)
    last = len(rows) if ended else max((n for n, row in enumerate(rows) if row.cells), default=0)
    lones: list[tuple[Row, Lone]] = []
    for number, row in enumerate(rows):
        # Behind the last row of a text that breaks off stands nothing, or what no row is.
        if number == last:
            row = _unfinished(row, columns, words)
        levels.pass_by(row, words)
        taken = _taken(row, words)
        if taken is None:
            _unread(row, words, form)
            continue
        if _may_be_shifted(row, taken, columns):
            row = row._replace(doubtful=row.doubtful | {*_PAIR})
            taken = {column: cell for column, cell in taken.items() if column not in _VALUES}
        form.indicators.append({**levels.found(), **taken})
        if figure := lone_figure(row, words):
            lones.append((row, Lone(form.indicators[-1], figure)))
        else:
            _doubt(row, words, form)
    place([lone for _, lone in lones], closing, form)
    for row, lone in lones:
        if lone.row.keys().isdisjoint(row.doubtful):
            _doubt(row, words, form)
    if "actual" in columns:
        hold_weights(form.indicators, form)
    return columns


def _divided(
    words: Sequence[Word], columns: tuple[str, ...], *, ended: bool
) -> tuple[tuple[str, ...], list[Row]]:
    """The rows, and the columns by which they are read."""
    if filled := spared(columns):
        rows = divide(words, kinds.columns_of(filled), row_rules(filled), ended=ended)
        if bear_out(rows, words):
            return filled, rows
    return columns, divide(words, kinds.columns_of(columns), row_rules(columns), ended=ended)


class Levels:
    """The level labels in force; a merged cell's label stands for the rows below it."""

    def __init__(self) -> None:
        """Start above the first row."""
        self.level1: Found | None = None
        self.level2: Found | None = None

    def pass_by(self, row: Row, words: Sequence[Word]) -> None:
        """Take the labels of *row*, those too that stand in a row that could not be read."""
        if not row.cells:
            self._pass_by_words(words[slice(*row.words)])
        if "level1" in row.doubtful:
            self.level1 = None
        if {"level1", "level2"} & row.doubtful:
            self.level2 = None
        if "level1" in row.cells:
            label = found(words[slice(*row.cells["level1"])])
            # Only the points behind a lost label: a new one, but which follows from level 2.
            self.level1 = label if labels.level1_of(label.text) else None
            self.level2 = None
        if "level2" in row.cells:
            self.level2 = found(words[slice(*row.cells["level2"])])
            if "level1" not in row.cells and self._elsewhere():
                self.level1 = None

    def _pass_by_words(self, words: Sequence[Word]) -> None:
        for word in words:
            if shapes.is_level(word.text):
                if kinds.level1(word.text) == 0:
                    self.level1, self.level2 = found([word]), None
                else:
                    self.level2 = found([word])

    def _elsewhere(self) -> bool:
        """Whether level 2 belongs to another level 1 than the one above: its label was lost."""
        if self.level1 is None or self.level2 is None:
            return False
        one, two = labels.level1_of(self.level1.text), labels.level2_of(self.level2.text)
        home = labels.LEVEL1_OF.get(two.name) if two else None
        return one is not None and home is not None and one.name != home

    def found(self) -> FormRow:
        """The labels as cells of a row."""
        pairs = {"level1": self.level1, "level2": self.level2}
        return {column: label for column, label in pairs.items() if label is not None}


def _unfinished(row: Row, columns: tuple[str, ...], words: Sequence[Word]) -> Row:
    """A row that the end of the text cuts: sure only if no column is missing, its last word not.

    A score equal to its weight cannot go on, nor a percentage or a sentence that ended. A value in
    the line below the others may be the name of the row that is cut.
    """
    if is_parted(row, words):
        return Row({}, frozenset(), row.words)
    needed = [column for column in columns if column in ("name", *SAYING)]
    if not all(column in row.cells for column in needed):
        return Row({}, frozenset(), row.words)
    cells = dict(row.cells)
    last = max(cells, key=lambda column: cells[column][1])
    whole = cells[last][1] < len(words)
    whole = whole or (last == "score" and "weight" in cells and _same(cells, words))
    if not whole and not joined(words[slice(*cells[last])]).endswith(_ENDS):
        del cells[last]
        if _are_unlike(cells, words):
            return Row({}, frozenset(), row.words)
    return Row(cells, row.doubtful, row.words)


def _are_unlike(cells: dict[str, Stretch], words: Sequence[Word]) -> bool:
    """Whether one of target and actual value is a figure and the other words: the name of a row
    that is cut may stand among them."""
    told = [joined(words[slice(*cells[column])]) for column in _PAIR if column in cells]
    return len({any(map(str.isdigit, text)) for text in told}) > 1


def _same(cells: dict[str, Stretch], words: Sequence[Word]) -> bool:
    weight, score = (points(joined(words[slice(*cells[key])])) for key in ("weight", "score"))
    return weight == score


def _taken(row: Row, words: Sequence[Word]) -> FormRow | None:
    """The cells of an indicator; None where the row says nothing."""
    cells = {
        column: found(words[slice(*stretch)])
        for column, stretch in row.cells.items()
        if column not in ("level1", "level2")
    }
    says = any(column in cells and not blank(cells[column].text) for column in SAYING)
    return cells if says and ("name" in cells or "name" in row.doubtful) else None


def _may_be_shifted(row: Row, taken: FormRow, columns: tuple[str, ...]) -> bool:
    """Whether the values of a row without its points may stand in each other's columns.

    Its actual value is a rate that may be its 完成率, or an adjusted target its actual value.
    """
    if "completion" in columns and "completion" not in row.cells and "actual" in taken:
        told = told_rate(taken["actual"].text)
        return told is not None and told[1]
    pointless = taken.keys().isdisjoint(("weight", "score")) and "weight" in columns
    return pointless and "adjusted_target" in taken


def _unread(row: Row, words: Sequence[Word], form: FormText) -> None:
    """Say which stretch with figures is in no row."""
    stretch = words[slice(*row.words)]
    if "name" not in row.cells and any(shapes.is_bare(word.text) for word in stretch):
        form.problems.append(
            Problem(
                where=found(stretch).place,
                message=f"“{_short(joined(stretch))}”不能确定是哪一行指标，未读；请对照原表",
            )
        )


def _doubt(row: Row, words: Sequence[Word], form: FormText) -> None:
    names = "、".join(NAMES[each] for each in NAMES if each in row.doubtful)
    if names:
        stretch = words[slice(*row.words)]
        form.problems.append(
            Problem(
                where=found(stretch).place,
                message=f"“{_short(joined(stretch))}”有几种读法，{names}不能确定，留空未读；请对照原表",
            )
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:60] + "…"
