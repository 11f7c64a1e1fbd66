"""Forms tell their standard by the words they print."""

import pytest

from jiping.standards import Shown, recognise

NATIONAL = [
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "分值",
    "执行率",
    "得分",
    "年度指标值",
    "实际完成值",
]


@pytest.mark.parametrize(
    ("labels", "standard"),
    [
        (NATIONAL, "national-2020"),
        ([*NATIONAL, "按收入性质分:", "按支出性质分:"], "hunan-2022"),
        (["报表编号:510000_0013zp", "指标性质"], "sichuan-2023"),
        (["调整后预算数", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"], "sichuan-2023"),
        ([*NATIONAL, "本年财政拨款", "上年结转资金", "偏差原因分析及改进措施"], "anhui-2022"),
        (["公开14表", "指标性质", "度量单位", "实际完成值"], "yunnan-2022"),
        (["计量单位", "指标性质", "执行率权重", "指标权重(分)"], "chongqing-2022"),
        (["预算数(A)", "执行数(B)", "得分(20分*执行率)"], "hubei-2022"),
        ([*NATIONAL, "指标性质", "度量单位", "完成率"], "national-2020"),
        ([], "national-2020"),
    ],
)  # fmt: skip
def test_recognise(labels: list[str], standard: str) -> None:
    assert recognise(labels) == standard


def test_the_default_is_the_callers() -> None:
    assert recognise([], default="guangxi-2022") == "guangxi-2022"


@pytest.mark.parametrize(
    ("unit", "standard"), [("襄阳市中心医院", "hubei-2022"), ("长沙市中心医院", "national-2020")]
)
def test_the_columns_of_hubei_tell_it_where_the_unit_lies_there(unit: str, standard: str) -> None:
    labels = ["执行率", "年初目标值(A)", "实际完成值(B)", "得分", "年度财政资金总额"]
    assert recognise(labels, shown=Shown(names=(unit,))) == standard
