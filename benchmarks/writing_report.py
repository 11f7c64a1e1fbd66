"""Reports a second one core drafts and writes: `python benchmarks/writing_report.py [SECONDS]`.

Beside them, in the same run, what the bare libraries need for the same text: python-docx for the
paragraphs without any layout, typst for one page of the text set plainly.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx as python_docx

from jiping.filing import Report
from jiping.intake import extract
from jiping.standards import load
from jiping.writers.draft import draft
from jiping.writers.report import docx, html, pdf
from jiping.writers.report.layout import paragraphs
from jiping.writers.typesetting import found_faces, quoted, typeset

EXAMPLE = Path(__file__).parents[1] / "examples" / "clean-2023" / "clean-2023.docx"
AIMS = {"report docx": 10, "report pdf": 5}


def plain_docx(report: Report) -> bytes:
    """The paragraphs by python-docx, without layout."""
    document = python_docx.Document()
    for one in paragraphs(report):
        document.add_paragraph(one.number + one.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_pdf(report: Report) -> bytes:
    """The paragraphs by typst, without layout."""
    body = "\n\n".join(f"#par({quoted(one.number + one.text)})" for one in paragraphs(report))
    return typeset(body, title="t", faces=found_faces())


def rate(work: Callable[[], object], seconds: float) -> float:
    """How often a second of one core *work* is done, after one go to warm up."""
    work()
    start, done = time.process_time(), 0
    while time.process_time() - start < seconds:
        work()
        done += 1
    return done / (time.process_time() - start)


def main() -> None:
    """Print the rates."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    filing = extract(EXAMPLE).filings[0]
    standard, report = load(filing.standard), filing.report
    assert report is not None  # noqa: S101 - the example has one
    works: dict[str, Callable[[], object]] = {
        "draft": lambda: draft(filing, standard),
        "report html": lambda: html(report),
        "report docx": lambda: docx(report),
        "python-docx, no layout": lambda: plain_docx(report),
        "report pdf": lambda: pdf(report),
        "typst, no layout": lambda: plain_pdf(report),
    }
    print(f"{'':24}{'per second':>12}{'aim':>8}")
    for name, work in works.items():
        aim = f"{AIMS[name]:>8}" if name in AIMS else ""
        print(f"{name:24}{rate(work, seconds):>12,.1f}{aim}")


if __name__ == "__main__":
    main()
