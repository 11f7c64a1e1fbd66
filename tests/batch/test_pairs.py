"""A form and a report that lie in two documents of a folder are one filing, as `jiping check` joins them."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from material import EXAMPLES, digest, halves, killed_at

from jiping.batch import run as module
from jiping.batch.run import batch
from jiping.batch.spreading import Processes


@pytest.fixture
def workers() -> Iterator[Processes]:
    made = Processes(2)
    yield made
    made.close()


def put(at: Path, **files: str) -> None:
    at.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (at / f"{name}.txt").write_text(text, encoding="utf-8")


def rows(output: Path, query: str) -> list[tuple]:
    names = ("filings", "findings", "report_figures", "inputs", "problems")
    files = {name: f"read_parquet('{output}/{name}/**/*.parquet')" for name in names}
    return duckdb.sql(query.format_map(files)).fetchall()


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years' forms and reports in one folder, and a unit's own folder; whole ones elsewhere."""
    at = tmp_path_factory.mktemp("pairs") / "材料"
    for year in ("2022", "2023"):
        form, report = halves(f"clean-{year}")
        put(at / "水利局", **{f"表{year}": form, f"报告{year}": report})
    form, report = halves("township-2022")
    put(at / "云岭镇", 自评表=form, 自评报告=report)
    return at


@pytest.fixture(scope="module")
def result(material: Path) -> Path:
    workers = Processes(2)
    batch([str(material)], material.parent / "结果", workers)
    workers.close()
    return material.parent / "结果"


def test_they_are_one_filing_with_the_findings_of_the_whole_document(
    result: Path, tmp_path: Path, workers: Processes
) -> None:
    whole = [str(EXAMPLES / name / f"{name}.txt") for name in ("clean-2022", "clean-2023", "township-2022")]  # fmt: skip
    batch(whole, tmp_path / "结果", workers)

    told = "select unit, code, pointer from {findings} join {filings} using (filing) order by all"
    figures = "select unit, item, amount from {report_figures} join {filings} using (filing) order by all"  # fmt: skip
    assert rows(result, "select kind, count(*) from {filings} group by all") == [("department", 3)]
    assert rows(result, told) == rows(tmp_path / "结果", told)
    assert rows(result, figures) == rows(tmp_path / "结果", figures)


def test_a_place_in_the_report_names_its_file(result: Path) -> None:
    query = "select distinct split_part(place, ' ', 1) from {findings} join {filings} using (filing) where unit like '%云岭镇' || '%' and code = '"  # fmt: skip

    assert rows(result, query + "JP601'") == [("自评报告.txt",)]
    assert rows(result, query + "JP302'")[0][0].startswith("第")


def test_both_are_accounted_for(result: Path) -> None:
    told = rows(
        result,
        "select parse_filename(address), outcome, filings, coalesce(parse_filename(regexp_extract(reason, '自评表 (.*) 合为', 1)), '')"
        " from {inputs} order by address",
    )

    assert [(n, o, f, r) for n, o, f, r in told if n.startswith(("自评", "表"))] == [
        ("自评报告.txt", "read", 0, "自评表.txt"), ("自评表.txt", "read", 1, ""),
        ("表2022.txt", "read", 1, ""), ("表2023.txt", "read", 1, ""),
    ]  # fmt: skip
    assert [(n, r) for n, _, _, r in told if n.startswith("报告")] == [
        ("报告2022.txt", "表2022.txt"), ("报告2023.txt", "表2023.txt"),
    ]  # fmt: skip


def test_the_same_by_one_process_and_gone_on_with(
    material: Path, result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Processes(1)
    for step in ("keep", "find"):
        with killed_at(monkeypatch, module.pairs, step):
            batch([str(material)], tmp_path / step, one)
        batch([str(material)], tmp_path / step, one)
        assert digest(tmp_path / step) == digest(result)
    one.close()


def test_what_is_ambiguous_or_lies_elsewhere_stays_apart(
    tmp_path: Path, workers: Processes
) -> None:
    form, report = halves("clean-2022")
    unnamed_form, unnamed = halves("township-2022")
    whole = (EXAMPLES / "clean-2022" / "clean-2022.txt").read_text(encoding="utf-8")
    put(tmp_path / "材料" / "两份报告", 表=form, 报告=report, 修订=report + "。")
    another = form.replace("680.00", "681.00")
    put(tmp_path / "材料" / "两份表", 表=form + "。", 另一表=another, 报告=report + "。。")
    put(tmp_path / "材料" / "已有报告", 全文=whole, 报告=report + "。。。")
    put(tmp_path / "材料" / "表", 表=form + "。。。")
    put(tmp_path / "材料" / "报告", 报告=report + "。。。。")
    put(tmp_path / "材料" / "另有未读", 表=unnamed_form, 报告=unnamed, 未读="fault")

    batch([str(tmp_path / "材料")], tmp_path / "结果", workers)

    reports = "select count(*) from {filings} where kind = 'report'"
    assert rows(tmp_path / "结果", reports) == [(6,)]
    assert rows(tmp_path / "结果", "select count(*) from {inputs} where reason like '%合为%'") == [
        (0,)
    ]


def test_copies_in_other_formats_are_joined_as_one(tmp_path: Path, workers: Processes) -> None:
    form, report = halves("clean-2022")
    at = tmp_path / "材料"
    put(at, 表1=form, 表2=form + "\n", 报告1=report, 报告2=report + "\n", 报告3=report + "\n\n")

    batch([str(at)], tmp_path / "结果", workers)

    assert rows(tmp_path / "结果", "select kind, count(*), min(report_length) > 0 from {filings} group by all") == [("department", 2, True)]  # fmt: skip
    told = rows(
        tmp_path / "结果",
        "select parse_filename(address), parse_filename(regexp_extract(reason, '自评表 (.*) 合为', 1)) from {inputs} where filings = 0 order by 1",
    )
    assert told == [("报告1.txt", "表1.txt"), ("报告2.txt", "表2.txt"), ("报告3.txt", "表2.txt")]
