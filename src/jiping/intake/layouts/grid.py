"""Forms in true tables (docx, xlsx, html, ruled pdf): the columns are known, merged cells too.

The table is read row by row. A heading row (`年初预算数 全年预算数 …`, `一级指标 … 得分`) fixes which
column means what; every later row is read by it until the next heading. A form may go on in the
next table (a page break) and begins anew where a heading field or a new budget block follows a
form that has its indicators already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiping.filing import Problem
from jiping.filing.text import fold, squeeze
from jiping.intake import labels
from jiping.intake.amounts import amount, blank, points
from jiping.intake.currency import currency_in, is_currency
from jiping.intake.document import Cell, Found, Line, Table
from jiping.intake.form_text import FormText, Row
from jiping.intake.heads import is_organ, unit_in_title

from . import FormSpan
from .closing_row import is_closing, larger_closing, read_closing
from .columns import Columns, columns_of, is_promise, kinds_of, under
from .money_rows import MONEY, parts_of, row_label, take_parts
from .pairs import HeadMoney, budget_in_pairs, fields_of, part_in_pairs
from .promise import take_promise
from .shifted import is_shifted
from .spent import Spent, spent_columns, take_spent
from .stacked_rows import parted
from .strips import Strip, lines_of, strips
from .turned import Sources, points_told, sources_of, take_figures
from .two_row_heads import two_row_columns
from .views import read_views

_TITLE = re.compile(r"(?:自评|绩效)\S{0,12}表|绩效\S{0,8}报告表")
_TITLE_ALONE = re.compile(r"\S{0,40}(?:自评|绩效|评价)\S{0,12}表(?:\(\S{1,12}\))*")
_LONGEST_TITLE = 80
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")
_YEAR_ALONE = re.compile(r"\s*\(?\s*(?:19|20)\d\d\s*年度\s*\)?\s*")
_TEMPLATE_REST = re.compile(r"(?:指标\d{1,2}[:：.、]?)?[.…·\s]*")
_POINTS = ("weight", "score")
#: The heading of a list of the persons who evaluated: `姓名 | 职务 | 单位 | 签字`.
_PERSONS = "姓名"
_RATE_POINTS = {"rate_weight": "weight", "rate_score": "score"}
#: A row with so many of name, target and points is an indicator's.
_FEWEST_SAID = 3
_FIGURE = re.compile(r"-?[\d,]*\d(?:\.\d+)?(?:%|万?元|分)?")
_DIFFER = "这一行的各格与表头对不上，不能确定各是哪一列，未读"
#: Labels of rows below the indicators.
_CLOSING_NOTES = frozenset(
    ("说明", "注", "备注", "其他需要说明的问题", "其他需要说明的情况", "其他需要说明事项")
)
_VALUES = ("target", "actual", "weight", "score")
_BESIDE_NAME = frozenset(("level1", "level2", "target", "actual", "weight"))

Kinds = Sequence[str | None]


@dataclass(slots=True)
class Reading:
    """One form while its tables are read; `state` is the block that the rows stand in, `upper` the row above,
    `again` its title where a further page prints it again, `full` the points of the budget where the label of its scores tells them.
    """

    start: int = 0
    last: int = 0
    form: FormText = field(default_factory=FormText)
    state: str = "head"
    columns: Columns = field(default_factory=Columns)
    goals: dict[int, str] = field(default_factory=dict)
    views: dict[int, str] = field(default_factory=dict)
    sources: Sources = field(default_factory=dict)
    spent: Spent | None = None
    money: HeadMoney = field(default_factory=HeadMoney)
    parts: dict[str, range] = field(default_factory=dict)
    level1: Found | None = None
    level2: Found | None = None
    promise: bool = False
    has_heading: bool = False
    closed: bool = False
    torn: bool = False
    scores: Cell | None = None
    followed: bool = False
    overleaf: bool = False
    upper: Strip | None = None
    again: Found | None = None
    full: Found | None = None
    below: list[Line] = field(default_factory=list)

    def begun(self) -> bool:
        """Whether enough of a form was seen to answer it."""
        form = self.form
        return bool(form.budget or form.indicators or form.revenue or form.expenditure)


def find_forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    """All forms in the true tables of *blocks*."""
    spans: list[FormSpan] = []
    reading = Reading()
    page: int | None = None
    titles: set[str] = set()
    for position, block in enumerate(blocks):
        if isinstance(block, Line):
            if "表" in block.text:
                titles.add(squeeze(block.text))
            reading.followed = reading.followed or bool(block.text.strip())
            continue
        reading.overleaf = block.page is not None and block.page != page
        page = block.page
        for strip in strips(block):
            kinds = kinds_of(strip)
            if not reading.begun():
                if reading.state == "head" and not reading.form.fields:
                    reading.start = position
            elif _is_printed_again(strip, reading, titles):
                reading.again = strip.found(strip.begun[0])
                continue
            elif reading.state in ("indicators", "closed") and _begins_anew(strip, kinds, reading):
                reading.followed = True
                spans += _finish(reading)
                title, reading = reading.again, Reading(start=position)
                if title and not labels.is_continued(title.text):
                    reading.form.fields["title"] = title
            reading.last = position
            _read(strip, kinds, reading)
    return spans + _finish(reading)


def _finish(reading: Reading) -> list[FormSpan]:
    if not reading.begun():
        return []
    # Without points there is no closing row; what follows the indicators shows that none is cut off.
    pointless = reading.has_heading and reading.columns.kinds.isdisjoint(_POINTS)
    form = reading.form
    form.budget = form.budget or reading.money.rows(reading.columns.kinds)
    form.complete = not reading.torn and (reading.closed or (pointless and reading.followed))
    if "unit" not in form.fields and (title := form.fields.get("title")):
        unit = unit_in_title(title.text)
        form.fields |= {"unit": Found(unit, title.place)} if unit else {}
    return [FormSpan(form, reading.start, reading.last + 1, tuple(reading.below))]


# --- which kind of row ----------------------------------------------------------------------------


def _is_printed_again(strip: Strip, reading: Reading, titles: set[str]) -> bool:
    """Whether a row is the title of the form once more, at the top of a further page."""
    if reading.closed or len(strip.begun) != 1 or "表" not in strip.begun[0].text:
        return False
    text = squeeze(strip.begun[0].text)
    if labels.is_continued(text):
        return True
    title = reading.form.fields.get("title")
    return text in titles or (title is not None and squeeze(title.text) == text)


def _begins_anew(strip: Strip, kinds: Kinds, reading: Reading) -> bool:
    """Whether a row can only be the head of the next form."""
    if not strip.begun:
        return False
    first = strip.begun[0].text
    known = reading.form.fields
    if labels.field_of(first) in ("project", "unit") and ("unit" in known or "project" in known):
        if reading.again and any(
            kind in known and known[kind].text == value.text for kind, _, value in fields_of(strip)
        ):
            return False
        return reading.closed or not kinds
    if "表" in first and _opens_form(first, strip, reading):
        return True
    if len(strip.cells) < 2 or not reading.form.budget:
        return False
    return _is_budget_heading(kinds)


def _opens_form(first: str, strip: Strip, reading: Reading) -> bool:
    """Whether a row is the title of a form."""
    if reading.closed and len(first) < _LONGEST_TITLE and _TITLE.search(fold(first)):
        return True
    return len(strip.begun) == 1 and _TITLE_ALONE.fullmatch(squeeze(first)) is not None


def _is_budget_heading(kinds: Kinds) -> bool:
    return bool(kinds) and len(labels.BUDGET_COLUMNS.intersection(kinds)) > 1


def _is_indicator_heading(kinds: Kinds) -> bool:
    return "name" in kinds and not _BESIDE_NAME.isdisjoint(kinds)


def _read(strip: Strip, kinds: Kinds, reading: Reading) -> None:
    if not strip.begun:
        return
    if reading.state == "closed" and len(strip.begun) == 1:
        reading.below += lines_of(strip)
        return
    upper, reading.upper = reading.upper, strip
    columns = two_row_columns(upper, strip)
    named: Kinds = [kind for _, kind in columns.named] if columns else kinds
    is_heading = _is_indicator_heading(named)
    if reading.overleaf and not is_heading:
        reading.overleaf = False
        if _goes_on(strip, reading):
            return
    spent, reading.spent = reading.spent, None
    if reading.state == "head" and (columns_spent := spent_columns(strip)):
        reading.spent = columns_spent
    elif reading.state == "head" and spent:
        take_spent(strip, spent, reading.form)
    elif is_heading:
        _score_of_block(strip, reading, "indicators")
        _start("indicators", strip, reading, columns or columns_of(strip, kinds))
        reading.has_heading, reading.promise = True, is_promise(strip)
    elif reading.state == "head" and (row := budget_in_pairs(strip, upper)):
        _start("pairs", strip, reading, columns_of(strip, kinds))
        _scored_beside(strip, reading, row)
        reading.form.budget.append(row)
        _currency(strip, reading)
    elif _is_budget_heading(named):
        _start("budget", strip, reading, columns or columns_of(strip, kinds))
        reading.form.currency = _told_currency(strip) or reading.form.currency
        reading.full = points_told(strip)
    elif reading.state in ("indicators", "closed"):
        _read_indicator(strip, reading)
    elif reading.state == "head" and (sources := sources_of(strip)):
        reading.state, reading.sources = "turned", sources
        _currency(strip, reading)
    elif reading.state == "turned" and take_figures(strip, reading.sources):
        reading.form.budget = list(reading.sources.values())
    elif reading.state == "goals":
        _read_goals(strip, reading)
    elif goals := _goal_columns(strip):
        reading.goals, reading.state = goals, "goals"
        _score_of_block(strip, reading, "goals")
    elif _opens_management(strip):
        reading.state = "management"
        reading.form.labels.append(strip.begun[0].text)
    elif reading.state == "management":
        pass  # how the money was managed is told in words, which no filing holds
    elif reading.state == "budget":
        _read_budget(strip, reading)
    elif reading.state == "pairs" and (row := part_in_pairs(strip, reading.columns)):
        reading.form.budget.append(row)
    else:
        _read_head(strip, reading)


def _opens_management(strip: Strip) -> bool:
    """Whether a row begins the block 资金管理情况 of transfers."""
    return labels.BLOCKS.get(labels.core(strip.begun[0].text)) == "management"


def _start(state: str, strip: Strip, reading: Reading, columns: Columns) -> None:
    if reading.scores is not None and "score" not in columns.kinds:
        columns = columns.with_kind(_end(reading.scores), "score")
    reading.state, reading.columns = state, columns
    reading.level1 = reading.level2 = None
    reading.parts = {}
    reading.form.labels += [cell.text for cell in strip.cells if cell.text]


# --- heading fields -------------------------------------------------------------------------------


def _read_head(strip: Strip, reading: Reading) -> None:
    fields = reading.form.fields
    if len(strip.begun) == 1:
        cell = strip.begun[0]
        text = fold(cell.text)
        if "title" not in fields and len(text) < _LONGEST_TITLE and _TITLE.search(squeeze(text)):
            fields["title"] = strip.found(cell)
        if _tells_year(text, fields.get("year"), strip):
            fields["year"] = strip.found(cell)
        if "title" not in fields and is_organ(cell.text):
            fields.setdefault("unit", strip.found(cell))
        reading.form.labels.append(text)
    elif year := next((c for c in strip.begun if _YEAR_ALONE.fullmatch(fold(c.text))), None):
        fields.setdefault("year", strip.found(year))
    last = strip.begun[-1]
    if labels.field_of(last.text) == "self_score":
        reading.scores = last
    else:
        _scored_beside(strip, reading, reading.form.total)
    _read_fields(strip, reading)
    reading.money.take(strip)
    _currency(strip, reading)


def _tells_year(text: str, known: Found | None, strip: Strip) -> bool:
    """Whether a line alone tells the year: the first, or one of a table behind that of a cover."""
    if known is None:
        return _YEAR.search(text) is not None
    return known.place.table != strip.table.number and _YEAR_ALONE.fullmatch(text) is not None


def _scored_beside(strip: Strip, reading: Reading, row: Row) -> None:
    """The points below a heading 自评得分 at the end of a row of the head."""
    if last := _below_scores(strip, reading):
        row.setdefault("score", strip.found(last))


def _score_of_block(strip: Strip, reading: Reading, block: str) -> None:
    """The points for a whole block, which stand in its row of headings."""
    last = _below_scores(strip, reading)
    if last and points(last.text) is not None:
        reading.form.blocks.setdefault(block, strip.found(last))


def _below_scores(strip: Strip, reading: Reading) -> Cell | None:
    last, heading = strip.begun[-1], reading.scores
    below = heading and heading.column <= last.column and _end(last) == _end(heading)
    return last if below else None


def _end(cell: Cell) -> int:
    return cell.column + cell.columns


def _read_fields(strip: Strip, reading: Reading) -> None:
    if labels.core(strip.begun[0].text) == _PERSONS:
        return
    fields = reading.form.fields
    for kind, label, found in fields_of(strip):
        if is_currency(found.text):
            reading.form.currency = found  # `单位：| 元` is of the money
        elif kind == "self_score":
            reading.form.total.setdefault("score", found)
        elif kind == "unit" and "实施单位" in squeeze(label):
            # Who carries a project out goes before who files its form.
            fields[kind] = found
        else:
            fields.setdefault(kind, found)


def _currency(strip: Strip, reading: Reading) -> None:
    if reading.form.currency is None:
        reading.form.currency = _told_currency(strip)


def _told_currency(strip: Strip) -> Found | None:
    """The unit of money that a row names."""
    for cell in strip.cells:
        if unit := currency_in(cell.text):
            return strip.found(cell, unit)
    return None


# --- budget block ---------------------------------------------------------------------------------


def _read_budget(strip: Strip, reading: Reading) -> None:
    views = {
        cell.column: name
        for cell in strip.begun
        if (name := labels.VIEWS.get(labels.core(cell.text)[:6])) is not None
    }
    if views:
        reading.views = views
    elif reading.views:
        read_views(strip, reading.views, reading.form)
    else:
        _read_budget_row(strip, reading)


def _read_budget_row(strip: Strip, reading: Reading) -> None:
    if len(strip.begun) > 1 and all(labels.row_of(cell.text) for cell in strip.begun):
        # The parts of the columns above: 全年预算数 as 总额, 财政拨款, 其他资金
        reading.parts = parts_of(strip, reading.columns)
        return
    _currency(strip, reading)  # in text the label of the block stands beside its middle row
    row = _by_columns(strip, reading)
    if row is None:
        return
    take_parts(strip, reading.parts, row)
    money = [amount(row[key].text) for key in MONEY if key in row and not blank(row[key].text)]
    filled = bool(money) and None not in money
    label = row_label(strip, reading.columns, filled=filled)
    if label is None and not (filled and _stands_alone(strip, reading, money)):
        _read_fields(strip, reading)
        return
    for kind, name in _RATE_POINTS.items():
        if kind in row:
            row.setdefault(name, row[kind])
    if reading.full and "score" in row and not blank(row["score"].text):
        row.setdefault("weight", reading.full)
    if label is not None:
        row["label"] = strip.found(label)
    reading.form.budget.append(row)


def _stands_alone(strip: Strip, reading: Reading, money: Sequence[object]) -> bool:
    """Whether a row without a label is the one row of a budget: a figure below each heading.

    In final accounts 预算数 and 决算数 have more columns below them than that.
    """
    return (
        not reading.form.budget
        and len(money) > 1
        and len(strip.begun) <= len(reading.columns.named)
        and all(blank(cell.text) or _FIGURE.fullmatch(squeeze(cell.text)) for cell in strip.begun)
    )


def _by_columns(strip: Strip, reading: Reading) -> Row | None:
    """The cells of a row by the headings they stand under; None where row and headings differ.

    A merged cell counts for every row it covers, but points count once.
    """
    cells = under(strip, reading.columns)
    if cells is None:
        _unread(strip, reading)
        return None
    found: Row = {}
    number = strip.number
    for kind, cell in cells:
        if cell.text and kind not in found and (kind not in _POINTS or cell.row == number):
            found[kind] = strip.found(cell)
    return found


def _unread(strip: Strip, reading: Reading) -> None:
    reading.torn = True
    reading.form.problems.append(Problem(where=strip.place(), message=_DIFFER))


# --- goals ----------------------------------------------------------------------------------------


def _goal_columns(strip: Strip) -> dict[int, str] | None:
    goals = {
        cell.column: name
        for cell in strip.begun
        if (name := labels.GOALS.get(labels.core(cell.text))) is not None
    }
    return goals if {"expected", "achieved"} <= set(goals.values()) else None


def _read_goals(strip: Strip, reading: Reading) -> None:
    form = reading.form
    for cell in strip.begun:
        name = reading.goals.get(cell.column)
        if name == "expected" and form.expected is None:
            form.expected = strip.found(cell)
        elif name == "achieved" and form.achieved is None:
            form.achieved = strip.found(cell)
    reading.state = "after goals"


# --- indicators -----------------------------------------------------------------------------------


def _read_indicator(strip: Strip, reading: Reading) -> None:
    first = labels.core(strip.begun[0].text)
    if reading.state == "closed" and is_closing(first):
        reading.form.total |= larger_closing(
            read_closing(strip, reading.columns), reading.form.total
        )
        return
    if reading.state == "closed" and not _reopens(strip, reading):
        _read_fields(strip, reading)
        return
    if is_closing(first):
        closing = read_closing(strip, reading.columns)
        reading.form.total.update(closing)
        if grade := closing.pop("grade", None):
            reading.form.fields["grade"] = grade
        # A closing row without its points is one that broke off.
        reading.state, reading.closed = "closed", bool(reading.form.total)
        return
    if first in _CLOSING_NOTES:
        reading.followed = True
        return
    if labels.field_of(first) == "person":  # who signs, beside each other under the columns
        reading.state = "closed"
        _read_fields(strip, reading)
        return
    if reading.promise and labels.field_of(first) in ("self_score", "grade"):
        reading.state, reading.closed = "closed", True
        _read_fields(strip, reading)
        return
    found = _by_columns(strip, reading)
    if found is None:
        return
    if reading.promise:
        take_promise(found, strip)
    if is_shifted(found):
        _unread(strip, reading)
        return
    if labels.is_subtotal(first):
        return
    _take_levels(found, reading)
    name = found.get("name")
    if name is None or _TEMPLATE_REST.fullmatch(name.text.strip()):
        return
    if labels.is_subtotal(name.text):
        return
    if any(key in found and not blank(found[key].text) for key in _VALUES):
        reading.followed = False
        reading.form.indicators += parted(found)


def _goes_on(strip: Strip, reading: Reading) -> bool:
    """Take the rest of a row that the end of a page broke: words alone, no label and no figure."""
    form = reading.form
    if reading.state == "after goals" and len(strip.cells) - len(reading.goals) in (0, 1):
        goals = [name for _, name in sorted(reading.goals.items())]
        parts = dict(zip(goals, strip.cells[-len(goals) :], strict=True))
        if strip.begun[0] not in parts.values() or labels.column_of(strip.begun[0].text):
            return False
        for name, cell in parts.items():
            before: Found | None = getattr(form, name, None)
            if before is not None and cell.text.strip():
                setattr(form, name, before._replace(text=f"{before.text}\n{cell.text}"))
        return True
    if reading.state != "indicators" or not form.indicators:
        return False
    found = {kind: cell for kind, cell in under(strip, reading.columns) or () if cell.text.strip()}
    last = form.indicators[-1]
    if not found or not found.keys() <= {"name", "reason"} & last.keys():
        return False
    for kind, cell in found.items():
        last[kind] = last[kind]._replace(text=f"{last[kind].text}\n{cell.text}")
    return True


def _reopens(strip: Strip, reading: Reading) -> bool:
    """Whether an indicator follows the closing row: then that one was the sum of a part only."""
    if len(strip.begun) < _FEWEST_SAID:
        return False
    found = dict(under(strip, reading.columns) or ())
    said = [key for key in ("name", "target", "weight", "score") if key in found]
    if len(said) < _FEWEST_SAID or any(
        blank(found[key].text) or found[key].row != strip.number for key in said
    ):
        return False
    if points(found[said[-1]].text) is None:
        return False
    reading.state, reading.closed = "indicators", False
    reading.form.total.clear()
    return True


def _take_levels(found: Row, reading: Reading) -> None:
    """Give a row its levels: its own cells, or those above where a merged cell was left out."""
    level1, level2 = found.get("level1"), found.get("level2")
    if level1 is not None and level1.text.strip():
        if reading.level1 is None or level1.text != reading.level1.text:
            # A new level 1 does not inherit the level 2 of the one before.
            reading.level2 = None
        reading.level1 = level1
    if level2 is not None and level2.text.strip():
        reading.level2 = level2
    if reading.level1 is not None:
        found["level1"] = reading.level1
    if reading.level2 is not None:
        found["level2"] = reading.level2
