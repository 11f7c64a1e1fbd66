"""Strips of cells read as forms: which cells are whose head, budget, goals and indicators."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.currency import is_currency
from jiping.intake.form_text import FormText
from jiping.intake.layouts.table.promise import part_promise

from . import fits, landmarks
from .beheaded import read_beheaded
from .budget import read_budget
from .cells import Cell, Strip
from .closing import read_total
from .goals import read_goals
from .head import read_currency, read_head, read_tail, split
from .headings import PROMISED, Heading, headings
from .indicators import read_indicators
from .short_rows import hold_short

#: How far above its first heading a form may begin.
_FURTHEST = 40
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|.{0,40}报告$")
_NEW = frozenset(("project", "unit", "supervisor"))
#: Shorter labels (`项目`, `单位`) may be the unit of a value.
_SURE = 4


class Form(NamedTuple):
    """A form and its cells `[start, end)` in the strip."""

    text: FormText
    start: int
    end: int


#: The number under which a jurisdiction prints its form.
_MARK = re.compile(r"公开\d{1,2}表|(?:报表编号:)?\d{6}_\w{4,8}")


def read_forms(strip: Strip) -> list[Form]:
    """All forms of *strip*, in their order."""
    groups = _groups(strip, headings(strip))
    starts = [
        _start(strip.cells, group, groups[n - 1] if n else None) for n, group in enumerate(groups)
    ]
    stops = [*starts, len(strip.cells)][1:]
    first = starts[0] if starts else len(strip.cells)
    forms = [Form(form, 0, first)] if (form := read_beheaded(strip, first)) else []
    for group, start, stop in zip(groups, starts, stops, strict=True):
        last = stop == len(strip.cells)
        forms.append(_read(strip, group, start, stop, last=last))
    return [form for form in forms if _begun(form.text)]


def _groups(strip: Strip, found: Sequence[Heading]) -> list[list[Heading]]:
    """The headings of each form: another begins where a block comes again or behind indicators."""
    groups: list[list[Heading]] = []
    for heading in found:
        kinds = {_block(each) for each in groups[-1]} if groups else set()
        again = _block(heading) in kinds or "indicators" in kinds
        if again and groups and _goes_on(strip, groups[-1][-1], heading):
            groups[-1].append(heading)
        elif again or not groups:
            groups.append([heading])
        else:
            groups[-1].append(heading)
    planned = [[h for h in group if h.kind != "planned" or _is_plan(group)] for group in groups]
    return [group for group in planned if any(each.kind != "goals" for each in group)]


def _block(heading: Heading) -> str:
    return "budget" if heading.kind in ("pairs", "planned") else heading.kind


def _goes_on(strip: Strip, before: Heading, heading: Heading) -> bool:
    """Whether a heading is the one before it, printed again where the table goes on."""
    if heading.kind != "indicators" or before.columns != heading.columns:
        return False
    return not any(_opens_form(strip, number) for number in range(before.end, heading.start))


def _opens_form(strip: Strip, number: int) -> bool:
    """Whether a form begins with a cell: its title, alone in its row, or one of its first fields."""
    each = strip.cells[number]
    behind = strip.cells[number + 1] if number + 1 < len(strip.cells) else None
    field = labels.field_of(each.text) in _NEW
    title = landmarks.is_title(each.text)
    if strip.rows:
        return _begins_row(strip, number) and (
            field or (title and (behind is None or behind.row != each.row))
        )
    if field and len(labels.core(each.text)) >= _SURE:
        return True
    return title and (behind is None or _stands_in_head(behind.text))


def _begins_row(strip: Strip, number: int) -> bool:
    return number == 0 or strip.cells[number - 1].row != strip.cells[number].row


def _stands_in_head(text: str) -> bool:
    """Whether a cell may stand under a title."""
    return landmarks.is_label(text) or landmarks.is_year(text) or bool(split(text)[1])


def _start(
    cells: Sequence[Cell], group: Sequence[Heading], before: Sequence[Heading] | None
) -> int:
    """The first cell of a form: its title, or the first of its fields."""
    first = group[0].start
    floor = _behind(cells, before) if before else 0
    near = range(max(floor, first - _FURTHEST), first)
    titles = [n for n in near if landmarks.is_title(cells[n].text)]
    if titles:
        return titles[-1]
    fields = [n for n in near if _is_field(cells[n])]
    return fields[0] if fields else first


def _is_field(cell: Cell) -> bool:
    if labels.field_of(split(cell.text)[0]) is not None or landmarks.is_year(cell.text):
        return True
    return "单位" in cell.text and is_currency(cell.text)


def _behind(cells: Sequence[Cell], group: Sequence[Heading]) -> int:
    """The first cell that can no longer belong to the form of *group*."""
    last = group[-1]
    for position in range(last.end, len(cells)):
        text = cells[position].text
        if last.kind == "indicators" and landmarks.is_total(text):
            return position + 1
        if landmarks.is_title(text):
            return position
    return last.end


def _begun(form: FormText) -> bool:
    return bool(form.budget or form.indicators or form.revenue or form.expenditure)


# --- one form -------------------------------------------------------------------------------------


def _read(strip: Strip, group: Sequence[Heading], start: int, stop: int, *, last: bool) -> Form:
    form = FormText()
    cells = strip.cells
    merged = read_head(strip, start, group[0].start, form)
    head = cells[start : group[0].start]
    form.labels += [each.text for each in head if _MARK.fullmatch(squeeze(each.text))]
    if merged:
        _take_block_scores(strip, group, form)
        group = [_with_scores(heading, cells) for heading in group]
    read_currency(cells[start : group[-1].end], form)
    end = group[0].start
    for number, heading in enumerate(group):
        until = group[number + 1].start if number + 1 < len(group) else stop
        form.labels += [each.text for each in cells[heading.start : heading.end]]
        broken = strip.broken and last and until == stop
        end = _read_block(strip._replace(broken=broken), heading, until, form)
    closed = group[-1].kind == "indicators" and any(
        _closes(strip, n) for n in range(group[-1].end, stop)
    )
    if closed:
        read_tail(strip, end, stop, form)
    # Nobody can be blamed for the sum of rows of which one could not be read.
    form.complete = form.complete and (closed or not last or strip.ended)
    return Form(form, start, stop if strip.rows or not last else end)


def _read_block(strip: Strip, heading: Heading, until: int, form: FormText) -> int:
    """Read what stands under *heading*; the place behind it."""
    cells = strip.cells
    if heading.kind in ("budget", "pairs", "planned"):
        end = _stop(range(heading.end, until), lambda n: _ends_budget(cells[n]))
        start = heading.start if heading.kind == "pairs" else heading.end
        section = strip._replace(cells=cells[start:end], broken=strip.broken and end == until)
        read_budget(section, heading, form, _first_amount(strip, heading))
    elif heading.kind == "goals":
        end = _stop(range(heading.end, until), lambda n: _ends_goals(cells[n]))
        read_goals(strip._replace(cells=cells[heading.end : end]), form)
    elif heading.kind == "indicators":
        end = _stop(range(heading.end, until), lambda n: _closes(strip, n))
        section = strip._replace(
            cells=cells[heading.end : end],
            broken=strip.broken and end == until,
            ended=strip.ended or end < until or until < len(cells),
        )
        before = len(form.indicators)
        block = read_indicators(section, heading, form)
        if heading.columns == PROMISED:
            for row in form.indicators[before:]:
                part_promise(row)
        form.complete = form.complete and block.whole
        end = _closing_row(cells, end, until)
        while end < until and landmarks.is_total(cells[end].text):
            end = _read_closing(strip, end, until, heading, form)
        hold_short(block.short, form, ended=section.ended)
    else:
        end = until
    return end


def _closing_row(cells: Sequence[Cell], at: int, until: int) -> int:
    """Where the closing row begins: also behind a remark (`其他需要说明事项 | 无`) in front of it."""
    if at < until and landmarks.is_closing_label(cells[at].text):
        near = range(at + 1, min(until, at + 3))
        return next((n for n in near if landmarks.is_total(cells[n].text)), at)
    return at


def _first_amount(strip: Strip, heading: Heading) -> Cell | None:
    """The first cell of a heading above amounts; 资金来源 stands above the labels."""
    if heading.kind != "budget":
        return None
    return strip.cells[heading.start + (heading.columns[0] == "fund_source")]


def _stop(places: range, ends: Callable[[int], bool]) -> int:
    return next((n for n in places if ends(n)), places.stop)


def _ends_budget(cell: Cell) -> bool:
    return landmarks.block_of(cell.text) in ("goals", "indicators", "management")


def _ends_goals(cell: Cell) -> bool:
    return landmarks.block_of(cell.text) in ("budget", "indicators", "management", "process")


def _closes(strip: Strip, number: int) -> bool:
    """Whether a cell stands under the last indicator; a report may follow where rows do not show."""
    each = strip.cells[number]
    if strip.rows and not _begins_row(strip, number):
        return False
    if landmarks.closes(each.text) or landmarks.block_of(each.text) == "budget":
        return True
    if _opens_form(strip, number):
        return True
    return not strip.rows and _SECTION.match(squeeze(each.text)) is not None


def _read_closing(strip: Strip, start: int, until: int, heading: Heading, form: FormText) -> int:
    """Read the closing row; the place behind it."""
    cells = strip.cells
    end = start + 1
    while (
        end < until
        and fits.is_figure(cells[end].text)
        and (not strip.rows or cells[end].row == cells[start].row)
    ):
        end += 1
    whole = end < len(cells) or not strip.broken
    read_total(cells[start:end], heading, form, whole=whole)
    return end


def _is_plan(group: Sequence[Heading]) -> bool:
    """Whether a form tells targets only, so that its amounts are those planned."""
    return group[-1].kind == "indicators" and "actual" not in group[-1].columns


def _take_block_scores(strip: Strip, group: Sequence[Heading], form: FormText) -> None:
    """Take the points that stand in the headings of goals and indicators, below the scores' label."""
    for heading in group:
        behind = strip.cells[heading.end : heading.end + 2]
        if (
            heading.kind in ("goals", "indicators")
            and "score" not in heading.columns
            and len(behind) > strip.broken
            and fits.score(behind[0].text) == 0
        ):
            form.blocks.setdefault(heading.kind, behind[0].found())


def _with_scores(heading: Heading, cells: Sequence[Cell]) -> Heading:
    """The heading with the column of scores whose label stands further up."""
    if "score" in heading.columns or heading.kind not in ("pairs", "budget", "indicators"):
        return heading
    points = (
        heading.kind == "indicators"
        and heading.end < len(cells)
        and fits.score(cells[heading.end].text) == 0
    )
    return heading._replace(columns=(*heading.columns, "score"), end=heading.end + points)
