"""A form and a report that lie in two documents of a folder are one filing, as `jiping check` joins them."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from material import EXAMPLES, digest, gone_on_with, halves

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
    for made in gone_on_with(monkeypatch, material, tmp_path, module.pairs, ("keep", "find")):
        assert made == digest(result)


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


PROJECT_REPORT = (
    "{head}2023年度农村供水管网改造{end}绩效自评报告\n一、项目基本情况\n项目为六个村更换供水管网，年初预算320万元。\n"
    "二、绩效目标完成情况\n更换管网的六个村全部通水，用水户满意。\n三、存在的问题\n两个村的路面恢复晚了一个月。\n"
)


def joined(output: Path) -> list[tuple]:
    """Which report was joined to which form."""
    return rows(
        output,
        "select parse_filename(address), parse_filename(regexp_extract(reason, '自评表 (.*) 合为', 1)) from {inputs}"
        " where reason like '%合为%' order by 1",
    )


def apart(output: Path) -> dict[str, str]:
    """Why a report stayed by itself."""
    told = "select parse_filename(address), regexp_extract(reason, '没有与自评表合并：(.*)', 1) from {inputs} where reason like '%没有与自评表合并%'"  # fmt: skip
    return dict(rows(output, told))


def test_the_whole_document_beside_its_halves_is_left_out(
    tmp_path: Path, workers: Processes
) -> None:
    form, report = halves("clean-2022")
    whole = (EXAMPLES / "clean-2022" / "clean-2022.txt").read_text(encoding="utf-8")
    put(tmp_path / "材料", 全文=whole, 表=form, 报告=report)

    batch([str(tmp_path / "材料")], tmp_path / "结果", workers)

    assert joined(tmp_path / "结果") == [("报告.txt", "表.txt")]
    assert rows(tmp_path / "结果", "select kind, count(*), count(report_length) from {filings} group by all") == [("department", 2, 2)]  # fmt: skip


def test_the_report_of_a_project_finds_its_form(tmp_path: Path, workers: Processes) -> None:
    at = tmp_path / "材料"
    form = (EXAMPLES / "project-2023" / "project-2023.txt").read_text(encoding="utf-8")
    heads = {
        "甲": ("青禾县农村供水服务站", "项目支出"),
        "乙": ("", "项目"),
        "丙": ("青禾县水利局", "项目"),
    }
    for number, (name, (head, end)) in enumerate(heads.items()):
        told = PROJECT_REPORT.format(head=head, end=end) + "。" * number
        put(
            at / name,
            **{f"{name}表": form + "\n" * number, f"{name}的报告": told, f"{name}另文": "通知"},
        )

    batch([str(at)], tmp_path / "结果", workers)

    # Named with 项目 behind it; naming no unit; naming another unit.
    assert joined(tmp_path / "结果") == [("乙的报告.txt", "乙表.txt"), ("甲的报告.txt", "甲表.txt")]
    assert apart(tmp_path / "结果") == {
        "丙的报告.txt": "同一文件夹里没有同一单位（项目）、年度的自评表"
    }


def test_files_named_alike_are_one_where_neither_names_another(
    tmp_path: Path, workers: Processes
) -> None:
    form, report = halves("township-2022")
    other, _ = halves("clean-2022")
    nameless = "\n".join(line for line in report.splitlines() if "云岭镇" not in line)
    put(
        tmp_path / "材料",
        **{"07-自评表": form, "07-自评报告": nameless, "08-自评表": other, "说明": "x"},
    )

    batch([str(tmp_path / "材料")], tmp_path / "结果", workers)

    assert joined(tmp_path / "结果") == [("07-自评报告.txt", "07-自评表.txt")]


def test_a_report_that_stays_by_itself_is_told_with_the_reason(
    tmp_path: Path, workers: Processes
) -> None:
    form, report = halves("clean-2022")
    whole = (EXAMPLES / "clean-2022" / "clean-2022.txt").read_text(encoding="utf-8")
    at = tmp_path / "材料"
    put(at / "a", 水利局自评表=form, 水利局自评报告=report, 水利局修订报告=report + "又查。")
    put(at / "b", 全文=whole + "\n", 报告一=report + "\n")
    put(at / "c", 报告二=report + "\n\n")

    batch([str(at)], tmp_path / "结果", workers)

    several = "同一单位（项目）、年度的表或报告不止一份，内容不同，分不清属于哪一份"
    assert joined(tmp_path / "结果") == []
    assert apart(tmp_path / "结果") == {
        "水利局自评报告.txt": several, "水利局修订报告.txt": several,
        "报告一.txt": "同一单位（项目）、年度另有表和报告在一起的文件",
        "报告二.txt": "同一文件夹里没有同一单位（项目）、年度的自评表",
    }  # fmt: skip
