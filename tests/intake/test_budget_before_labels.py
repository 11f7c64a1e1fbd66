"""Values that stand behind the budget's heading while their labels stand in front of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.intake import extract

FORM = (
    "云溪县项目支出绩效自评表 (2022年度) 项目名称 河道保洁 主管部门 云溪县水务局 项目资金 年初预算数 (万元) "
    "年度资金总额 其中:当年财政拨款 实施单位 全年预算数 全年执行数 分值 执行率 得分 {values} 上年结转资金 — — "
    "其他资金 — — 一级 指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 "
    "产出指标 数量指标 指标1:保洁河段 12段 12段 30 30 质量指标 指标1:水面清洁率 95% 96% 20 20 "
    "效益指标 社会效益指标 指标1:投诉下降率 10% 12% 30 30 满意度指标 满意度指标 指标1:村民满意度 90% 93% 10 10 总分 100 99.5"
)


@pytest.mark.parametrize(
    ("values", "initial"),
    [
        ("80.5 76.48 10 95% 9.5 80.5 76.48 — 95% —", None),
        ("82 80.5 76.48 10 95% 9.5 82 80.5 76.48 — 95% —", Decimal(82)),
    ],
)
def test_the_values_belong_to_the_labels_in_front(
    values: str, initial: Decimal | None, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(FORM.format(values=values), encoding="utf-8")
    (filing,) = extract(path).filings
    total, part = filing.budget.rows[:2]
    assert (total.initial, total.adjusted, total.executed) == (
        initial, Decimal("80.5"), Decimal("76.48"),
    )  # fmt: skip
    assert (total.weight, total.score) == (10, Decimal("9.5"))
    assert (part.initial, part.executed, part.score) == (initial, Decimal("76.48"), None)
