"""Forms printed with pipes, a cell a line or all in one row."""

from pathlib import Path

import pytest
from drawn import drawn
from printed import (
    FORMS,
    NATIONAL,
    OPERATOR,
    WEIGHT_BETWEEN,
    as_endless_row,
    as_filled_lone_pipes,
    as_hung_pipes,
    as_lone_pipes,
    as_pipes,
    figures,
    filings,
    in_table,
    lines_of,
    spans,
)

from jiping.filing.text import fold
from jiping.intake import extract
from jiping.intake.layouts import lone_pipes, pipes


@pytest.mark.parametrize("picture", FORMS)
@pytest.mark.parametrize(
    "printing", [as_lone_pipes, as_filled_lone_pipes, as_hung_pipes, as_endless_row]
)
def test_a_form_a_cell_a_line_reads_like_its_table(printing, picture: str) -> None:  # type: ignore[no-untyped-def]
    (filing,) = filings(printing(drawn(picture)))
    table = in_table(picture)

    assert list(figures(filing)) == list(figures(table))
    assert (filing.unit, filing.supervisor) == (table.unit, table.supervisor)
    assert (filing.project, filing.goals) == (table.project, table.goals)
    assert filing.complete


@pytest.mark.parametrize("picture", FORMS)
@pytest.mark.parametrize(
    "printing", [as_lone_pipes, as_filled_lone_pipes, as_hung_pipes, as_endless_row]
)
def test_a_text_that_breaks_off_says_less_and_nothing_else(printing, picture: str) -> None:  # type: ignore[no-untyped-def]
    text = printing(drawn(picture))
    whole = set(figures(in_table(picture)))

    for end in range(40, len(text), 7):
        for filing in filings(text[:end]):
            assert set(figures(filing)) <= whole


@pytest.mark.parametrize("printing", [as_lone_pipes, as_filled_lone_pipes])
def test_words_repeated_behind_the_weight_are_the_actual_value(printing) -> None:  # type: ignore[no-untyped-def]
    (filing,) = filings(printing(drawn(WEIGHT_BETWEEN)))

    assert list(figures(filing)) == list(figures(in_table(WEIGHT_BETWEEN)))


def test_a_lone_pipe_is_an_empty_cell() -> None:
    text = """
项目名称 |
高龄津贴 |
项目资金(元) |
|
年初预算数 |
全年预算数 |
全年执行数 |
执行率 |
年度资金总额 |
|
50000 |
40000 |
80% |
其他资金 |
|
|
|
|
一级指标 |
二级指标 |
三级指标 |
目标值 |
实际完成值 |
得分 |
产出指标 |
数量指标 |
发放人数 |
|
36人 |
10 |
质量指标 |
发放准确率 |
100% |
|
|
总分 |
|
|
10 |
"""
    (filing,) = filings(text)
    total, other = filing.budget.rows

    assert (total.initial, total.adjusted, total.executed) == (None, 5, 4)
    assert (other.adjusted, other.executed) == (None, None)
    people, accuracy = filing.indicators
    assert (people.target, people.score) == (None, 10)
    assert people.actual is not None
    assert people.actual.raw == "36人"
    assert accuracy.target is not None
    assert (accuracy.target.raw, accuracy.actual, accuracy.score) == ("100%", None, None)


def test_the_upper_line_of_a_stacked_heading_stands_right_of_the_lower_one() -> None:
    text = (
        "项目名称 | 高龄津贴 | 项目资金(元) | 年初预算数 | 全年预算数 | 全年执行数 | 年度资金总额 | "
        "1 | 1 | 1 | 绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 | 一级指标 | "
        "二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 产出指标 | 数量指标 | 发放人数 | ≧ | 1200 | 人 | "
        "1236 | 20.00 | 19.00 | \n质量指标 | 发放准确率 | ═ | 100 | % | 99 | 10.00 | 9.00 | \n总分 | 30 | 28 |"
    )
    (filing,) = filings(text)

    assert [(i.weight, i.score) for i in filing.indicators] == [(20, 19), (10, 9)]
    assert [i.actual.number for i in filing.indicators if i.actual] == [1236, 99]
    assert [i.target.operator for i in filing.indicators if i.target] == ["≥", "="]


def test_plan_arrival_and_spending_side_by_side_with_the_same_rows() -> None:
    text = """
一、项目基本概况 |
||||||||
计划安排资金 (万元) |
700 |
实际到位资金 (万元) |
7,00.0,77 |
实际支出 (万元) |
650 |
结余 (万元) |
50 |
|
其中:中央财政 |
|
其中:中央财政 |
|
其中:中央财政 |
|
其中:中央财政 |
|
|
县财政 |
700 |
县财政 |
690 |
县财政 |
650 |
县财政 |
|
|
二、项目支出明细情况 |
||||||||
"""
    (filing,) = filings(text)
    total, central, county = filing.budget.rows

    assert (total.item, total.initial, total.adjusted, total.executed) == ("total", 700, None, 650)
    assert (central.initial, central.executed) == (None, None)
    assert (county.initial, county.adjusted, county.executed) == (700, 690, 650)


def test_pipes_below_cells_of_several_lines_and_words_above_the_table() -> None:
    text = as_hung_pipes(drawn(NATIONAL)).replace("三级指标", "三级\n指标")
    above = "附件1\n项目支出绩效自评表\n"
    (filing,) = filings(above + text + "备注：略\n")

    assert list(figures(filing)) == list(figures(in_table(NATIONAL)))


def test_where_few_rows_are_filled_up_the_heading_tells_their_width() -> None:
    rows = (
        "指标名称 |\n计量单位 |\n指标性质 |\n指标值 |\n"
        "护林员 |\n人 |\n= |\n86 |\n"
        "项目持续期 |\n定性 |\n基本建立 | |\n"
        "项目成本 |\n万元 |\n≤ |\n320 |\n"
        "巡护里程 |\n公里 |\n≥ |\n1500 |\n"
        "促进林区稳定 |\n定性 |\n好 | |\n"
        "群众满意度 |\n% |\n≥ |\n95 |\n"
    )
    (filing,) = filings("(三)绩效目标。\n" + rows + "(四)职能职责。\n负责林区管护。\n")

    assert [(i.name, i.target and i.target.number) for i in filing.indicators] == [
        ("护林员", 86), ("项目持续期", None), ("项目成本", 320), ("巡护里程", 1500),
        ("促进林区稳定", None), ("群众满意度", 95),
    ]  # fmt: skip


def test_each_way_of_printing_is_left_to_its_own_layout() -> None:
    rows = lines_of(as_pipes(drawn(NATIONAL)))
    cells = lines_of(as_lone_pipes(drawn(NATIONAL)))
    endless = lines_of(as_endless_row(drawn(NATIONAL)))

    assert lone_pipes.find_forms(rows) == []
    assert pipes.find_forms(cells) == []
    assert pipes.find_forms(endless) == []


def test_every_value_says_in_which_line_it_stood() -> None:
    text = as_lone_pipes(drawn(OPERATOR))
    (span,) = spans(text)
    lines = text.split("\n")

    for row in span.form.indicators:
        for found in row.values():
            assert fold(lines[(found.place.line or 0) - 1]).rstrip(" |") == fold(found.text)


def test_no_figure_of_the_published_samples_is_wrong(shared: Path) -> None:
    (salaries,) = extract(shared / "samples" / "004.txt").filings
    assert [i.weight for i in salaries.indicators] == [60, 30]
    assert (salaries.total.weight, salaries.total.score) == (100, None)
    (relief,) = extract(shared / "samples" / "054.txt").filings
    assert len(relief.indicators) == 10
    assert relief.indicators[-1].target is None
    assert not relief.complete


def test_the_parts_of_a_column_without_their_places_are_left_out() -> None:
    said = (
        "部门整体支出绩效自评表 任务名称 全年预算数（万元） 全年执行数（万元） 分值 执行率 总额 财政拨款 其他资金 总额 财政拨款 其他资金 "
        "渠道维修 474.41 474.41 | 474.41 474.41 | — 100% 金额合计 474.41 474.41 | 400.00 400.00 | 10 84.32% "
        "一级指标 二级指标 三级指标 年度指标值 全年完成值 分值 得分 产出指标 数量指标 维修渠道 ≥25公里 26公里 50 50 总分 60 60"
    )
    text = "\n".join("|" if cell == "|" else f"{cell} |" for cell in said.split()) + "\n注：略\n"
    for filing in extract("a.txt", text.encode()).filings:
        assert all(row.executed is None for row in filing.budget.rows)
        assert [i.name for i in filing.indicators] == ["维修渠道"]
