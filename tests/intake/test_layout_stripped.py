"""Forms whose digits a site took away: no figures, and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiping.intake import extract

MESSAGE = "文中数字已被网站去除，没有可读的数"
STRIPPED = """年度项目支出绩效自评表
项目名称 河道清淤
主管部门 ** 实施单位 **
预算执行情况(万元)(分) 预算数() 执行数() 执行率() 得分(分*执行率)
年度财政资金总额 . . %
一级指标 二级指标 三级指标 年初目标值() 实际完成值() 得分
产出指标 数量指标 清淤长度 ≥公里 .公里
质量指标 验收合格率 ≥% %
时效指标 完成时间 年月前 年月
满意度指标 满意度指标 群众满意度 ≥% %
总分
"""


@pytest.mark.parametrize("blank", [" ", " | ", ""])
def test_nothing_is_read_as_a_figure_and_the_reason_is_told(blank: str, tmp_path: Path) -> None:
    path = tmp_path / "stripped.txt"
    path.write_text(STRIPPED.replace(" ", blank), encoding="utf-8")
    extraction = extract(path)
    (filing,) = extraction.filings
    assert not filing.indicators
    assert not filing.budget.rows
    assert filing.total.score is None
    assert filing.complete is False
    assert [problem.message for problem in extraction.problems] == [MESSAGE]


def test_rows_with_figures_below_the_last_label_are_digits_too(tmp_path: Path) -> None:
    heading = (
        "部门整体绩效自评表主管部门青禾县档案馆绩效指标指标名称计量单位指标性质年初指标值调整指标值全年完成值"
        "得分系数(%)指标权重(分)指标得分(分)是否核心指标"
    )
    for rows in (
        "查询人次人次≥120012001350100%1515否",
        "\n查询人次≥12001350100%1515否\n归档≥20卷32卷100%2020否",
    ):
        path = tmp_path / "department.txt"
        path.write_text(heading + rows, encoding="utf-8")
        assert MESSAGE not in [problem.message for problem in extract(path).problems]


def test_a_form_with_its_digits_is_none_of_these(tmp_path: Path) -> None:
    path = tmp_path / "whole.txt"
    path.write_text(
        STRIPPED.replace(". . %", "86 81.7 95% 19").replace("≥公里 .公里", "≥6公里 6.2公里 10"),
        encoding="utf-8",
    )
    assert MESSAGE not in [problem.message for problem in extract(path).problems]
