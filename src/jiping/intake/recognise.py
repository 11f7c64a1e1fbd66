"""From a neutral document to filings: find the forms, give the rest to the report reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jiping.filing import Filing, Place, Problem
from jiping.filing.model import Kind
from jiping.filing.text import squeeze

from .accounts.tables import without_accounts
from .amounts import points
from .assemble import assemble
from .currency import currency_in
from .document import Document, Found, Line, Table
from .form_text import FormText
from .heads import labelled_unit, read_head, report_title
from .layouts import (
    FormSpan,
    aligned,
    glued,
    grid,
    lone_pipes,
    paragraphs,
    pipes,
    separated,
    spaced,
    stripped,
    tabbed,
    torn,
    unmerged,
)
from .layouts.budget_lines import take_budget
from .layouts.planned import keep_the_year
from .layouts.table.pairs import fields_told
from .layouts.table.strips import TEXT, text_lines
from .ledger import Ledger
from .prose.running import running
from .report import read_report
from .sentences import breaks_off, take_told, take_told_total
from .sentences import find_forms as find_told
from .traditional import is_traditional, simplify

Layout = Callable[[Sequence[Line | Table]], list[FormSpan]]

#: Layouts of true tables, which a text without any need not be asked for, and of lines. In this
#: order; the first layout that sees a form in a document reads it.
_OF_TABLES: tuple[Layout, ...] = (unmerged.find_forms, grid.find_forms)
_OF_LINES: tuple[Layout, ...] = (
    separated.find_forms,
    tabbed.find_forms,
    aligned.find_forms,
    stripped.find_forms,
    pipes.find_forms,
    lone_pipes.find_forms,
    paragraphs.find_forms,
    spaced.find_forms,
    glued.find_forms,
    torn.find_forms,
)

#: How many characters tell the script of a page.
_SCRIPT_SAMPLE = 4000
#: A form's title, year and unit stand this close above it.
_HEAD_LINES = 12
#: So many blocks a cover takes up, blank lines among them.
_COVER = 80
#: The longest line above a form that may be its number or mark (`公开14表`).
_LONGEST_MARK = 40
#: What stands over the notes that a form prints under itself, and what begins one of them.
_NOTES = re.compile(r"(?:备注|注|说明|填[表报写]?说明)[:：]?")
_ITEM = re.compile(r"\d{1,2}[.、．]\D")
_YEAR_TOLD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年度")


def recognise(document: Document) -> tuple[tuple[Filing, ...], tuple[Problem, ...]]:
    """All filings of *document*, in its order, and what could not be read with certainty."""
    blocks: Sequence[Line | Table] = document.blocks
    if is_traditional(_sample(blocks)):
        blocks = simplify(blocks)
    spans = _forms(blocks)
    if not spans and any(isinstance(block, Table) for block in blocks):
        # No form in the tables: they lay out the page, and its text may still hold one; but
        # tables of final accounts are what they say.
        blocks = _flowed(without_accounts(blocks, document.name))
        spans = _forms(blocks)
    return _filings(blocks, spans, _outside(blocks, spans))


def _sample(blocks: Sequence[Line | Table]) -> str:
    """The first few thousand characters of the document."""
    sample = ""
    for block in blocks:
        sample += block.text if isinstance(block, Line) else "".join(map(TEXT, block.cells[:50]))
        if len(sample) >= _SCRIPT_SAMPLE:
            break
    return sample


def _forms(blocks: Sequence[Line | Table]) -> list[FormSpan]:
    has_tables = any(isinstance(block, Table) for block in blocks)
    for find_forms in (*_OF_TABLES, *_OF_LINES) if has_tables else _OF_LINES:
        if spans := find_forms(blocks):
            for span in spans:
                lines = [b for b in blocks[span.start : span.end] if isinstance(b, Line)]
                take_budget(span.form, lines)
                keep_the_year(span.form)
            return spans
    return []


def _filings(
    blocks: Sequence[Line | Table], spans: list[FormSpan], lines: list[Line]
) -> tuple[tuple[Filing, ...], tuple[Problem, ...]]:
    """One filing a form, the report with the form it goes with; a lone report is a filing too."""
    prose = running(lines)
    report, evidence, problems = read_report(lines, prose)
    if len(spans) == 1:
        take_told(spans[0].form, lines, prose)
    for span, before in zip(spans, _before(blocks, spans), strict=True):
        _take_head(span.form, before)
    forms = [span.form for span in spans]
    kind: Kind | None = None
    if not forms:
        told = find_told(lines, prose)
        if told is None and report is None:
            return (), ()
        alone = told or FormText(read_head(lines), complete=not breaks_off(prose))
        forms, kind = [alone], "report"
    if len(spans) == 1:
        _take_cover(forms[0], blocks, lines)
    owner = _owner(forms)
    if len(spans) == 1:
        take_told_total(forms[owner], prose)
    if "year" not in forms[owner].fields and report and (year := _year_told(lines)):
        forms[owner].fields["year"] = year
    filings = []
    for number, form in enumerate(forms):
        ledger = Ledger()
        if number == owner:
            ledger.evidence.update(evidence)
        filing, doubts = assemble(form, report if number == owner else None, ledger, kind)
        filings.append(filing)
        problems += doubts
    return tuple(filings), tuple(problems)


def _currency(lines: list[Line]) -> Found | None:
    """The unit of money told above a form: `金额单位：元`."""
    for line in reversed(lines):
        if unit := currency_in(line.text):
            return Found(unit, Place(page=line.page, line=line.number))
    return None


def _take_head(form: FormText, before: list[Line]) -> None:
    """Give a form what the lines above it tell: title, year, unit, fields, marks, currency."""
    for name, found in read_head(before).items():
        form.fields.setdefault(name, found)
    for line in before:
        for name, _, value in fields_told(line.text):
            told = Found(value, Place(page=line.page, line=line.number))
            if name == "self_score":
                if points(value) is not None:
                    form.total.setdefault("score", told)
            else:
                form.fields.setdefault(name, told)
    form.labels += [line.text for line in before if len(line.text) <= _LONGEST_MARK]
    form.currency = form.currency or _currency(before)


def _owner(forms: list[FormText]) -> int:
    """Which form the report goes with: the department's (two views, 整体) before a project's."""
    for number, form in enumerate(forms):
        title = form.fields.get("title")
        if form.revenue or form.expenditure or (title and "整体" in squeeze(title.text)):
            return number
    return 0


def _before(blocks: Sequence[Line | Table], spans: list[FormSpan]) -> list[list[Line]]:
    """For each form the last few lines of text in front of it: its title, year and unit."""
    heads, end = [], 0
    for span in spans:
        lines = [b for b in blocks[end : span.start] if isinstance(b, Line) and b.text.strip()]
        heads.append(lines[-_HEAD_LINES:])
        end = span.end
    return heads


def _take_cover(form: FormText, blocks: Sequence[Line | Table], lines: list[Line]) -> None:
    """Give the only form what it lacks and a cover tells, which may stand far above it."""
    fields = form.fields
    if "unit" not in fields and (unit := labelled_unit(lines)):
        fields["unit"] = unit
    if not {"project", "title"} & fields.keys():
        cover = [block for block in blocks[:_COVER] if isinstance(block, Line)]
        if title := report_title(cover):
            fields["title"] = title


def _outside(blocks: Sequence[Line | Table], spans: list[FormSpan]) -> list[Line]:
    """The lines that belong to no form, those of a sheet that only holds text among them."""
    lines: list[Line] = []
    end = 0
    for span in spans:
        lines += _lines(blocks[end : span.start])
        lines += span.below
        end = span.end + _notes(blocks[span.end :])
    return lines + _lines(blocks[end:])


def _notes(blocks: Sequence[Line | Table]) -> int:
    """How many blocks right behind a form are its notes on how to fill it in, item by item."""
    taken, begun = 0, False
    for number, block in enumerate(blocks, 1):
        text = squeeze(block.text) if isinstance(block, Line) else "|"
        if begun and text and not _ITEM.match(text):
            break
        if not begun and text and not _NOTES.fullmatch(text):
            break
        if text:
            taken, begun = number, True
    return taken


def _lines(blocks: Sequence[Line | Table]) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            lines += text_lines(block) or ()
    return lines


def _flowed(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """Tables as running text, a line for each line of each cell."""
    texts: list[tuple[str, int | None]] = []
    for block in blocks:
        if isinstance(block, Line):
            texts.append((block.text, block.page))
        else:
            texts += [
                (t, block.page) for cell in block.cells for t in cell.text.splitlines() or [""]
            ]
    return [Line(text, number, page) for number, (text, page) in enumerate(texts, 1)]


def _year_told(lines: list[Line]) -> Found | None:
    """The fiscal year a report speaks of (`2022年度`), where it speaks of one only."""
    told = {
        m[1]: (m[0], line)
        for line in lines
        if "年度" in line.text
        for m in _YEAR_TOLD.finditer(line.text)
    }
    if len(told) != 1:
        return None
    ((text, line),) = told.values()
    return Found(text, Place(page=line.page, line=line.number))
