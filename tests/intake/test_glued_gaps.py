"""Glued rows with cells that were not filled in, and values that are dates beside their operators."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from jiping.filing import Filing
from jiping.intake import extract

HEAD = (
    "项目支出绩效自评表(2022年度)项目名称村道亮化主管部门青禾县交通局实施单位云岭镇公路站项目资金(万元)"
    "年初预算数全年预算数全年执行数分值执行率得分年度资金总额64.0064.0060.801095.00%9.5绩效指标"
)


def read(rows: str, folder: Path) -> Filing:
    path = folder / "glued.txt"
    path.write_text(HEAD + rows, encoding="utf-8")
    (filing,) = extract(path).filings
    return filing


def test_a_weight_without_a_score_is_not_cut_in_two(tmp_path: Path) -> None:
    rows = (
        "一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"
        "产出指标数量指标安装路灯≥320盏326盏2020质量指标验收合格率≥95%96%10时效指标完工及时率≥90%92%20"
        "效益指标社会效益指标受益人口≥2600人2650人3030满意度指标服务对象满意度指标村民满意度≥90%94%1010总分10069.5"
    )
    filing = read(rows, tmp_path)
    points = {i.name: (i.weight, i.score) for i in filing.indicators}
    assert points["安装路灯"] == (20, 20)
    for name, weight in (("验收合格率", 10), ("完工及时率", 20)):
        read_weight, score = points[name]
        assert score is None
        assert read_weight in (None, weight)


def test_dates_beside_a_column_of_operators_and_of_units(tmp_path: Path) -> None:
    rows = (
        "一级指标二级指标三级指标指标性质年度指标值度量单位实际完成值分值得分偏差原因分析及改进措施"
        "产出指标数量指标安装路灯≥320盏3262020时效指标完工时间定性2022年11月2022年10月2525"
        "效益指标社会效益指标受益人口≥2600人26503535满意度指标服务对象满意度指标村民满意度≥90%941010总分10099.5"
    )
    filing = read(rows, tmp_path)
    by_name = {i.name: i for i in filing.indicators}
    date = by_name["完工时间"]
    assert (date.weight, date.score) == (25, 25)
    assert date.target is not None and date.target.raw == "2022年11月"
    assert date.actual is not None and date.actual.raw == "2022年10月"
    lamps = by_name["安装路灯"]
    assert lamps.target is not None and lamps.target.number == Decimal(320)


def test_a_unit_belongs_to_the_figure_in_front_of_it(tmp_path: Path) -> None:
    rows = (
        "一级指标二级指标三级指标分值年度指标值实际完成值得分偏差原因分析及改进措施"
        "产出指标数量指标安装路灯40≥320盏326盏40质量指标验收合格率20≥95%100%"
        "效益指标社会效益指标设施使用年限20≥12.5年满意度指标服务对象满意度指标村民满意度10≥90%94%10总分10059.5"
    )
    filing = read(rows, tmp_path)
    by_name = {i.name: i for i in filing.indicators}
    assert (by_name["安装路灯"].weight, by_name["安装路灯"].score) == (40, 40)
    for name in ("验收合格率", "设施使用年限"):
        assert by_name[name].score is None
    share = by_name["验收合格率"].actual
    assert share is None or share.number == 100


def test_amounts_whose_points_stand_in_another_row_are_not_cut_into_points(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(
        "部门整体绩效自评表主管部门青禾县水利局自评总分(分)99.12年初预算数全年(调整)预算数全年执行数执行率执行率权重执行率得分"
        "年度总金额3120.503368.203071.80其中财政拨款3120.503368.203071.8091.20109.12"
        "绩效指标指标名称计量单位指标性质指标值指标权重(分)全年完成值指标得分(分)说明供水保证率%≥9515.596.515.5注:略",
        encoding="utf-8",
    )
    (filing,) = extract(path).filings
    total, part = filing.budget.rows
    assert (total.weight, total.score) == (10, Decimal("9.12"))
    assert (part.initial, part.executed) == (Decimal("3120.50"), Decimal("3071.80"))


def test_percentages_are_not_two_figures_run_into_one(tmp_path: Path) -> None:
    path = tmp_path / "department.txt"
    path.write_text(
        "部门整体绩效自评表主管部门青禾县档案馆项目基本情况略绩效指标指标名称计量单位指标性质年初指标值调整指标值全年完成值"
        "得分系数(%)指标权重(分)指标得分(分)是否核心指标档案数字化率%≥858588100%2020是档案查询准确率%=100100100100%1515否注:略",
        encoding="utf-8",
    )
    (filing,) = extract(path).filings
    share = filing.indicators[0]
    assert (share.weight, share.score) == (20, 20)
    assert share.target is None or share.target.number == 85
    assert share.actual is None or share.actual.number == 88
    assert filing.unit in (None, "青禾县档案馆")


UNIT_COLUMNS = "部门整体绩效自评表主管部门青禾县水利局绩效指标指标名称计量单位指标性质指标值全年完成值指标权重(分)指标得分(分)说明"


def told(rows: str, folder: Path) -> list[tuple[str | None, ...]]:
    """Name, target, actual, weight, score of glued rows under columns of units and of signs."""
    path = folder / "units.txt"
    path.write_text(UNIT_COLUMNS + rows, encoding="utf-8")
    (filing,) = extract(path).filings
    return [
        (
            one.name,
            one.target and str(one.target.number),
            one.actual and str(one.actual.number),
            one.weight and str(one.weight),
            one.score and str(one.score),
        )
        for one in filing.indicators
    ]


def test_bare_values_are_cut_where_sign_points_and_ratio_agree(tmp_path: Path) -> None:
    rows = "渠道断面达标率%≥95.397.66060.00改造水闸座≥92884038.26总分10098.26注:略"
    assert told(rows, tmp_path) == [
        ("渠道断面达标率", "95.3", "97.6", "60", "60.00"),
        ("改造水闸", "92", "88", "40", "38.26"),  # 88 ÷ 92 of 40
    ]


def test_a_value_alone_is_not_cut_into_target_and_actual(tmp_path: Path) -> None:
    rows = "渠道断面达标率%≥99.26060.00改造水闸座95.34040.00总分100100注:略"
    for name, target, actual, *_ in told(rows, tmp_path):
        assert target in (None, "99.2") or name != "渠道断面达标率"
        assert actual in (None, "95.3") or name != "改造水闸"
        assert "9" not in (target, actual)


def test_a_weight_is_no_end_of_the_value_in_front_of_it(tmp_path: Path) -> None:
    # 4008 of 4000 with the score 8.00 alone, which the closing row tells: 400 and 8 it is not.
    rows = "检修管网米≥400040088.00改造水闸座≥28319090.00总分10098注:略"
    for name, _, actual, weight, _ in told(rows, tmp_path):
        if name == "检修管网":
            assert (actual, weight) in [(None, None), ("4008", None)]


def test_a_reason_with_dates_and_figures_is_no_row(tmp_path: Path) -> None:
    rows = (
        "一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"
        "产出指标数量指标安装路灯≥320盏288盏2018.00雨季停工两个月；公路站已约定次年3月15日前装完剩下的32盏，逾期扣款。"
        "质量指标验收合格率≥95%96%2020.00效益指标社会效益指标受益人口≥2600人2650人3030.00"
        "满意度指标服务对象满意度指标村民满意度≥90%94%2020.00总分10097.50"
    )
    filing = read(rows, tmp_path)
    assert [(i.name, i.weight, i.score) for i in filing.indicators] == [
        ("安装路灯", 20, 18), ("验收合格率", 20, 20), ("受益人口", 30, 30), ("村民满意度", 20, 20),
    ]  # fmt: skip
    reason = filing.indicators[0].reason
    assert reason is not None
    assert reason.endswith("逾期扣款。")


def test_one_figure_of_points_is_no_weight_where_the_sums_do_not_say_so(tmp_path: Path) -> None:
    rows = (
        "一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"
        "产出指标数量指标保障村数=13个13个5.00质量指标验收合格率≥95%96%4545.00"
        "效益指标社会效益指标受益人口≥2600人2650人4040.00总分10099.5"
    )
    first, *others = read(rows, tmp_path).indicators
    assert (first.weight, first.score) == (None, None)
    assert [(i.weight, i.score) for i in others] == [(45, 45), (40, 40)]


def test_amounts_of_a_row_are_not_cut_into_unlike_decimals(tmp_path: Path) -> None:
    path = tmp_path / "amounts.txt"
    path.write_text(
        "部门整体绩效自评表主管部门青禾县水利局年初预算数全年(调整)预算数全年执行数执行率(%)执行率权重执行率得分(分)"
        "年度总金额1281.161433.0697.1%109.71其中:财政拨款1281.161433.0697.1%--"
        "绩效指标指标名称计量单位指标性质指标值全年完成值指标权重(分)指标得分(分)说明供水保证率%≥95969090.00总分10099.71",
        encoding="utf-8",
    )
    (filing,) = extract(path).filings
    for row in filing.budget.rows:
        amounts = {str(one) for one in (row.initial, row.adjusted, row.executed) if one is not None}
        assert amounts <= {"1281.16", "1433.06"}
        assert row.execution_rate in (None, Decimal("0.971"))
