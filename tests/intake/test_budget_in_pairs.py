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
