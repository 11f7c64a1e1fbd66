"""Forms of which a page text has torn the columns."""

from decimal import Decimal
from pathlib import Path

from printed import lines_of

from jiping.filing import Filing
from jiping.intake import extract
from jiping.intake.assemble import assemble
from jiping.intake.layouts import torn


def filings(text: str) -> list[Filing]:
    return [assemble(span.form)[0] for span in torn.find_forms(lines_of(text + "\n"))]


def told(filing: Filing) -> list[tuple[object, ...]]:
    return [
        (i.name, i.target and i.target.raw, i.actual and i.actual.raw, i.weight, i.score)
        for i in filing.indicators
    ]


#: The last rows' values stand before their names, the unit in the middle of the heading.
VALUES_FIRST = (
    "青禾县项目支出绩效自评表 (2020年度) 项目名称 医保配套 主管部门 青禾县医疗保障局 项目资金 年初预算数 (万元) "
    "年度资金总额 其中:当年财政拨款 实施单位 全年预算数 全年执行数 分值 执行率 得分 65.66 65.07 10 99% 9 "
    "65.66 65.07 — 99% — 上年结转资金 — — 其他资金 — — 预期目标 实际完成情况 (参保) (参保) 年度总 体目标 "
    "一级 指标 二级指标 三级指标 数量指标 指标1:参保人数 绩 效 指 标 青禾县医疗保险中心 产出 指标 (50分 ) "
    "实际 指标值 完成值 8755 分值 得分 偏差原因分析及改进措 施 8676 20 18 (人员迁出) 质量指标 "
    "指标1:资金是否纳入统 筹 100% 100% 15 15 75元 75元 15 15 95% 95% 30 27 95% 95% 10 9 100 93 "
    "成本指标 指标1:每人每年 效益指 标(30 分) 年度 社会效益 指标1:是否解决看病难 满意度 指标 服务对象满 "
    "指标1:是否满意 (10分 意度指标 ) 总分"
)


def test_values_in_front_of_their_names_are_paired_where_the_points_add_up() -> None:
    (filing,) = filings(VALUES_FIRST)
    assert told(filing) == [
        ("指标1:参保人数", "8755", "8676", 20, 18),
        ("指标1:资金是否纳入统 筹", "100%", "100%", 15, 15),
        ("指标1:每人每年", "75元", "75元", 15, 15),
        ("指标1:是否解决看病难", "95%", "95%", 30, 27),
        ("指标1:是否满意", "95%", "95%", 10, 9),
    ]
    assert [i.level2 for i in filing.indicators][:4] == [
        "数量指标", "质量指标", "成本指标", "社会效益指标",
    ]  # fmt: skip
    assert filing.indicators[0].reason == "(人员迁出)"
    assert (filing.total.weight, filing.total.score) == (100, 93)
    assert (filing.unit, filing.supervisor) == ("青禾县医疗保险中心", "青禾县医疗保障局")


def test_they_are_left_out_where_the_points_do_not_add_up() -> None:
    (filing,) = filings(VALUES_FIRST.replace("75元 75元 15 15", "75元 75元 12 12"))
    assert [i.name for i in filing.indicators] == ["指标1:参保人数"]


def test_the_labels_in_front_of_the_amounts_are_their_columns() -> None:
    (filing,) = filings(VALUES_FIRST)
    total, part = filing.budget.rows
    assert (total.initial, total.adjusted, total.executed) == (
        None, Decimal("65.66"), Decimal("65.07"),
    )  # fmt: skip
    assert (total.weight, total.execution_rate, total.score) == (10, Decimal("0.99"), 9)
    assert (part.adjusted, part.weight) == (Decimal("65.66"), None)


#: Targets, then the other columns row by row; two names and then the values of both.
COLUMNS_APART = (
    "青禾县项目支出绩效自评表 (2021年度) 项目名称 公共卫生 主管部门 青禾县卫健局 年初预算 数 0 项目资金 (万元) "
    "年度资金总额 实施单位 云岭卫生院 全年预算数 全年执行数 分值 执行率 得分 0 207.45 10 100% 10 207.45 — 100% — "
    "其中:当年财政拨款 上年结转资金 其他资金 年度 总体 目标 一级 指标 — 公共卫生 公共卫生 年度 实际 指标值 完成值 "
    "指标1:健康档案 38508人 指标2:发放资料 不少于12 种 不少于6 种 6次 二级指标 三级指标 指标4:举办讲座 分值 得分 "
    "37442人 3 3 14种 1 1 28种 1 1 150次 1 1 指标5:咨询活动 12次 96次 1 1 指标6:事件报告 数 指标7:签约率 "
    "14例 14例 2 2 24694人 22584人 2 1.7 质量指标 指标1:提升"
)


def test_columns_read_one_after_the_other_are_put_back_by_the_numbers_of_the_names() -> None:
    (filing,) = filings(COLUMNS_APART)
    assert told(filing) == [
        ("指标1:健康档案", "38508人", "37442人", 3, 3),
        ("指标2:发放资料", "不少于12 种", "14种", 1, 1),
        ("指标4:举办讲座", "6次", "150次", 1, 1),
        ("指标5:咨询活动", "12次", "96次", 1, 1),
        ("指标6:事件报告 数", "14例", "14例", 2, 2),
        ("指标7:签约率", "24694人", "22584人", 2, Decimal("1.7")),
    ]
    assert not filing.complete


def test_columns_with_unlike_units_are_not_put_together() -> None:
    text = COLUMNS_APART.replace("28种 1 1", "28次 1 1").removesuffix(" 质量指标 指标1:提升")
    (filing,) = filings(text)
    assert [i.name for i in filing.indicators] == [
        "指标5:咨询活动", "指标6:事件报告 数", "指标7:签约率",
    ]  # fmt: skip


def test_money_spent_of_a_budget_of_nothing_leaves_the_budget_open() -> None:
    (filing,) = filings(COLUMNS_APART)
    total = filing.budget.rows[0]
    assert (total.adjusted, total.executed, total.score) == (None, Decimal("207.45"), 10)


def test_rows_between_two_gaps_may_be_shifted_and_are_left_out() -> None:
    shifted = (
        "一级指标 二级指标 三级指标 分值 得分 指标值 完成值 5人 5人 10 10 指标1:甲数 6人 6人 10 9 指标2:乙数 "
        "7人 7人 10 8 指标3:丙数 8人 8人 10 7 指标4:丁数 总分"
    )
    assert filings(shifted) == []


#: A list of points: weight and score behind the names, a page number among them.
POINTS = """20 分)项目决策(10 分)科学决策必要性 (依据充分)
5 5 可行性 (方案完整)
5 4 (
10 ) 绩效目标明确性
6 6 合理性
4 3
14 (
10 分)项目管理(7分)资金管理资金分配
3 3 资金使用
4 4 (
50 分)项目效益经济效益
40 社会效益
40 总分"""


def test_points_are_believed_where_they_make_up_their_group() -> None:
    (filing,) = filings(POINTS)
    assert [(i.name, i.weight, i.score) for i in filing.indicators] == [
        ("必要性 (依据充分)", 5, 5),
        ("可行性 (方案完整)", 5, 4),
        ("明确性", 6, 6),
        ("合理性", 4, 3),
        ("资金分配", 3, 3),
        ("资金使用", 4, 4),
    ]


def test_points_in_brackets_behind_the_name() -> None:
    (filing,) = filings("""目标任务(15 分) 相关性(5 分)
5 明确性(5 分)
4 合理性(5 分)
5 预算编制(10 分) 测算依据(5 分)
2 目标管理(5 分)
4 预算执行(10 分) 执行率(6 分)
6 结转率(4 分)
3 综合管理(5 分) 报送及时(2 分)
1""")
    assert [(i.weight, i.score) for i in filing.indicators] == [
        (5, 5), (5, 4), (5, 5), (5, 2), (5, 4), (6, 6), (4, 3),
    ]  # fmt: skip


def test_points_that_make_up_nothing_are_no_list() -> None:
    assert filings(POINTS.replace("5 4 (", "5 4 3 (").replace("3 3 资金", "2 2 资金")) == []


def test_prose_is_left_alone() -> None:
    assert filings("自评得分 90 分(其中:产出 45 分)，(一)决策(10 分)，(二)过程(20 分)。" * 4) == []


def test_a_text_that_breaks_off_says_less_and_nothing_else() -> None:
    for text in (VALUES_FIRST, COLUMNS_APART, POINTS):
        (whole,) = filings(text)
        rows = {row[0]: row for row in told(whole)}
        for end in range(len(text) // 3, len(text), 9):
            for filing in filings(text[:end]):
                for row in told(filing):
                    same = rows.get(row[0], row)
                    assert all(mine in (None, other) for mine, other in zip(row, same, strict=True))


def test_the_published_samples(shared: Path) -> None:
    samples = shared / "samples"
    (health,) = extract(samples / "047.txt").filings
    assert sum(i.weight or 0 for i in health.indicators) == 44
    (insurance,) = extract(samples / "088.txt").filings
    assert (insurance.total.score, len(insurance.indicators)) == (94, 6)


#: No numbers at the names; the halves of the heading stand between the rows.
UNNUMBERED = (
    "青禾县项目支出绩效自评表 (2021年度) 项目名称 村道维修 主管部门 青禾县交通局 项目资金 年初预算数 全年预算数 全年执行数 "
    "分值 执行率 得分 (万元) 年度资金总额: 50 50 45 10 90% 9 其中:当年财政拨款 50 50 45 — — — 年度总 体目标 一级 指标 "
    "产出 指标 数量指标 维修里程 年度 指标值 3公里 3公里 30 30 二级指标 三级指标 质量指标 合格率 95% 96% 30 30 实际 完成值 "
    "效益 指标 社会效益 指标 出行改善 明显 明显 分值 得分 20 18 满意度 指标 服务对象满意度指标 村民满意度 90% 93% 10 10 总分 100 97 完"
)


def test_rows_without_numbers_are_read_where_nothing_is_left_over() -> None:
    (filing,) = filings(UNNUMBERED)
    assert told(filing) == [
        ("维修里程", "3公里", "3公里", 30, 30),
        ("合格率", "95%", "96%", 30, 30),
        ("出行改善", "明显", "明显", 20, 18),
        ("村民满意度", "90%", "93%", 10, 10),
    ]
    assert (filing.total.weight, filing.total.score) == (100, 97)
    assert filing.budget.rows[0].score == 9


def test_rows_without_numbers_are_left_out_where_the_points_do_not_add_up() -> None:
    assert filings(UNNUMBERED.replace("95% 96% 30 30", "95% 96% 25 25")) == []
    assert filings(UNNUMBERED.replace("村民满意度 90% 93% 10 10", "90% 93% 10 10 村民满意度")) == []
