"""A reading as rows: exact numbers, hostile text."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from jiping.batch import parquet
from jiping.batch.rows import Judged, rows_of
from jiping.batch.schema import BUDGET_ROWS, DATA_SETS, FILINGS, PARTED, described
from jiping.batch.wire import lines
from jiping.checks import examine
from jiping.filing import Budget, BudgetRow, Extraction, Filing, Source
from jiping.scoring import score
from jiping.standards import load

STANDARD = load("national-2020")


def rows(*filings: Filing) -> dict[str, list[dict]]:
    read = Extraction(
        schema="jiping/filing/1",
        source=Source(name="a.txt", media_type="text/plain", sha256="ab" * 32),
        filings=filings,
    )
    judged = tuple(Judged(f, score(f, STANDARD), examine(f, STANDARD)) for f in filings)
    return rows_of(read, judged, "材料/a.txt")


def filing(**fields: object) -> Filing:
    money = BudgetRow(item="total", label="年度资金总额", **fields)
    return Filing(kind="department", unit="株洲市渌口区水利局", fiscal_year=2023, budget=Budget(rows=(money,)))  # fmt: skip


def written(data_set, found: list[dict], at: Path) -> list[tuple]:
    source = at / "rows.ndjson"
    source.write_bytes(lines(found))
    query = f"from {parquet.lines_of(data_set.columns, [source])}"
    parquet.write_query(query, at / "rows.parquet")
    return duckdb.sql(f"from read_parquet('{at}/rows.parquet')").fetchall()


@pytest.mark.parametrize(
    "amount", ["99999999999999.99", "0.0000000001", "-3", "1E+3", "9999999999999999999999999999"]
)
def test_amounts_stay_exact(amount: str, tmp_path: Path) -> None:
    found = rows(filing(adjusted=Decimal(amount)))

    (row,) = written(BUDGET_ROWS, found["budget_rows"], tmp_path)

    assert row[BUDGET_ROWS.names.index("adjusted")] == Decimal(amount)


@pytest.mark.parametrize("amount", ["0.00000000001", "1E+28"])
def test_an_amount_that_no_column_holds_is_left_out_and_told(amount: str) -> None:
    found = rows(filing(adjusted=Decimal(amount)))

    assert found["budget_rows"][0]["adjusted"] is None
    assert any("超出 budget_rows.adjusted 可存的位数" in p["message"] for p in found["problems"])


def test_the_execution_rate_is_divided_exactly() -> None:
    (row,) = rows(filing(adjusted=Decimal(3), executed=Decimal(2)))["filings"]

    assert row["execution_rate"] == Decimal("0.666667")


def test_nothing_is_divided_by_nothing() -> None:
    (row,) = rows(filing(adjusted=Decimal(0), executed=Decimal(0)))["filings"]

    assert row["execution_rate"] is None


def test_the_place_of_a_unit_is_told_by_its_name() -> None:
    (row,) = rows(filing())["filings"]

    assert (row["region"], row["prefecture"], row["county"]) == ("430000", "430200", "430212")
    assert row["place_name"] == "湖南省株洲市渌口区"


def test_a_unit_of_nowhere_lies_in_the_partition_of_nowhere() -> None:
    (row,) = rows(Filing(kind="department", unit="某单位"))["filings"]

    assert (row["year"], row["region"]) == (0, "000000")


@pytest.mark.parametrize(
    "text", ["a\0b", "half \ud800 pair", "“引号”\r\n\t'\"\\", "=cmd|' /C calc'!A0"]
)
def test_whatever_text_there_is_it_is_written(text: str, tmp_path: Path) -> None:
    one = Filing(kind="project", unit="单位", project=text)

    (row,) = written(FILINGS, rows(one)["filings"], tmp_path)

    assert row[FILINGS.names.index("project")] == text.encode("utf-8", "replace").decode()


def test_rows_have_the_columns_of_their_data_set(examples: Path) -> None:
    from jiping.intake import extract

    one = extract(examples / "township-2022" / "township-2022.docx").filings[0]

    for data_set in PARTED:
        for row in rows(one)[data_set.name]:
            assert set(row) <= set(data_set.names)
            assert set(data_set.names) - set(row) == set()


def test_every_column_is_described() -> None:
    page = described()

    for data_set in DATA_SETS:
        assert f"## {data_set.name}　" in page
        assert all(column.about and f"| `{column.name}` |" in page for column in data_set.columns)


def test_the_page_of_the_data_sets_is_that_of_the_code() -> None:
    page = Path(__file__).parents[2] / "docs" / "data-sets.zh.md"

    assert page.read_text(encoding="utf-8") == described()  # else: make docs
