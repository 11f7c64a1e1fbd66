"""The pages of the report look as they were kept; `python test_report_pictures.py` keeps them anew."""

import sys
from pathlib import Path

import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from papers_pictures import apart, grey

from jiping.intake import extract
from jiping.writers.report import pdf
from jiping.writers.typesetting import packaged_faces

EXAMPLE = Path(__file__).parents[3] / "examples" / "clean-2023" / "clean-2023.docx"
KEPT = Path(__file__).parents[1] / "golden" / "report"


def pages() -> dict[str, list[str]]:
    report = extract(EXAMPLE).filings[0].report
    assert report is not None
    document = pypdfium2.PdfDocument(pdf(report, packaged_faces()))
    return {f"report-{number}": grey(page) for number, page in enumerate(document, start=1)}


PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_was_kept(name: str):
    kept = (KEPT / f"{name}.txt").read_text().split()
    assert apart(kept, PAGES[name]) < 20


def test_a_page_holds_22_lines_and_no_more():
    """Text stands between 37 and 262 mm from the top of the page, and 28 and 184 mm from the left."""
    rows = PAGES["report-2"]
    block = 297 / len(rows)
    dark = [n * block for n, row in enumerate(rows) if set(row) != {"0"}]
    text = [at for at in dark if at < 262]
    assert min(text) >= 33  # a block of the picture is 3.5 mm high
    assert [at for at in dark if 263 < at < 268] == []  # the 7 mm between text and page number
    columns = [n * 210 / len(rows[0]) for row in rows for n, sign in enumerate(row) if sign != "0"]
    assert min(columns) >= 26
    assert max(columns) <= 185


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for name, rows in PAGES.items():
        (KEPT / f"{name}.txt").write_text("\n".join(rows) + "\n")
