"""One example a rule: what a target and an actual value of published forms are worth, and why."""

from decimal import Decimal

import pytest

from jiping.filing import Budget, BudgetRow, Filing, Indicator, Total
from jiping.filing.values import parse_value
from jiping.scoring import Scorecard, ScoreLine, score
from jiping.standards import load


def line_of(
    target: str | None,
    actual: str | None,
    *,
    name: str = "指标",
    level2: str = "数量指标",
    weight: str | None = "10",
    own: str | None = None,
    standard: str = "national-2020",
    year: int | None = 2022,
    unit: str | None = None,
) -> ScoreLine:
    indicator = Indicator(
        level2=level2,
        name=name,
        target=None if target is None else parse_value(target, unit=unit),
        actual=None if actual is None else parse_value(actual, unit=unit),
        weight=None if weight is None else Decimal(weight),
        score=None if own is None else Decimal(own),
    )
    filing = Filing(kind="project", fiscal_year=year, indicators=(indicator,))
    return score(filing, load(standard)).lines[0]


@pytest.mark.parametrize(
    ("target", "actual", "rule", "points"),
    [
        ("≥90%", "90%", "at-least", "10"),
        ("≥90%", "60%", "at-least", "6.67"),
        (">90%", "90%", "at-least", "10"),
        ("≤30天", "20天", "at-most", "10"),
        ("≤30天", "40天", "at-most", "7.5"),
        ("<30天", "30天", "at-most", "10"),
        ("11个", "11个", "equal", "10"),
        ("11个", "10个", "equal", "9.09"),
        ("11个", "12个", "equal", "10"),
        ("10–15个", "12个", "range", "10"),
        ("10–15个", "8个", "range", "8"),
        ("=0次", "0次", "zero-target", "10"),
        ("=0次", "1次", "zero-target", "0"),
        ("≤0起", "2起", "zero-target", "0"),
        ("≥0万元", "3万元", "zero-target", "10"),
        ("≥266米", "≥266米", "at-least", "10"),
        ("≥-5%", "-3%", "at-least", "10"),
        ("≥10%", "-3%", "at-least", "0"),
        ("2022年12月底前", "2022年11月", "date", "10"),
        ("2022年12月31日", "2022年12月31日", "date", "10"),
        ("9月前", "7月", "date", "10"),
        ("2022年12月底前", "按时完成", "date", "10"),
        ("效果明显", "达成预期指标", "qualitative", "10"),
        ("显著提升", "显著提升", "qualitative", "10"),
    ],
)
def test_points_by_rule(target: str, actual: str, rule: str, points: str) -> None:
    line = line_of(target, actual)
    assert (line.rule, line.rule_score) == (rule, Decimal(points))


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        (None, "5", "没有指标值"),
        ("/", "5", "没有指标值"),
        ("≥5个", None, "没有完成值"),
        ("≥5个", "—", "没有完成值"),
        ("≥5个", "达成预期指标", "请填写实际数值"),
        ("控制在预算中", "100%", "没有数值"),
        ("≥5公里", "5%", "不能换算"),
        ("≥90个", "≥80个", "只是一个范围"),
        ("≤-5%", "-3%", "不是正数"),
        ("≤0.4%", "0.1", "也可能是小数"),
        ("≤972.54", "9725400", "疑为单位不同"),
        ("2022年6月15日", "2022年6月", "不到日"),
        ("2022年6月底前", "2022年8月", "逾期"),
        ("2022年6月底前", "已完成", "不是日期"),
        ("展示文物价值", "程度较高", "不能确定档次"),
        ("效果明显", "部分达成", "由评价人裁量"),
        ("效果明显", "基本达成", "不能确定档次"),
        ("民生得到保障", "保障了基本养老", "不能确定档次"),
        ("事项办结", "无未完成事项", "不能确定档次"),
    ],
)
def test_what_is_uncertain_is_not_scored_and_says_why(
    target: str | None, actual: str | None, reason: str
) -> None:
    line = line_of(target, actual)
    assert line.rule_score is None
    assert reason in line.explanation


@pytest.mark.parametrize(
    ("name", "level2", "target", "actual", "rule", "points"),
    [
        ("项目总成本", "成本指标", "20万元", "25万元", "at-most", "8"),
        ("项目总成本", "成本指标", "=20万元", "25万元", "at-most", "8"),
        ("成本节约率", "成本指标", "10%", "12%", "at-least", "10"),
        ("资金拨付到位率", "成本指标", "100%", "80%", "at-least", "8"),
        ("三公经费变动率", "质量指标", "4%", "5%", "at-most", "8"),
        ("群众投诉率", "社会效益指标", "4%", "5%", "at-most", "8"),
        ("群众投诉办结率", "社会效益指标", "100%", "80%", "at-least", "8"),
        ("群众满意度", "服务对象满意度指标", "90%", "95%", "at-least", "10"),
    ],
)
def test_a_target_without_direction_is_read_by_category_and_name(
    name: str, level2: str, target: str, actual: str, rule: str, points: str
) -> None:
    line = line_of(target, actual, name=name, level2=level2)
    assert (line.rule, line.rule_score) == (rule, Decimal(points))
    assert "未写明方向" in line.explanation or "写作“=”" in line.explanation


def test_a_fraction_beside_a_column_of_per_cent_is_doubtful() -> None:
    assert "也可能是小数" in line_of("≥90", "0.95", unit="%").explanation
    assert line_of("≥90", "0.95", unit="%").rule_score is None
    assert line_of("≥90", "0.95%", unit="%").rule_score == Decimal("0.11")
    assert line_of("≤0.4", "0.1", unit="%").rule_score == 10
    assert line_of("≥90", "95", unit="%").rule_score == 10


def test_a_time_span_without_direction_is_scored_only_where_both_agree() -> None:
    assert line_of("5天", "5天", level2="时效指标").rule_score == 10
    assert line_of("5天", "4天", level2="时效指标").rule_score is None


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥1000万元", "18360000元", "10"),
        ("≥1亿元", "5000万元", "5"),
        ("≥15亩", "1公顷", "10"),
        ("≥10公里", "5000米", "5"),
        ("≤1年", "6个月", "10"),
        ("≥2万人", "10000名", "5"),
        ("≥3次/年", "3次", "10"),
        ("≥95%", "0.95", "10"),
        ("≥20万元", "20万", "10"),
    ],
)
def test_units_are_converted_exactly(target: str, actual: str, points: str) -> None:
    assert line_of(target, actual).rule_score == Decimal(points)


def test_the_band_of_an_answer_in_words_is_told_and_held_against_the_self_score() -> None:
    partly = line_of("效果明显", "部分达成", own="8.5")
    assert partly.band == (Decimal(6), Decimal(8))
    assert "自评 8.5 不在此档之内" in partly.explanation
    assert line_of("效果明显", "未完成", own="5.9").band == (Decimal(0), Decimal(6))
    assert "自评 8 在此档之内" in line_of("效果明显", "达成预期指标", own="8").explanation


def test_hubei_has_wider_bands() -> None:
    partly = line_of("效果明显", "部分达成", standard="hubei-2022")
    assert partly.band == (Decimal(5), Decimal(8))


def test_late_is_nothing_where_the_standard_scores_yes_or_no() -> None:
    late = line_of("2022年6月底前", "2022年8月", standard="national-2021")
    assert (late.rule_score, late.met) == (Decimal(0), False)


@pytest.mark.parametrize(
    ("standard", "actual", "over", "points"),
    [
        ("national-2020", "129", False, "10"),
        ("national-2020", "130", True, "10"),
        ("sichuan", "130", False, "10"),
        ("sichuan", "131", True, "10"),
        ("cap-exec-2022", "130", True, "8"),
        ("hebei", "119", False, "10"),
        ("hebei", "120", True, "10"),
        ("tianjin", "120", True, "10"),
        ("platform", "120", True, "10"),
        ("pidu", "130", False, "10"),
    ],
)
def test_far_over_target(standard: str, actual: str, over: bool, points: str) -> None:
    line = line_of("≥100个", f"{actual}个", standard=standard)
    assert (line.over, line.rule_score) == (over, Decimal(points))


def test_without_points_only_the_fulfilment_is_told() -> None:
    line = line_of("≥90%", "45%", weight=None)
    assert (line.rule_score, line.attainment, line.met) == (None, Decimal("0.5"), False)
    assert "表中无分值" in line.explanation


def card_of(
    *indicator_weights: int,
    standard: str = "national-2020",
    complete: bool = True,
    own_total: str | None = None,
    **row: str | None,
) -> Scorecard:
    figures = {key: None if text is None else Decimal(text) for key, text in row.items()}
    indicators = tuple(
        Indicator(target=parse_value("≥1个"), actual=parse_value("1个"), weight=Decimal(weight))
        for weight in indicator_weights
    )
    filing = Filing(
        kind="project",
        budget=Budget(rows=(BudgetRow(item="total", label="年度资金总额", **figures),)),
        indicators=indicators,
        complete=complete,
        total=Total(score=None if own_total is None else Decimal(own_total)),
    )
    return score(filing, load(standard))


@pytest.mark.parametrize(
    ("row", "points", "said"),
    [
        ({"adjusted": "100", "executed": "90"}, "9", "10 × 90 ÷ 100 = 9（执行率 90%）"),
        ({"adjusted": "100", "executed": "110"}, "10", "以满分 10 为上限；执行率超过 100%"),
        ({"initial": "200", "executed": "100"}, "5", "按年初预算数计"),
        ({"adjusted": "0", "executed": "0"}, None, "执行率无意义"),
        ({"adjusted": "100"}, None, "缺少执行数"),
        ({"executed": "100"}, None, "缺少预算数"),
    ],
)
def test_the_budget_execution(row: dict[str, str], points: str | None, said: str) -> None:
    line = card_of(90, weight="10", **row).lines[0]
    assert line.rule_score == (None if points is None else Decimal(points))
    assert said in line.explanation


def test_execution_in_steps() -> None:
    for executed, points in (("100", "10"), ("99", "7"), ("80", "7"), ("60", "5"), ("59", "0")):
        card = card_of(90, standard="national-2021", weight="10", adjusted="100", executed=executed)
        assert card.lines[0].rule_score == Decimal(points)


def test_a_weight_of_the_execution_that_is_not_printed_follows_from_the_others() -> None:
    card = card_of(80, standard="hubei", adjusted="100", executed="50")
    assert card.lines[0].weight == 20
    assert "表中未写分值" in card.lines[0].explanation
    assert card.rule_total == Decimal(90)
    assert card_of(100, adjusted="100", executed="50").lines[0].weight is None


@pytest.mark.parametrize(
    ("executed", "total"), [("80", "98"), ("79", "89"), ("69", "79"), ("59", "69"), ("49", "59")]
)
def test_a_low_execution_rate_limits_the_total(executed: str, total: str) -> None:
    card = card_of(90, standard="cap-exec-2022", weight="10", adjusted="100", executed=executed)
    assert card.rule_total == Decimal(total)
    assert bool(card.notes) == (executed != "80")


def test_no_total_where_a_line_is_missing() -> None:
    card = card_of(90, weight="10", adjusted="0", executed="0")
    assert (card.rule_total, card.rule_grade, card.scored_weight) == (None, None, Decimal(90))
    assert "有 1 项（10 分）不能按规则计分" in card.notes[0]


def test_a_form_cut_off_or_without_100_points_has_no_total() -> None:
    whole = {"weight": "10", "adjusted": "100", "executed": "100"}
    assert card_of(90, **whole).rule_total == 100
    assert card_of(90, complete=False, **whole).notes == ("文件不完整，不计规则总分",)
    assert "不是 100" in card_of(80, **whole).notes[0]


def test_the_self_total_is_the_printed_one_and_never_the_rules() -> None:
    card = card_of(90, weight="10", adjusted="100", executed="100", own_total="79.5")
    assert (card.self_total, card.self_grade, card.rule_grade) == (Decimal("79.5"), "中", "优")


def test_points_repeated_on_the_rows_below_the_total_count_once() -> None:
    rows = tuple(
        BudgetRow(item=item, label=label, adjusted=Decimal(9), executed=Decimal(9), weight=Decimal(10))
        for item, label in (("total", "年度资金总额"), ("current_appropriation", "其中：财政拨款"))
    )  # fmt: skip
    card = score(Filing(kind="project", budget=Budget(rows=rows)), load("national-2020"))
    assert [line.pointer for line in card.lines] == ["/budget/rows/0"]


def test_an_empty_filing_has_an_empty_scorecard() -> None:
    card = score(Filing(kind="report"), load("national-2020"))
    assert (card.lines, card.rule_total) == ((), None)


@pytest.mark.parametrize("choices", ["好坏", "优良中低差", "高中低", "是/否", "优、良、中、差"])
def test_the_answers_to_choose_from_are_no_answer(choices: str) -> None:
    line = line_of(choices, choices, own="10")
    assert (line.rule_score, line.met) == (None, None)
    assert "没有选定" in line.explanation


@pytest.mark.parametrize("answer", ["好", "优", "是", "优良"])
def test_one_of_them_is(answer: str) -> None:
    assert line_of(answer, answer).rule_score == 10


def test_the_words_of_the_target_are_told_as_such() -> None:
    assert (
        "“每亩补300元”与指标值相同，属“达成年度指标”"
        in line_of("每亩补300元", "每亩补300元").explanation
    )


def test_a_share_among_the_costs_may_be_a_floor() -> None:
    line = line_of("100%", "96%", name="库存成本核算率", level2="成本指标")
    assert (line.rule, line.rule_score) == ("at-least", Decimal("9.60"))


@pytest.mark.parametrize(("weights", "grade"), [(("5", "15"), None), (("40", "60"), "差")])
def test_the_total_of_a_few_points_has_no_grade(weights: tuple[str, ...], grade: str) -> None:
    indicators = tuple(
        Indicator(name=f"指标{weight}", weight=Decimal(weight), score=Decimal(9))
        for weight in weights
    )
    filing = Filing(kind="department", indicators=indicators, total=Total(score=Decimal(18)))
    assert score(filing, load("national-2020")).self_grade == grade


def test_what_was_to_be_and_now_is_is_reached() -> None:
    assert line_of("建立", "已建立").rule_score == 10
    assert line_of("建立", "拟建立").rule_score is None


def test_an_exact_date_is_late_by_exact_days() -> None:
    late = line_of("2022年6月底前", "2022年7月12日", level2="时效指标")
    assert "晚了 12 天，" in late.explanation
    assert "晚了 1 天以上，" in line_of("2022年6月底前", "2022年7月", level2="时效指标").explanation


def test_a_deadline_of_every_month_is_not_held_against_one_day() -> None:
    line = line_of("次月15日前", "次月10日", level2="时效指标")
    assert line.rule_score is None
    assert "每期的期限" in line.explanation


@pytest.mark.parametrize(
    "name",
    [
        "设备故障率",
        "管网漏损率",
        "社区矫正对象脱管率",
        "院内感染率",
        "产品不合格率",
        "重新犯罪率",
        "漏报数",
    ],
)
def test_less_of_what_is_bad_is_met(name: str) -> None:
    line = line_of("5%", "3%", name=name, level2="质量指标")
    assert (line.rule, line.met) == ("at-most", True)


@pytest.mark.parametrize(
    "name", ["设备故障修复率", "产品合格率", "预防犯罪人数", "感染者治疗覆盖率", "救治患病人数"]
)
def test_more_of_what_mends_it_is_better(name: str) -> None:
    assert line_of("5%", "3%", name=name, level2="质量指标").met is False


def test_more_than_a_range_is_not_judged() -> None:
    line = line_of("10–15个", "20个")
    assert (line.rule_score, line.met) == (None, None)
    assert "超过区间 10–15 的上限" in line.explanation


@pytest.mark.parametrize(("paid", "points"), [("200元/人", "10"), ("180元/人", None)])
def test_to_pay_less_than_a_standard_saves_nothing(paid: str, points: str | None) -> None:
    line = line_of("200元/人", paid, name="公益岗位补贴标准", level2="成本指标")
    assert line.rule_score == (None if points is None else Decimal(points))
    assert line_of("≤200元/人", paid, name="公益岗位补贴标准", level2="成本指标").met is True
