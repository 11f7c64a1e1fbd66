"""Two versions of a filing held against each other."""

from decimal import Decimal

import pytest

from jiping.checks.examples import clean, edited, row
from jiping.comparison import Comparison, compare
from jiping.filing import Filing
from jiping.filing.values import parse_value
from jiping.scoring import score
from jiping.standards import load

HUNAN = load("hunan-2022")


def held(new: Filing, old: Filing | None = None) -> Comparison:
    old = old or clean()
    return compare(old, new, score(old, HUNAN), score(new, HUNAN))


def told(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(one.item, one.field, one.old, one.new) for one in comparison.changes]


def test_a_filing_is_the_same_as_itself():
    assert held(clean()).same


def test_blanks_and_the_spelling_of_an_operator_are_no_change():
    new = edited({"/unit": "云溪县 图书馆", "/indicators/0/target": "不少于40场"})
    assert held(new).same


def test_an_amount_with_its_difference():
    [one] = held(edited({"/budget/rows/0/executed": "495.5"})).changes
    assert (one.old, one.new, one.difference, one.unit) == (
        "490.00",
        "495.50",
        Decimal("5.5"),
        "万元",
    )


def test_a_rate_differs_by_points_of_percent():
    [one] = held(edited({"/budget/rows/0/execution_rate": "0.991"})).changes
    assert (one.old, one.new, one.difference, one.unit) == (
        "98%",
        "99.1%",
        Decimal("1.1"),
        "个百分点",
    )


def test_a_value_differs_in_its_own_unit_and_not_across_units():
    same_unit, other = (
        held(edited({"/indicators/1/actual": raw})).changes[0] for raw in ("5900册", "5900套")
    )
    assert (same_unit.difference, same_unit.unit) == (Decimal(200), "册")
    assert (other.difference, other.unit) == (None, "")


def test_scores_move_by_their_rule():
    comparison = held(edited({"/indicators/1/actual": "5900册"}))
    line, total = comparison.scores
    assert (line.label, line.self_before, line.self_after) == (
        "新增馆藏图书册数", Decimal("7.6"), Decimal("7.6"),
    )  # fmt: skip
    assert (line.rule_before, line.rule_after, line.rule_moved) == (
        Decimal("7.6"),
        Decimal("7.87"),
        True,
    )
    assert "8 × 5900 ÷ 6000 = 7.87" in line.why_after
    assert (total.label, total.rule_after) == ("合计", Decimal("99.67"))


def test_rows_are_paired_whatever_moved():
    moved = clean().model_copy(update={"indicators": clean().indicators[::-1]})
    assert held(moved).same


def test_a_renamed_row_is_the_same_row():
    assert told(held(edited({"/indicators/6/name": "全年到馆读者人次"}))) == [
        ("全年到馆读者人次", "三级指标", "到馆读者人次", "全年到馆读者人次")
    ]
    # Another name altogether, but the only row of its kind on both sides.
    assert told(held(edited({"/indicators/9/name": "群众评价得分"}))) == [
        ("群众评价得分", "三级指标", "读者满意度", "群众评价得分")
    ]


def test_a_row_that_came_and_a_row_that_went_are_one_change_each():
    came = {**row("讲座场次", "≥4场", "4场", "8", "8"), "target": parse_value("≥4场").model_dump()}
    comparison = held(edited({"/indicators/3": None, "/indicators/-": came}))
    assert [(one.fate, one.item, one.field) for one in comparison.changes] == [
        ("removed", "活动按期举办率", "整行"),
        ("added", "讲座场次", "整行"),
    ]
    gone, come = comparison.changes
    assert gone.old == (
        "一级指标产出指标，二级指标时效指标，三级指标活动按期举办率，年度指标值≥95%，实际完成值96%，分值12，得分12"
    )
    assert (gone.before, gone.after, come.before, come.after) == (
        "/indicators/3", None, None, "/indicators/9",
    )  # fmt: skip


def test_the_report_by_sentences_with_what_changed_in_them():
    new = edited(
        {
            "/report/sections/7/text": ("举办活动42场", "举办活动43场"),
            "/report/sections/0/text": ("退休人员6人。", "退休人员6人。另有志愿者12人。"),
        }
    )
    profile, results = held(new).sections
    assert profile.heading == "一、部门（单位）基本情况"
    [come] = profile.sentences
    assert (come.fate, come.old, come.new) == ("added", (), (("另有志愿者12人。", True),))
    [changed] = results.sentences
    assert changed.fate == "changed"
    assert [piece for piece, marked in changed.old if marked] == ["42"]
    assert [piece for piece, marked in changed.new if marked] == ["43"]


def test_sections_that_came_and_went():
    without = edited({"/report/sections/9": None})
    [gone] = held(without).sections
    assert (gone.heading, gone.fate) == ("八、下一步改进措施", "removed")
    [come] = held(clean(), without).sections
    assert (come.fate, {one.fate for one in come.sentences}) == ("added", {"added"})


def test_a_report_that_came_with_the_second_version():
    without = edited({"/report": None})
    assert {section.fate for section in held(clean(), without).sections} == {"added"}


@pytest.mark.parametrize("field", ["changes", "scores", "sections"])
def test_as_json(field):
    new = edited(
        {"/indicators/1/actual": "5900册", "/report/sections/7/text": ("活动42场", "活动43场")}
    )
    assert held(new).to_json()[field]


def test_long_texts_are_compared_quickly():
    many = "".join(f"第{n}项工作已按期完成。" for n in range(3000))
    old = edited({"/report/sections/7/text": many})
    new = edited({"/report/sections/7/text": many.replace("第1500项", "第1500号")})
    [section] = held(new, old).sections
    assert len(section.sentences) == 1
