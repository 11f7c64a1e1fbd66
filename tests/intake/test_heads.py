"""The head of a document: title, fiscal year, unit."""

import pytest
from prose_lines import lines_of

from jiping.filing import Place
from jiping.intake.assemble import assemble
from jiping.intake.document import Found
from jiping.intake.form_text import FormText
from jiping.intake.heads import read_head, report_title


def head(text: str) -> dict[str, str]:
    return {name: found.text for name, found in read_head(lines_of(text)).items()}


def test_title_year_and_unit_stand_in_one_line() -> None:
    assert head("青禾县水利局2023年度项目支出绩效自评报告\n一、基本情况") == {
        "title": "青禾县水利局2023年度项目支出绩效自评报告",
        "year": "2023年度",
        "unit": "青禾县水利局",
    }


def test_the_lines_of_the_site_are_no_title_but_tell_who_publishes() -> None:
    page = """您所在的位置：首页 > 政务公开 > 绩效评价结果公示
索引号：QH-2023-01 发布日期：2023-08-01
来源：青禾县农业农村局 浏览次数：12
青禾县2022年农村道路养护项目绩效自评报告
一、项目概况"""

    assert head(page) == {
        "title": "青禾县2022年农村道路养护项目绩效自评报告",
        "year": "2022年",
        "unit": "青禾县农业农村局",
    }


def test_a_title_set_in_two_lines() -> None:
    assert head("青禾县消防救援大队2024年度部门预算\n执行情况绩效自评报告\n一、基本情况")[
        "title"
    ] == ("青禾县消防救援大队2024年度部门预算执行情况绩效自评报告")


def test_a_title_without_a_line_break_behind_it() -> None:
    text = "青禾县第二中学专项资金绩效自评报告一、基本情况(一)项目概况我校2022年项目一个"

    assert head(text)["title"] == "青禾县第二中学专项资金绩效自评报告"
    assert head(text)["unit"] == "青禾县第二中学"


def test_the_labels_of_a_form_go_before_its_title() -> None:
    text = (
        "项目支出绩效自评表\n（2022年度）\n填报单位（盖章）：青禾县财政局  填报日期：2023年3月1日"
    )

    assert head(text) == {
        "title": "项目支出绩效自评表", "year": "（2022年度）", "unit": "青禾县财政局",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2019-2021年道路保洁项目绩效评价报告",  # several years
        "20xx年乡村道路项目绩效自评报告",  # masked
        "二、绩效目标完成情况",
        "",
    ],
)
def test_a_year_that_is_not_certain_is_left_out(text: str) -> None:
    assert "year" not in head(text)


def test_the_only_fiscal_year_of_the_text_where_the_title_has_none() -> None:
    assert head("一、概况\n2022年度共安排资金100万元，2021年12月下达。")["year"] == "2022年度"


def test_the_title_of_a_report_is_the_last_before_its_first_heading() -> None:
    text = "部门整体支出绩效自评表\n\n部门整体支出绩效自评报告\n1、单位基本情况\n……\n二、支出情况"

    title = report_title(lines_of(text))

    assert title is not None
    assert (title.text, title.place.line) == ("部门整体支出绩效自评报告", 3)


def test_the_signature_names_the_unit() -> None:
    assert head("一、概况\n已完成。\n青禾县交通运输局\n2023年3月5日")["unit"] == "青禾县交通运输局"


@pytest.mark.parametrize(
    ("told", "unit"),
    [
        ("416003-望河县残疾人联合会机关 金额单位: 万元", "416003-望河县残疾人联合会机关"),
        ("望河县水利局（金额单位：元）", "望河县水利局"),
        ("望河县水利局（盖章）", "望河县水利局（盖章）"),
        ("(盖章)", None),
    ],
)
def test_the_unit_of_money_and_a_seal_are_no_part_of_a_name(told: str, unit: str | None) -> None:
    form = FormText(fields={"unit": Found(told, Place(line=1))})
    filing, _ = assemble(form)
    assert filing.unit == unit
    assert ("/unit" in filing.evidence) == (unit is not None)
