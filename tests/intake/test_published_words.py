"""Words that published project forms print otherwise than the templates do."""

from decimal import Decimal
from pathlib import Path

from printed import filings, lines_of, spans

from jiping.intake import extract
from jiping.intake.document import Document
from jiping.intake.layouts import spaced
from jiping.intake.recognise import recognise


def test_a_level_may_be_named_with_its_like() -> None:
    (filing,) = filings(
        "项目支出绩效自评表 | | | | | |\n"
        "项目名称 | 村级水管员补贴 | | | | |\n"
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
        "产出指标 | 数量指标 | 补贴人数 | 36人 | 36人 | 60 | 60 |\n"
        "满意度指标 | 服务对象满意度指标等 | 村民满意度 | ≥90% | 93% | 40 | 40 |\n"
        "总分 | | | | | 100 | 100 |\n"
    )

    assert [row.level2 for row in filing.indicators] == ["数量指标", "服务对象满意度指标"]


def test_a_zero_in_the_column_of_reasons_is_no_score() -> None:
    form = (
        "项目支出绩效自评表 项目名称 渠道清淤 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 "
        "偏差原因分析及改进措施 产出指标 数量指标 清淤完成率 100 100 10 10 0 效益指标 经济效益指标 灌溉保证率 "
        "100 100 20 20 0 满意度指标 服务对象满意度指标 村民满意度 100 96 10 9 0 总分 40 39"
    )
    (filing,) = filings(form.replace(" ", "\n\n"))

    assert [(int(row.weight or 0), int(row.score or 0)) for row in filing.indicators] == [
        (10, 10),
        (20, 20),
        (10, 9),
    ]
    assert {row.reason for row in filing.indicators} == {None}


def test_targets_with_what_they_were_taken_from() -> None:
    (span,) = spans(
        "2023年项目支出绩效目标申报表\n|\n项目支出名称 |\n河道巡护 |\n预算部门 |\n清水河管理所 |\n|||\n|\n"
        "本年度 绩效指标 |\n一级指标 |\n二级指标 |\n三级指标 |\n指标值及单位 |\n绩效标准 |\n|\n|\n"
        "产出指标 |\n数量指标 |\n巡护船只 |\n6艘 |\n计划标准 |\n||\n|\n"
        "质量指标 |\n巡护期间水质 |\n优良 |\n计划标准 |\n|||\n|\n"
        "效益指标 |\n生态效益指标 |\n|\n|\n|\n||\n|\n"
        "满意度指标 |\n居民满意度 |\n≥88% |\n历史标准 |\n|||\n填表人: 杜宁 填报日期:\n单位负责人签字:\n"
    )

    told = [(row["name"].text, row["target"].text) for row in span.form.indicators]
    assert told == [("巡护船只", "6艘"), ("巡护期间水质", "优良"), ("居民满意度", "≥88%")]
    assert span.form.fields["project"].text == "河道巡护"
    assert span.form.fields["unit"].text == "清水河管理所"


def test_headings_marked_as_to_be_filled_in() -> None:
    (filing,) = filings(
        "一级指标 | 二级指标 | 三级指标 | 指标值类型 | *指标值 | 计量单位 | *指标解释 | *评(扣)分标准 |\n"
        "产出指标 | 数量指标 | 鉴定件数 | 定量 | 45 | 件 | 考察全年鉴定件数 | 未达指标值扣分 |\n"
        "质量指标 | 鉴定合格率 | 定量 | 98 | % | 考察鉴定质量情况 | 未达指标值扣分 | |\n"
    )

    assert [
        (str(row.target.number), row.target.unit) for row in filing.indicators if row.target
    ] == [
        ("45", "件"),
        ("98", "%"),
    ]


def test_satisfaction_may_be_its_own_category() -> None:
    text = (
        "项目支出绩效目标表\n(2023年度)\n项目名称 幼苗抚育\n绩效指标 一级指标 二级指标 三级指标 指标值\n"
        "产出指标 数量指标 抚育面积 320亩\n质量指标 成活率 ≥92%\n"
        "满意度指标 满意度指标 林农满意度 ≥90%\n周边村民满意度 ≥85%\n"
    )

    (span,) = spaced.find_forms(lines_of(text))
    assert [row["name"].text for row in span.form.indicators][2:] == [
        "林农满意度",
        "周边村民满意度",
    ]


def test_a_table_of_indicators_takes_money_and_score_from_the_report_around_it() -> None:
    text = (
        "2022年度防疫物资储备项目自评结果\n一、自评结论\n对照绩效目标,综合评价得分为93.5分。\n"
        "二、执行情况\n2022年防疫物资储备项目实际下达预算210万元,全年度实际总支出189万元,预算执行率90%。\n"
        "各项目标完成情况如下表:\n一级指标 | 二级指标 | 指标名称 | 目标值 | 实际完成值 |\n"
        "产出指标 | 数量指标 | 储备种类 | 42种 | 45种 |\n产出指标 | 质量指标 | 物资合格率 | 100% | 100% |\n"
        "效益指标 | 社会效益指标 | 应急保障天数 | 30天 | 30天 |\n三、存在的问题\n轮换不够及时。\n"
    )
    blocks = tuple(lines_of(text))
    (filing,), _ = recognise(Document("report", "text/plain", "", blocks))

    (row,) = filing.budget.rows
    assert (row.adjusted, row.executed, row.execution_rate) == (210, 189, Decimal("0.9"))
    assert filing.total.score == Decimal("93.5")
    assert len(filing.indicators) == 3


def test_a_row_that_breaks_off_does_not_take_in_the_line_below_it() -> None:
    text = (
        "绩效目标自评表\n(2023年度)\n项目名称 果园补贴到户\n"
        "一级指标 二级指标 三级指标 分值 年度指标值 全年实际值 得分\n"
        "产出指标 数量指标 ★补助各类果树种植面积 10 10\n        梨树种植面积 7.5亩 7"
    )
    spans_found = spaced.find_forms(lines_of(text))
    rows = [row for span in spans_found for row in span.form.indicators]

    assert not any("target" in row or "actual" in row for row in rows)


def test_a_target_table_tells_its_money_far_above_its_indicators() -> None:
    money = "".join(
        f"       {n}、{name} {n}.50\n" for n, name in enumerate(("事业收入", "其他收入"), 1)
    )
    text = (
        "项目支出绩效目标申报表\n(2022年度)\n项目名称 河堤除草\n项目资金(万元) 年度资金总额 金额(万元)\n"
        f"   (一)财政拨款小计 6.30\n{money}" + "说明见附件\n" * 12 + "年度目标\n保持河堤整洁\n"
        "一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 除草长度 18公里\n质量指标 合格率 ≥95%\n"
    )
    (span,) = spaced.find_forms(lines_of(text))

    told = [
        (row["label"].text, row["initial"].text) for row in span.form.budget if "initial" in row
    ]
    assert told == [("(一)财政拨款小计", "6.30"), ("1、事业收入", "1.50"), ("2、其他收入", "2.50")]
    assert span.form.fields["project"].text == "河堤除草"


def test_no_row_of_a_torn_example_has_labels_in_its_name(examples: Path) -> None:
    (filing,) = extract(examples / "layouts" / "L7-3.txt").filings

    assert [row.name for row in filing.indicators][-1] == "扶持资金兑付率"


def test_what_is_planned_is_not_money(examples: Path) -> None:
    text = (examples / "layouts" / "L1-5.txt").read_text(encoding="utf-8")
    text = text.replace(
        "项目绩效目标\n", "项目实施内容\n\n完成时间\n\n更换城区路灯\n\n202410\n\n项目绩效目标\n"
    )
    (filing,) = filings(text)

    told = [(row.label, row.initial) for row in filing.budget.rows]
    assert told == [("资金总额", 318), ("一、预算资金", 300), ("二、自有资金", 18), ("三、其他", 0)]


def test_the_rest_of_a_broken_row_is_no_indicator() -> None:
    found = filings(
        "成本指标 | 巡查预算 | = | 6 | 万元 | 6 | 5 |\n|\n| ||\n"
        "效益指标 | 社会效益指标 | 隐患处置率 | ≥ | 90 | % | 91 | 10 |\n|\n| |\n"
        "可持续影响指标 | 管护机制健全性 | 定性 | 优良中低差 |\n| 优 | 10 |\n|\n| ||\n"
        "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥ | 95 | % | 96 | 10 |\n|\n| |\n合计 | 100 |\n"
    )

    assert "优" not in [row.name for filing in found for row in filing.indicators]
