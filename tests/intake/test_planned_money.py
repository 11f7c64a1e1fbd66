"""Tables of targets tell the money that is planned: labels with an amount behind each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.intake import extract

INDICATORS = """绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | ||
产出指标 | 数量指标 | 修缮面积 | ≥400平方米 | |||
质量指标 | 验收合格率 | ≥98% | ||||
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95% | |||
"""


def as_table(text: str) -> str:
    """The same cells in a true table, the label of a block in front of each of its rows."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    cells = ["".join(f"<td>{cell}</td>" for cell in row if cell) for row in rows]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize("suffix", ["txt", "html"])
@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (
            "项目金额 | 164万元 | 其中:当年市级财政资金 | 132万元 | |||",
            [("total", "项目金额", "164"), ("row", "其中:当年市级财政资金", "132")],
        ),
        (
            "预算规模及资金用途 | 预算数 | 20.00 | 其中:财政资金 | 18.00 | 其他资金 | 2.00 |",
            [("total", "预算数", "20.00"), ("current_appropriation", "其中:财政资金", "18.00"),
             ("other", "其他资金", "2.00")],
        ),
        (
            "主管预算部门 | 云岭市教育局 | 项目预算金额（万元） | 193.8 | |||",
            [("total", "项目预算金额（万元）", "193.8")],
        ),
        (
            "年度资金总额 | 金额（万元） | |||||\n（一）财政拨款小计 | 6.30 | |||||\n（二）自有资金小计 | 0.70 | |||||",
            [("total", "年度资金总额", None), ("row", "（一）财政拨款小计", "6.30"),
             ("row", "（二）自有资金小计", "0.70")],
        ),
        (
            "年度资金总额： | 854万（道路695万元，示范点159万元） | |||||\n其中：财政拨款 | 854万 | |||||",
            [("total", "年度资金总额：", "854"), ("current_appropriation", "其中：财政拨款", "854")],
        ),
    ],
)  # fmt: skip
def test_each_label_has_its_amount_behind_it(
    money: str, expected: list[tuple[str, str, str | None]], suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"targets.{suffix}"
    head = "项目支出绩效目标表 | ||||||\n(2023年度) | ||||||\n项目名称 | 校舍修缮 | |||||\n"
    text = f"{head}{money}\n{INDICATORS}"
    path.write_text(as_table(text) if suffix == "html" else text, encoding="utf-8")
    (filing,) = extract(path).filings
    rows = [(row.item, row.label, row.initial) for row in filing.budget.rows]
    assert rows == [(item, label, figure and Decimal(figure)) for item, label, figure in expected]
    assert len(filing.indicators) == 3


PERIOD = """<table><tr><td>项目支出绩效目标申报表</td></tr>
<tr><td>项目名称</td><td colspan=7>水文站点维护</td></tr>
<tr><td rowspan=3>项目资金（万元）</td><td>中期资金总额：</td><td colspan=2>126.00</td>
<td>年度资金总额：</td><td colspan=3>43.80</td></tr>
<tr><td>其中：财政拨款</td><td colspan=2>120.00</td><td>其中：财政拨款</td><td colspan=3>41.80</td></tr>
<tr><td>其他资金</td><td colspan=2>6.00</td><td>其他资金</td><td colspan=3>2.00</td></tr>
<tr><td rowspan=3>绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td>
<td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td rowspan=2>产出指标</td><td rowspan=2>数量指标</td><td>维护站点数</td><td>≥108个</td>
<td rowspan=2>数量指标</td><td>维护站点数</td><td>≥36个</td></tr>
<tr><td>更换传感器</td><td>≥210支</td><td>更换传感器</td><td>≥80支</td></tr></table>"""


@pytest.mark.parametrize("form", ["text", "table"])
def test_beside_the_money_and_targets_of_the_whole_period_stand_those_of_the_year(
    form: str, examples: Path, tmp_path: Path
) -> None:
    path = examples / "layouts" / "L3-5.txt"
    if form == "table":
        path = tmp_path / "period.html"
        path.write_text(PERIOD, encoding="utf-8")
    (filing,) = extract(path).filings
    assert [str(row.initial) for row in filing.budget.rows] == ["43.80", "41.80", "2.00"]
    told = [(row.name, row.target and row.target.number) for row in filing.indicators[:2]]
    assert told == [("维护站点数", 36), ("更换传感器", 80)]


@pytest.mark.parametrize("between", [" ", "\n\n", " |\n"])
def test_the_plan_of_the_period_is_not_the_years_in_texts_without_a_table(
    between: str, examples: Path, tmp_path: Path
) -> None:
    text = (examples / "layouts" / "L3-5.txt").read_text(encoding="utf-8")
    cells = [cell.strip() for line in text.splitlines() for cell in line.split("|")]
    path = tmp_path / "period.txt"
    path.write_text(between.join(filter(None, cells)) + between, encoding="utf-8")
    (filing,) = extract(path).filings
    money = [row.initial for row in filing.budget.rows]
    assert money == [Decimal("43.80"), Decimal("41.80"), Decimal("2.00")]
    told = [(row.name, row.target and row.target.number) for row in filing.indicators]
    assert told[:3] == [("维护站点数", 36), ("更换传感器", 80), ("数据到报率", 97)]
    assert len(told) <= 5


YEARS = """<table><tr><td>项目支出绩效目标批复表</td></tr><tr><td>项目名称</td><td colspan=6>骨干培训</td></tr>
<tr><td rowspan=4>绩效指标</td><td rowspan=2>一级指标</td><td rowspan=2>二级指标</td><td rowspan=2>三级指标</td>
<td colspan=2>指标值</td><td rowspan=2>指标标准或依据</td></tr><tr><td>2021年实际实现值</td><td>预期2022年实现值</td></tr>
<tr><td rowspan=2>产出指标</td><td rowspan=2>数量指标</td><td>骨干培训人次</td><td>260人次</td><td>320人次</td><td></td></tr>
<tr><td>开设课程数量</td><td>48门</td><td>52门</td><td></td></tr></table>"""


@pytest.mark.parametrize("form", ["text", "table"])
def test_what_an_earlier_year_reached_is_no_target(
    form: str, examples: Path, tmp_path: Path
) -> None:
    path = examples / "layouts" / "L3-6.txt"
    if form == "table":
        path = tmp_path / "years.html"
        path.write_text(YEARS, encoding="utf-8")
    (filing,) = extract(path).filings
    told = [(row.target and row.target.number, row.actual) for row in filing.indicators[:2]]
    assert told == [(320, None), (52, None)]
