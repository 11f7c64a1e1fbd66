"""Forms printed with pipes, a row a line: merged and empty cells dropped out, rows broken."""

from decimal import Decimal
from pathlib import Path

import pytest
from drawn import drawn
from printed import (
    FORMS,
    NATIONAL,
    OPERATOR,
    TRANSFER,
    as_columns,
    as_leading_pipes,
    as_pipes,
    figures,
    filings,
    in_table,
    lines_of,
    spans,
)

from jiping.intake import extract
from jiping.intake.layouts import lone_pipes, pipes


@pytest.mark.parametrize("picture", FORMS)
@pytest.mark.parametrize("printing", [as_pipes, as_columns, as_leading_pipes])
def test_a_form_in_pipes_reads_like_its_table(printing, picture: str) -> None:  # type: ignore[no-untyped-def]
    (filing,) = filings(printing(drawn(picture)))
    table = in_table(picture)

    assert list(figures(filing)) == list(figures(table))
    assert (filing.unit, filing.supervisor) == (table.unit, table.supervisor)
    assert (filing.project, filing.fiscal_year) == (table.project, table.fiscal_year)
    assert (filing.goals, filing.currency_unit) == (table.goals, table.currency_unit)
    assert filing.complete


@pytest.mark.parametrize("picture", FORMS)
@pytest.mark.parametrize("printing", [as_pipes, as_leading_pipes])
def test_a_text_that_breaks_off_says_less_and_nothing_else(printing, picture: str) -> None:  # type: ignore[no-untyped-def]
    text = printing(drawn(picture))
    whole = set(figures(in_table(picture)))

    for end in range(40, len(text), 3):
        for filing in filings(text[:end]):
            assert set(figures(filing)) <= whole
            assert not filing.complete or "总分" in text[:end] or "说明" in text[:end]


@pytest.mark.parametrize("own", ["安全效益指标", "生态效益效益指标", "就业指标"])
def test_a_second_level_of_the_form_s_own_or_misspelt(own: str) -> None:
    picture = NATIONAL.replace("生态效益\\n指标", own)
    assert picture != NATIONAL
    (filing,) = filings(as_pipes(drawn(picture)))

    assert list(figures(filing)) == list(figures(in_table(picture)))
    assert filing.indicators[-2].level2 == own


def test_a_level_on_a_line_of_its_own_begins_the_row_below() -> None:
    text = as_pipes(drawn(NATIONAL))
    broken = text.replace("质量指标 | ", "质量指标\n| ")
    assert broken != text

    assert list(figures(filings(broken)[0])) == list(figures(in_table(NATIONAL)))


def test_full_width_signs_other_line_ends_and_pipes_without_blanks_are_the_same_form() -> None:
    text = as_pipes(drawn(NATIONAL))
    (plain,) = filings(text)
    wide = text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))

    for twin in (text.replace("\n", "\r\n"), text.replace(" ", "\xa0"), text.replace(" | ", "|")):
        assert list(figures(filings(twin)[0])) == list(figures(plain))
    (twin_filing,) = filings(wide)
    assert [i.weight for i in twin_filing.indicators] == [i.weight for i in plain.indicators]
    assert [r.execution_rate for r in twin_filing.budget.rows] == [
        r.execution_rate for r in plain.budget.rows
    ]


def test_an_empty_initial_budget_does_not_shift_the_row() -> None:
    (filing,) = filings(as_pipes(drawn(OPERATOR)))
    total = filing.budget.rows[0]

    assert (total.initial, total.adjusted) == (None, Decimal("856.278877"))
    assert total.executed == total.adjusted
    assert (total.weight, total.execution_rate, total.score) == (10, 1, 10)


def test_forms_one_after_the_other() -> None:
    text = as_pipes(drawn(OPERATOR)) + as_pipes(drawn(OPERATOR.replace("高龄津贴", "养老补贴")))

    first, second = filings(text)

    assert (first.project, second.project) == ("高龄津贴", "养老补贴")
    assert first.indicators == second.indicators
    before, after = spans(text)
    assert before.end == after.start


def test_an_amount_that_may_stand_in_two_columns_is_left_out_and_told() -> None:
    text = """
项目名称 | 河道清淤 | |||||
项目资金(万元) | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | ||
年度资金总额 | 100 | 130 | 120 | 92.31% | ||
上年结转资金 | 7 | 7 | |||||
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | ||
产出指标 | 数量指标 | 清淤长度 | 12公里 | 12公里 | ||
"""
    (span,) = spans(text)

    assert set(span.form.budget[1]) == {"label"}
    (problem,) = span.form.problems
    assert problem.where.line == 5
    assert "年初预算数、全年预算数、全年执行数不能确定" in problem.message


def test_the_parts_of_a_row_with_cells_missing_are_told_by_their_sum() -> None:
    text = """
项目名称 | 河道清淤 | |||||
项目资金(万元) | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | ||
年度资金总额 | 100 | 130 | 120 | 92.31% | ||
其中:当年财政拨款 | 100 | 90 | 80 | ||||
上年结转资金 | 40 | 40 | |||||
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | ||
产出指标 | 数量指标 | 清淤长度 | 12公里 | 12公里 | ||
"""
    (filing,) = filings(text)
    carried = filing.budget.rows[2]

    assert (carried.initial, carried.adjusted, carried.executed) == (None, 40, 40)


def test_a_form_published_before_anything_was_filled_in() -> None:
    text = """
三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 | ||
发放覆盖率 | = | 100 | % | 60 | ||||||
制度健全性 | 定性 | 优良中低差 | 30 | |||||||
合计 | 90 | |||||||||
"""
    (filing,) = filings(text.replace("三级指标 |", "一级指标 | 二级指标 | 三级指标 |", 1))

    assert [i.weight for i in filing.indicators] == [60, 30]
    assert [i.actual for i in filing.indicators] == [None, None]
    assert filing.indicators[1].target is not None
    assert filing.indicators[1].target.text == "优良中低差"


def test_labels_with_their_amounts_behind_them() -> None:
    text = """
项目绩效目标完成情况表 (2019 年度) | |||||
项目名称 | 执勤用车维护 | ||||
预算执行情况(万元) | 预算数: | 312 | 执行数: | 300 | |
其中-财政拨款: | 312 | 其中-财政拨款: | 300 | ||
其它资金: | 其它资金: | ||||
年度目标完成情况 | 预期目标 | 实际完成目标 | |||
保障用车 | 已保障 | ||||
绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成指标值 |
项目完成指标 | 数量指标 | 保障车辆 | 8辆 | 8辆 | |
质量指标 | 车况 | 全年0事故 | 全年0事故 | ||
"""
    (filing,) = filings(text)

    assert [(r.item, r.adjusted, r.executed) for r in filing.budget.rows] == [
        ("total", 312, 300), ("current_appropriation", 312, 300), ("other", None, None),
    ]  # fmt: skip
    assert filing.goals.achieved == "已保障"
    assert [i.level1 for i in filing.indicators] == ["产出指标", "产出指标"]


def test_a_form_with_a_scoring_standard_and_levels_of_its_own() -> None:
    text = """
单位 | |||||||
序号 | 一级 指标 |
二级 指标 |
三级 指标 |
指标分值 | 指标解释 | 指标说明及评分标准 | 自评得分 |
1 | 规划 (9分) |
基础信息 (3分) | 信息完整性 | 3 | 信息是否完整 | 1、真实(1分);2、完整(2分)。 |
2 |
2 | 工作计划 (6分) | 计划完整性 | 3 | 计划是否完整 | 有计划(3分) | 3 | |
3 | 计划明确性 | 3 | 计划是否明确 | 明确(3分) | 3 | ||
"""
    (filing,) = filings(text)

    assert [(i.level1, i.level2, i.weight, i.score) for i in filing.indicators] == [
        ("规划", "基础信息", 3, 2), ("规划", "工作计划", 3, 3), ("规划", "工作计划", 3, 3),
    ]  # fmt: skip


def test_indicators_that_go_on_from_a_page_we_do_not_have() -> None:
    text = """
培训及时率 | = | 100 | % | 5 | ||||||
成本指标 | 人均培训成本 | ≤ | 400 | 元 | 5 | |||||
效益指标 | 社会效益指标 | 学员就业率 | ≥ | 60 | % | 15 | ||||
满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥ | 90 | % | 10 | ||||
合计 | 100 | |||||||||
"""
    (filing,) = filings(text)

    assert not filing.complete
    assert [i.weight for i in filing.indicators] == [5, 5, 15, 10]
    assert [i.level2 for i in filing.indicators][1:] == [
        "成本指标",
        "社会效益指标",
        "服务对象满意度指标",
    ]
    assert (filing.total.weight, filing.total.score) == (100, None)


#: A form without a heading over its amounts: they are those planned.
PLANNED = """
项目支出绩效目标申报表 | |||||
项目名称 | 道路亮化 | ||||
项目资金 (万元) |
年度资金总额: | 120.5 | |||
其中:财政拨款 | 120.5 | ||||
其他资金 | 0 | ||||
总体目标 | 年度目标 | ||||
安装路灯300盏 | |||||
一级指标 | 二级指标 | 三级指标 | 指标值 | ||
产出指标 | 数量指标 | 安装路灯 | ≥300盏 | ||
成本指标 | 单灯成本 | ≤4000元 | |||
"""


def test_targets_only_with_the_amounts_planned() -> None:
    (filing,) = filings(PLANNED)

    assert [row.initial for row in filing.budget.rows] == [Decimal("120.5")] * 2 + [0]
    assert [i.target.number for i in filing.indicators if i.target] == [300, 4000]


def test_amounts_planned_above_a_break_are_left_out() -> None:
    whole = set(figures(*filings(PLANNED)))

    for end in range(40, len(PLANNED)):
        for filing in filings(PLANNED[:end]):
            assert set(figures(filing)) <= whole


def test_management_told_in_words_is_no_money() -> None:
    (filing,) = filings(as_pipes(drawn(TRANSFER)))

    assert [row.label for row in filing.budget.rows] == [
        "年度资金总额：",
        "其中：中央财政资金",
        "地方资金",
    ]
    assert filing.budget.rows[0].adjusted is not None


def test_pipes_that_are_no_table_are_nothing() -> None:
    text = "首页 | 机构设置 | 新闻动态 |\n政务公开 | 互动交流 |\n联系我们 | 网站地图 |\n"

    assert pipes.find_forms(lines_of(text)) == []
    assert lone_pipes.find_forms(lines_of(text)) == []


def test_no_figure_of_the_published_samples_is_wrong(shared: Path) -> None:
    for number, rows, indicators in (("002", 4, 0), ("037", 4, 8), ("049", 4, 0), ("085", 0, 6)):
        (filing,) = extract(shared / "samples" / f"{number}.txt").filings
        assert (len(filing.budget.rows), len(filing.indicators)) == (rows, indicators)
    first, second = extract(shared / "samples" / "017.txt").filings
    assert [f.budget.rows[0].executed for f in (first, second)] == [312, 40]
    assert (len(first.indicators), len(second.indicators)) == (6, 2)


def test_a_budget_row_that_breaks_off_says_no_amounts() -> None:
    text = (
        "项目支出绩效自评表 | | | | | | | | |\n项目名称 | | 校舍维修 | | | | | | |\n"
        "项目资金(万元) | | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
        " | 年度资金总额 | | 80.00 | 80.00 | 78.40 | 10 | 98.00% | 9.80 |\n"
    )
    for end in range(text.index("80.00"), len(text)):
        for filing in extract("a.txt", text[:end].encode()).filings:
            for row in filing.budget.rows:
                assert {row.initial, row.adjusted} <= {None, Decimal(80)}
                assert row.executed in (None, Decimal("78.4"))
                assert row.weight in (None, Decimal(10))


def test_a_label_that_its_word_cell_broke_is_whole_again() -> None:
    text = (
        "农村公路养护转移支付绩效自评表\n（2022年度）\n"
        "资金投入情况\n（万元） |  | 全年预算数（A） | 全年执行数（B） | 预算执行率\n（B/A×100%） | |||\n"
        "年度资金总额 | 3190.54 | 3190.54 | 100.0% | ||||\n"
        "绩效\n指标 | 一级\n指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施 | |\n"
        "产出指标 | 数量指标 | 养护道路 | ≥27公里 | 29公里 | |||\n"
        "质量指标 | 验收合格率 | 100% | 100% | ||||\n"
        "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥87% | 88.5% | |||\n"
        "说明 | 无 | ||||||\n"
    )
    (filing,) = extract("a.txt", text.encode()).filings
    assert [(i.level1, i.name, i.target and str(i.target.number)) for i in filing.indicators] == [
        ("产出指标", "养护道路", "27"), ("产出指标", "验收合格率", "100"),
        ("满意度指标", "群众满意度", "87"),
    ]  # fmt: skip
    assert filing.budget.rows[0].executed == Decimal("3190.54")


def test_labels_a_character_a_line_part_no_form() -> None:
    (filing,) = filings("""项目支出绩效自评表
项目名称 | 渠道清淤 | |||||||
主管部门 | 青禾县水务局 | 实施单位 | 青禾县水务局 | |||||
项目资金
(万元) |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | |
年度资金总额 | 481.73 | 462.46 | 321.32 | 10 | 69.48% | 6.95 | ||
绩
效
指
标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
产出指标 | 数量指标 | 清淤长度 | 5公里 | 5公里 | 50 | 50 | ||
效益指标 | 社会效益指标 | 受益面积 | 500亩 | 450亩 | 40 | 36 | ||
总分 | 100 | 92.95 | ||||||
""")
    assert filing.project == "渠道清淤"
    assert filing.budget.rows[0].adjusted == Decimal("462.46")
    assert [i.score for i in filing.indicators] == [50, 36]


BETWEEN = """项目支出绩效自评表
项目名称 |  | 河道保洁
项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 |  | 80 | 76 | 10 | 95% | 9.5
其中：财政拨款 |  | 60 | 57 | — |  | —
其他资金 | 20 | 20 | 19 | — | 95% | —
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 保洁河道 | ≥36公里 | 36公里 | 60 | 60
质量指标 | 断面达标率 | ≥95% | 96% | 20 | 19
满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 93% | 10 | 10
总分 |  | 98.5
"""


def test_the_first_budget_is_empty_where_the_label_of_the_block_dropped_out() -> None:
    """A browser prints the merged label in the heading's row only: the rows below are shorter."""
    (filing,) = filings(BETWEEN)
    money = [(row.initial, row.adjusted, row.executed) for row in filing.budget.rows]

    assert money == [(None, 80, 76), (None, 60, 57), (20, 20, 19)]


def test_prose_behind_a_row_that_no_pipe_ends_is_no_part_of_it() -> None:
    text = as_leading_pipes(drawn(NATIONAL))
    prose = "绩效自评工作开展有序，资金使用合规，未发现问题。\n" * 80
    (filing,) = filings(text + "其他事项\n | 无\n" + prose)

    assert list(figures(filing)) == list(figures(in_table(NATIONAL)))
