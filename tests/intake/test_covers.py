"""Who and when: titles in two lines, covers with labels, names of files; and what is no report."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiping.filing import Filing
from jiping.intake import extract

BODY = "一、部门基本情况\n(一)部门职能\n负责全县的审计监督工作。\n二、存在的问题\n(一)项目进度不均衡,下半年任务集中。\n"


def read(text: str, folder: Path) -> Filing:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    (filing,) = extract(path).filings
    return filing


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("云河县审计局部门", "2022年度整体支出绩效自评报告"),
        ("云河县审计局", "部门整体支出绩效评价报告"),
        ("云河县审计局2022年度部门整体支出", "绩效评价自评报告"),
    ],
)
def test_a_title_in_two_lines_is_one(upper: str, lower: str, tmp_path: Path) -> None:
    filing = read(f"{upper}\n\n{lower}\n\n{BODY}", tmp_path)
    assert filing.report
    assert (filing.unit, filing.report.title) == ("云河县审计局", upper + lower)


def test_a_cover_tells_the_unit_and_the_year(tmp_path: Path) -> None:
    cover = "部门整体支出绩效自评报告\n(2022年度)\n部门(单位)全称:云河县审计局 (公章)\n填报日期 2023年3月6日\n"
    filing = read(f"{cover}部门整体支出绩效自评报告\n(参考提纲)\n{BODY}", tmp_path)
    assert (filing.unit, filing.fiscal_year) == ("云河县审计局", 2022)


def test_the_name_of_a_file_is_a_title(tmp_path: Path) -> None:
    text = (
        "2022年云河县审计局部门整体支出绩效自评报告.pdf\n根据县财政局的通知,我单位开展了自评。"
        + BODY
    )
    filing = read(text, tmp_path)
    assert (filing.unit, filing.fiscal_year) == ("云河县审计局", 2022)


def test_words_of_headings_that_a_sentence_goes_on_with_are_no_heading(tmp_path: Path) -> None:
    filing = read("云河县审计局2022年度绩效自评报告\n" + BODY, tmp_path)
    assert filing.report
    assert [section.heading for section in filing.report.sections] == [
        "部门基本情况", "部门职能", "存在的问题",
    ]  # fmt: skip


def test_a_table_of_accounts_is_no_report(tmp_path: Path) -> None:
    rows = "一、一般公共预算财政拨款收入\n1\n440.55\n一、一般公共服务支出\n29\n423.20\n二、外交支出\n30\n0.00\n"
    path = tmp_path / "accounts.txt"
    path.write_text(f"收入支出决算总表\n公开01表\n项目\n行次\n金额\n栏次\n{rows}", encoding="utf-8")
    assert extract(path).filings == ()


def test_a_rate_behind_labels_with_their_amounts(examples: Path) -> None:
    (filing,) = extract(examples / "layouts" / "L4-5.txt").filings
    total, part, _ = filing.budget.rows
    assert (str(total.execution_rate), part.execution_rate) == ("0.935", None)
    assert [i.name for i in filing.indicators] == ["预算编制完整性", "计划项目完成率", "问题整改率"]
