"""Glued forms that print the points of a whole first level in a column of their own."""

from __future__ import annotations

from pathlib import Path

from jiping.filing import Filing
from jiping.intake import extract

HEAD = (
    "整体支出绩效自评表(2022年度)部门名称云河县石桥镇卫生院下属单位个数0整体支出规模全年预算数全年执行数执行率"
    "年度资金总额412.50396.0096.00%年度总体目标年初设定目标全年完成情况门诊达到五千人次门诊五千三百人次"
    "权重二级指标三级指标年度指标值全年完成值分值得分偏差及原因分析"
)


def read(text: str, folder: Path) -> Filing:
    path = folder / "glued.txt"
    path.write_text(text, encoding="utf-8")
    (filing,) = extract(path).filings
    return filing


def test_the_points_of_a_level_are_no_points_of_an_indicator(examples: Path) -> None:
    (filing,) = extract(examples / "layouts" / "L6-4.txt").filings
    assert [i.level1 for i in filing.indicators[:9:4]] == ["管理", "产出指标", "效益指标"]
    assert {str(i.weight) for i in filing.indicators} == {"6", "8", "9", "10", "15"}
    assert all(i.weight == i.score for i in filing.indicators)


def test_neither_number_of_branches_nor_goals_run_into_the_unit(tmp_path: Path) -> None:
    filing = read(HEAD + "产出指标50数量指标门诊人次≥5200人次5316人次5050", tmp_path)
    assert filing.unit == "云河县石桥镇卫生院"
    # Which half is the goal and which the result nothing tells.
    assert (filing.goals.expected, filing.goals.achieved) == (None, None)


def test_a_figure_that_lost_its_point_is_not_cut_into_nought_and_the_rest(tmp_path: Path) -> None:
    rows = "产出指标60数量指标门诊人次≥5200人次5316人次6060效益指标40生态效益指标水电支出减少01万元4040总分100100注:无"
    figures = [i.target and i.target.number for i in read(HEAD + rows, tmp_path).indicators]
    assert 0 not in figures
