"""A Word table pasted as text, as the founding case lies in the office."""

from decimal import Decimal

import pytest

from jiping.filing import Filing
from jiping.intake.assemble import assemble
from jiping.intake.document import Line
from jiping.intake.layouts.tabbed import find_forms

PASTED = """部门整体支出绩效自评表
\t预算部门名称
\t青禾县云岭镇人民政府\u3000

\t年度预
算申请
（万元）
\t
\t年初
预算数
\t全年  预算数
\t全年
执行数
\t分值
\t执行率
\t得分

\t
\t年度资金总额
\t972.54
\t3852.54
\t3852.54
\t10分
\t100%
\t10

\t
\t按收入性质分：
\t按支出性质分：

\t
\t  其中：  一般公共预算：3777.82
\t其中：基本支出：3852.54

\t
\t政府性基金拨款：74.72
\t项目支出：

\t绩
效
指
标
\t一级指标
\t二级指标
\t三级指标
\t年度
指标值
\t实际
完成值
\t分值
\t得分
\t偏差原因分析及改进措施

\t
\t产出指标
(50分)
\t数量
指标
\t保障村居数量
\t　11个
\t　11个
\t　15
\t　15
\t\u3000

\t
\t
\t质量
指标
\t考评得分
\t≥90分
\t　90分
\t　15
\t　12
\t　有待精细化

\t总分
\t100
\t　90
\t\u3000

部门整体支出绩效自评报告
"""


def read(text: str) -> list[Filing]:
    blocks = [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    return [assemble(span.form)[0] for span in find_forms(blocks)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_pasted_form_has_its_rows_and_columns(newline: str) -> None:
    (filing,) = read("\n".join(PASTED.replace("\n", newline).splitlines()))

    total = filing.budget.total
    assert total is not None
    assert (total.initial, total.adjusted, total.weight) == (
        Decimal("972.54"),
        Decimal("3852.54"),
        10,
    )
    assert filing.budget.by_revenue.government_funds == Decimal("74.72")
    assert filing.budget.by_expenditure.project is None
    assert [(i.level1, i.level2, i.weight, i.score) for i in filing.indicators] == [
        ("产出指标", "数量指标", 15, 15),
        ("产出指标", "质量指标", 15, 12),
    ]
    assert (filing.total.weight, filing.total.score) == (100, 90)
    assert filing.complete


def test_the_evidence_is_the_line() -> None:
    (filing,) = read(PASTED)
    line = filing.evidence["/indicators/1/score"].where.line

    assert line is not None
    assert PASTED.split("\n")[line - 1].strip() == "12"


def test_truncation_at_every_line_never_changes_a_figure() -> None:
    (whole,) = read(PASTED)
    lines = PASTED.split("\n")
    for end in range(20, len(lines)):
        for filing in read("\n".join(lines[:end])):
            assert filing.complete <= (filing.total.weight is not None)
            for cut, full in zip(filing.indicators, whole.indicators, strict=False):
                for name in ("weight", "score"):
                    assert getattr(cut, name) in (None, getattr(full, name))


def test_a_unit_behind_a_tab_of_its_own_is_no_cell() -> None:
    (whole,), (apart,) = read(PASTED), read(PASTED.replace("11个", "11\t个"))

    assert [(i.weight, i.score) for i in apart.indicators] == [
        (i.weight, i.score) for i in whole.indicators
    ]
    actual = apart.indicators[0].actual
    assert actual is not None
    assert (actual.number, actual.unit) == (11, "个")
