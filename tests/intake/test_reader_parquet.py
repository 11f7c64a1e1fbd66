"""Stored readings in a Parquet file: peers of a whole county in one file."""

from pathlib import Path

import pytest

from jiping.intake import extract
from jiping.intake.opening import Refusal, Stored, open_documents

duckdb = pytest.importorskip("duckdb")
EXAMPLES = Path(__file__).parents[2] / "examples"


def write(path: Path, texts: list[str], column: str = "extraction") -> Path:
    with duckdb.connect() as base:
        base.execute(f"create table data ({column} varchar)")
        base.executemany("insert into data values (?)", [[text] for text in texts])
        base.execute(f"copy data to '{path}' (format parquet)")
    return path


def test_each_row_is_a_stored_reading(tmp_path: Path) -> None:
    read = [extract(EXAMPLES / name / f"{name}.txt") for name in ("clean-2023", "township-2022")]
    path = write(tmp_path / "全县.parquet", [one.model_dump_json(by_alias=True) for one in read])
    found = list(open_documents([path]))

    assert [one.extraction for one in found if isinstance(one, Stored)] == read


@pytest.mark.parametrize("column", ["extraction", "other"])
def test_other_data_is_refused_in_one_sentence(tmp_path: Path, column: str) -> None:
    path = write(tmp_path / "别的.parquet", ["{}"], column)
    (refusal,) = open_documents([path])

    assert isinstance(refusal, Refusal)
    assert "别的.parquet" in refusal.message


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "坏.parquet"
    path.write_bytes(b"PAR1" + b"\0" * 50 + b"PAR1")
    (refusal,) = open_documents([path])

    assert isinstance(refusal, Refusal)
