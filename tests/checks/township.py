"""The founding case in own words (examples/township-2022), built into a filing without any reader."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from jiping.filing import (
    Budget,
    BudgetRow,
    ExpenditureView,
    Filing,
    Goals,
    Indicator,
    Report,
    ReportFigure,
    RevenueView,
    Section,
    Total,
)
from jiping.filing.values import parse_value

D = Decimal
TOML = Path(__file__).parents[2] / "examples" / "township-2022" / "filing.toml"

#: (number, heading, topic) as the report prints them.
OUTLINE = (
    ("1、", "预算单位基本情况", "profile"),
    ("二、", "一般公共预算支出情况", "other"),
    ("（一）", "基本支出情况", "basic_expenditure"),
    ("（二）", "项目支出情况", "project_expenditure"),
    ("三、", "部门整体支出绩效情况", "performance"),
    ("四、", "存在的问题及原因分析", "problems"),
    ("5、", "下一步改进措施", "measures"),
    ("6、", "绩效自评结果拟应用和公开情况", "application"),
)
FIGURES = (
    ("301", "工资福利支出", "769.41", "302.16", "increase", "人员的增加和标准的调高"),
    ("302", "一般商品和服务支出", "3073.65", "832.36", "increase", "财源建设资金的增加"),
    ("303", "对个人和家庭补助支出", "9.48", "8.61", "decrease", "遗属人员的减少"),
)


def sections(text: str) -> tuple[Section, ...]:
    """Cut the report at its headings."""
    starts = [text.index("\n" + number + heading) for number, heading, _ in OUTLINE]
    ends = [*starts[1:], len(text)]
    found = []
    for (number, heading, topic), start, end in zip(OUTLINE, starts, ends, strict=True):
        body = text[start + 1 + len(number + heading) : end].strip()
        found.append(Section(number=number, heading=heading, topic=topic, text=body))
    return tuple(found)


@lru_cache(maxsize=1)
def township() -> Filing:
    told = tomllib.loads(TOML.read_text(encoding="utf-8"))
    initial, adjusted, executed, *_ = told["money"]["total"]
    indicators = tuple(
        Indicator(
            level1=level["name"].split("\n")[0], level2=level2.replace("\n", ""), name=name,
            target=parse_value(target), actual=parse_value(actual), weight=D(weight),
            score=D(score), reason=reason or None,
        )
        for level in told["levels"]
        for level2, name, target, actual, weight, score, reason in level["rows"]
    )  # fmt: skip
    return Filing(
        kind="department",
        unit=told["unit"],
        standard="hunan-2022",
        budget=Budget(
            rows=(
                BudgetRow(
                    item="total", label="年度资金总额", initial=D(initial), adjusted=D(adjusted),
                    executed=D(executed), weight=D(10), execution_rate=D(1), score=D(10),
                ),
            ),
            by_revenue=RevenueView(general_public_budget=D("3777.82"), government_funds=D("74.72")),
            by_expenditure=ExpenditureView(basic=D("3852.54")),
        ),
        goals=Goals(expected=told["goals"]["expected"], achieved=told["goals"]["achieved"]),
        indicators=indicators,
        total=Total(weight=D(100), score=D(90)),
        report=Report(
            title="部门整体支出绩效自评报告",
            sections=sections(told["report"]["text"]),
            figures=tuple(
                ReportFigure(
                    item=item, label=label, amount=D(amount), change=D(change),
                    direction=direction, cause=cause,
                )
                for item, label, amount, change, direction, cause in FIGURES
            ),
        ),
    )  # fmt: skip
