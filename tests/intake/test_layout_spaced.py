"""Forms whose cells only a blank separates: rows on lines, or the whole document in one line."""

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from drawn import drawn
from printed import (
    FORMS,
    OPERATOR,
    TRANSFER,
    WEIGHT_FIRST,
    figures,
    in_table,
    lines_of,
    rows,
)

from jiping.filing import Filing
from jiping.intake import extract
from jiping.intake.assemble import assemble
from jiping.intake.document import Table
from jiping.intake.form_text import FormText
from jiping.intake.layouts import spaced

#: What the blanks of a drawn form leave open: which of two budgets is the empty one.
OPEN = {OPERATOR: {("年度资金总额", "adjusted"), ("其中：当年财政拨款", "adjusted")}}


def as_rows(table: Table) -> str:
    """A row a line, a blank between cells, none for empty ones."""
    lines = (" ".join(text.replace("\n", " ") for _, text in row if text) for row in rows(table))
    return "\n".join(lines) + "\n"


def as_broken_rows(table: Table) -> str:
    """A row a line, the line breaks of its cells kept."""
    return "\n".join(" ".join(text for _, text in row if text) for row in rows(table)) + "\n"


def as_one_line(table: Table) -> str:
    """All cells in one line, properties of the file in front."""
    cells = (text.replace("\n", "") for row in rows(table) for _, text in row if text)
    return "2022-05-16T06:53:23Z 15.00 9300 0 False False " + " ".join(cells)


def forms(text: str) -> list[FormText]:
    return [span.form for span in spaced.find_forms(lines_of(text + "\n"))]


def filings(text: str) -> list[Filing]:
    return [assemble(form)[0] for form in forms(text)]


PRINTINGS = (as_rows, as_broken_rows, as_one_line)
#: Without points and without lines rows cannot always be told apart.
READABLE = [(p, f) for p in PRINTINGS for f in FORMS if (p, f) != (as_one_line, TRANSFER)]


@pytest.mark.parametrize(("printing", "picture"), READABLE)
def test_a_form_with_blanks_reads_like_its_table(printing, picture: str) -> None:  # type: ignore[no-untyped-def]
    (filing,) = filings(printing(drawn(picture)))
    table = in_table(picture)

    missing = {(row, name) for row, name, _ in set(figures(table)) - set(figures(filing))}
    assert missing == OPEN.get(picture, set())
    assert set(figures(filing)) <= set(figures(table))
    assert (filing.unit, filing.supervisor) == (table.unit, table.supervisor)
    assert (filing.project, filing.fiscal_year) == (table.project, table.fiscal_year)
    assert filing.goals == table.goals
    assert filing.complete


@pytest.mark.parametrize("picture", FORMS)
@pytest.mark.parametrize("printing", PRINTINGS)
def test_a_text_that_breaks_off_says_less_and_nothing_else(printing, picture: str) -> None:  # type: ignore[no-untyped-def]
    text = printing(drawn(picture))
    whole = set(figures(in_table(picture)))

    for end in range(60, len(text), 11):
        for filing in filings(text[:end]):
            told = {each for each in figures(filing) if each[1] != "reason"}
            assert told <= whole


@pytest.mark.parametrize("printing", PRINTINGS)
def test_full_width_signs_and_other_blanks_change_nothing(printing) -> None:  # type: ignore[no-untyped-def]
    text = printing(drawn(WEIGHT_FIRST))
    wide = text.translate(str.maketrans("0123456789%().-", "０１２３４５６７８９％（）．－"))

    for twin in (wide, text.replace(" ", "\u3000"), text.replace(" ", "\xa0"), f"  {text}"):
        (filing,) = filings(twin)
        (same,) = filings(text)
        assert [i.weight for i in filing.indicators] == [i.weight for i in same.indicators]
        assert [i.score for i in filing.indicators] == [i.score for i in same.indicators]
        assert [i.target.number for i in filing.indicators if i.target] == [
            i.target.number for i in same.indicators if i.target
        ]
        assert [r.executed for r in filing.budget.rows] == [r.executed for r in same.budget.rows]


HEAD = """项目支出绩效自评表
(2022年度)
项目名称 溪口渠道维修
主管部门 实施单位 青禾县灌区所
项目资金
(万元)
年初预算数 全年预算数 全年执行数 分值 执行率 得分
{budget}
年度总体目标 预期目标 实际完成情况
维修渠道。 已全部完工。
绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
{rows}
"""


def form(indicators: str, budget: str = "年度资金总额: 60 60 60 10 100% 10") -> Filing:
    (filing,) = filings(HEAD.format(budget=budget, rows=indicators))
    return filing


def told(filing: Filing) -> Iterator[tuple[str | None, str | None, str | None, object, object]]:
    for i in filing.indicators:
        target, actual = (value.raw if value else None for value in (i.target, i.actual))
        yield (i.name, target, actual, i.weight, i.score)


def test_an_empty_field_takes_no_value_of_the_next() -> None:
    filing = form("数量指标 渠道长度 ≥3公里 3公里 90 90\n总分 100 100")
    assert (filing.supervisor, filing.unit) == (None, "青禾县灌区所")
    assert filing.project == "溪口渠道维修"
    assert filing.fiscal_year == 2022


def test_a_missing_rate_shifts_nothing() -> None:
    filing = form(
        "数量指标 渠道长度 3公里 3公里 90 90\n总分 100 100", "年度资金总额: 60 60 60 10 10"
    )
    (row,) = filing.budget.rows
    assert (row.weight, row.execution_rate, row.score) == (10, None, 10)


def test_a_part_that_could_be_two_columns_is_settled_by_the_sum() -> None:
    budget = """年度资金总额: 50 58.5 58.5 10 100% 10
其中:当年财政拨款 50 50 50 - - -
上年结转资金 8.5 8.5 - 100% -
其他资金"""
    filing = form("数量指标 渠道长度 3公里 3公里 90 90\n总分 100 100", budget)
    carried = filing.budget.rows[2]
    assert (carried.initial, carried.adjusted, carried.executed) == (
        None, Decimal("8.5"), Decimal("8.5"),
    )  # fmt: skip


def test_a_row_without_target_and_actual_keeps_its_points() -> None:
    filing = form("""数量指标 指标1:渠道长度 3公里 3公里 40 38 材料进场较晚
指标2:
……
质量指标 指标1:渠道通水 30 30
指标2:/ / /
满意度指标 服务对象满意度指标 指标1:用水户满意度 90% 96% 20 20
总分 100 98""")
    assert list(told(filing)) == [
        ("指标1:渠道长度", "3公里", "3公里", 40, 38),
        ("指标1:渠道通水", None, None, 30, 30),
        ("指标1:用水户满意度", "90%", "96%", 20, 20),
    ]
    assert [i.level2 for i in filing.indicators] == ["数量指标", "质量指标", "服务对象满意度指标"]
    assert filing.indicators[0].reason == "材料进场较晚"
    assert (filing.total.weight, filing.total.score) == (100, 98)


def test_one_value_may_be_target_or_actual_unless_it_has_an_operator() -> None:
    filing = form("数量指标 渠道长度 3公里 45 45\n质量指标 合格率 ≥95% 45 45\n总分 100 100")
    length, share = filing.indicators
    assert (length.target, length.actual, length.weight) == (None, None, 45)
    assert share.target is not None
    assert (share.target.number, share.actual) == (95, None)


def test_labels_broken_over_lines_and_lost_ones() -> None:
    filing = form("""
(50分)
数量指标 渠道长度 3公里 3公里 50 50
(30分)
可持续影
响指标
管护制度 健全 健全 40 40
总分 100 100""")
    assert [(i.level1, i.level2) for i in filing.indicators] == [
        ("产出指标", "数量指标"),
        ("效益指标", "可持续影响指标"),
    ]


def test_a_stacked_heading_and_a_row_that_goes_on_in_the_next_line() -> None:
    text = HEAD.format(
        budget="年度资金总额: 60 60 60 10 100% 10",
        rows="数量指标 渠道长度 (分三段) (分三段)\n45 45\n质量指标 合格率 95% 96% 45 45\n总分 100 100",
    ).replace(
        "年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施",
        "年度 实际 分值 得分 偏差原因分析及改进措施\n指标值 完成值",
    )
    (filing,) = filings(text)
    assert list(told(filing)) == [
        ("渠道长度", "(分三段)", "(分三段)", 45, 45),
        ("合格率", "95%", "96%", 45, 45),
    ]


def test_parts_of_an_indicator_have_values_and_no_points() -> None:
    filing = form("""数量指标 渠道长度 ≥5公里 5公里 45 45
其中:东渠 ≥3公里 3公里
西渠 ≥2公里 2公里
质量指标 合格率 95% 96% 45 45
总分 100 100""")
    assert list(told(filing))[1:3] == [
        ("其中:东渠", "≥3公里", "3公里", None, None),
        ("西渠", "≥2公里", "2公里", None, None),
    ]


def test_targets_only() -> None:
    (filing,) = filings("""绩效目标申报表
项目名称 产业奖补
主管部门 云岭镇人民政府 实施单位 云岭镇农业站
资金情况(万元) 年度资金总额: 214.06
其中:财政拨款 214.06
其他资金 0
绩效指标 一级指标 二级指标 三级指标 指标值 备注
产出指标 数量指标 *入社人数(≥**人) >=1102人
合作社个数 =10个
时效指标 分红时间 每年12月底前
满意度指标 服务对象满意度指标 社员满意度( ≥**% ) >=95%
初审意见 (盖章)""")
    assert [row.initial for row in filing.budget.rows] == [Decimal("214.06"), Decimal("214.06"), 0]
    assert [i.target.number for i in filing.indicators if i.target] == [1102, 10, None, 95]
    assert filing.indicators[-1].name == "社员满意度( ≥**% )"
    assert filing.complete


def test_sentences_as_values_stay_whole() -> None:
    (filing,) = filings("""转移支付区域绩效目标自评表
(2021年度)
转移(项目)名称 药物补助
地方主管部门 青禾县卫健局 资金使用单位 青禾县卫健局
项目资金(万元) 全年预算数(A) 全年执行数(B) 执行率(B/A)
年度资金总额: 230.67 230.67 100%
一级指标 二级指标 三级指标 年度指标值 全年完成值 未完成原因和改进措施
数量指标  指标1:实施制度覆盖率 在37个机构实施。 已在37个机构实施。
 指标2:村室实施数 352个 352个
说明:无""")
    first, second = told(filing)
    assert first[1:3] == ("在37个机构实施。", "已在37个机构实施。")
    assert second[1:3] == ("352个", "352个")
    assert filing.kind == "transfer"


def test_two_views_of_a_department() -> None:
    (filing,) = filings("""部门整体支出绩效自评表
预算部门名称 云岭镇人民政府
年度预算申请(万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 1210.5 1580.25 1580.25 10分 100% 10
按收入性质分: 按支出性质分:
其中: 一般公共预算:1550.25 其中:基本支出:1380.25
政府性基金拨款:30 项目支出: 200
其他资金:
绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 村居数 15个 15个 90 85 人员变动
总分 100 95""")
    assert filing.budget.by_revenue.general_public_budget == Decimal("1550.25")
    assert filing.budget.by_revenue.government_funds == 30
    assert filing.budget.by_expenditure.basic == Decimal("1380.25")
    assert filing.budget.by_expenditure.project == 200
    assert filing.kind == "department"


def test_several_forms_in_a_row() -> None:
    text = HEAD.format(
        budget="年度资金总额: 60 60 60 10 100% 10",
        rows="数量指标 渠道长度 3公里 3公里 90 90\n总分 100 100",
    )
    other = text.replace("溪口渠道维修", "北山泵站维修").replace("60 60 60", "20 20 15")
    one, two = filings(text + other)
    assert (one.project, two.project) == ("溪口渠道维修", "北山泵站维修")
    assert [f.budget.rows[0].executed for f in (one, two)] == [60, 15]
    assert one.complete
    assert two.complete


def test_an_inner_blank_leaves_the_words_open_and_the_figures_sure() -> None:
    (form_text,) = forms(
        HEAD.format(
            budget="年度资金总额: 60 60 60 10 100% 10",
            rows="数量指标 渠道 维修长度 按期 建成 90 88\n总分 100 98",
        )
    )
    (row,) = form_text.indicators
    assert (row["weight"].text, row["score"].text) == ("90", "88")
    assert "target" not in row
    assert any("几种读法" in problem.message for problem in form_text.problems)


def test_page_marks_are_no_values() -> None:
    filing = form(
        "数量指标 渠道长度 3公里 3公里 50 50\n— 2 —\n质量指标 合格率 95% 40 40\n3\n总分 100 100"
    )
    assert [(i.weight, i.score) for i in filing.indicators] == [(50, 50), (40, 40)]


def test_values_in_front_of_their_names_are_not_given_to_the_names_before() -> None:
    filing = form("""3公里 3公里 50 50
数量指标 渠道长度
95% 96% 40 38
质量指标 合格率
总分 100 98""")
    assert filing.indicators == ()


def test_the_last_figure_of_a_text_that_breaks_off_is_left_out() -> None:
    text = HEAD.format(
        budget="年度资金总额: 60 60 60 10 100% 10",
        rows="数量指标 渠道长度 3公里 3公里 50 4",
    ).rstrip()
    (filing,) = filings(text)
    (row,) = filing.indicators
    assert (row.weight, row.score) == (50, None)
    assert not filing.complete


def test_evidence_says_line_and_character() -> None:
    text = HEAD.format(
        budget="年度资金总额: 60 60 60 10 100% 10",
        rows="数量指标 渠道长度 3公里 3公里 90 88\n总分 100 98",
    )
    (filing,) = filings(text)
    where = filing.evidence["/indicators/0/score"].where
    assert text.splitlines()[(where.line or 0) - 1][(where.column or 0) - 1 :].startswith("88")


def test_texts_of_other_kinds_are_left_alone() -> None:
    for text in ("", "一、基本情况 本单位 有编制 10 人", "一级指标|二级指标|三级指标|指标值"):
        assert forms(text) == []


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_words_is_read_without_a_figure_from_elsewhere(seed: int) -> None:
    """Whatever stands in a row: a weight and a score that are read are two of its numbers."""
    chance = random.Random(seed)
    words = ["渠道", "长度", "3公里", "95%", "完成", "10", "8", "指标1:甲", "-", "其中:乙", "2"]
    lines = [" ".join(chance.choices(words, k=chance.randint(1, 7))) for _ in range(12)]
    filing = form("\n".join(lines))
    numbers = {"10", "8", "2"}
    for indicator in filing.indicators:
        assert {str(v) for v in (indicator.weight, indicator.score) if v is not None} <= numbers


def test_the_published_samples(shared: Path) -> None:
    samples = shared / "samples"
    (water,) = extract(samples / "033.txt").filings
    assert [str(i.weight) for i in water.indicators] == ["10"] * 9
    assert water.budget.rows[0].execution_rate is None
    (relics,) = extract(samples / "056.txt").filings
    assert [i.score for i in relics.indicators] == [7, 7, 7, 5, 6, 6, 5, 5, 15]
    (basic,) = extract(samples / "003.txt").filings
    assert basic.budget.rows[1].executed == Decimal("89.974")
    assert [i.weight for i in basic.indicators] == [8, 8, 8, 8, 8, 10, 10, 10, 10]


def test_a_form_that_breaks_off_in_its_budget_still_has_its_amounts() -> None:
    (filing,) = filings("""项目支出绩效自评表
(2022年度)
项目名称 溪口渠道维修
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额: 60 60 54 10 90% 9
其中:本年财政拨款 60 60 5""")
    total, part = filing.budget.rows
    assert (total.executed, total.score) == (54, 9)
    assert part.executed is None
    assert not filing.complete


def test_rows_without_points_in_one_line_are_told_apart_by_their_values() -> None:
    (filing,) = filings(
        "绩效目标自评表 (2021年度) 项目名称 药物补助 一级指标 二级指标 三级指标 年度指标值 全年完成值 未完成原因和改进措施 "
        "产出指标 数量指标 机构数 37个 37个 村室数 352个 350个 质量指标 覆盖率 100% 100% "
        "效益指标 社会效益指标 用药负担 减轻 减轻 满意度指标 服务对象满意度指标 村民满意度 ≥90% 95% 注:无"
    )
    assert [(i.level2, i.name) for i in filing.indicators] == [
        ("数量指标", "机构数"),
        ("数量指标", "村室数"),
        ("质量指标", "覆盖率"),
        ("社会效益指标", "用药负担"),
        ("服务对象满意度指标", "村民满意度"),
    ]


def test_a_row_that_cannot_be_read_still_passes_on_its_level() -> None:
    (filing,) = filings(
        "绩效目标自评表 (2021年度) 项目名称 药物补助 一级指标 二级指标 三级指标 年度指标值 全年完成值 未完成原因和改进措施 "
        "产出指标 数量指标 机构 个数 37个 质量指标 甲 乙 丙 丁 戊 覆盖率 100% 100% 时效指标 及时率 95% 96% 注:无"
    )
    assert [(i.level2, i.name) for i in filing.indicators] == [("时效指标", "及时率")]


def test_a_form_that_breaks_off_in_its_indicators_heading_is_no_report() -> None:
    text = (
        "项目支出绩效自评表 (2022年度) 项目名称 村庄规划 主管部门 云岭镇人民政府 实施单位 云岭镇人民政府 "
        "项目资金 (万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 90 90 89.97 10 99.97% 10 "
        "年度总体目标 预期目标 实际完成情况 申请预算90万元,完成规划。 完成预算资金89.97万元。 绩效指标 一级指标 二级指标"
    )
    (filing,) = extract("a.txt", text.encode()).filings
    assert filing.kind == "project"
    assert filing.budget.rows[0].adjusted == 90


HEADING = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因"
TWO_PAGES = f"""项目支出绩效自评表
（2022年度）
项目名称 泵站维修
主管部门 青禾县水务局 实施单位 青禾县泵站管理所
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 60.00 72.50 70.18 10 96.80% 9.68
绩效指标 {HEADING}
产出指标 数量指标 维修泵站 ≥4座 4座 20 20
质量指标 验收合格率 ≥95% 98% 20 20

— 5 —

{HEADING}
时效指标 完工时限 ≤5个月 3个月 10 10
效益指标 社会效益指标 受益面积 ≥500亩 386亩 30 27
满意度指标 服务对象满意度指标 农户满意度 ≥90% 95% 10 10
总分 100 96.68
"""


def test_a_heading_printed_again_on_the_next_page_goes_on_with_the_form() -> None:
    (filing,) = filings(TWO_PAGES)

    assert [i.weight for i in filing.indicators] == [20, 20, 10, 30, 10]
    assert [i.name for i in filing.indicators][1:3] == ["验收合格率", "完工时限"]
    assert (filing.project, filing.total.score) == ("泵站维修", Decimal("96.68"))


@pytest.mark.parametrize("between", ["项目名称 渠道清淤", "总分 100 40", "项目支出绩效自评表"])
def test_a_heading_behind_a_new_beginning_or_an_end_is_another_form(between: str) -> None:
    assert len(filings(TWO_PAGES.replace("— 5 —", between))) == 2


WRAPPED = """项目绩效自评表
（2021年度）
项目名称 文艺精品扶持
全年执行数（B
全年预算数（A） 分值 执行率（B/A） 得分
）
年度资金总额: 86.50 84.77 10 98% 9.8
其他资金 12.00 12.00 — 100% —
实际完成值（B
一级指标 二级指标 三级指标 年初目标值（A） 得分
）
产出指标 数量指标 新创剧目 4部 5部 40
效益指标 社会效益指标 惠民演出 120场 126场 50
总分 99.8
"""


def test_a_heading_whose_label_wraps_does_not_say_the_order_of_its_columns() -> None:
    """With its upper line in front, 执行数 would be the first column of money."""
    extraction = extract("a.txt", WRAPPED.encode())
    told = [
        value
        for filing in extraction.filings
        for _, _, value in figures(filing)
        if not isinstance(value, str)
    ]

    assert set(told) <= {Decimal("99.8")}
