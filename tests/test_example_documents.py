"""The examples are what their data files make, and are read, scored and checked as they should be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

NAMES = ("township-2022", "clean-2023", "project-2023")


@pytest.fixture(scope="module")
def rebuilt(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples built again from their data files."""
    folder = tmp_path_factory.mktemp("rebuilt")
    subprocess.run([sys.executable, examples / "build.py", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_texts_and_pages_are_up_to_date(
    name: str, suffix: str, examples: Path, rebuilt: Path
) -> None:
    file = f"{name}/{name}.{suffix}"
    assert (rebuilt / file).read_bytes() == (examples / file).read_bytes()


def docx_cells(path: Path) -> list[list[str]]:
    (table,) = docx.Document(str(path)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def docx_paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def xlsx_rows(path: Path) -> list[list[object]]:
    book = CalamineWorkbook.from_path(path)
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]


def xlsx_merges(path: Path) -> list[object]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return list(sheet.merged_cell_ranges or ())


def pdf_text(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


@pytest.mark.parametrize("name", NAMES)
def test_office_files_are_up_to_date(name: str, examples: Path, rebuilt: Path) -> None:
    kept, made = examples / name / name, rebuilt / name / name
    for read in (docx_cells, docx_paragraphs):
        assert read(made.with_suffix(".docx")) == read(kept.with_suffix(".docx"))
    for read_sheet in (xlsx_rows, xlsx_merges):
        assert read_sheet(made.with_suffix(".xlsx")) == read_sheet(kept.with_suffix(".xlsx"))
    assert pdf_text(made.with_suffix(".pdf")) == pdf_text(kept.with_suffix(".pdf"))


@pytest.mark.parametrize("name", NAMES)
def test_the_form_has_truly_merged_cells(name: str, examples: Path) -> None:
    (table,) = docx.Document(str(examples / name / f"{name}.docx")).tables
    assert len({cell._tc for row in table.rows for cell in row.cells}) < 9 * len(table.rows)
    assert len(xlsx_merges(examples / name / f"{name}.xlsx")) > 10


def test_every_layout_example_has_its_facts(examples: Path) -> None:
    texts = sorted(path.stem for path in (examples / "layouts").glob("*.txt"))
    facts = sorted((examples / "layouts").glob("*.json"))
    assert [path.stem for path in facts] == texts
    for path in facts:
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told["id"] == path.stem
        assert told["layout_family"].split()[0] == path.stem
