"""Files as Word and Excel 97–2003, WPS and Word's "web page" write them are the same filing."""

import json
from pathlib import Path
from typing import Any

import pytest

from jiping.intake import extract
from jiping.intake.document import Table
from jiping.intake.opening import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"
OLD = EXAMPLES / "old-formats"


def read(path: Path) -> list[dict[str, Any]]:
    extraction = extract(path)
    assert extraction.problems == ()
    filings: list[dict[str, Any]] = json.loads(extraction.model_dump_json())["filings"]
    for filing in filings:
        assert filing.pop("evidence")
    return filings


@pytest.mark.parametrize("suffix", ["doc", "wps", "xls", "et", "rtf", "htm", "mht", "ofd"])
def test_an_old_format_is_the_same_filing(suffix: str) -> None:
    expected = read(EXAMPLES / "township-2022" / "township-2022.docx")

    assert read(OLD / f"township-2022.{suffix}") == expected


def test_what_a_file_is_its_content_says_and_not_its_name() -> None:
    data = (OLD / "township-2022.rtf").read_bytes()

    assert read_document("自评表.doc", data).media_type == "application/rtf"


def test_a_table_within_a_cell_reads_alike_in_word_97() -> None:
    tables = []
    for suffix in ("docx", "doc"):
        document = read_document("a", (OLD / f"nested.{suffix}").read_bytes())
        (table,) = [block for block in document.blocks if isinstance(block, Table)]
        tables.append(table)

    assert tables[0] == tables[1]
    assert "预算 100\n执行 90" in [cell.text for cell in tables[0].cells]
