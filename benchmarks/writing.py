"""How many filings a second one core writes: `python benchmarks/writing.py [SECONDS]`.

Each line is the example township's form (and report), beside what the bare library does with the
same cells in the same run: python-docx and XlsxWriter without layout, typst with the page set before.
Processor seconds count, over all threads; no two filings are alike, so that nothing is remembered.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import typst
import xlsxwriter

from jiping import standards
from jiping.filing import Filing, Report
from jiping.intake import extract
from jiping.writers import report
from jiping.writers.form import lay_out, write_form
from jiping.writers.form.cells import Sheet
from jiping.writers.form.pdf import _source as form_source
from jiping.writers.typesetting import packaged_faces
from jiping.writers.typesetting.setting import _source as whole_source

EXAMPLE = Path(__file__).parents[1] / "examples" / "township-2022" / "township-2022.docx"
HUNAN = standards.load("hunan-2022")
FACES = packaged_faces()


def main(seconds: float) -> None:
    """Measure and print."""
    filing = extract(EXAMPLE).filings[0]
    long = filing.model_copy(update={"indicators": filing.indicators * 4})
    sheet = lay_out(filing, HUNAN)
    lines: tuple[tuple[str, Callable[[Filing], object], Filing], ...] = (
        ("layout alone", lambda one: lay_out(one, HUNAN), filing),
        ("form .docx", lambda one: write_form(one, HUNAN, "docx"), filing),
        ("  python-docx, the same cells", lambda _: bare_docx(sheet), filing),
        ("report .docx", lambda one: report.docx(_report(one)), filing),
        ("form .xlsx", lambda one: write_form(one, HUNAN, "xlsx"), filing),
        ("  XlsxWriter, the same cells", lambda _: bare_xlsx(sheet), filing),
        ("form .html", lambda one: write_form(one, HUNAN, "html"), filing),
        ("form .pdf", lambda one: write_form(one, HUNAN, "pdf", FACES), filing),
        ("  typst, the same page", lambda one: bare_pdf(sheet, one), filing),
        ("form and report .pdf", _both, filing),
        ("form .pdf, 36 indicators", lambda one: write_form(one, HUNAN, "pdf", FACES), long),
    )
    for name, write, one in lines:
        print(f"{name:32}{_rate(write, one, seconds):10.1f} /s")


def _both(one: Filing) -> None:
    write_form(one, HUNAN, "pdf", FACES)
    report.pdf(_report(one), FACES)


def _report(one: Filing) -> Report:
    return (one.report or Report()).model_copy(update={"title": f"{one.unit}自评报告"})


def _rate(write: Callable[[Filing], object], filing: Filing, seconds: float) -> float:
    write(filing)
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        count += 1
        write(filing.model_copy(update={"unit": f"{filing.unit}{count}"}))
    return count / (time.process_time() - start)


def bare_docx(sheet: Sheet) -> bytes:
    """The cells with python-docx: a table, merges, texts."""
    document = python_docx.Document()
    table = document.add_table(sheet.height, len(sheet.widths))
    for cell in sheet.cells:
        left = sheet.column_at[cell.left]
        one = table.cell(cell.row, left)
        if cell.rows > 1 or sheet.span(cell) > 1:
            last = table.cell(cell.row + cell.rows - 1, left + sheet.span(cell) - 1)
            one = one.merge(last)
        one.text = cell.text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bare_xlsx(sheet: Sheet) -> bytes:
    """The cells with XlsxWriter: merges and texts, one format."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, form = book.add_worksheet(), book.add_format({"border": 1})
    for cell in sheet.cells:
        left, span = sheet.column_at[cell.left], sheet.span(cell)
        if cell.rows > 1 or span > 1:
            last = (cell.row + cell.rows - 1, left + span - 1)
            page.merge_range(cell.row, left, *last, cell.text, form)
        else:
            page.write_string(cell.row, left, cell.text, form)
    book.close()
    return out.getvalue()


def bare_pdf(sheet: Sheet, one: Filing) -> bytes:
    """The page as typst takes it, set as plain PDF."""
    body = form_source(sheet, {}) + f"\n// {one.unit}"
    source = whole_source(body, one.unit or "", dt.date(2000, 1, 1), FACES)
    return bytes(typst.compile(source, font_paths=FACES.store, ignore_system_fonts=True))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3)
