"""SQL over the data sets: views to read, nothing else to reach."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from material import EXAMPLES
from typer.testing import CliRunner

from jiping.batch.folder import FolderError
from jiping.batch.run import batch
from jiping.batch.schema import DATA_SETS
from jiping.batch.spreading import Processes
from jiping.batch.sql import QueryError, answer, fault, opened
from jiping.cli.app import app


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sql") / "结果"
    workers = Processes(1)
    batch([str(EXAMPLES / "township-2022" / "township-2022.docx")], output, workers)
    workers.close()
    return output


@pytest.fixture
def base(result: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(result) as made:
        yield made


def test_the_data_sets_are_views(base: duckdb.DuckDBPyConnection) -> None:
    for one in DATA_SETS:
        found = answer(base, f"select * from {one.name} limit 1")
        assert tuple(column[0] for column in found.description) == one.names


def test_sums_are_exact(base: duckdb.DuckDBPyConnection) -> None:
    assert answer(base, "select sum(executed) from filings").fetchall() == [(Decimal("3852.54"),)]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select * from read_text('/etc/passwd')", "不允许读取结果文件夹以外的文件"),
        ("select * from glob('/etc/*')", "不允许"),
        ("select * from '{outside}/x.csv'", "不允许"),
        ("copy filings to '{outside}/x.csv'", "只能查询"),
        ("copy filings to '{folder}/x.csv'", "只能查询"),
        ("attach '{outside}/x.db'", "只能查询"),
        ("create table x (a int)", "只能查询"),
        ("drop view filings", "只能查询"),
        ("set enable_external_access = true", "只能查询"),
        ("pragma enable_external_access = true", "只能查询"),
        ("install httpfs", "只能查询"),
        ("select 1; select 2", "请一次只写一条查询"),
        ("", "没有写查询"),
        ("select nothing from filings", "没有“nothing”这一列；列名用 --schema 列出"),
        ("select 1 from filings where unit = 水利局", "请用单引号括起来：'水利局'"),
        ("select 1 from nowhere", "没有“nowhere”这个数据集"),
        ("select unit, sum(executed) from filings", "“unit”没有分组"),
        ("select sum(unit) from filings", "文字列不能相加"),
        ("select cast(unit as int) from filings", "不是数，不能换算"),
        ("selekt", "“selekt”附近写法不对"),
    ],
)
def test_everything_else_is_refused(
    base: duckdb.DuckDBPyConnection, result: Path, tmp_path: Path, query: str, told: str
) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")

    with pytest.raises(QueryError, match=told):
        try:
            answer(base, query.format(outside=tmp_path, folder=result)).fetchall()
        except duckdb.Error as error:  # what only the rows raise
            raise fault(error) from error
    assert not (result / "x.csv").exists()


def test_a_delivery_that_is_not_finished_is_not_seen(result: Path) -> None:
    done = result / "_batch" / "0001" / "done.json"
    done.rename(done.with_name("later"))
    try:
        with opened(result) as base:
            assert answer(base, "select count(*) from filings").fetchall() == [(0,)]
    finally:
        done.with_name("later").rename(done)


def test_a_folder_without_results(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="先运行 jiping batch"), opened(tmp_path):
        pass


def asked(*arguments: str) -> str:
    return CliRunner().invoke(app, ["sql", *arguments]).stdout


def test_the_command_answers_people_and_programs(result: Path) -> None:
    query = "select '=1+1' as formula, executed, '中文' as text from filings"

    assert "3852.54" in asked(str(result), query)
    assert json.loads(asked(str(result), query, "-f", "json")) == {
        "formula": "=1+1", "executed": "3852.54", "text": "中文",
    }  # fmt: skip
    (_, row) = csv.reader(io.StringIO(asked(str(result), query, "-f", "csv").lstrip("\ufeff")))
    assert row == ["'=1+1", "3852.54", "中文"]


def test_an_answer_without_rows_says_so(result: Path) -> None:
    assert asked(str(result), "select unit, year from filings limit 0").strip() == (
        "没有这样的行；各列为：unit、year。"
    )


def test_nothing_of_the_schema_is_cut_off(result: Path) -> None:
    assert "…" not in asked(str(result), "--schema").replace('"select …"', "")


def test_a_fault_names_no_list_of_functions(base: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="不能这样计算：sum") as told:
        answer(base, "select sum(unit) from filings")
    assert "Candidate functions" not in str(told.value)
    assert "LINE 1" in str(told.value)


def test_a_row_too_wide_for_its_columns_is_told_line_by_line(result: Path) -> None:
    told = asked(str(result), "select * from filings").splitlines()

    assert "executed                3852.54" in [line.rstrip() for line in told]


def test_a_name_that_is_not_there_leads_to_the_names(result: Path) -> None:
    told = CliRunner().invoke(app, ["sql", str(result), "select unitt from filings"]).output

    assert "用 --schema 列出" in told


def test_the_schema_is_printed(result: Path) -> None:
    assert "年初预算数，年度资金总额，万元" in asked(str(result), "--schema")
