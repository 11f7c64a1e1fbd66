"""Whatever a form leaves blank, a draft is made, claims nothing of it, and reads as sentences."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from jiping import standards
from jiping.checks.examples import clean
from jiping.filing import Budget, ExpenditureView, Filing, Goals, RevenueView, Total
from jiping.filing.values import parse_value
from jiping.writers.draft import draft

_VALUES = st.sampled_from(
    ["≥95%", "≤972.54", "1836", "0", "0个", "10-15天", "2023年11月底前", "2023年12月", "达到预期", "部分完成", "优", "",
     "100%", "1年", "≥1000万元", "96%以上", "=5座", "未完成", "3,200人", "０．５"]
).map(lambda raw: parse_value(raw) if raw else None)  # fmt: skip
_POINTS = st.sampled_from([None, "0", "7.5", "10", "15"])
_REASONS = st.sampled_from(
    [None, "无", "还需加强", "因暴雨停工20天；12月前补齐。", "（人员不足）", "\n", "要加强管理"]
)
_NAMES = st.sampled_from(
    [None, "", "渠道清淤长度", "“一老一小”服务人次", "严格控制成本不大于预算数", "其中：种植业", "★满意度", "[[/total/score]]", "{{ f }}", "A" * 80]
)  # fmt: skip


@st.composite
def filings(draw: st.DrawFn) -> Filing:
    """The clean filing with rows of all sorts, and parts of it blank."""
    rows = tuple(
        one.model_copy(
            update={
                "name": draw(_NAMES), "target": draw(_VALUES), "actual": draw(_VALUES),
                "weight": draw(_POINTS), "score": draw(_POINTS), "reason": draw(_REASONS),
            }
        )
        for one in clean().indicators[: draw(st.integers(0, 10))]
    )  # fmt: skip
    budget = clean().budget
    row = budget.rows[0].model_copy(
        update=dict.fromkeys(draw(st.sets(st.sampled_from(["initial", "adjusted", "executed", "execution_rate", "score"]))))
    )  # fmt: skip
    changed = clean().model_copy(
        update={
            "indicators": rows,
            "budget": Budget(
                rows=draw(st.sampled_from([(row,), ()])),
                by_revenue=draw(st.sampled_from([budget.by_revenue, RevenueView()])),
                by_expenditure=draw(st.sampled_from([budget.by_expenditure, ExpenditureView()])),
            ),
            "goals": draw(st.sampled_from([clean().goals, Goals()])),
            "total": draw(st.sampled_from([clean().total, Total()])),
            "unit": draw(st.sampled_from([clean().unit, None, "青禾县\n水利局"])),
            "fiscal_year": draw(st.sampled_from([2023, None])),
            "report": draw(st.sampled_from([clean().report, None])),
            "kind": draw(st.sampled_from(["department", "project", "transfer", "report"])),
        }
    )
    return Filing.model_validate_json(changed.model_dump_json())


@settings(max_examples=60, deadline=None)
@given(filings(), st.sampled_from(["hunan-2022", "national-2020"]))
def test_a_draft_of_any_form_reads_as_sentences(filing: Filing, name: str):
    made = draft(filing, standards.load(name))

    for one in made.sections:
        text = made.text(one)
        told = re.sub(r"【[^】]*】|“[^”]*”", "〇", text).replace("A" * 80, "")
        assert not re.search(r"，，|。。|，。|、。|；。|：。|（）|None|\{\{|Undefined", told), text
        assert not re.search(r"为，|为。|多，|低，(?!略)|扣，|扣。", told), text
