"""Indicators told in sentences."""

import pytest
from told import filing

Told = tuple[str | None, str | None, str | None, str | None, str | None]


def indicators(text: str) -> list[Told]:
    found, _ = filing(text)
    return [
        (i.level1, i.level2, i.name, i.target and i.target.raw, i.actual and i.actual.raw)
        for i in (found.indicators if found else ())
    ]


def test_target_and_result_in_one_sentence() -> None:
    text = """(1)产出指标。
数量指标：布防数量≥6架，实际布防6架；飞行时长≥928小时，实际飞行时长909.93小时。
质量指标：完成小时数/计划小时数≥80%，实际完"""

    assert indicators(text) == [
        ("产出指标", "数量指标", "布防数量", "≥6架", "6架"),
        ("产出指标", "数量指标", "飞行时长", "≥928小时", "909.93小时"),
        ("产出指标", "质量指标", "完成小时数/计划小时数", "≥80%", None),
    ]


def test_targets_alone_under_the_goals() -> None:
    text = "(二)绩效目标：道路硬化≥0.565km；项目（工程）验收合格率≥100% ；受益人口数≥23人（效果）。"

    assert indicators(text) == [
        (None, None, "道路硬化", "≥0.565km", None),
        (None, None, "项目（工程）验收合格率", "≥100%", None),
        (None, None, "受益人口数", "≥23人", None),
    ]


def test_operators_in_words_and_the_words_of_the_form() -> None:
    text = """(一)产出指标完成情况
1、数量指标
1）困难家庭改造数，目标值大于等于85户，实际完成40户；
2）培训班次数年度指标值≥10次，完成值12次，分值10分，得分9分。
2、质量指标
救助人数不少于100人，实际救助120人。"""

    assert indicators(text) == [
        ("产出指标", "数量指标", "困难家庭改造数", "大于等于85户", "40户"),
        ("产出指标", "数量指标", "培训班次数", "≥10次", "12次"),
        ("产出指标", "质量指标", "救助人数", "不少于100人", "120人"),
    ]
    found, _ = filing(text)
    assert found is not None
    assert (found.indicators[1].weight, found.indicators[1].score) == (10, 9)
    assert found.indicators[0].target is not None
    assert (found.indicators[0].target.operator, found.indicators[0].target.number) == ("≥", 85)


def test_a_list_of_set_indicators_by_category() -> None:
    text = (
        "绩效目标指标设置4项，其中数量指标新建面积200平米的电商中心；质量指标每年5%的分红2.5万元；"
        "时效指标按期完成率100%；满意度指标群众满意度80%。"
    )

    assert indicators(text) == [
        ("产出指标", "数量指标", "新建面积", "200平米", None),
        ("产出指标", "时效指标", "按期完成率", "100%", None),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "80%", None),
    ]
    assert ["每年5%的分红2.5万元" in p.message for p in filing(text)[1]] == [True]


def test_a_result_cut_off_with_the_text_is_left_out_with_a_problem() -> None:
    text = "1、数量指标\n困难家庭改造数，目标值大于等于85户，实际完成40"

    assert indicators(text) == [("产出指标", "数量指标", "困难家庭改造数", "大于等于85户", None)]
    assert "文字中断" in filing(text)[1][0].message


def test_a_doubled_operator_is_one() -> None:
    found, _ = filing("(一)绩效目标\n社会效益指标：受益人口数≥≥500人。")

    assert found is not None
    assert found.indicators[0].target is not None
    assert (found.indicators[0].target.operator, found.indicators[0].target.number) == ("≥", 500)


def test_among_results_a_lone_threshold_may_be_the_result() -> None:
    text = "(二)绩效指标完成情况\n满意度指标：群众满意度≥95%。"

    assert indicators(text) == []
    assert "不能确定是指标值还是完成值" in filing(text)[1][0].message


def test_an_indicator_told_as_goal_and_again_with_its_result_is_one() -> None:
    text = """一、绩效目标
验收合格率≥95%。
二、绩效目标完成情况
质量指标：验收合格率≥95%，实际98%。"""

    assert indicators(text) == [("产出指标", "质量指标", "验收合格率", "≥95%", "98%")]


@pytest.mark.parametrize(
    "text",
    [
        "一、年度总体目标\n高新技术企业数130家以上，增速13%以上。",
        "二、绩效目标实现情况\n有效带动不低于20户，绩效目标14户，实际完成14户。",
        "一、整改措施\n量化指标：接警后出动率≥95%，保养完成率≥100%。",
        "一、绩效目标\n整改为“出动率≥95%，实际98%”。",
        "一、评分标准\n绩效目标得分≥90分为优秀。满意度≥90%，得10分。",
        "一、绩效目标\n群众满意度达到≥95%。",
        "(1)社会效益\n直接受益户5户，受益面积5000余亩，保土率59.79%。",
        "共编制12个绩效目标指标，其中一级指标3个，二级指标9个，三级指标12个。",
        "绩效指标，一级指标，二级指标，三级指标，年度指标值（A），全年实际值（B），分值，得分。",
    ],
)
def test_goals_advice_counts_and_scoring_rules_are_no_indicators(text: str) -> None:
    assert indicators(text) == []


def test_words_and_dates_where_both_values_have_their_labels() -> None:
    text = """绩效指标完成情况：
1.时效指标—验收时间：年度指标值2022年11月30日前，实际完成值2022年12月8日，分值8分，得分7.5分。
2.社会效益指标—出行条件：年度指标值明显改善，实际完成值有所改善，分值10分，得分8分。
3.数量指标—巡查次数：年度指标值每月不少于2次，实际完成值每月3次，分值6分，得分6分。"""

    assert indicators(text) == [
        ("产出指标", "时效指标", "验收时间", "2022年11月30日前", "2022年12月8日"),
        ("效益指标", "社会效益指标", "出行条件", "明显改善", "有所改善"),
        ("产出指标", "数量指标", "巡查次数", "每月不少于2次", "每月3次"),
    ]
    found, _ = filing(text)
    assert found is not None
    assert [(str(i.weight), str(i.score)) for i in found.indicators] == [
        ("8", "7.5"), ("10", "8"), ("6", "6")
    ]  # fmt: skip


def test_points_of_the_budget_behind_its_rate() -> None:
    found, _ = filing("""云岭镇2022年度项目支出绩效自评报告
全年预算数：432.38万元
全年执行数：295.75万元
执行率：68.40%（分值10分，得分6.84分）
自评总得分：95.04分。""")
    assert found is not None
    (row,) = found.budget.rows

    assert (str(row.weight), str(row.score)) == ("10", "6.84")


def test_a_list_with_points_that_ends_before_the_score_is_not_complete() -> None:
    listed = """一、绩效指标完成情况
1.数量指标—救助人次：年度指标值≥80人次，实际完成值87人次，分值60分，得分60分。
2.质量指标—发放准确率：年度指标值100%，实际完成值100%，分值40分，得分40分。"""
    broken, _ = filing(listed)
    whole, _ = filing(listed + "\n自评总得分：100分。")

    assert broken is not None
    assert whole is not None
    assert (broken.complete, whole.complete) == (False, True)


def test_what_an_indicator_is_beside_what_was_reached() -> None:
    text = """(一)绩效指标完成情况分析
1.数量指标。发放补助人数指标为404人,实际完成值为398人。
2.时效指标。优待金3月、9月发放率指标为100%,实际完成值为98%;绩效指标为6项。"""

    assert indicators(text) == [
        ("产出指标", "数量指标", "发放补助人数", "404人", "398人"),
        ("产出指标", "时效指标", "优待金3月、9月发放率", "100%", "98%"),
    ]


def test_results_under_their_category() -> None:
    text = """(三)绩效指标完成情况分析。
1.产出指标完成情况分析。
(1)数量指标。基本完成清淤沟渠12.6km，其中青禾村4.5km；②培训管护员86人次。
(2)质量指标。基本农田合格率为98%，工程款资金拨付率达到100%。
2.满意度指标完成情况分析。群众满意度96.5%。"""

    assert indicators(text) == [
        ("产出指标", "数量指标", "清淤沟渠", None, "12.6km"),
        ("产出指标", "数量指标", "青禾村", None, "4.5km"),
        ("产出指标", "数量指标", "培训管护员", None, "86人次"),
        ("产出指标", "质量指标", "基本农田合格率", None, "98%"),
        ("产出指标", "质量指标", "工程款资金拨付率", None, "100%"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", None, "96.5%"),
    ]


@pytest.mark.parametrize(
    "told",
    ["投入补助资金35万元", "户均增收3200元", "产量提高12%", "未完工项目3个", "计划培训120人", "指标完成率100%",
     "完工日期12月", "每月巡查4次", "约惠及320户", "惠及群众320余人", "预算执行率98%", "满意度90%以上",
     "项目已全部完工，共建成农村公路和桥梁", "共有3座"],
)  # fmt: skip
def test_money_growth_plans_and_dates_are_no_results(told: str) -> None:
    assert indicators(f"(三)绩效指标完成情况分析。\n1.数量指标。{told}。\n") == []


def test_results_without_a_heading_of_results_or_under_the_goals_are_none() -> None:
    assert indicators("(二)绩效目标。\n数量指标：培训管护员86人次。\n") == []
    assert indicators("数量指标：培训管护员86人次。\n") == []


def test_how_satisfied_people_are_is_told_anywhere_among_results() -> None:
    text = "二、项目绩效自评工作开展情况\n共救助小学生140人；受助学生的满意度达98.5%。\n"

    assert indicators(text) == [(None, None, "受助学生的满意度", None, "98.5%")]
    assert indicators(text.replace("项目绩效自评工作开展情况", "绩效目标")) == []
