"""The founding case, worked by hand: every rule score to the cent, under each formula."""

from decimal import Decimal

import pytest

from jiping.filing import Budget, BudgetRow, Filing, Indicator, Total
from jiping.filing.values import parse_value
from jiping.scoring import Scorecard, score
from jiping.standards import load

D = Decimal
# level 1, level 2, name, target, actual, weight, self score
ROWS = [
    ("产出指标", "数量指标", "保障村居运转数量", "11个", "11个", 15, 15),
    ("产出指标", "质量指标", "重点工作绩效考评得分", "≥90分", "90分", 15, 12),
    ("产出指标", "时效指标", "保障运转保持时间", "1年", "1年", 10, 8),
    ("产出指标", "成本指标", "严格控制成本不大于预算数", "≤972.54", "3852.54", 10, 9),
    ("效益指标", "经济效益指标", "税收收入", "≥1000万元", "1836", 8, 8),
    ("效益指标", "社会效益指标", "农村经济发展稳步增加", "≥10%", "10%", 8, 7),
    ("效益指标", "生态效益指标", "生态可持续发展率", "95%", "90%", 8, 7),
    ("效益指标", "可持续影响指标", "经济生态可持续发展率", "95%", "90%", 6, 5),
    ("满意度指标", "服务对象满意度指标", "社会公众满意度", "95%", "95%", 10, 9),
]  # fmt: skip

R1 = ["10", "15", "15", "10", "2.52", "8", "8", "7.58", "5.68", "10"]
R2 = ["10", "15", "15", "10", "0", "8", "8", "7.58", "5.68", "10"]
PASS_MARK = ["10", "15", "15", "10", "0", "8", "8", "6.95", "5.21", "10"]
MINUS_TWO = ["10", "15", "15", "10", "2.52", "6", "8", "7.58", "5.68", "10"]


def seed() -> Filing:
    money = BudgetRow(
        item="total", label="年度资金总额", initial=D("972.54"), adjusted=D("3852.54"),
        executed=D("3852.54"), weight=D(10), execution_rate=D(1), score=D(10),
    )  # fmt: skip
    indicators = tuple(
        Indicator(
            level1=level1, level2=level2, name=name, target=parse_value(target),
            actual=parse_value(actual), weight=D(weight), score=D(own),
        )
        for level1, level2, name, target, actual, weight, own in ROWS
    )  # fmt: skip
    return Filing(
        kind="department", fiscal_year=2022, standard="hunan-2022", budget=Budget(rows=(money,)),
        indicators=indicators, total=Total(weight=D(100), score=D(90)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("standard", "scores", "total", "grade"),
    [
        ("national-2020", R1, "91.78", "优"),
        ("hunan-2022", R1, "91.78", "优"),
        ("national-2020-linear", R2, "89.26", "良"),
        ("national-2021", PASS_MARK, "88.16", "良"),
        ("cap-exec-2022", MINUS_TWO, "89.78", "良"),
    ],
)
def test_rule_scores_agree_with_the_hand_worked_figures(
    standard: str, scores: list[str], total: str, grade: str
) -> None:
    card = score(seed(), load(standard))
    assert [line.rule_score for line in card.lines] == [D(points) for points in scores]
    assert card.rule_total == D(total)
    assert card.rule_grade == grade
    assert (card.self_total, card.self_grade) == (D(90), "优")
    assert card.scored_weight == 100


def card() -> Scorecard:
    return score(seed(), load("hunan-2022"))


def test_every_line_explains_itself_with_figures_and_source() -> None:
    for line in card().lines:
        assert line.explanation and line.basis, line.label


def test_the_exceeded_ceiling_shows_its_arithmetic() -> None:
    cost = card().line("/indicators/3")
    assert cost is not None
    assert cost.explanation == "10 × 972.54 ÷ 3852.54 = 2.52（超过上限）"
    assert (cost.rule, cost.met, cost.self_score) == ("at-most", False, D(9))
    assert cost.attainment == D("0.252441")


def test_the_tax_far_over_target_is_flagged_and_its_unit_assumed_aloud() -> None:
    tax = card().line("/indicators/4")
    assert tax is not None
    assert (tax.over, tax.met, tax.attainment) == (True, True, D("1.836"))
    assert "按“万元”计" in tax.explanation
    assert "183.6%" in tax.explanation


def test_the_lines_point_into_the_filing() -> None:
    pointers = [line.pointer for line in card().lines]
    assert pointers == ["/budget/rows/0", *[f"/indicators/{place}" for place in range(9)]]


def test_the_scorecard_is_json() -> None:
    data = card().to_json()
    assert data["rule_total"] == "91.78"
    assert data["lines"][4]["rule_score"] == "2.52"
    assert data["lines"][4]["band"] is None
