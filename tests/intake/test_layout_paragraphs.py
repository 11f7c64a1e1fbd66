"""Forms printed a cell a line, an empty line between two."""

from pathlib import Path

import pytest
from drawn import drawn
from printed import FORMS, NATIONAL, as_lines, as_paragraphs, figures, filings, in_table, lines_of

from jiping.intake import extract
from jiping.intake.document import Line
from jiping.intake.layouts import paragraphs


@pytest.mark.parametrize("picture", FORMS)
def test_a_form_in_paragraphs_reads_like_its_table(picture: str) -> None:
    (filing,) = filings(as_paragraphs(drawn(picture)))
    table = in_table(picture)

    assert list(figures(filing)) == list(figures(table))
    assert (filing.unit, filing.supervisor) == (table.unit, table.supervisor)
    assert (filing.project, filing.goals) == (table.project, table.goals)


@pytest.mark.parametrize("picture", FORMS)
def test_without_the_empty_lines_no_figure_shifts(picture: str) -> None:
    (filing,) = filings(as_lines(drawn(picture)))

    assert set(figures(filing)) <= set(figures(in_table(picture)))
    assert len(filing.indicators) == len(in_table(picture).indicators)


@pytest.mark.parametrize("picture", FORMS)
@pytest.mark.parametrize("printing", [as_paragraphs, as_lines])
def test_a_text_that_breaks_off_says_less_and_nothing_else(printing, picture: str) -> None:  # type: ignore[no-untyped-def]
    text = printing(drawn(picture))
    whole = set(figures(in_table(picture)))

    for end in range(40, len(text), 7):
        for filing in filings(text[:end]):
            assert set(figures(filing)) <= whole
            assert not filing.complete or "总分" in text[:end] or "说明" in text[:end]


def test_labels_and_levels_broken_over_paragraphs_are_put_together() -> None:
    text = """
项目绩效目标自评表

项目名称

渠道维修

资金情况

(万元

全年预算数

全年执行数

执行率

年度资金总额:

854

427

50%

年度总体目标

年初设定

目标

全年实际完成情况

维修12公里

维修6公里

一级指标

二级指标

三级指标

年度指标值

全年

完成值

未完成原因

和改进措施

产出指标

数量指标

维修长度

12公里

6公里

枯水期推迟，下年完成

效益指标

经济效益

指标

亩均增收

≥100元

90元


服务对象

满意度指标

村民满意度

≥90%

93%


说明

无
"""
    (filing,) = filings(text)

    assert filing.budget.rows[0].executed == 427
    assert filing.goals.achieved == "维修6公里"
    assert [(i.level1, i.level2) for i in filing.indicators] == [
        ("产出指标", "数量指标"), ("效益指标", "经济效益指标"), ("满意度指标", "服务对象满意度指标"),
    ]  # fmt: skip
    assert [i.actual.number for i in filing.indicators if i.actual] == [6, 90, 93]
    assert filing.indicators[0].reason == "枯水期推迟，下年完成"


def test_a_form_without_empty_cells_whose_score_column_begins_above_it() -> None:
    text = "\n\n".join(
        ("补助资金区域绩效目标自评表", "专项名称", "食品监管补助", "省级主管部门", "某省市场监管局", "自评得分", "市级主管部门",
         "某市市场监管局", "96", "预算执行情况", "预算数:", "2.38", "执行数:", "2.38", "20", "其中:中央补助", "2.38  万元",
         "其中:中央补助", "2.38万元", "地方资金/其他", "万元", "地方资金/其他", "万元",
         "年度目标完成情况", "预期目标", "目标实际完成情况", "20", "目标1:培训", "目标1:已培训", "一级指标", "二级指标", "三级指标",
         "年度指标值", "实际完成指标值", "50", "产出指标", "质量指标", "指标1:人员培训", "已完成", "已完成", "5",
         "指标2:查办率", "100%", "98%", "4", "时效指标", "指标1:完成时间", "2021年12月31日", "2021年12月31日", "5", "总分", "96")
    )  # fmt: skip
    (filing,) = filings(text + "\n\n")
    total, central, local = filing.budget.rows

    assert (total.item, str(total.adjusted), total.score) == ("total", "2.38", 20)
    assert (str(central.adjusted), str(central.executed)) == ("2.38", "2.38")
    assert (local.adjusted, local.executed) == (None, None)
    assert (filing.block_scores.goals, filing.block_scores.indicators) == (20, 50)
    assert (filing.goals.expected, filing.goals.achieved) == ("目标1:培训", "目标1:已培训")
    assert [i.score for i in filing.indicators] == [5, 4, 5]
    assert filing.total.score == 96


def test_the_two_views_of_the_hunan_form_with_amounts_glued_to_their_labels() -> None:
    text = """
2023年度部门整体支出绩效自评表

预算部门、单位名称

青禾县云岭乡人民政府

年度预算申请

(万元


年初预算数

全年预算数

全年执行数

分值

执行率

自评得分

年度资金总额

861.10

2030.12

2030.12

10

100%

10

按收入性质分:2030.12

按支出性质分:1925.67

其中: 一般公共预算:1325.68

其中:基本支出:900.47

政府性基金拨款:118.82

项目支出:1025.20

纳入专户管理的非税收入拨款:


其他资金:585.62


年度总体目标

"""
    (filing,) = filings(text)
    revenue, expenditure = filing.budget.by_revenue, filing.budget.by_expenditure

    assert filing.kind == "department"
    assert len(filing.budget.rows) == 1
    assert [str(revenue.general_public_budget), str(revenue.other)] == ["1325.68", "585.62"]
    assert revenue.special_account_nontax is None
    assert [str(expenditure.basic), str(expenditure.project)] == ["900.47", "1025.20"]
    assert filing.evidence["/budget/by_expenditure/basic"].raw == "900.47"


def test_a_report_that_follows_is_no_part_of_the_form() -> None:
    text = as_paragraphs(drawn(NATIONAL)) + "一、基本情况\n\n本单位有职工12人。\n\n"
    blocks = lines_of(text)
    (span,) = paragraphs.find_forms(blocks)

    rest = [block.text for block in blocks[span.end :] if isinstance(block, Line) and block.text]
    assert rest == ["一、基本情况", "本单位有职工12人。"]


def test_a_report_is_no_form() -> None:
    text = "2022年度绩效自评报告\n\n一、基本情况\n\n年初预算数100万元，全年执行数90万元。\n\n得分\n"

    assert paragraphs.find_forms(lines_of(text)) == []


def test_no_figure_of_the_published_samples_is_wrong(shared: Path) -> None:
    (town,) = extract(shared / "samples" / "001.txt").filings
    assert str(town.budget.by_revenue.other) == "585.62"
    (food,) = extract(shared / "samples" / "062.txt").filings
    assert [i.score for i in food.indicators] == [5, 4, 5, 3, 3, 3, 5, 3, 3]
    (air,) = extract(shared / "samples" / "084.txt").filings
    assert [row.executed for row in air.budget.rows] == [0, 0, 0, 0, 0]
    assert air.indicators[0].actual is not None
    assert air.indicators[0].actual.number == 0
