"""Checks on documents as they are published: nothing is said of what only the way of printing does."""

from __future__ import annotations

from pathlib import Path

from jiping.checks import check_filing
from jiping.intake import extract
from jiping.standards import load


def findings(path: Path) -> dict[str, list[str]]:
    """What the checks say of the one filing of a document: code → messages."""
    (filing,) = extract(path).filings
    told: dict[str, list[str]] = {}
    for finding in check_filing(filing, load(filing.standard)):
        told.setdefault(finding.code, []).append(finding.message)
    return told


def test_a_budget_without_points_is_not_counted_among_the_full_scores(examples: Path) -> None:
    (message,) = findings(examples / "layouts" / "L6-4.txt")["JP310"]
    assert message.startswith("11项")


def test_one_of_the_costs_is_a_cost(tmp_path: Path, examples: Path) -> None:
    text = (examples / "layouts" / "L1-3.txt").read_text(encoding="utf-8")
    path = tmp_path / "costs.txt"
    path.write_text(text.replace("成本指标\n", "经济成本指标\n"), encoding="utf-8")
    assert findings(path)["JP501"] == ["“产出指标”缺少“时效指标”。"]


def test_indicators_of_a_budget_without_points_are_all_counted(examples: Path) -> None:
    told = findings(examples / "layouts" / "L4-5.txt")
    assert "JP105" not in told
    # 投入、产出、效果 have second levels of their own.
    assert "JP501" not in told


COVER = "部门整体支出绩效自评报告\n(2022年度)\n部门(单位)全称:云河县审计局 (公章)\n部门整体支出绩效自评报告\n"


def report(body: str, folder: Path) -> dict[str, list[str]]:
    path = folder / "report.txt"
    path.write_text(COVER + body, encoding="utf-8")
    return findings(path)


def test_a_cover_stands_for_the_title(tmp_path: Path) -> None:
    assert "JP705" not in report("一、部门概况\n(一)部门职能\n负责审计监督。\n", tmp_path)


def test_an_item_under_the_only_heading_is_not_of_its_level(tmp_path: Path) -> None:
    told = report("一、基本情况\n(一)收支\n1、收入:792万元。\n2、支出:799万元。\n", tmp_path)
    assert "JP704" not in told


def test_a_masked_name_is_no_rest_of_a_template(tmp_path: Path) -> None:
    told = report(
        "一、部门概况\n联系人张某某。\n二、存在的问题\n某某单位没有按时报送。\n", tmp_path
    )
    assert [message.count("某某") for message in told["JP720"]] == [2]


def test_a_second_paper_in_the_file_numbers_its_headings_anew(tmp_path: Path) -> None:
    body = "一、部门概况\n负责审计监督。\n二、收支情况\n收支平衡。\n"
    assert "JP704" not in report(body + "一、存在的问题\n无。\n二、下一步措施\n无。\n", tmp_path)
    assert "JP704" in report(body + "四、存在的问题\n无。\n", tmp_path)


def test_posts_may_stand_in_the_table_in_front_of_the_report(tmp_path: Path) -> None:
    staff = "{}、部门概况\n全镇辖11个村,在职185人。\n{}、存在的问题\n预算编制不够精细。\n"
    assert "JP707" in report(staff.format("一", "二"), tmp_path)
    assert "JP707" not in report(staff.format("四", "五"), tmp_path)


def test_the_code_in_front_of_the_unit_is_no_other_name(tmp_path: Path) -> None:
    body = "一、部门概况\n云河县审计局是县政府组成部门，负责审计监督。\n"
    path = tmp_path / "report.txt"
    for unit, told in (("[104001]云河县审计局", False), ("云河县统计局", True)):
        path.write_text(COVER.replace("云河县审计局", unit) + body, encoding="utf-8")
        assert ("JP611" in findings(path)) is told
