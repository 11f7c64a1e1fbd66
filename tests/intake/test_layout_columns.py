"""True tables as hands draw them: borders that are not straight, labels and values in one cell."""

from decimal import Decimal

from drawn import drawn

from jiping.filing import Filing, Problem
from jiping.intake.assemble import assemble
from jiping.intake.document import Document, Line, Table
from jiping.intake.layouts.grid import find_forms
from jiping.intake.recognise import recognise


def read(*blocks: Line | Table) -> tuple[tuple[Filing, ...], tuple[Problem, ...]]:
    return recognise(Document("form.docx", "", "", blocks))


def filing_of(*blocks: Line | Table) -> Filing:
    (filing,), _ = read(*blocks)
    return filing


CROOKED = """
| 项目名称 | < | 修路 | < | < | < | < | < | < | < | < | < |
| 项目资金（万元） |  | < | 年初预算数 | < | 全年预算数 | 全年执行数 | < | 分值 | 执行率 | < | 得分 |
| ^ | 年度资金总额 | < | 100 | 110 | < | 99 | 10 | < | 90% | 9 | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | < | 年度指标值 | 实际完成值 | < | 分值 | 得分 | 原因 | < |
| ^ | 产出指标 | 数量指标 | 里程 | ≥10公里 | < | 9公里 | 50 | < | 45 | 水毁 | < |
| ^ | ^ | ^ | 座数 | ≥3座 | 4座 | < | 40 | 38 | < |  | < |
| 总分 | < | < | < | < | < | < | 100 | < | 92 |  | < |
"""


def test_values_that_begin_beside_their_headings_stand_under_them_all_the_same() -> None:
    filing = filing_of(drawn(CROOKED))

    row = filing.budget.rows[0]
    assert (row.initial, row.adjusted, row.executed) == (100, 110, 99)
    assert (row.weight, row.execution_rate, row.score) == (10, Decimal("0.9"), 9)
    length, count = filing.indicators
    assert length.target and length.target.raw == "≥10公里"
    assert (length.weight, length.score, length.reason) == (50, 45, "水毁")
    assert count.target and count.actual and (count.target.raw, count.actual.raw) == ("≥3座", "4座")
    assert (count.weight, count.score) == (40, 38)
    assert (filing.total.weight, filing.total.score) == (100, 92)


STRAIGHT = """
| 项目名称 | < | 修路 | < | < | < | < | < |
| 项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 100 | 110 | 99 | 10 | 90% | 9 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| ^ | 产出指标 | 数量指标 | 里程 | ≥10公里 | 9公里 | 50 | 45 |
"""


def test_a_table_goes_on_behind_a_page_break_without_the_column_on_its_left() -> None:
    rest = "| 效益指标 | 社会效益指标 | 出行 | ≥5年 | 5年 | 40 | 38 |\n| 总分 | < | < | < | < | 100 | 92 |"
    filing = filing_of(drawn(STRAIGHT), drawn(rest, 2))

    benefit = filing.indicators[1]
    assert (benefit.level1, benefit.level2, benefit.name) == ("效益指标", "社会效益指标", "出行")
    assert benefit.actual and benefit.actual.raw == "5年"
    assert (benefit.weight, benefit.score) == (40, 38)
    assert (filing.total.weight, filing.total.score) == (100, 92)


def test_rows_of_a_table_that_has_other_columns_are_not_read() -> None:
    (filing,), problems = read(
        drawn(STRAIGHT), drawn("| 社会效益指标 | 出行 | ≥5年 | 40 | 38 |", 2)
    )

    assert len(filing.indicators) == 1
    assert not filing.complete
    assert "与表头对不上" in problems[0].message


def test_a_row_that_is_shifted_against_its_headings_is_not_read() -> None:
    shifted = STRAIGHT + "| ^ | 质量指标 | 合格率 | 95% | 96% | 20 | 20 |  |\n"
    (filing,), problems = read(drawn(shifted))

    assert len(filing.indicators) == 1
    assert "与表头对不上" in problems[0].message


def test_labels_and_values_in_one_cell() -> None:
    picture = """
| 单位名称：青禾县民政局 | < | < | 填报日期：2023年3月1日    金额单位：万元 | < | < | < |
| 项目名称：临时救助 | < | < | 主管部门：青禾县民政局 | < | 项目实施单位：云岭镇民政所 | < |
| 资金 |  | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率） | < |
| ^ | 年度财政资金总额 | 45 | 40.5 | 90% | 18 | < |
"""
    filing = filing_of(drawn(picture))

    assert (filing.project, filing.supervisor) == ("临时救助", "青禾县民政局")
    assert filing.unit == "云岭镇民政所"
    assert filing.currency_unit == "万元"


def test_money_in_yuan_when_only_the_line_above_the_table_says_so() -> None:
    picture = STRAIGHT.replace("（万元）", "")
    filing = filing_of(Line("项目支出绩效自评表", 1), Line("金额单位：元", 2), drawn(picture))

    assert filing.currency_unit == "元"
    assert filing.budget.rows[0].adjusted == Decimal("0.011")


def test_budget_and_execution_side_by_side_with_block_scores_in_the_last_column() -> None:
    picture = """
| 专项名称 | < | 食品监管补助资金 | < | < | < | < |
| 中央主管部门 | < | 市场监管总局 | < | < | 自评得分 | < |
| 省级主管部门 | < | 某省市场监管局 | < | < | 98 | < |
| 预算执行情况（万元） | 预算数： | < | 2.38 | 执行数： | 2.3 | 20 |
| ^ | 其中：中央补助 | < | 2.38 万元 | 其中：中央补助 | 2.3万元 | ^ |
| ^ | 地方资金/其他 | < | 万元 | 地方资金/其他 | 万元 | ^ |
| 年度目标完成情况 | 预期目标 | < | < | 目标实际完成情况 | < | 20 |
| ^ | 排查风险 | < | < | 排查风险 | < | ^ |
| 年度绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成指标值 | 50 |
| ^ | 产出指标 | 质量指标 | 查办率 | 100% | 100% | 45 |
"""
    filing = filing_of(drawn(picture))

    assert filing.total.score == 98
    assert [(row.item, row.adjusted, row.executed) for row in filing.budget.rows] == [
        ("total", Decimal("2.38"), Decimal("2.3")),
        ("row", Decimal("2.38"), Decimal("2.3")),
        ("row", None, None),
    ]
    assert filing.budget.rows[0].score == 20
    assert (filing.block_scores.goals, filing.block_scores.indicators) == (20, 50)
    assert [each.score for each in filing.indicators] == [45]


def test_planned_received_and_spent_side_by_side_below_the_names_in_the_text() -> None:
    picture = """
| 计划安排资金（万元） | 700 | 实际到位资金（万元） | 700.08 | 实际支出（万元） | 690.5 | 结余（万元） | 9.58 |
| 其中：中央财政 | 300 | 其中：中央财政 |  | 其中：中央财政 | 290 | 其中：中央财政 |  |
| 县财政 | 400 | 县财政 | 400.08 | 县财政 | 400.5 | 县财政 |  |
"""
    head = ("项目支出绩效自评报告", "项目名称：农村公路养护", "项目单位：青禾县公路中心")
    head += ("主管部门：青禾县交通运输局", "单位：万元")
    filing = filing_of(*(Line(text, n) for n, text in enumerate(head, 1)), drawn(picture))

    assert (filing.project, filing.unit, filing.supervisor) == (
        "农村公路养护", "青禾县公路中心", "青禾县交通运输局",
    )  # fmt: skip
    assert [(r.label, r.initial, r.adjusted, r.executed) for r in filing.budget.rows] == [
        ("", 700, Decimal("700.08"), Decimal("690.5")),
        ("其中：中央财政", 300, None, 290),
        ("县财政", 400, Decimal("400.08"), Decimal("400.5")),
    ]


def test_a_form_that_begins_with_its_title_ends_the_one_before() -> None:
    form = """
| 项目绩效目标完成情况表（2019年度） | < | < | < |
| 项目名称 | 修路 | < | < |
| 一级指标 | 三级指标 | 预期指标值 | 实际完成指标值 |
| 产出指标 | 里程 | 8公里 | 8公里 |
"""
    filings, _ = read(drawn(form + form.replace("修路", "架桥").replace("2019", "2020").lstrip()))

    assert [(f.project, f.fiscal_year, len(f.indicators)) for f in filings] == [
        ("修路", 2019, 1), ("架桥", 2020, 1),
    ]  # fmt: skip
    assert filings[0].complete


CHONGQING = """
| 主管部门 | < | 青禾县林业局 | 联系电话 | 0000 | 自评总分（分） | 97.6 |
| 预算执行情况 | 年初预算数 | 全年（调整）预算数 | 全年执行数 | 执行率（%） | 执行率权重 | 执行率得分（分） |
| 年度总金额 | 1000 | 1200 | 912 | 76 | 10 | 7.6 |
| 指标名称 | 计量单位 | 指标性质 | 年初指标值 | 调整指标值 | 全年完成值 | 指标权重（分） |
| 管护面积 | 万亩 | ≥ | 28 | 30 | 31 | 60 |
| 成灾率 | % | ≤ | 0.4 |  | 0.4 | 30 |
"""


def test_an_adjusted_target_is_the_one_in_force() -> None:
    filing = filing_of(drawn(CHONGQING))

    first, second = (each.target for each in filing.indicators)
    assert first and (first.operator, first.number, first.unit) == ("≥", 30, "万亩")
    assert second and second.number == Decimal("0.4")
    assert (filing.budget.rows[0].weight, filing.budget.rows[0].score) == (10, Decimal("7.6"))


def test_a_form_whose_total_stands_in_its_head_is_whole_when_its_points_are() -> None:
    scored = CHONGQING.replace("指标权重（分） |", "指标权重（分） | 得分 |")
    scored = scored.replace("| 60 |", "| 60 | 60 |").replace("| 30 |\n", "| 30 | 30 |\n")

    assert filing_of(drawn(scored)).complete
    assert not filing_of(drawn(scored.rsplit("| 成灾率", 1)[0])).complete


def test_the_grade_beside_the_points_of_the_closing_row() -> None:
    closed = STRAIGHT + "| 总分 | < | 100 | < | 92 | （自评等级） | < | 优 |\n"
    filing = filing_of(drawn(closed))

    assert (filing.total.weight, filing.total.score, filing.grade) == (100, 92, "优")


def test_the_sum_of_a_part_does_not_end_the_form() -> None:
    parts = STRAIGHT + (
        "| 合计 | < | < | < | < | < | 50 | 45 |\n"
        "|  | 效益指标 | 社会效益指标 | 出行 | ≥5年 | 5年 | 40 | 38 |\n"
        "| 总分 | < | < | < | < | < | 100 | 92 |\n"
    )
    filing = filing_of(drawn(parts))

    assert [each.name for each in filing.indicators] == ["里程", "出行"]
    assert filing.total.score == 92


def test_money_beside_an_unknown_name_is_a_row_of_the_budget() -> None:
    picture = STRAIGHT.replace(
        "| 绩效", "| ^ | 其中：一般债券 | 40 | 40 | 30 |  | 75% |  |\n| 绩效"
    )
    rows = filing_of(drawn(picture)).budget.rows

    assert (rows[1].item, rows[1].label, rows[1].executed) == ("row", "其中：一般债券", 30)


def test_the_unit_in_the_title_of_a_sheet() -> None:
    (span,) = find_forms(
        [drawn("| 青禾县林业局2022年度部门整体绩效自评表 | < | < | < | < | < | < |" + CHONGQING)]
    )
    filing, _ = assemble(span.form)

    assert filing.unit == "青禾县林业局"


def test_a_lone_dash_is_no_reason_and_the_category_may_bear_the_name_of_its_level() -> None:
    picture = """
| 项目名称 | 修路 | < | < | < | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 满意度指标 | 满意度指标 | 群众满意度 | ≥90% | 95% | 10 | 10 | - |
"""
    (satisfaction,) = filing_of(drawn(picture)).indicators

    assert satisfaction.level2 == "服务对象满意度指标"
    assert satisfaction.reason is None
