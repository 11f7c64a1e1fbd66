"""Rows copied from a sheet or a browser with tabs, and Markdown that repeats merged cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiping.filing import Filing
from jiping.intake import extract

SHEET = """项目支出绩效自评表\t\t\t\t\t\t\t\t\t
项目名称\t灌区渠道疏浚\t\t\t\t\t\t\t\t
主管部门\t青禾县水利局\t\t\t\t实施单位\t云岭镇水利站\t\t\t
"项目
资金"\t\t\t年初预算数\t追加（减）预算\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t\t1,200.00\t60.00\t1,260.00\t1,134.00\t10\t90.00%\t9
\t其中：财政拨款\t\t1,200.00\t60.00\t1,260.00\t1,134.00\t\t90.00%\t
绩效指标\t一级指标\t二级指标\t三级指标\t\t分值\t目标值\t完成值\t得分\t偏差原因
\t产出指标\t数量指标\t"疏浚渠道
长度"\t\t40\t≥18公里\t17.1公里\t38\t"汛期停工，
余下3月补完"
\t\t质量指标\t断面合格率\t\t20\t100%\t100%\t20\t
\t效益指标\t社会效益指标\t受益农户\t\t20\t≥2600户\t2604户\t20\t
\t满意度指标\t满意度指标\t农户满意度\t\t10\t≥90%\t93%\t10\t
总 分\t\t\t\t\t100\t\t\t97\t
"""


def read(text: str) -> Filing:
    (filing,) = extract("a.txt", text.encode()).filings
    return filing


def rows(filing: Filing) -> list[tuple[object, ...]]:
    return [(one.name, one.target and one.target.raw, one.weight, one.score) for one in filing.indicators]  # fmt: skip


def test_a_sheet_keeps_its_columns_and_quotes_cells_of_several_lines() -> None:
    filing = read(SHEET)
    total, part = filing.budget.rows
    assert (total.initial, total.adjusted, total.executed, total.weight, total.score) == (
        1200, 1260, 1134, 10, 9,
    )  # fmt: skip
    assert (part.executed, part.execution_rate, part.score) == (1134, Decimal("0.9"), None)
    assert rows(filing) == [
        ("疏浚渠道长度", "≥18公里", 40, 38), ("断面合格率", "100%", 20, 20),
        ("受益农户", "≥2600户", 20, 20), ("农户满意度", "≥90%", 10, 10),
    ]  # fmt: skip
    assert filing.indicators[0].reason == "汛期停工，余下3月补完"
    assert [i.level2 for i in filing.indicators][:2] == ["数量指标", "质量指标"]
    assert (filing.total.weight, filing.total.score) == (100, 97)
    assert filing.unit == "云岭镇水利站"
    place = filing.evidence["/indicators/1/score"].where
    assert place.line == 12


def test_two_forms_under_each_other_are_two() -> None:
    other = SHEET.replace("灌区渠道疏浚", "水库除险加固")
    filings = extract("a.txt", (SHEET + "\n" + other).encode()).filings
    assert [filing.project for filing in filings] == ["灌区渠道疏浚", "水库除险加固"]


def test_a_quotation_mark_that_nothing_closes_swallows_no_rows() -> None:
    assert len(rows(read(SHEET.replace("断面合格率", '"断面合格率')))) == 4


def test_a_browser_leaves_nothing_for_merged_cells() -> None:
    filing = read(
        "部门整体绩效自评表\n主管部门\t青禾县水利局\t部门联系人\t甲某\n"
        "预算执行情况（万元）\t\t年初预算数\t全年预算数\t全年执行数\t执行率（%）\t执行率权重\t执行率得分（分）\n"
        "年度总金额\t4,863.10\t5,738.46\t5,087.72\t88.66%\t10\t8.87\n其中：财政拨款\t4,863.10\t5,738.46\t5,087.72\t88.66%\t\t\n"
        "绩效指标\t指标名称\t计量单位\t指标性质\t年初指标值\t调整指标值\t全年完成值\t得分系数（%）\t指标权重（分）\t指标得分（分）\t是否核心指标\n"
        "养护渠道\t公里\t≥\t50\t\t68\t100%\t48.5\t48.5\t是\n治理河道\t千米\t≥\t18\t\t24.3\t100%\t31.5\t31.5\t否\n"
        "农户满意度\t%\t≥\t88\t\t93\t100%\t10\t10\t是\n说明\t无\n"
    )
    assert [row[2:] for row in rows(filing)] == [
        (Decimal("48.5"), Decimal("48.5")), (Decimal("31.5"), Decimal("31.5")), (10, 10),
    ]  # fmt: skip
    total = filing.budget.total
    assert total is not None
    assert (total.initial, total.weight, total.score) == (Decimal("4863.10"), 10, Decimal("8.87"))


def test_markdown_that_repeats_a_merged_cell_in_each_of_its_columns() -> None:
    filing = read(
        "项目支出绩效自评表\n"
        "| 项目名称 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 |\n"
        "| 项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n"
        "| 项目资金（万元） | 年度资金总额 | 333.00 | 276.39 | 276.39 | 10 | 100% | 10 |\n"
        "| 项目资金（万元） | 其他资金 |  |  |  | - | - | - |\n"
        "| 一级指标 | 二级指标 | 三级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
        "| 产出指标 | 数量指标 | 疏浚渠道 | 疏浚渠道 | 18公里 | 18公里 | 50 | 50 |\n"
        "| 效益指标 | 社会效益指标 | 用水保障 | 用水保障 | 长期 | 长期 | 30 | 28 |\n"
        "| 满意度指标 | 满意度指标 | 农户满意度 | 农户满意度 | ≥90% | 93% | 10 | 10 |\n"
        "| 总 分 | 总 分 | 总 分 | 总 分 | 总 分 | 总 分 | 100 | 98 |\n"
    )
    assert rows(filing) == [
        ("疏浚渠道", "18公里", 50, 50), ("用水保障", "长期", 30, 28), ("农户满意度", "≥90%", 10, 10),
    ]  # fmt: skip
    total = filing.budget.total
    assert total is not None
    assert (total.initial, total.adjusted, total.score) == (333, Decimal("276.39"), 10)
    assert filing.total.score == 98


REPEATED = """| 项目支出绩效自评表 | 项目支出绩效自评表 | 项目支出绩效自评表 | 项目支出绩效自评表 | 项目支出绩效自评表 | 项目支出绩效自评表 | 项目支出绩效自评表 |
| --- | --- | --- | --- | --- | --- | --- |
| 项目名称 | 项目名称 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 | 灌区渠道疏浚 |
| 预算资金（万元） | 预算资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 预算资金（万元） | 年度资金总额 | 1260 | 1134 | 10 | 90% | 9 |
| 预算资金（万元） | 其中：财政拨款 | 1200 | 1080 | | 90% | |
| 绩效指标 | 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 绩效指标 | 产出指标 | 疏浚渠道长度 | ≥18公里 | 17.1公里 | 60 | 57 |
| 绩效指标 | 效益指标 | 受益农户 | ≥2600户 | 2604户 | 30 | 30 |
| 绩效指标 | 合计 | 合计 | 合计 | 合计 | 100 | 96 |
"""


def test_a_block_label_that_markdown_repeats_is_no_row_of_money_and_hides_no_total() -> None:
    filing = read(REPEATED)

    assert [(row.label, row.adjusted, row.executed) for row in filing.budget.rows] == [
        ("年度资金总额", 1260, 1134),
        ("其中：财政拨款", 1200, 1080),
    ]
    assert [one.name for one in filing.indicators] == ["疏浚渠道长度", "受益农户"]
    assert (filing.total.weight, filing.total.score) == (100, 96)


YUAN = (
    "项目支出绩效自评表\n项目名称{0}灌区渠道疏浚\n"
    "资金构成（元）{0}{1}年初预算数{0}全年预算数{0}执行数{0}分值{0}执行率(%){0}得分\n"
    "年度资金总额{0}3035300.00{0}3642400.00{0}2637800.00{0}10{0}72.42{0}7.24\n"
    "财政专户管理资金{0}0.00{0}0.00{0}0.00{0}{1}0.00{0}{1}\n"
    "一级指标{0}二级指标{0}三级指标{0}年度指标值{0}实际完成值{0}分值{0}得分\n"
    "产出指标{0}数量指标{0}疏浚渠道{0}18公里{0}18公里{0}50{0}50\n"
    "满意度指标{0}满意度指标{0}农户满意度{0}≥90%{0}93%{0}40{0}38.5\n"
    "合计{0}90{0}88.5\n总分（含预算执行率）{0}100{0}95.74\n"
)


@pytest.mark.parametrize(("mark", "empty"), [("\t", "\t"), (" | ", "| "), (" ", "")])
def test_the_source_of_money_stands_above_the_labels_whatever_it_covers(
    mark: str, empty: str
) -> None:
    filing = read(YUAN.format(mark, empty))
    total, other = filing.budget.rows
    figures = (total.initial, total.adjusted, total.executed, total.weight, total.score)
    assert figures == (Decimal("303.53"), Decimal("364.24"), Decimal("263.78"), 10, Decimal("7.24"))
    assert other.weight is None
    assert other.score in (None, 0)
    assert filing.total.score == Decimal("95.74")


def test_a_summary_of_projects_tells_the_score_of_each() -> None:
    """Points over those of a budget row are the project's whole score."""
    text = """2022年度项目支出绩效自评结果汇总表
序号\t项目名称\t全年预算数\t全年执行数\t执行率\t自评得分\t自评等级
1\t农田建设\t114.78\t86.31\t75.20%\t93.5\t优
2\t文化服务\t382.65\t262.12\t68.50%\t89.6\t良
3\t送戏下乡\t148.2\t148.2\t100.00%\t99.2\t优
4\t青年活动\t374.34\t374.34\t100.00%\t99.2\t优
合计\t\t1019.97\t870.97\t85.39%\t\t
说明\t\t\t\t\t\t
"""
    (filing,) = extract("form.txt", text.encode()).filings

    assert [str(row.score) for row in filing.budget.rows[:4]] == ["93.5", "89.6", "99.2", "99.2"]


def test_a_text_cut_within_a_cell_never_changes_a_figure() -> None:
    whole = read(SHEET)
    told = {
        (column, getattr(value, "number", value))
        for one in whole.indicators
        for column, value in one
        if column in ("target", "actual", "weight", "score")
    }
    for end in range(SHEET.index("\t产出指标"), len(SHEET)):
        for cut in extract("a.txt", SHEET[:end].encode()).filings:
            for one in cut.indicators:
                for column in ("target", "actual", "weight", "score"):
                    value = getattr(getattr(one, column), "number", getattr(one, column))
                    assert value is None or (column, value) in told, SHEET[:end][-40:]
            assert cut.total.score in (None, whole.total.score)


def test_the_score_at_the_very_end_is_read_where_the_rows_sum_to_it() -> None:
    text = SHEET.replace("\t97\t\n", "\t97").replace("\t受益农户", "\t受益 农户")

    assert read(text).total.score == 97
    assert read(text[:-1]).total.score is None
