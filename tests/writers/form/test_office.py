"""Forms opened by an office suite: it recalculates what we wrote, and keeps the pages whole."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from jiping import standards
from jiping.filing import Extraction, Filing
from jiping.intake import extract_all
from jiping.intake.document import Table
from jiping.intake.readers import xlsx as reader
from jiping.writers.form import write_form

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ROOT = Path(__file__).parents[3]
#: Recalculate every workbook when it is opened.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def example() -> Filing:
    path = ROOT / "examples" / "township-2022" / "township-2022.docx"
    (extraction,) = extract_all([str(path)], io.BytesIO())
    assert isinstance(extraction, Extraction)
    return extraction.filings[0]


def convert(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    (folder / f"form.{suffix}").write_bytes(data)
    subprocess.run(
        [
            str(OFFICE), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
            "--convert-to", to, "--outdir", str(folder / "out"), str(folder / f"form.{suffix}"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (made,) = (folder / "out").iterdir()
    return made.read_bytes()


def cells(data: bytes) -> dict[tuple[int, int], str]:
    """What a workbook shows, by row and column."""
    (table,) = (b for b in reader.read(data).blocks if isinstance(b, Table))
    return {(c.row, c.column): c.text for c in table.cells if c.text}


def test_what_is_recalculated_is_what_was_written(tmp_path: Path) -> None:
    filing = example()
    row = filing.budget.rows[0].model_copy(
        update={"executed": Decimal("3700.55"), "execution_rate": None, "score": None}
    )
    filing = filing.model_copy(
        update={
            "budget": filing.budget.model_copy(update={"rows": (row,)}),
            "total": filing.total.model_copy(update={"weight": None, "score": None}),
        }
    )
    written = write_form(filing, standards.load("hunan-2022"), "xlsx")
    shown = cells(written)
    assert {"96.05%", "9.61", "89.61"} <= set(shown.values())

    told = convert(written, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path).decode(
        "utf-8"
    )
    again = {
        (row, column): text.strip()
        for row, line in enumerate(csv.reader(io.StringIO(told)))
        for column, text in enumerate(line)
        if text.strip()
    }
    assert again == shown


def test_a_word_form_is_one_page_and_keeps_its_words(tmp_path: Path) -> None:
    written = write_form(example(), standards.load("hunan-2022"), "docx")
    document = pypdfium2.PdfDocument(convert(written, "docx", "pdf", tmp_path))
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    for words in (
        "部门整体支出绩效自评表",
        "纳入专户管理的非税收入拨款",
        "3852.54",
        "单位负责人签字",
    ):
        assert words in text


def test_a_long_word_form_repeats_its_headings(tmp_path: Path) -> None:
    filing = example()
    filing = filing.model_copy(update={"indicators": filing.indicators * 4})
    written = write_form(filing, standards.load("hunan-2022"), "docx")
    document = pypdfium2.PdfDocument(convert(written, "docx", "pdf", tmp_path))
    assert len(document) >= 2
    for page in document:
        assert "三级指标" in page.get_textpage().get_text_range()
