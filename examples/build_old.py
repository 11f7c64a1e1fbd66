"""Build the examples in old formats: `python examples/build_old.py`; LibreOffice must be installed.

From township-2022 it makes old-formats/township-2022 as .doc, .wps, .xls, .et and .rtf (by
LibreOffice, in the formats of Word and Excel 97–2003, which WPS writes too), and as .htm and .mht
with Word's own markup, as .ofd with the places of its .pdf; and nested.docx and .doc, a form with a table within a cell.
LibreOffice writes dates and names of its own, so building again changes bytes, not texts.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx

from making.as_ofd import ofd
from making.as_word_page import word_archive, word_page
from making.form import read_paper

HERE = Path(__file__).parent
FOLDER = HERE / "old-formats"
TOWNSHIP = HERE / "township-2022"


def nested() -> bytes:
    """A Word file with a table in a cell of a table."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, texts in enumerate((("项目名称", "道路", ""), ("资金", "", "10"), ("得分", "9", "8"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    inner = table.cell(1, 1).add_table(rows=2, cols=2)
    for row, texts in enumerate((("预算", "100"), ("执行", "90"))):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text
    document.add_paragraph("以上属实")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def convert(source: Path, suffix: str, folder: Path) -> None:
    """Convert *source* by LibreOffice."""
    filters = {"doc": "doc:MS Word 97", "xls": "xls:MS Excel 97", "rtf": "rtf"}
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", filters[suffix], "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True)


def build() -> None:
    """Write all examples in old formats."""
    FOLDER.mkdir(exist_ok=True)
    paper = read_paper(TOWNSHIP / "filing.toml")
    (FOLDER / "township-2022.htm").write_bytes(word_page(paper))
    (FOLDER / "township-2022.mht").write_bytes(word_archive(paper))
    (FOLDER / "township-2022.ofd").write_bytes(ofd((TOWNSHIP / "township-2022.pdf").read_bytes()))
    (FOLDER / "nested.docx").write_bytes(nested())
    for source, suffix in (
        (TOWNSHIP / "township-2022.docx", "doc"),
        (TOWNSHIP / "township-2022.docx", "rtf"),
        (TOWNSHIP / "township-2022.xlsx", "xls"),
        (FOLDER / "nested.docx", "doc"),
    ):
        convert(source, suffix, FOLDER)
    shutil.copyfile(FOLDER / "township-2022.doc", FOLDER / "township-2022.wps")
    shutil.copyfile(FOLDER / "township-2022.xls", FOLDER / "township-2022.et")


if __name__ == "__main__":
    build()
