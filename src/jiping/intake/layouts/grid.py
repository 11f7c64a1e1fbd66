"""Forms in true tables (docx, xlsx, html, ruled pdf): the columns are known, merged cells too.

The table is read row by row. A heading row (`年初预算数 全年预算数 …`, `一级指标 … 得分`) fixes which
column means what; every later row is read by it until the next heading. A form may go on in the
next table (a page break) and begins anew where a heading field or a new budget block follows a
form that has its indicators already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiping.filing.text import fold, squeeze
from jiping.intake import labels
from jiping.intake.document import Found, Line, Table
from jiping.intake.heads import unit_in_title

from . import FormSpan
from .table.budget import read_budget
from .table.columns import columns_of, is_promise, kinds_of
from .table.goals import goal_columns, read_goals
from .table.head import LONGEST_TITLE, TITLE, read_head, score_of_block, scored_beside
from .table.indicators import read_indicator
from .table.overleaf import goes_on
from .table.pairs import budget_in_pairs, fields_of, part_in_pairs
from .table.reading import POINTS, Reading, told_currency
from .table.spent import spent_columns, take_spent
from .table.strips import Strip, lines_of, strips
from .table.turned import points_told, sources_of, take_figures
from .table.two_row_heads import two_row_columns

_TITLE_ALONE = re.compile(r"\S{0,40}(?:自评|绩效|评价)\S{0,12}表(?:\(\S{1,12}\))*")
_BESIDE_NAME = frozenset(("level1", "level2", "target", "actual", "weight"))

Kinds = Sequence[str | None]


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
            if not reading.begun:
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
    if not reading.begun:
        return []
    # Without points there is no closing row; what follows the indicators shows that none is cut off.
    pointless = reading.has_heading and reading.columns.kinds.isdisjoint(POINTS)
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
    if reading.closed and len(first) < LONGEST_TITLE and TITLE.search(fold(first)):
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
        if goes_on(strip, reading):
            return
    spent, reading.spent = reading.spent, None
    if reading.state == "head" and (columns_spent := spent_columns(strip)):
        reading.spent = columns_spent
    elif reading.state == "head" and spent:
        take_spent(strip, spent, reading.form)
    elif is_heading:
        score_of_block(strip, reading, "indicators")
        reading.begin("indicators", strip, columns or columns_of(strip, kinds))
        reading.has_heading, reading.promise = True, is_promise(strip)
    elif reading.state == "head" and (row := budget_in_pairs(strip, upper)):
        reading.begin("pairs", strip, columns_of(strip, kinds))
        scored_beside(strip, reading, row)
        reading.form.budget.append(row)
        reading.take_currency(strip)
    elif _is_budget_heading(named):
        reading.begin("budget", strip, columns or columns_of(strip, kinds))
        reading.form.currency = told_currency(strip) or reading.form.currency
        reading.full = points_told(strip)
    elif reading.state in ("indicators", "closed"):
        read_indicator(strip, reading)
    elif reading.state == "head" and (sources := sources_of(strip)):
        reading.state, reading.sources = "turned", sources
        reading.take_currency(strip)
    elif reading.state == "turned" and take_figures(strip, reading.sources):
        reading.form.budget = list(reading.sources.values())
    elif reading.state == "goals":
        read_goals(strip, reading)
    elif goals := goal_columns(strip):
        reading.goals, reading.state = goals, "goals"
        score_of_block(strip, reading, "goals")
    elif _opens_management(strip):
        reading.state = "management"
        reading.form.labels.append(strip.begun[0].text)
    elif reading.state == "management":
        pass  # how the money was managed is told in words, which no filing holds
    elif reading.state == "budget":
        read_budget(strip, reading)
    elif reading.state == "pairs" and (row := part_in_pairs(strip, reading.columns)):
        reading.form.budget.append(row)
    else:
        read_head(strip, reading)


def _opens_management(strip: Strip) -> bool:
    """Whether a row begins the block 资金管理情况 of transfers."""
    return labels.BLOCKS.get(labels.core(strip.begun[0].text)) == "management"
