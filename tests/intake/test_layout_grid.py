"""Forms in true tables: each test is a form as a province prints it."""

from decimal import Decimal

from drawn import drawn

from jiping.filing import Filing
from jiping.intake.assemble import assemble
from jiping.intake.document import Line, Table
from jiping.intake.layouts.grid import find_forms
from jiping.intake.layouts.table.strips import text_lines


def filings(*pictures: str, before: tuple[str, ...] = ()) -> list[Filing]:
    blocks: list[Line | Table] = [Line(text, n) for n, text in enumerate(before, 1)]
    blocks += [drawn(picture, n) for n, picture in enumerate(pictures, 1)]
    return [assemble(span.form)[0] for span in find_forms(blocks)]


HUNAN = """
| 预算部门名称 | < | 青禾县云岭镇人民政府 | < | < | < | < | < | < |
| 年度预\\n算申请\\n（万元） | < |  | 年初\\n预算数 | 全年 预算数 | 全年\\n执行数 | 分值 | 执行率 | 得分 |
| ^ | < | 年度资金总额 | 972.54 | 3852.54 | 3852.54 | 10分 | 100% | 10 |
| ^ | < | 按收入性质分： | < | < | 按支出性质分： | < | < | < |
| ^ | < | 其中： 一般公共预算：3777.82 | < | < | 其中：基本支出：3852.54 | < | < | < |
| ^ | < | 政府性基金拨款：74.72 | < | < | 项目支出： | < | < | < |
| ^ | < | 其他资金： | < | < |  | < | < | < |
| 年度总体目标 | < | 预期目标 | < | < | 实际完成情况 | < | < | < |
| ^ | < | 保障运转 | < | < | 基本保障了运转 | < | < | < |
| 绩\\n效\\n指\\n标 | 一级指标 | 二级指标 | 三级指标 | 年度\\n指标值 | 实际\\n完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| ^ | 产出指标\\n(50分) | 数量\\n指标 | 保障村居数量 | 11个 | 11个 | 15 | 15 |  |
| ^ | ^ | 成本\\n指标 | 控制成本 | ≤972.54 | 3852.54 | 10 | 9 | 超过年初预算 |
| ^ | 满意度指标\\n（10分） | 服务对象满意度指标 | 群众满意度 | 95% | 95% | 10 | 9 | 还需努力 |
| 总分 | < | < | < | < | < | 100 | 90 |  |
"""


def test_the_hunan_department_form_with_its_merged_cells_and_two_views() -> None:
    (filing,) = filings(HUNAN)

    assert filing.unit == "青禾县云岭镇人民政府"
    assert filing.kind == "department"
    assert filing.complete
    total = filing.budget.total
    assert total is not None
    assert (total.initial, total.adjusted, total.executed) == (
        Decimal("972.54"), Decimal("3852.54"), Decimal("3852.54"),
    )  # fmt: skip
    assert (total.weight, total.execution_rate, total.score) == (10, 1, 10)
    assert filing.budget.by_revenue.general_public_budget == Decimal("3777.82")
    assert filing.budget.by_revenue.government_funds == Decimal("74.72")
    assert filing.budget.by_revenue.other is None
    assert filing.budget.by_expenditure.basic == Decimal("3852.54")
    assert filing.budget.by_expenditure.project is None
    assert filing.goals.expected == "保障运转"
    assert filing.goals.achieved == "基本保障了运转"
    assert [(i.level1, i.level2, i.name) for i in filing.indicators] == [
        ("产出指标", "数量指标", "保障村居数量"),
        ("产出指标", "成本指标", "控制成本"),
        ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]
    cost = filing.indicators[1]
    assert cost.target is not None
    assert (cost.target.operator, cost.target.number) == ("≤", Decimal("972.54"))
    assert (cost.weight, cost.score, cost.reason) == (10, 9, "超过年初预算")
    assert (filing.total.weight, filing.total.score) == (100, 90)


def test_every_value_read_says_where_it_stood() -> None:
    (filing,) = filings(HUNAN)

    assert filing.evidence["/budget/rows/0/adjusted"].raw == "3852.54"
    place = filing.evidence["/indicators/1/actual"].where
    assert (place.table, place.row, place.column) == (1, 12, 6)
    assert filing.evidence["/budget/by_revenue/government_funds"].raw == "74.72"


SICHUAN = """
| 部门预算项目支出绩效自评表（2023年度） | < | < | < | < | < | < | < | < | < |
| 项目名称 | < | 51000021R000000019951-工资性支出 | < | < | < | < | < | < | < |
| 主管部门 | < | 青禾县发展和改革局 | < | < | 实施单位\\n（盖章） | < | 青禾县发展和改革局本级 | < | < |
| 预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 | < |
| ^ | 总额 | 238.93 | 251.89 | 251.89 | 100.00% | 10 | 10 | 人员调资 | < |
| ^ | 其中：财政资金 | 238.93 | 251.89 | 251.89 | 100.00% | / | / |  | < |
| ^ | 其他资金 |  |  |  |  | / | / |  | < |
| 绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 |
| ^ | 产出指标 | 数量指标 | 发放覆盖率 | ＝ | 100 | % | 100 | 60 | 60 |
| ^ | 效益指标 | 社会效益指标 | 足额保障率 | ≥ | 100 | % | 98 | 30 | 29 |
| ^ | 合计 | < | < | < | < | < | < | 100 | 99 |
"""


def test_the_sichuan_form_with_operator_and_unit_in_columns_of_their_own() -> None:
    (filing,) = filings(SICHUAN)

    assert (filing.kind, filing.fiscal_year) == ("project", 2023)
    assert filing.project == "51000021R000000019951-工资性支出"
    assert (filing.supervisor, filing.unit) == ("青禾县发展和改革局", "青禾县发展和改革局本级")
    assert [row.item for row in filing.budget.rows] == ["total", "current_appropriation", "other"]
    assert filing.budget.rows[1].weight is None
    second = filing.indicators[1]
    assert second.target is not None
    assert second.actual is not None
    assert (second.target.operator, second.target.number, second.target.unit) == ("≥", 100, "%")
    assert (second.actual.number, second.actual.unit, second.score) == (98, "%", 29)
    assert filing.total.score == 99


def test_amounts_in_yuan_become_wan() -> None:
    picture = """
| 项目名称 | 农机补贴 | < | < | < | < | < |
| 项目资金（元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | 100000 | 202640.00 | 132912.07 | 10 | 65.59% | 6.56 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 补贴台数 | ≥5台 | 5台 | 90 | 90 |
| 总分 | < | < | < | < | 100 | 96.56 |
"""
    (filing,) = filings(picture)

    assert filing.currency_unit == "元"
    assert filing.budget.rows[0].adjusted == Decimal("20.264")
    assert filing.budget.rows[0].executed == Decimal("13.291207")
    assert filing.budget.rows[0].execution_rate == Decimal("0.6559")


def test_a_form_that_goes_on_in_the_next_table_is_one_form() -> None:
    head, tail = HUNAN.rsplit("| ^ | 满意度", 1)
    (filing,) = filings(head, "| 绩效指标 | 满意度" + tail)

    assert len(filing.indicators) == 3
    assert filing.total.score == 90


def test_several_forms_one_after_the_other() -> None:
    found = filings(SICHUAN, SICHUAN.replace("工资性支出", "公用经费"))

    assert [filing.project for filing in found] == [
        "51000021R000000019951-工资性支出", "51000021R000000019951-公用经费",
    ]  # fmt: skip
    assert [len(filing.indicators) for filing in found] == [2, 2]


def test_several_forms_in_one_table() -> None:
    found = filings(SICHUAN.rstrip() + SICHUAN.replace("工资性支出", "公用经费"))

    assert [len(filing.indicators) for filing in found] == [2, 2]
    assert found[1].project == "51000021R000000019951-公用经费"


def test_a_form_broken_off_is_not_complete() -> None:
    lines = HUNAN.strip().splitlines()
    for end in range(3, len(lines)):
        for filing in filings("\n".join(lines[:end])):
            assert not filing.complete


def test_truncation_at_every_row_never_changes_a_figure() -> None:
    (whole,) = filings(HUNAN)
    lines = HUNAN.strip().splitlines()
    for end in range(3, len(lines)):
        for filing in filings("\n".join(lines[:end])):
            assert filing.budget.rows == whole.budget.rows[: len(filing.budget.rows)]
            assert filing.indicators == whole.indicators[: len(filing.indicators)]


def test_rows_of_the_template_without_a_value_are_no_indicators() -> None:
    picture = HUNAN.replace(
        "| 总分 |",
        "| ^ | ^ | ^ | 指标2： |  |  |  |  |  |\n| ^ | ^ | ^ | …… |  |  |  |  |  |\n| 总分 |",
    )
    (filing,) = filings(picture)

    assert len(filing.indicators) == 3


def test_a_table_that_is_no_form_is_none() -> None:
    assert filings("| 序号 | 姓名 | 金额 |\n| 1 | 甲某 | 500 |") == []


TRANSFER = """
| 转移支付（项目）名称 | < | 重大传染病防治 | < | < | < |
| 中央主管部门 | < | 国家卫生健康委 | < | < | < |
| 地方主管部门 | < | 青禾县卫生健康局 | < | 资金使用单位 | 云岭镇卫生院 |
| 资金投入情况\\n（万元） | < |  | 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A×100%） |
| ^ | < | 年度资金总额： | 811.54 | 811.54 | 100% |
| ^ | < | 其中：中央财政资金 | 730.4 | 730.4 | 100.00% |
| ^ | < | 地方资金 | 81.14 | 81.14 | 100% |
| 资金管理情况 | < |  | 情况说明 | < | 存在问题和改进措施 |
| ^ | < | 分配科学性 | 按因素法分配 | < | 无 |
| 总体目标完成情况 | 总体目标 | < | < | 全年实际完成情况 | < |
| ^ | 接种疫苗 | < | < | 完成接种 | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 |
| ^ | 产出指标 | 数量指标 | 接种率 | ≥90% | 93% |
| ^ | 效益指标 | 社会效益\\n指标 | 知晓率 | 逐步提高 | 达成预期指标 |
| 说明 | 无 | < | < | < | < |
"""


def test_the_transfer_form_without_points_and_with_the_block_on_management() -> None:
    (filing,) = filings(TRANSFER)

    assert (filing.kind, filing.unit, filing.supervisor) == (
        "transfer",
        "云岭镇卫生院",
        "青禾县卫生健康局",
    )
    assert [(row.item, row.adjusted) for row in filing.budget.rows] == [
        ("total", Decimal("811.54")), ("row", Decimal("730.4")), ("row", Decimal("81.14")),
    ]  # fmt: skip
    assert (filing.goals.expected, filing.goals.achieved) == ("接种疫苗", "完成接种")
    assert [indicator.level2 for indicator in filing.indicators] == ["数量指标", "社会效益指标"]
    assert filing.complete


def test_a_line_to_be_signed_under_the_note_cuts_nothing_off() -> None:
    (filing,) = filings(TRANSFER + "| 填报人： | < | 单位负责人： | < | 联系电话： | < |\n")

    assert len(filing.indicators) == 2
    assert filing.complete


def test_those_who_sign_side_by_side_under_the_columns_are_no_indicator() -> None:
    (filing,) = filings(
        TRANSFER + "| 填报人 | 李明 |  | 单位负责人（签章） | 联系电话 | 填报日期 |\n"
    )

    assert [indicator.name for indicator in filing.indicators] == ["接种率", "知晓率"]
    assert filing.complete


def test_the_guizhou_form_without_an_adjusted_budget_and_with_its_points_in_the_heading() -> None:
    picture = """
| 部门（单位）名称 | < | 青禾县云岭镇人民政府 | < | < | < | < |
| 部门（单位）总体资金（万元） | 资 金 来 源 | 年初预算数（A） | 全年执行数（B） | 分值（10分） | 得分 | 得分计算方法 |
| ^ | 年度资金总额： | 1172.55 | 1268.72 | 10 | 10 | 执行率*该指标分值，最高不得超过分值上限。 |
| ^ | 基本支出 | 985.19 | 914.97 | 10 | 10 | ^ |
| ^ | 项目支出 | 187.36 | 353.75 | 10 | 10 | ^ |
| ^ | 其他 |  |  |  |  | ^ |
"""
    (filing,) = filings(picture)

    assert [(r.label, r.initial, r.adjusted, r.executed, r.score) for r in filing.budget.rows] == [
        ("年度资金总额：", Decimal("1172.55"), None, Decimal("1268.72"), 10),
        ("基本支出", Decimal("985.19"), None, Decimal("914.97"), 10),
        ("项目支出", Decimal("187.36"), None, Decimal("353.75"), 10),
        ("其他", None, None, None, None),
    ]


def test_the_form_of_twenty_and_eighty_points_with_ticks_and_letters_in_the_headings() -> None:
    picture = """
| 单位名称：青禾县民政局 | < | < | 填报日期：2023年3月1日 | < | < | < |
| 项目名称 | 临时救助 | < | 主管部门 | 青禾县民政局 | 项目实施单位 | 云岭镇民政所 |
| 项目类别 | 1、部门预算项目 □ 2、市直专项 ☑ | < | < | < | < | < |
| 预算执行情况（万元）（20分） | < | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率） | < |
| ^ | 年度财政资金总额 | 45 | 40.5 | 90% | 18 | < |
| 年度绩效目标（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 |
| ^ | 产出指标 | 数量指标（20） | 救助人次 | 80人次 | 87人次 | 20 |
| ^ | ^ | 质量指标（20） | 发放准确率 | 100% | 100% | 20 |
| ^ | 效益指标 | 社会效益指标（40） | 群众满意度 | ≥95% | 93% | 39.16 |
| 总分 | < | < | < | < | < | 97.16 |
"""
    (filing,) = filings(picture)

    assert filing.budget.rows[0].score == 18
    assert filing.budget.rows[0].execution_rate == Decimal("0.9")
    assert [i.level2 for i in filing.indicators] == ["数量指标", "质量指标", "社会效益指标"]
    assert filing.total.score == Decimal("97.16")
    assert filing.unit == "云岭镇民政所"


def test_text_below_the_form_in_the_same_sheet_is_handed_on() -> None:
    (span,) = find_forms(
        [drawn(HUNAN + "| 部门整体支出绩效自评报告 | < | < |\n| 一、基本情况 | < | < |")]
    )

    assert [line.text for line in span.below] == ["部门整体支出绩效自评报告", "一、基本情况"]


def test_a_sheet_of_text_is_text_and_a_table_is_not() -> None:
    lines = text_lines(drawn("| 自评报告 |\n|  |\n| 一、基本情况 |"))

    assert lines is not None
    assert [(line.number, line.text) for line in lines] == [(1, "自评报告"), (3, "一、基本情况")]
    assert text_lines(drawn("| 甲 | 乙 |\n| 一、基本情况 |  |")) is None


TASKS = """
| 部门（单位）名称 | < | 青禾县水利局 | < | < | < | < | < | < | < |
| 年度主要任务完成情况 | 任务名称 | 主要内容 | 完成情况 | 全年预算数（万元） | < | 全年执行数（万元） | < | 分值 | 执行率 |
| ^ | ^ | ^ | ^ | 总额 | 财政拨款 | 总额 | 财政拨款 | ^ | ^ |
| ^ | 任务1：渠道维修 | 保障灌溉 | 已完成 | 474.41 | 474.41 | 474.41 | 474.41 | — | 100% |
| ^ | 任务2：河道治理 | 按期推进 | 已完成 | 382.74 | 382.74 | 363.6 | 363.6 | — | 95% |
| ^ | 金额合计 | < | < | 857.15 | 857.15 | 838.01 | 838.01 | 10 | 97.77% |
| 年度绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | 全年完成值 | < | 分值 | 得分 |
| ^ | 产出指标 | 数量指标 | 治理河道 | ≥25公里 | < | 26公里 | < | 50 | 50 |
"""


def test_tasks_are_the_rows_of_money_and_the_parts_of_a_column_are_none() -> None:
    (filing,) = filings(TASKS)
    assert [(r.label, str(r.adjusted), str(r.executed)) for r in filing.budget.rows] == [
        ("任务1：渠道维修", "474.41", "474.41"), ("任务2：河道治理", "382.74", "363.6"),
        ("金额合计", "857.15", "838.01"),
    ]  # fmt: skip
    assert filing.budget.total is not None
    assert filing.budget.total.weight == 10


CLOSED_TWICE = """
| 三级指标 | 年度目标值 | 实际完成值 | 分值 | 得分 |
| 轮换储备粮 | 5200吨 | 5200吨 | 90 | 88.5 |
| 合计 | < | < | 90 | 88.5 |
| 总分（含预算执行率） | < | < | 100 | 97.04 |
"""


def test_the_larger_of_two_closing_rows_is_the_whole() -> None:
    (filing,) = filings(CLOSED_TWICE)
    assert (filing.total.weight, filing.total.score) == (100, Decimal("97.04"))


def test_a_score_alone_closes_a_form_without_weights() -> None:
    (filing,) = filings(
        """
| 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 |
| 维修道路 | ≥24公里 | 25公里 | 91.2 |
| 总分 | 91.2 | < | < |
"""
    )
    assert filing.total.score == Decimal("91.2")


STACKED = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 保洁面积\\n清运垃圾 | ≥260万平方米\\n≥6万吨 | 263万平方米\\n6.8万吨 | 10\\n10 | {scores} |
| 效益指标 | 生态效益指标 | 改善环境 | 改善 | 改善 | 80 | 78 |
"""


def test_indicators_that_share_a_row_are_parted_by_its_lines() -> None:
    (filing,) = filings(STACKED.format(scores="10\\n9.5"))
    assert [(i.name, i.target and i.target.number, i.weight, i.score) for i in filing.indicators] == [
        ("保洁面积", 260, 10, 10), ("清运垃圾", 6, 10, Decimal("9.5")), ("改善环境", None, 80, 78),
    ]  # fmt: skip


def test_figures_on_two_lines_are_not_one() -> None:
    (filing,) = filings(STACKED.format(scores="19.5"))
    assert filing.indicators[0].weight is None
    assert filing.indicators[0].score == Decimal("19.5")


def test_a_list_of_projects_has_its_sum_in_front_of_the_names() -> None:
    (filing,) = filings(
        """
| 序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 |
| 1 | 渠道维修 | 114.78 | 86.31 | 75.20% | 93.5 |
| 2 | 河道治理 | 382.65 | 262.12 | 68.50% | 89.6 |
| 合计 | < | 497.43 | 348.43 | 70.05% | — |
"""
    )
    total = filing.budget.total
    assert total is not None
    assert (total.label, total.adjusted) == ("合计", Decimal("497.43"))


def test_the_rows_of_a_list_of_projects_are_named_by_the_project_not_by_its_unit() -> None:
    (filing,) = filings(
        """
| 序号 | 项目名称 | 项目实施单位 | 预算数（调整后） | < | 执行数 | 自评得分 |
| ^ | ^ | ^ | 省级 | 区级 | ^ | ^ |
| 1 | 渠道维修 | 青禾县水利局 | 114.78 |  | 86.31 | 93.5 |
| 2 | 河道治理 | 青禾县水利局 |  | 382.65 | 262.12 | 89.6 |
| 3 | 水库巡查 | 青禾县水利局 | 40 | 20 | 55 | 90 |
"""
    )
    assert [(row.label, row.adjusted, row.executed) for row in filing.budget.rows] == [
        ("渠道维修", Decimal("114.78"), Decimal("86.31")),
        ("河道治理", Decimal("382.65"), Decimal("262.12")),
        ("水库巡查", None, Decimal(55)),  # of the sources only their sum would be the budget
    ]


ABOVE = """
| 青禾县供销合作社 | < | < | < | < |
| “化肥淡储”项目绩效自评表 | < | < | < | < |
| 三级指标 | 年度指标值 | 分值 | 得分 | {remark} |
| 储备化肥 | 5200吨 | 60 | 55 | {said} |
| 农户满意度 | 90% | 40 | 40 | 按期完成 |
"""


def test_the_organ_alone_above_the_title_is_the_unit() -> None:
    (filing,) = filings(ABOVE.format(remark="备注", said="仓库漏雨停用一月"))
    assert filing.unit == "青禾县供销合作社"


def test_a_remark_is_the_reason_where_points_were_lost_and_no_column_is_for_it() -> None:
    (filing,) = filings(ABOVE.format(remark="备注", said="仓库漏雨停用一月"))
    assert [i.reason for i in filing.indicators] == ["仓库漏雨停用一月", None]
    (method,) = filings(ABOVE.format(remark="得分计算方法", said="完成值/指标值*分值"))
    assert [i.reason for i in method.indicators] == [None, None]


def test_the_year_of_a_form_goes_before_that_of_the_cover_in_front_of_it() -> None:
    cover = "\n| 2023年度绩效自评材料 |\n| 编报单位：青禾县文化局 |\n"
    form = "\n| 项目支出绩效自评表 | < |\n| （2021年度） | < |\n| 三级指标 | 年度指标值 |\n| 送戏下乡 | 92场 |\n"
    (filing,) = filings(cover, form)
    assert filing.fiscal_year == 2021


def test_a_department_that_only_names_itself_as_supervisor_is_the_unit() -> None:
    (filing,) = filings(
        """
| 2023年度部门整体绩效自评表 | < | < | < |
| 主管部门 | 青禾县审计局 | 部门联系人 | 甲某 |
| 指标名称 | 全年完成值 | 指标权重（分） | 指标得分（分） |
| 审计项目 | 12个 | 90 | 88 |
"""
    )
    assert (filing.kind, filing.unit, filing.supervisor) == (
        "department",
        "青禾县审计局",
        "青禾县审计局",
    )


INDICATORS = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 租赁用房 | 66间 | 66间 | 90 | 86.3 |
| 总分 | < | < | < | < | 100 | 94.83 |
"""


def test_a_budget_turned_on_its_side() -> None:
    (filing,) = filings(
        """
| 项目名称 | 社区用房 | < | < | < | < | < |
| 资金情况（万元） | 项目 | 合计 | 财政拨款 | < | 其他资金 | < |
| ^ | 年初预算数 | 314.67 | 283.20 | < | 31.47 | < |
| ^ | 全年预算数 | 314.67 | 283.20 | < | 31.47 | < |
| ^ | 全年执行数 | 268.32 | 236.85 | < | 31.47 | < |
| ^ | 执行率 | 85.27% | 83.63% | < | 100.00% | < |
| ^ | 得分（10分） | 8.53 |  | < |  | < |"""
        + INDICATORS
    )

    rows = filing.budget.rows
    assert [(row.item, row.adjusted, row.executed) for row in rows] == [
        ("total", Decimal("314.67"), Decimal("268.32")),
        ("current_appropriation", Decimal("283.20"), Decimal("236.85")),
        ("other", Decimal("31.47"), Decimal("31.47")),
    ]
    assert [(row.weight, row.score) for row in rows] == [
        (10, Decimal("8.53")), (None, None), (None, None),
    ]  # fmt: skip
    assert [i.score for i in filing.indicators] == [Decimal("86.3")]


def test_a_budget_of_one_row_without_a_label() -> None:
    (filing,) = filings(
        """
| 预算单位 | 青禾县统计局 | < | < | < | < | < |
| 年初预算（万元） | 调整后预算（万元） | 实际支出（万元） | 执行率（%） | 执行率分值 | 执行率得分 | < |
| 57.46 | 63.21 | 60.05 | 95.00 | 10 | 9.5 | < |"""
        + INDICATORS
    )

    (row,) = filing.budget.rows
    assert (row.item, row.initial, row.adjusted) == ("total", Decimal("57.46"), Decimal("63.21"))
    assert (row.executed, row.execution_rate) == (Decimal("60.05"), Decimal("0.95"))
    assert (row.weight, row.score) == (10, Decimal("9.5"))
