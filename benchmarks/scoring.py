"""How many filings a second one core scores: `python benchmarks/scoring.py [SECONDS]`.

The filing has the nine indicators of a usual department form: floors, a ceiling, rates, a date.
"""

from __future__ import annotations

import sys
import time
from decimal import Decimal

from jiping.filing import Budget, BudgetRow, Filing, Indicator, Total
from jiping.filing.values import parse_value
from jiping.scoring import score
from jiping.standards import load, names

ROWS = (
    ("产出指标", "数量指标", "整修村道", "12公里", "12公里", 15, 15),
    ("产出指标", "质量指标", "验收合格率", "≥98%", "97.5%", 15, 14),
    ("产出指标", "时效指标", "完工时间", "2022年11月底前", "2022年10月", 10, 10),
    ("产出指标", "成本指标", "每公里造价", "≤40.5万元", "46.2万元", 10, 9),
    ("效益指标", "经济效益指标", "带动就业", "≥200人", "330", 8, 8),
    ("效益指标", "社会效益指标", "出行条件", "明显改善", "明显改善", 8, 8),
    ("效益指标", "生态效益指标", "绿化率", "35%", "33%", 8, 7),
    ("效益指标", "可持续影响指标", "管护人员到位率", "100%", "100%", 6, 6),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "95%", "93%", 10, 9),
)


def filing() -> Filing:
    """Return a whole form of 100 points."""
    money = BudgetRow(
        item="total",
        label="年度资金总额",
        initial=Decimal("486"),
        adjusted=Decimal("554.4"),
        executed=Decimal("541.27"),
        weight=Decimal(10),
        score=Decimal("9.76"),
    )
    indicators = tuple(
        Indicator(
            level1=level1,
            level2=level2,
            name=name,
            target=parse_value(target),
            actual=parse_value(actual),
            weight=Decimal(weight),
            score=Decimal(own),
        )
        for level1, level2, name, target, actual, weight, own in ROWS
    )
    return Filing(
        kind="department",
        fiscal_year=2022,
        budget=Budget(rows=(money,)),
        indicators=indicators,
        total=Total(weight=Decimal(100), score=Decimal("95.76")),
    )


def main(seconds: float) -> None:
    """Print filings a second for every packaged standard."""
    form = filing()
    print(f"{'standard':24}{'filings/s':>12}{'µs each':>10}")
    for name in names():
        standard = load(name)
        score(form, standard)
        count, start = 0, time.process_time()
        while (spent := time.process_time() - start) < seconds:
            for _ in range(100):
                score(form, standard)
            count += 100
        print(f"{name:24}{count / spent:12,.0f}{spent / count * 1e6:10.1f}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
