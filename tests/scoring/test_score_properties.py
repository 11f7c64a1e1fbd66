"""What holds of every score, whatever the figures."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jiping.filing import Budget, BudgetRow, Filing, Indicator, Value
from jiping.filing.model import Operator
from jiping.scoring import ScoreLine, score
from jiping.standards import load, names

FULL = Decimal(10)
amounts = st.decimals(min_value=0, max_value=10**9, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)
any_amount = st.decimals(allow_nan=False, allow_infinity=False)
operators = st.sampled_from(("≥", "≤", ">", "<", "=", "~", None))
standards = st.sampled_from(names())
#: Standards that take nothing off for results far over the target.
undeducted = st.sampled_from(["national-2020", "national-2020-linear", "national-2021"])


def line_of(target: Value, actual: Value, standard: str, weight: Decimal = FULL) -> ScoreLine:
    indicator = Indicator(name="数量", target=target, actual=actual, weight=weight)
    filing = Filing(kind="project", fiscal_year=2022, indicators=(indicator,))
    return score(filing, load(standard)).lines[0]


def value(number: Decimal, unit: str | None = "个", operator: Operator | None = None) -> Value:
    return Value(raw=f"{number}{unit or ''}", number=number, unit=unit, operator=operator)


@given(amounts, amounts, operators, standards, st.decimals(min_value=0, max_value=100, places=1))
def test_a_score_lies_between_nothing_and_the_weight(
    target: Decimal, actual: Decimal, operator: Operator, standard: str, weight: Decimal
) -> None:
    line = line_of(value(target, operator=operator), value(actual), standard, weight)
    assert line.rule_score is None or 0 <= line.rule_score <= weight


@given(any_amount, any_amount, any_amount, operators, operators, standards)
def test_no_figure_whatever_breaks_the_scoring(
    target: Decimal,
    actual: Decimal,
    weight: Decimal,
    operator: Operator,
    bound: Operator,
    standard: str,
) -> None:
    line = line_of(value(target, operator=operator), value(actual, None, bound), standard, weight)
    assert line.explanation


@given(positive, amounts, amounts, st.sampled_from(("≥", ">", "=")), undeducted)
def test_more_is_never_worse_for_a_floor(
    target: Decimal, one: Decimal, other: Decimal, operator: Operator, standard: str
) -> None:
    goal = value(target, operator=operator)
    less = line_of(goal, value(min(one, other)), standard).rule_score
    more = line_of(goal, value(max(one, other)), standard).rule_score
    assert less is not None and more is not None
    assert less <= more


@given(positive, amounts, amounts, st.sampled_from(("≤", "<")), undeducted)
def test_more_is_never_better_for_a_ceiling(
    target: Decimal, one: Decimal, other: Decimal, operator: Operator, standard: str
) -> None:
    goal = value(target, operator=operator)
    less = line_of(goal, value(min(one, other)), standard).rule_score
    more = line_of(goal, value(max(one, other)), standard).rule_score
    assert less is not None and more is not None
    assert less >= more


@given(positive, amounts, st.sampled_from(("≥", "≤", "=")), standards)
def test_yuan_and_wan_yuan_give_one_score(
    target: Decimal, actual: Decimal, operator: Operator, standard: str
) -> None:
    in_wan = line_of(value(target, "万元", operator), value(actual, "万元"), standard)
    mixed = line_of(value(target, "万元", operator), value(actual * 10000, "元"), standard)
    in_yuan = line_of(value(target * 10000, "元", operator), value(actual * 10000, "元"), standard)
    assert in_wan.rule_score == mixed.rule_score == in_yuan.rule_score


@given(
    st.integers(50, 100), st.decimals(min_value=Decimal("0.01"), max_value=1, places=4), standards
)
def test_percent_and_fraction_give_one_score(target: int, actual: Decimal, standard: str) -> None:
    goal = value(Decimal(target), "%", "≥")
    as_percent = line_of(goal, value(actual * 100, "%"), standard)
    as_fraction = line_of(goal, value(actual, None), standard)
    assert as_percent.rule_score == as_fraction.rule_score


@given(st.lists(st.tuples(positive, amounts), min_size=1, max_size=9), positive, amounts)
def test_the_total_is_exactly_the_sum_of_its_lines(
    pairs: list[tuple[Decimal, Decimal]], adjusted: Decimal, executed: Decimal
) -> None:
    rest = Decimal(100) - FULL * len(pairs)
    indicators = tuple(
        Indicator(target=value(target, operator="≥"), actual=value(actual), weight=FULL)
        for target, actual in pairs
    )
    row = BudgetRow(item="total", label="总额", adjusted=adjusted, executed=executed, weight=rest)
    card = score(
        Filing(kind="project", budget=Budget(rows=(row,)), indicators=indicators),
        load("national-2020"),
    )
    assert card.rule_total == sum(line.rule_score or Decimal(0) for line in card.lines)
    assert card.scored_weight == 100
