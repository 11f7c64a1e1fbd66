"""The last figure of a text may be cut in two: a closing score is whole where the rows sum to it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.filing import Filing
from jiping.intake import extract

GLUED = (
    "项目支出绩效自评表(2022年度)项目名称河道清淤主管部门青禾县水利局实施单位云岭镇水利站项目资金(万元)"
    "年初预算数全年预算数全年执行数分值执行率得分年度资金总额90.0090.0085.501095.00%9.5"
    "绩效指标一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"
    "产出指标数量指标清淤长度≥12公里12.5公里3030质量指标断面达标率≥95%92%2019.4"
    "效益指标生态效益指标水质改善比例≥80%85%3030满意度指标服务对象满意度指标村民满意度≥90%93%1010"
)
CELLS = """
项目支出绩效自评表

(2022年度)

项目名称

河道清淤

项目资金(万元)

年初预算数

全年预算数

全年执行数

分值

执行率

得分

年度资金总额

90.00

90.00

85.50

10

95.00%

9.5

一级指标

二级指标

三级指标

年度指标值

实际完成值

分值

得分

产出指标

数量指标

清淤长度

≥12公里

12.5公里

60

60

满意度指标

服务对象满意度指标

村民满意度

≥90%

93%

30

29.4
"""


def filing_of(text: str, folder: Path) -> Filing:
    path = folder / "form.txt"
    path.write_text(text, encoding="utf-8")
    (filing,) = extract(path).filings
    return filing


@pytest.mark.parametrize("text", [GLUED + "总分10098.9", CELLS + "\n总分\n\n100\n\n98.9"])
def test_a_closing_score_that_the_rows_sum_to_is_whole(text: str, tmp_path: Path) -> None:
    filing = filing_of(text, tmp_path)
    assert (filing.total.weight, filing.total.score) == (100, Decimal("98.9"))


@pytest.mark.parametrize("text", [GLUED + "总分10098", CELLS + "\n总分\n\n100\n\n98"])
def test_another_may_go_on(text: str, tmp_path: Path) -> None:
    filing = filing_of(text, tmp_path)
    assert filing.total.score is None
