"""Budgets in pairs of label and figure, with score and rate beside them; subtotals; 自评总分."""

from decimal import Decimal
from pathlib import Path

import pytest
from drawn import drawn

from jiping.filing import Filing
from jiping.intake import extract
from jiping.intake.document import Document, Line
from jiping.intake.recognise import recognise

INDICATORS = """
| 一级指标 | 二级指标 | 三级指标 | 预期指标值符号 | 预期指标值 | 单位 | 实际完成值 | < | 分值 | 自评得分 |
| 产出指标 | 数量指标 | 巡河公里数 | ≥ | 860 | 公里 | 880 | < | 60 | 60 |
| 产出指标小计 | < | < | < | < | < | < | < | 60 | 60 |
| | 社会效益指标 | 水质达标率 | ≥ | 90 | % | 87 | < | 30 | 29 |
| 预算执行率 | < | < | < | < | < | < | < | 10 | 9.49 |
"""


def filing(head: str, closing: str) -> Filing:
    blocks = Line("2022年度预算项目绩效自评表", 1), drawn(head + INDICATORS + closing)
    (found,), _ = recognise(Document("form", "text/html", "", blocks))
    return found


HEADED = """
| 预算安排情况（调整后） | < | < | 资金到位情况 | < | 资金执行情况 | < | < | 预算执行进度 | < |
| 预算数： | 315.65 | < | 到位数： | 315.65 | 执行数： | 299.55 | < | 94.90% | 得分：9.49 |
"""
LABELLED = """
| 预算数： | 315.65 | 执行数： | 299.55 | 执行率： | 94.90% | 得分： | 9.49 | | |
"""


@pytest.mark.parametrize("head", [HEADED, LABELLED])
@pytest.mark.parametrize(
    "closing",
    [
        "| 自评总分 | < | < | < | < | < | < | < | 100 | 98.49 |",
        "| 自评总分 | < | < | 98.49 | < | < | < | < | < | < |",
    ],
)
def test_score_and_rate_beside_the_money_and_the_self_score_at_the_end(
    head: str, closing: str
) -> None:
    found = filing(head, closing)
    (money,) = found.budget.rows

    assert (money.adjusted, money.executed) == (Decimal("315.65"), Decimal("299.55"))
    assert (money.execution_rate, money.score) == (Decimal("0.9490"), Decimal("9.49"))
    assert found.total.score == Decimal("98.49")
    assert found.complete


def test_a_subtotal_is_no_indicator_and_no_level() -> None:
    first, second = filing(HEADED, "").indicators

    assert first.target is not None
    assert (first.name, first.target.operator, first.target.unit) == ("巡河公里数", "≥", "公里")
    assert (second.name, second.level1) == ("水质达标率", "产出指标")


def test_a_label_with_its_amount_behind_it_heads_no_column(examples: Path, tmp_path: Path) -> None:
    """Found as a fault: below 预算执行率 alone in its line, 执行数： was the name of a row and its amount the budget."""
    text = (examples / "layouts" / "L4-5.txt").read_text(encoding="utf-8")
    cells = [cell.strip() for line in text.splitlines() for cell in line.split("|")]
    path = tmp_path / "paragraphs.txt"
    path.write_text("\n\n".join(filter(None, cells)), encoding="utf-8")
    (found,) = extract(path).filings
    told = [(row.label, row.adjusted, row.executed) for row in found.budget.rows]
    assert told == [
        ("", Decimal("412.6"), Decimal("385.78")),
        ("其中:财政资金", Decimal("398.6"), Decimal("371.78")),
        ("其他", Decimal(14), Decimal(14)),
    ]


INVESTED = """
| 项目基本信息 | < | < | < | < | < |
| 项目实施单位 | 青禾市林业局 | < | 主管部门 | 青禾市人民政府 | < |
| 计划投资额(万元) | 110.00 | 实际到位资金(万元) | 84.74 | 实际使用情况(万元) | 80.50 |
| 其中：中央财政 | | 其中：中央财政 | | 其中：中央财政 | |
| 市县财政预算 | 110.00 | 市县财政预算 | 84.74 | 市县财政预算 | 80.50 |
| 其他 | | 其他 | | 其他 | |
"""
GLUED = (
    "苗圃建设项目财政支出绩效评价报告项目基本信息一、项目基本情况项目实施单位青禾市林业局主管部门青禾市人民政府"
    "计划投资额(万元)110.00实际到位资金(万元)84.74实际使用情况(万元)80.50其中:中央财政其中:中央财政其中:中央财政"
    "市县财政预算110.00市县财政预算84.74市县财政预算80.50地方债券资金{bonds}二、绩效评价指标评分一级指标分值二级指标分值三级指标分值得分项目决策20项目目标4目标内容44"
)


@pytest.mark.parametrize("bonds", ["地方债券资金", "5.00地方债券资金3.00"])
def test_what_was_planned_what_arrived_and_what_was_spent_side_by_side(bonds: str) -> None:
    title = Line("苗圃建设项目财政支出绩效评价报告", 1)
    (table,), _ = recognise(Document("form", "text/html", "", (title, drawn(INVESTED))))
    (glued,) = extract("form.txt", GLUED.format(bonds=bonds).encode()).filings

    for found in (table, glued):
        rows = {row.label: row for row in found.budget.rows if row.initial is not None}
        assert list(rows) == ["", "市县财政预算"]
        for row in rows.values():
            assert (row.initial, row.adjusted, row.executed) == (
                110, Decimal("84.74"), Decimal("80.5"),
            )  # fmt: skip
