"""Cells given to columns where empty ones dropped out: what is sure, and what stays open."""

from __future__ import annotations

import pytest
from drawn import drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import (
    as_columns,
    as_endless_row,
    as_filled_lone_pipes,
    as_lines,
    as_lone_pipes,
    as_paragraphs,
    as_pipes,
    figures,
    filings,
    in_table,
)

from jiping.intake.layouts.ragged import fits, judges
from jiping.intake.layouts.ragged.alignment import Shape, agreed, align
from jiping.intake.layouts.ragged.cells import SOME, UNKNOWN, Cell, Strip, without

BUDGET = ("label", "initial", "adjusted", "executed", "weight", "execution_rate", "score")
INDICATORS = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")


def strip(text: str, *, rows: bool = True, gap: int = UNKNOWN) -> Strip:
    """Cells between bars, rows on lines."""
    lines = [line.split("|") for line in text.strip().splitlines()]
    cells = [
        Cell(part.strip(), 0, n, row=n, gap=gap) for n, line in enumerate(lines) for part in line
    ]
    return Strip(cells, rows=rows)


def read(text: str, columns: tuple[str, ...], *, rows: bool = True) -> list[dict[str, str]]:
    """The sure cells of each row."""
    cells = strip(text, rows=rows)
    kinds = frozenset(columns)
    budget = columns[0] == "label"
    judge = judges.of_budget(kinds) if budget else judges.of_indicators(kinds, blind=not rows)
    shape = Shape(columns, "label" if budget else "name", judge, usual=not budget)
    return [
        {column: " ".join(c.text for c in found) for column, found in sure.items()}
        for row in align(cells, shape)
        for sure, _ in [agreed(row, cells.cells)]
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("年度资金总额 | 9 | 8 | 7 | 10 | 87.5% | 8.8", "9 8 7 10 87.5% 8.8"),
        ("年度资金总额 | 880 | 880 | 880 | 10 | 10", "880 880 880 10 . 10"),
        ("年度资金总额 | 880 | 440 | 10 | 50% | 5", ". 880 440 10 50% 5"),
        ("年度资金总额 | 880 | 440 | 10 | 5", ". 880 440 10 . 5"),
        ("上年结转资金 | 50 | 38 | 0.76", ". 50 38 . 0.76 ."),
        ("其他资金 | 12.5 | 12.5", ". . . . . ."),
    ],
)
def test_a_budget_row_by_its_arithmetic(text: str, cells: str) -> None:
    (row,) = read(text, BUDGET)

    assert " ".join(row.get(column, ".") for column in BUDGET[1:]) == cells


def test_figures_on_which_all_readings_agree_are_sure_though_their_cells_are_not() -> None:
    (row,) = read("公路里程 | ≥95% | 5 | 5", INDICATORS)

    assert row == {"name": "公路里程", "target": "≥95%", "weight": "5"}


def test_levels_that_were_merged_drop_out_in_front_of_the_name() -> None:
    rows = read(
        """
        产出指标 | 数量指标 | 公路里程 | 5公里 | 5公里 | 10 | 10
        桥梁 | 2座 | 1座 | 10 | 5 | 汛期停工，未能完工
        成本指标 | 每公里造价 | ≤80万元 | 76万元 | 10 | 10
        """,
        INDICATORS,
    )

    assert rows[1]["name"] == "桥梁"
    assert rows[1]["reason"] == "汛期停工，未能完工"
    assert rows[2]["level2"] == "成本指标"


def test_rows_are_found_where_only_the_order_of_the_cells_is_left() -> None:
    rows = read(
        "公路里程|5公里|5公里|10|10|桥梁|2座|1座|10|5|便民服务网点|3个|3个|10|10",
        INDICATORS,
        rows=False,
    )

    assert [row["name"] for row in rows] == ["公路里程", "桥梁", "便民服务网点"]
    assert [row["score"] for row in rows] == ["10", "5", "10"]


def test_a_cell_that_drops_out_counts_as_empty_in_front_of_the_next() -> None:
    cells = [Cell(text, 0, 1, row=1, gap=gap) for text, gap in (("甲", 0), ("……", 1), ("乙", 2))]

    assert [c.gap for c in without(cells, lambda c: c.text == "……")] == [0, 4]
    blind = [cells[0], cells[1]._replace(gap=SOME), cells[2]]
    assert [c.gap for c in without(blind, lambda c: c.text == "……")] == [0, SOME]


@pytest.mark.parametrize(
    ("text", "column", "cost"),
    [
        ("100%", "name", None), ("12个", "name", None), ("5个示范村建设", "name", 0),
        ("=", "target", None), ("万元", "actual", None), ("万元", "executed", 0),
        ("7,00.0,77", "executed", 1), ("10分", "weight", 0), ("120", "weight", None),
        ("30", "reason", None), ("受疫情影响未能完成", "reason", 0), ("平方米", "measure", 0),
    ],
)  # fmt: skip
def test_what_a_cell_costs_in_a_column(text: str, column: str, cost: int | None) -> None:
    assert fits.FITS[column](text) == cost


# --- whatever is printed, no figure is read in another column ------------------------------------

_ORDERS = (
    "年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施",
    "分值 年度指标值 全年实际值 得分 未完成原因及拟采取的改进措施",
    "指标值 权重 完成值 得分 说明",
    "年初目标值(A) 实际完成值(B) 得分",
    "指标值 全年实际完成值 未完成原因和改进措施",
    "指标性质 指标值 度量单位 完成值 权重 得分 未完成原因分析",
)
_VALUES = ((">=12", "12个", "13个"), ("", "95%", "93%"), ("", "200", "200"), ("", "有效提升", "有效提升"), ("<=", "80万元", "76.5万元"))  # fmt: skip
_LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
_PRINTINGS = (as_pipes, as_columns, as_lone_pipes, as_filled_lone_pipes, as_endless_row, as_paragraphs, as_lines)  # fmt: skip


@st.composite
def pictures(draw: st.DrawFn) -> str:
    """A form with columns in one of the usual orders, some cells empty, levels merged."""
    order = draw(st.sampled_from(_ORDERS)).split()
    lines = ["绩效指标 | 一级指标 | 二级指标 | 三级指标 | " + " | ".join(order)]
    before = ("", "")
    for number, level in enumerate(
        sorted(draw(st.lists(st.integers(0, 3), min_size=2, max_size=7)))
    ):
        operator, target, actual = draw(st.sampled_from(_VALUES))
        weight = draw(st.integers(2, 10))
        cells = {
            "target": target, "operator": "≥" if operator else "定性", "measure": "个",
            "actual": actual, "weight": str(weight),
            "score": str(draw(st.sampled_from((weight, weight, weight - 1)))),
            "reason": draw(st.sampled_from(("", "", "进度较慢，下一步加强调度"))),
        }  # fmt: skip
        if draw(st.integers(0, 6)) == 0:
            cells[draw(st.sampled_from(("actual", "score", "measure")))] = ""
        levels = _LEVELS[level]
        merged = [
            ("^" if label == above else label) for label, above in zip(levels, before, strict=True)
        ]
        if merged[0] != "^":
            merged[1] = levels[1]
        before = levels
        row = [cells[_column(label)] for label in order]
        lines.append(f"^ | {merged[0]} | {merged[1]} | 工作内容第{number}项 | {' | '.join(row)} |")
    width = lines[0].count("|") + 1
    head = f"项目名称 | 某某项目{' | <' * (width - 2)}\n"
    return head + "\n".join(lines) + "\n说明 | 无" + " | <" * (width - 2)


def _column(label: str) -> str:
    """The column a heading label of `_ORDERS` names."""
    names = {
        "值": "target",
        "完成值": "actual",
        "实际值": "actual",
        "完成值(B)": "actual",
        "性质": "operator",
    }
    names |= {
        "单位": "measure",
        "分值": "weight",
        "权重": "weight",
        "得分": "score",
        "目标值(A)": "target",
    }
    ending = max((end for end in names if label.endswith(end)), key=len, default=None)
    return names[ending] if ending else "reason"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(pictures(), st.sampled_from(_PRINTINGS))
def test_what_is_read_stands_so_in_the_table(picture: str, printing) -> None:  # type: ignore[no-untyped-def]
    table = set(figures(in_table(picture)))

    for filing in filings(printing(drawn(picture))):
        assert set(figures(filing)) <= table


@settings(derandomize=True, max_examples=40, deadline=None)
@given(pictures(), st.sampled_from((as_lone_pipes, as_filled_lone_pipes)))
def test_where_empty_cells_show_everything_is_read(picture: str, printing) -> None:  # type: ignore[no-untyped-def]
    (filing,) = filings(printing(drawn(picture)))

    assert set(figures(filing)) == set(figures(in_table(picture)))
