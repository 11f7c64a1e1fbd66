"""Forms of whole departments with levels of their own, in the ways published texts print cells."""

import pytest
from drawn import drawn
from printed import (
    as_columns,
    as_filled_lone_pipes,
    as_lone_pipes,
    as_paragraphs,
    as_pipes,
    figures,
    filings,
    in_table,
)

from jiping.intake import extract

#: Common indicators of administration in front of the output, as in Henan.
HENAN = """
| 部门（单位）名称 | < | 青禾县档案馆 | < | < | < | < | < |
| 部门预算执行情况（万元） | < | 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分 |
| ^ | < | 年度部门预算总额 | 300 | 320 | 310 | 96.88% | 9.69 |
| 年度总体目标 | < | 年初设定目标 | < | < | 年度总体目标完成情况 | < | < |
| ^ | < | 守好档案 | < | < | 馆藏完好 | < | < |
| 一级指标 | 二级指标 | 三级指标 | 年初指标值 | 实际完成值 | 分值 | 得分 | 偏差原因及改进措施 |
| 投入管理指标 | 工作目标管理 | 年度履职目标相关性 | 相关 | 相关 | 2 | 2 |  |
| ^ | 预算和财务管理 | 预算编制完整性 | 完整 | 完整 | 2 | 2 |  |
| ^ | ^ | 结转结余变动率 | ≤0% | -5% | 6 | 6 |  |
| 产出指标 | 重点工作任务完成 | 档案数字化页数 | ≥100000页 | 120000页 | 30 | 30 |  |
| ^ | 履职目标实现 | 接收进馆率 | 100% | 100% | 20 | 20 |  |
| 效益指标 | 履职效益 | 查档便利度 | 提升 | 提升 | 20 | 18 | 窗口人手不足，拟增设自助机 |
| ^ | 满意度 | 查档群众满意度 | ≥95% | 97% | 10 | 10 |  |
| 合计 | < | < | < | < | 100 | 97.69 |  |
"""
#: A name that is a heading elsewhere, and its limit in words.
LIMIT_IN_WORDS = HENAN.replace("结转结余变动率 | ≤0% | -5%", "预算执行率 | 不低于95% | 96.88%")
#: Points with what they are given for; `12月完成率` looks like a figure.
POINTS_FOR = """
| 一级指标 | 二级指标 | 三级指标 | 指标分值 | 指标解释 | 评分标准 | 自评得分 |
| 部门预算管理（80分） | 预算编制（30分） | 目标制定 | 10 | 目标要素完整 | 完整得满分 | 10 |
| ^ | ^ | 编制准确 | 20 | 与决算的偏离度 | 偏离每1%扣1分 | 18 |
| ^ | 预算执行（30分） | 支出控制 | 10 | 日常公用支出 | 偏差小于10%得满分 | 10 |
| ^ | ^ | 执行进度 | 20 | 6、9、11月进度 | 分段 | 18 |
| ^ | 完成结果（20分） | 预算完成 | 10 | 12月完成率 | 按比例 | 9.9 |
| ^ | ^ | 违规记录 | 10 | 审计检查结果 | 每个扣1分 | 10 |
| 绩效结果应用（20分） | 整改反馈（20分） | 结果整改 | 20 | 问题整改 | 整改得满分 | 20 |
| 合计 | < | < | 100 |  |  | 95.9 |
"""
#: Each level has a weight beside its name, as in Guangdong.
LEVEL_WEIGHTS = """
| 评价指标 | < | < | < | < | 评分标准 | 自评分数 | 自评说明 |
| 一级指标 | < | 二级指标 | < | 三级指标 | ^ | ^ | ^ |
| 名称 | 权重(%) | 名称 | 权重(%) | 名称 | ^ | ^ | ^ |
| 履职效能 | 50 | 整体效能 | 50 | 部门整体绩效目标产出指标完成情况 | 完成率×权重 | 20 | 已完成 |
| ^ | ^ | ^ | ^ | 部门预算资金支出率 | 支出率×权重 | 9.5 | 支出率95% |
| 管理效率 | 50 | 预算编制 | 2 | 新增预算入库项目事前绩效评估 | 有评估得满分 | 2 | 已评估 |
"""
#: What was added to the budget stands between it and what it came to, as in Yunnan.
CHANGED = """
| 部门名称 | 青禾县图书馆 | < | < | < | < | < |
| 部门预算资金（万元） | 项目年度支出 | 年初预算数 | 预算调整数 | 预算确定数 | 执行数 | 执行率 |
| ^ | 年度资金总额 | 100 | 20 | 120 | 118 | 98.33% |
| ^ | 基本支出 | 80 | 10 | 90 | 90 | 100% |
| ^ | 项目支出 | 20 | 10 | 30 | 28 | 93.33% |
| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 |
| 产出指标 | 数量指标 | 开放天数 | ≥ | 300 | 天 | 312天 |
| 满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥ | 90 | % | 95% |
"""
#: The levels have their weight in a column of its own, as in Jiangxi.
LEVELS_WEIGHED = """
| 评价部门名称 | < | 青禾县卫生院 | < | < | < | 下属单位个数 | 0 | < |
| 整体支出规模 | < |  | < | 全年预算数 | < | 全年执行数 | < | 执行率 |
| ^ | < | 资金来源：（1）财政拨款 | < | 400 | < | 380 | < | 95% |
| ^ | < | （2）其他资金 | < | 50 | < | 50 | < | 100% |
| ^ | < | 资金结构：（1）基本支出 | < | 350 | < | 340 | < | 97.14% |
| 年度总体目标 | < | 年初设定目标 | < | < | < | 全年完成情况 | < | < |
| ^ | < | 服务居民 | < | < | < | 完成 | < | < |
| 分解目标 | 自评权重 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 分值 | 得分 | 偏差及原因分析 |
| 管理指标 | 30 | 预算编审管理 | 完整准确率 | 100% | 100% | 15 | 15 |  |
| ^ | ^ | 预算执行管理 | 执行率 | 100% | 95% | 15 | 14 | 进度慢 |
| 产出指标 | 25 | 数量指标 | 门诊人次 | ≥5000人次 | 5200人次 | 15 | 15 |  |
| ^ | ^ | 质量指标 | 诊断准确率 | ≥95% | 97% | 10 | 10 |  |
| 效果指标 | 35 | 社会效益指标 | 签约率 | ≥60% | 62% | 35 | 35 |  |
| 满意度指标 | 10 | 服务对象满意度 | 患者满意度 | ≥90% | 93% | 10 | 10 |  |
| 总分 | < | < | < | < | < | 100 | 99 |  |
"""
PRINTS = (as_pipes, as_columns, as_lone_pipes, as_filled_lone_pipes, as_paragraphs)


def known(filing):
    no_figures = ("item", "level1", "level2", "reason")
    return [
        (name, column, value) for name, column, value in figures(filing) if column not in no_figures
    ]


@pytest.mark.parametrize("printed", PRINTS)
@pytest.mark.parametrize("form", [HENAN, LIMIT_IN_WORDS, LEVELS_WEIGHED])
def test_levels_of_the_department_are_no_part_of_the_names(form, printed) -> None:
    expected = in_table(form)

    (read,) = filings(printed(drawn(form)))

    assert [i.name for i in read.indicators] == [i.name for i in expected.indicators]
    assert dict.fromkeys(known(read)) == dict.fromkeys(known(expected))
    assert read.budget.rows[0].executed in (310, 380)


@pytest.mark.parametrize("printed", PRINTS)
def test_what_stands_behind_an_unread_figure_is_not_taken_for_a_row(printed) -> None:
    told = {
        (name, column): value
        for name, column, value in figures(in_table(POINTS_FOR))
        if column in ("weight", "score")
    }

    (read,) = filings(printed(drawn(POINTS_FOR)))

    assert len(read.indicators) >= 4
    for name, column, value in figures(read):
        if column in ("weight", "score"):
            assert told[name, column] == value


@pytest.mark.parametrize("printed", PRINTS)
def test_weights_of_levels_are_not_taken_for_scores(printed) -> None:
    expected = [("部门整体绩效目标产出指标完成情况", 20), ("部门预算资金支出率", 9.5)]

    assert [(i.name, i.score) for i in in_table(LEVEL_WEIGHTS).indicators[:2]] == expected
    assert filings(printed(drawn(LEVEL_WEIGHTS))) == []


@pytest.mark.parametrize("printed", PRINTS)
def test_a_change_of_the_budget_is_not_the_budget(printed) -> None:
    for (read,) in ([in_table(CHANGED)], filings(printed(drawn(CHANGED)))):
        assert [(r.initial, r.adjusted, r.executed) for r in read.budget.rows] == [
            (100, 120, 118),
            (80, 90, 90),
            (20, 30, 28),
        ]


def test_glued_a_change_of_the_budget_leaves_the_row_unread(tmp_path) -> None:
    cells = [cell.text for cell in drawn(CHANGED).cells]
    path = tmp_path / "form.txt"
    path.write_text("部门整体支出绩效自评表（2021年度）" + "".join(cells) + "合计\n", "utf-8")

    (read,) = extract(path).filings

    assert not any(r.initial or r.adjusted or r.executed for r in read.budget.rows)
