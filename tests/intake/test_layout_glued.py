"""Forms whose cells run into each other: every cut is proved or left open, never guessed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiping.filing import Filing, Indicator, Problem
from jiping.intake import extract
from jiping.intake.assemble import assemble
from jiping.intake.document import Cell, Line, Table
from jiping.intake.layouts.glue.names import name_cost
from jiping.intake.layouts.glued import find_forms

HEAD = (
    "绩效目标自评表(2022年度)项目名称灌渠维修项目负责人甲某主管部门青禾县水利局实施单位云岭镇水利站"
    "资金情况(万元)全年预算数(A)全年执行数(B)分值执行率(B/A)得分年度资金总额:202010100.00%10"
    "其中:本年财政拨款2020其他资金年度总体目标年初设定目标年度总体目标完成情况综述完成维修完成维修绩效指标"
)
ROWS = (
    "产出指标(50分)数量指标维修渠道长度10≥266米≥266米10安装水尺10≥12个12个10质量指标工程验收合格率20100%100%20"
    "成本指标项目总投资1020万元20万元10"
    "效益指标(30分)社会效益指标受益户数20≥1000户960户18.5可持续影响指标用水条件改善状况10显著提升显著提升10"
    "满意度指标(10分)服务对象满意度指标群众满意度10≥95%≥95%10"
)
WEIGHT_FIRST = "一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因及拟采取的改进措施"
FORM = HEAD + WEIGHT_FIRST + ROWS + "总分10098.5注:1.其他资金包括自筹。"


def read(text: str) -> tuple[list[Filing], list[Problem]]:
    """The filings of a glued text, and what was left in doubt."""
    spans = find_forms([Line(line, number) for number, line in enumerate(text.split("\n"), 1)])
    read = [assemble(span.form) for span in spans]
    return [filing for filing, _ in read], [p for _, problems in read for p in problems]


def table(columns: str, rows: str, tail: str = "注:1.") -> list[Indicator]:
    """The indicators of a form with these columns behind the name."""
    filings, _ = read(f"项目绩效自评表项目名称甲项目一级指标二级指标三级指标{columns}{rows}{tail}")
    return list(filings[0].indicators) if filings else []


def figures(row: Indicator) -> tuple[str | None, ...]:
    """Name, target, actual, weight, score as the row shows them."""
    return (
        row.name,
        row.target.raw if row.target else None,
        row.actual.raw if row.actual else None,
        *(None if points is None else str(points) for points in (row.weight, row.score)),
    )


def test_a_form_without_any_border_is_read_whole() -> None:
    (filing,), problems = read(FORM)
    assert (filing.project, filing.unit, filing.supervisor) == (
        "灌渠维修", "云岭镇水利站", "青禾县水利局",
    )  # fmt: skip
    assert (filing.fiscal_year, filing.complete, filing.total.score) == (
        2022,
        True,
        Decimal("98.5"),
    )
    total, part, other = filing.budget.rows
    assert (total.item, total.adjusted, total.executed, total.execution_rate) == (
        "total",
        20,
        20,
        1,
    )
    assert (total.weight, total.score) == (10, 10)
    assert (part.label, part.adjusted, part.executed, part.weight) == (
        "其中:本年财政拨款",
        20,
        20,
        None,
    )
    assert (other.label, other.adjusted) == ("其他资金", None)
    assert (filing.goals.expected, filing.goals.achieved) == ("完成维修", "完成维修")
    assert problems == []
    assert [figures(row) for row in filing.indicators] == [
        ("维修渠道长度", "≥266米", "≥266米", "10", "10"),
        ("安装水尺", "≥12个", "12个", "10", "10"),
        ("工程验收合格率", "100%", "100%", "20", "20"),
        ("项目总投资", "20万元", "20万元", "10", "10"),
        ("受益户数", "≥1000户", "960户", "20", "18.5"),
        ("用水条件改善状况", "显著提升", "显著提升", "10", "10"),
        ("群众满意度", "≥95%", "≥95%", "10", "10"),
    ]
    assert [(row.level1, row.level2) for row in filing.indicators][3:5] == [
        ("产出指标", "成本指标"), ("效益指标", "社会效益指标"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        ("年度指标值实际完成值分值得分", "维修长度≥5公里5.2公里109.5", ("≥5公里", "5.2公里", "10", "9.5")),
        ("年度指标值实际完成值分值得分", "保障天数3653651010", ("365", "365", "10", "10")),
        ("指标值权重完成值得分", "维修长度5公里105公里10", ("5公里", "5公里", "10", "10")),
        ("年度指标值全年完成值未完成原因和改进措施", "维修长度≥5公里4公里", ("≥5公里", "4公里", None, None)),
        ("指标性质指标值度量单位完成值权重得分", "维修长度≥5公里52020", ("5", "5", "20", "20")),
        ("年度指标值实际完成值完成率分值得分", "维修长度10公里8公里80%108", ("10公里", "8公里", "10", "8")),
        ("年度指标值实际完成值分值得分", "完工时间2022年12月31日2022年12月31日1010",
         ("2022年12月31日", "2022年12月31日", "10", "10")),
    ],
)  # fmt: skip
def test_every_order_of_columns_follows_from_the_heading(
    columns: str, row: str, expected: tuple[str | None, ...]
) -> None:
    (found,) = table(columns, f"产出指标数量指标{row}")
    assert figures(found)[1:] == expected


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        # The score is the weight cut by the rate, so 107.6 is 10 and 7.6.
        ("年初预算数全年预算数全年执行数执行率执行率权重执行率得分", "50.0050.0038.0076.00%107.6",
         ("50.00", "50.00", "38.00", "0.76", "10", "7.6")),
        ("全年预算数(A)全年执行数(B)预算执行率(B/A)", "40004000100%", (None, "4000", "4000", "1", None, None)),
        ("年初预算数全年预算数全年执行数分值执行率得分", "8808808801010",
         ("880", "880", "880", None, "10", "10")),
        ("年初预算数全年预算数全年执行数分值执行率得分", "64.864.864.8109.5",
         ("64.8", "64.8", "64.8", None, "10", "9.5")),
        ("全年预算数(A)全年执行数(B)执行率(B/A)", "2380.9100", (None, "2380.91", "0", "0", None, None)),
    ],
)  # fmt: skip
def test_a_budget_row_is_cut_where_its_arithmetic_holds(
    columns: str, row: str, expected: tuple[str | None, ...]
) -> None:
    (filing,), _ = read(
        f"项目绩效自评表项目名称甲项目资金(万元){columns}年度资金总额:{row}其他资金年度总体目标"
        f"一级指标二级指标三级指标年度指标值实际完成值分值得分"
    )
    total = filing.budget.rows[0]
    read_figures = (
        total.initial, total.adjusted, total.executed, total.execution_rate, total.weight, total.score,
    )  # fmt: skip
    assert read_figures == tuple(None if text is None else Decimal(text) for text in expected)


def test_the_sum_of_its_parts_decides_a_budget_that_no_row_decides() -> None:
    (filing,), _ = read(
        "部门整体支出自评表单位名称甲镇总体资金(万元)年初预算数(A)全年执行数(B)分值(10分)得分"
        "年度资金总额:1172.551268.721010基本支出985.19914.971010项目支出187.36353.751010年度总体目标"
        "一级指标二级指标三级指标年度指标值(A)全年实际值(B)分值得分"
    )
    assert [(str(r.initial), str(r.executed), r.score) for r in filing.budget.rows] == [
        ("1172.55", "1268.72", 10), ("985.19", "914.97", 10), ("187.36", "353.75", 10),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        "维修数量≥2002021010",  # 200|202 or 2002|02…: only the points are sure
        "环境改善程度持续向好群众认可1010",  # nothing parts the words
    ],
)
def test_what_has_several_readings_is_left_out_and_said(row: str) -> None:
    text = f"项目自评表项目名称甲一级指标二级指标三级指标年度指标值实际完成值分值得分产出指标数量指标{row}总分100100注:"
    (filing,), problems = read(text)
    (found,) = filing.indicators
    assert (found.weight, found.score) == (10, 10)
    assert found.target is None
    assert found.actual is None
    assert any(row in problem.message and "不能确定" in problem.message for problem in problems)
    assert problems[0].where.line == 1


def test_bare_figures_without_points_are_never_cut() -> None:
    (filing,), problems = read(
        "绩效目标表项目单位甲镇一级指标二级指标指标内容指标值备注产出指标数量指标88100质量指标68100注:"
    )
    assert filing.indicators == ()
    assert len(problems) == 2


def test_points_in_the_columns_of_the_values_are_known_by_their_sum() -> None:
    lines = (
        "绩效目标自评\n(2021年度)\n项目名称甲路\n项目资金\n(万元)\n\n全年预算数(A)全年执行数(B)预算执行率(B/A)\n"
        "年度资金总额:40004000100%\n 其中:中央补助40004000100%\n地方资金\n\n\n总体目标完成情况总体目标全年实际完成情况\n"
        "建成道路\n绩效指标一级\n指标\n二级指标三级指标指标值全年实际完成值未完成原因和改进措施\n\n\n"
        "数量指标建设二级公路32.1公里5050\n\n\n\n质量指标符合验收要求3030\n\n\n成本指标\n……\n\n"
        "满意度指标服务对象\n满意度指标群众满意度2020\n\n……\n说明\n注:1.填报范围"
    )
    (filing,), _ = read(lines)
    assert [figures(row)[:3] for row in filing.indicators] == [
        ("建设二级公路32.1公里", "50", "50"), ("符合验收要求", "30", "30"), ("群众满意度", "20", "20"),
    ]  # fmt: skip
    assert filing.indicators[2].level2 == "服务对象满意度指标"
    # A sum that is not 100 proves nothing.
    (other,), _ = read(lines.replace("5050", "4040"))
    assert all(row.target is None for row in other.indicators)


def test_a_page_mark_does_not_part_a_number() -> None:
    (filing,), _ = read(
        FORM.replace("1000户960", "1000户9\n2、60").replace("绩效目标", "1、绩效目标", 1)
    )
    assert figures(filing.indicators[4]) == ("受益户数", "≥1000户", "960户", "20", "18.5")


def test_misread_digits_count_only_where_another_figure_bears_them_out() -> None:
    (filing,), _ = read(
        FORM.replace("≥266米10安装", "≥266米IO安装").replace("960户18.5", "960户I8.5")
    )
    assert [row.score for row in filing.indicators[:5]] == [10, 10, 20, 10, None]


def test_a_two_that_may_be_a_misread_sign_is_left_open() -> None:
    rows = "产出指标数量指标维修长度260公里72公里1010安装水尺212个15个1010总分100100注:"
    heading = "一级指标二级指标三级指标年度指标值实际完成值分值得分"
    (filing,), problems = read("1、项目自评表项目名称甲" + heading + rows)
    assert [row.target for row in filing.indicators] == [None, None]
    assert [row.actual.raw for row in filing.indicators if row.actual] == ["72公里", "15个"]
    assert len(problems) == 2
    (clean,), _ = read("项目自评表项目名称甲" + heading + rows)
    assert [row.target.raw for row in clean.indicators if row.target] == ["260公里", "212个"]


def test_an_actual_percentage_that_is_its_target_behind_a_two_is_left_open() -> None:
    (filing,), problems = read(
        "1、项目自评表项目名称甲一级指标二级指标三级指标年初目标值实际完成值得分"
        "产出指标数量指标清淤渠道8条8条50效益指标社会效益指标农户满意度85%285%50总分100"
    )
    assert [row.actual.raw if row.actual else None for row in filing.indicators] == ["8条", None]
    assert any("285%" in problem.message for problem in problems)


def test_a_two_is_a_misread_sign_where_all_rows_say_so() -> None:
    (filing,), problems = read(
        "1、部门整体绩效自评表主管部门甲局一级指标指标名称计量单位指标性质指标值指标权重(分)全年完成值指标得分(分)说明"
        "管护面积万亩2810810造林面积万亩2110110巡护面积万亩250105010其他工作总分"
    )
    assert [row.target.number for row in filing.indicators if row.target] == [8, 1, 50]
    assert sum("误识" in problem.message for problem in problems) == 3


def test_a_form_that_is_not_yet_evaluated_has_weights_and_no_scores() -> None:
    (filing,), _ = read(
        "项目支出绩效自评表(2023年度)项目名称甲主管部门乙局预算执行情况(10分)年度预算数(万元)年初预算调整后预算数预算执行数预算执行率权重得分原因"
        "总额238.93251.89251.89100.00%101.未达到90%的需说明原因(100字以内);其中:财政资金238.93251.89251.89100.00%//"
        "单位资金0.000.000.000.00%//其他资金//绩效指标(90分)一级指标二级指标三级指标指标性质指标值度量单位完成值权重得分未完成原因分析"
        "产出指标数量指标发放覆盖率=100%60效益指标社会效益指标足额保障率=100%30合计100评价结论"
    )
    assert [(r.weight, r.score, r.actual) for r in filing.indicators] == [
        (60, None, None),
        (30, None, None),
    ]
    assert [(r.label, r.adjusted, r.weight) for r in filing.budget.rows[:2]] == [
        ("总额", Decimal("251.89"), 10), ("其中:财政资金", Decimal("251.89"), None),
    ]  # fmt: skip


def test_framework_levels_and_lost_points() -> None:
    found = table(
        "参考分值指标值(A)全年实际值(B)得分未完成原因分析及改进措施",
        "项目决策(10分)项目目标完整性4一目标明确4项目立项相关性6一按标准管理6项目管理(10分)财务管理财务管理制度有效性7一制度健全6"
        "偶有延误。资金使用合规性3-专款专用3",
    )
    assert [(row.level2, row.name, row.weight, row.score) for row in found] == [
        ("项目目标", "完整性", 4, 4), ("项目立项", "相关性", 6, 6),
        ("财务管理", "财务管理制度有效性", 7, 6), ("财务管理", "资金使用合规性", 3, 3),
    ]  # fmt: skip


def test_a_stacked_heading_and_one_with_jumbled_characters() -> None:
    (stacked,) = table(
        "年度实际分值得分偏差原因分析及改进措施指标值完成值", "产出指标质量指标验收通过率100%95%65"
    )
    assert figures(stacked) == ("验收通过率", "100%", "95%", "6", "5")
    (jumbled,) = table(
        "年初指标值年成值全完值指标权重(分)指标得分(分)", "产出指标质量指标合格率100%92%22"
    )
    assert figures(jumbled) == ("合格率", "100%", "92%", "2", "2")


def test_several_forms_in_one_text() -> None:
    filings, _ = read(FORM + FORM.replace("灌渠维修", "水库加固").replace("云岭镇", "桃源镇"))
    assert [filing.project for filing in filings] == ["灌渠维修", "水库加固"]
    assert [len(filing.indicators) for filing in filings] == [7, 7]
    assert [filing.total.score for filing in filings] == [Decimal("98.5"), Decimal("98.5")]


def test_amounts_behind_their_labels_where_the_budget_has_no_columns() -> None:
    (planned,), _ = read(
        "项目绩效目标表(2021年度)填报单位(盖章):甲镇项目名称乙路年度资金总额及构成总额106.7522万元财政拨款:69.3万元"
        "一级指标二级指标指标内容指标值备注产出指标数量指标新建道路≥5公里"
    )
    assert [(r.item, str(r.initial)) for r in planned.budget.rows] == [
        ("total", "106.7522"), ("current_appropriation", "69.3"),
    ]  # fmt: skip
    (paired,), _ = read(
        "项目绩效目标完成情况表(2019年度)项目名称丙预算单位丁局预算执行情况(万元)预算数:312执行数:300其中-财政拨款:312其中-财政拨款:300"
        "一级指标二级指标三级指标预期指标值实际完成指标值项目完成指标数量指标保障车辆8辆8辆质量指标"
    )
    assert [(r.adjusted, r.executed) for r in paired.budget.rows] == [(312, 300), (312, 300)]


@pytest.mark.parametrize(
    "twin",
    [
        lambda text: text.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}),
        lambda text: (
            text.replace("(", "（").replace(")", "）").replace(":", "：").replace("%", "％")
        ),
        lambda text: text.replace("≥", "≧"),
        lambda text: text + "\r",
    ],
    ids=["full width", "full-width signs", "other operator", "carriage return"],
)
def test_a_twin_in_other_characters_reads_the_same(twin: object) -> None:
    (plain,), _ = read(FORM)
    (other,), _ = read(twin(FORM))  # type: ignore[operator]
    assert other.budget.total is not None
    assert other.budget.total.executed == 20
    assert [(i.weight, i.score, i.target and i.target.number) for i in other.indicators] == [
        (i.weight, i.score, i.target and i.target.number) for i in plain.indicators
    ]


def placed_figures(text: str) -> set[tuple[str, str, int | None, str]]:
    """Every figure of a text by column, place and published text."""
    names = {
        "initial",
        "adjusted",
        "executed",
        "execution_rate",
        "weight",
        "score",
        "target",
        "actual",
    }
    return {
        (column, str(found.place), found.place.column, found.text)
        for span in find_forms([Line(line, n) for n, line in enumerate(text.split("\n"), 1)])
        for row in (*span.form.budget, *span.form.indicators, span.form.total)
        for column, found in row.items()
        if column in names
    }


def test_a_text_that_breaks_off_yields_less_but_never_other_figures() -> None:
    whole = placed_figures(FORM)
    assert len(whole) == 37
    for end in range(len(HEAD) // 2, len(FORM), 3):
        assert placed_figures(FORM[:end]) <= whole, FORM[:end][-40:]
    (cut,), _ = read(FORM[: FORM.index("满意度指标(10分)") + 30])
    assert cut.complete is False


NAMES = (
    "维修渠道长度",
    "培训农技人员",
    "抽检农产品",
    "惠及农户数量",
    "验收合格率",
    "发放资料数量",
    "完成投资额",
)
AMOUNT = st.one_of(
    st.integers(1, 5000).map(str), st.decimals("0.1", 900, places=1).map(lambda d: f"{d:f}")
)
ROW = st.tuples(
    st.sampled_from(["", "≥", "≤", "=", "不低于"]),
    AMOUNT,
    AMOUNT,
    st.sampled_from(["米", "人", "批次", "户", "万元", "公里", "元/人"]),
    st.sampled_from(["2", "3", "5", "7.5", "10", "12", "15", "20"]),
    st.sampled_from([Decimal(1), Decimal("0.9"), Decimal("0.5"), Decimal("0.8")]),
)


#: A name that ends at the point of the target has target and actual value alike: `…不低于15.` `1米` `1米`.
POINT = [("", "1", "1", "米", "2", Decimal(1))] * 3 + [
    ("不低于", "15.1", "1", "米", "2", Decimal(1))
]


#: The weight in front takes a digit of the target, which is then met, yet earns a fraction of the weight.
FRACTION = [("", "810", "10", "米", "2", Decimal(1))]


@example(rows=POINT, first=False)
@example(rows=[("", "1", "1", "米", "2", Decimal(1)), *FRACTION], first=True)
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=len(NAMES)), first=st.booleans())
def test_whatever_is_read_is_what_was_written(rows: list[tuple], first: bool) -> None:  # type: ignore[type-arg]
    written, body = {}, ""
    for name, (sign, target, actual, unit, weight, share) in zip(NAMES, rows, strict=False):
        score = f"{(Decimal(weight) * share).normalize():f}"
        values = f"{sign}{target}{unit}{actual}{unit}"
        body += name + (f"{weight}{values}{score}" if first else f"{values}{weight}{score}")
        written[name] = (Decimal(target), Decimal(actual), Decimal(weight), Decimal(score))
    columns = "分值年度指标值全年实际值得分" if first else "年度指标值实际完成值分值得分"
    found = table(columns, f"产出指标数量指标{body}")
    for row in found:
        if row.name in written:
            got = (
                row.target and row.target.number,
                row.actual and row.actual.number,
                row.weight,
                row.score,
            )
            assert all(a is None or a == b for a, b in zip(got, written[row.name], strict=True))
        else:
            assert row.name is None


@pytest.mark.parametrize(
    "text",
    [
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标 数量指标 道路 5公里 5公里 10 10",
        "一、基本情况\n本单位2022年预算执行数为100万元,执行率100%,自评得分98分。",
        "一级指标\n二级指标\n三级指标\n年度指标值\n",
        "",
    ],
)
def test_other_ways_of_printing_are_none_of_these(text: str) -> None:
    assert find_forms([Line(line, n) for n, line in enumerate(text.split("\n"), 1)]) == []


def test_a_document_with_tables_is_none_of_these() -> None:
    cells = (Cell("三级指标分值年度指标值全年实际值得分", 0, 0),)
    assert find_forms([Line(FORM, 1), Table(cells, 1)]) == []


def test_the_published_samples(shared: Path) -> None:
    samples = shared / "samples"
    (levels,) = extract(samples / "011.txt").filings
    assert [str(i.weight) for i in levels.indicators] == ["10", "10", "20", *["10"] * 6]
    assert levels.budget.total is not None
    assert levels.budget.total.score == 10
    (department,) = extract(samples / "009.txt").filings
    assert [i.score for i in department.indicators] == [
        2, 2, 1, 2, 2, 2, 2, 2, 2, 3, 5, 1, 2, 2, 5, 10, 5, 10, 10,
    ]  # fmt: skip
    assert department.total.score == Decimal("97.6")
    (school,) = extract(samples / "014.txt").filings
    assert [i.score for i in school.indicators] == [
        4,
        2,
        2,
        2,
        9,
        7,
        2,
        6,
        10,
        5,
        4,
        4,
        3,
        3,
        13,
        8,
    ]
    (forest,) = extract(samples / "038.txt").filings
    assert [i.target and i.target.number for i in forest.indicators] == [
        90, 8, 1, 50, Decimal("0.9"), Decimal("0.4"),
    ]  # fmt: skip
    assert extract(samples / "073.txt").filings[0].indicators == ()


@pytest.mark.parametrize(
    ("figures", "initial"),
    [
        ("O76%107.6", "0"),  # nothing was executed of nothing: the one amount can only be the first
        ("076%107.6", "0"),
        ("100.00%1010", None),
    ],
)
def test_a_rate_without_its_amounts_tells_which_column_a_zero_stands_in(
    figures: str, initial: str | None
) -> None:
    (filing,), _ = read(
        "部门整体绩效自评表主管部门青禾县水利局部门预算执行情况年初预算数全年(调整)预算数全年执行数"
        f"执行率(%)执行率权重执行率得分(分){figures}当年绩效目标指标名称计量单位指标性质年初指标值"
        "调整指标值全年完成值得分系数(%)指标权重(分)指标得分(分)是否核心指标"
        "预算完成率%70%76%100%22是预算调整率%3%2%100%22否公用经费控制率%100%97%100%22是"
    )
    (row,) = filing.budget.rows
    assert (row.initial, row.adjusted, row.executed) == (initial and Decimal(initial), None, None)


@pytest.mark.parametrize("figures", ["12.5万10万80%16", "12.5万元10万元80%16", "12.51080%16"])
def test_amounts_with_their_unit_in_short(figures: str) -> None:
    (filing,), _ = read(
        "项目绩效自评表项目名称档案抢救经费主管部门项目实施单位青禾县档案馆预算执行情况(万元)(20分)预算数(A)"
        f"执行数(B)执行率(B/A)得分(20分*执行率)年度财政资金总额{figures}年度绩效目标1(80分)一级指标二级指标"
        "三级指标年初目标值(A)实际完成值(B)得分产出指标数量指标整理档案500卷500卷20质量指标完好率95%96%60总分96"
    )
    (row,) = filing.budget.rows
    assert (row.adjusted, row.executed) == (Decimal("12.5"), 10)
    assert (row.execution_rate, row.score) == (Decimal("0.8"), 16)


def test_figures_in_a_name_and_second_levels_in_short(examples: Path) -> None:
    (filing,) = extract(examples / "layouts" / "L6-6.txt").filings
    stored, *_, cost, fires, damage, watched = filing.indicators
    assert stored.name == "800吨防火物资、40吨灭火药剂储备到位率"
    assert (cost.name, cost.target and cost.target.number) == ("成本控制数(万元)", 72)
    assert [row.level2 for row in (fires, damage, watched)] == [
        "社会效益指标", "生态效益指标", "可持续影响指标",
    ]  # fmt: skip
    assert (fires.name, fires.actual and fires.actual.raw) == ("较大火灾起数", "达成预期指标")


def test_sources_enumerated_are_one_row() -> None:
    (filing,), _ = read(
        "县级专项资金绩效目标自评表专项资金名称储备粮县级主管部门清溪县粮食局项目资金(万元)"
        "全年预算数(A)全年执行数(B)执行率(B/A)年度资金总额200.5160.480%其中:中央、省、市补助县级资金"
        "150.5120.480%其他资金504080%年度总体目标年初设定目标全年实际完成情况绩效指标一级指标二级指标三级指标"
        "年度指标值全年完成值未完成原因和改进措施产出指标数量指标储备到位率100%100%"
    )
    assert [(row.label, row.adjusted) for row in filing.budget.rows] == [
        ("年度资金总额", Decimal("200.5")),
        ("其中:中央、省、市补助县级资金", Decimal("150.5")),
        ("其他资金", Decimal(50)),
    ]


def test_the_unit_cut_off_a_figure_is_no_row() -> None:
    (filing,), problems = read(
        "2021年度财政项目绩效自评表单位名称:清溪市中心医院填报日期:2022年3月18日项目名称西院区建设补助"
        "预算执行情况(万元)(20分)预算数(A)执行数(B)执行率(B/A)得分(20分*执行率)年度财政资金总额12001200100%20"
        "年度绩效目标1(80分)一级指标二级指标三级指标年初目标值(A)实际完成值(B)得分产出指标数量指标床位数300张300张40"
        "效益指标经济效益完成西院区建设,医疗收入达到5亿元5亿元6.47亿元20满意度指标服务对象满意度指标病人满意度≥90%92%20总分100"
    )
    assert problems == []
    assert [figures(row) for row in filing.indicators] == [
        ("床位数", "300张", "300张", None, "40"),
        ("完成西院区建设,医疗收入达到5亿元", "5亿元", "6.47亿元", None, "20"),
        ("病人满意度", "≥90%", "92%", None, "20"),
    ]


PLAN = (
    "项目支出绩效目标申报表(2024年度)项目名称水文站点维护主管部门云岭市水利局实施单位云岭市水文站"
)


def test_beside_the_targets_of_the_whole_period_none_is_read_as_the_years(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        f"{PLAN}项目资金(万元)中期资金总额:126.00年度资金总额:43.80其中:财政拨款120.00其中:财政拨款41.80"
        "其他资金6.00其他资金2.00总体目标中期目标年度目标绩效指标一级指标二级指标三级指标指标值二级指标三级指标指标值"
        "产出指标数量指标维护站点数≥108个数量指标维护站点数≥36个满意度指标服务对象满意度指标用水户满意度≥90%"
        "服务对象满意度指标用水户满意度≥92%",
        encoding="utf-8",
    )
    extraction = extract(path)
    (filing,) = extraction.filings
    assert [str(row.initial) for row in filing.budget.rows] == ["43.80", "41.80", "2.00"]
    assert filing.indicators == ()
    assert any("无法分成各列" in problem.message for problem in extraction.problems)


def test_the_number_of_a_label_is_none_of_the_amount_in_front() -> None:
    (filing,), _ = read(
        f"{PLAN}项目资金(万元)(一)财政拨款小计6.301、一般公共预算6.302、政府性基金0.00(二)自有资金小计1.201、"
        "事业收入1.202、经营性收入0.00总体目标年度目标做好维护绩效指标一级指标二级指标三级指标指标值"
        "产出指标数量指标(必填)维护站点数36个新建和改造排水达标面积≥200亩满意度指标服务对象满意度指标用水户满意度≥90%"
    )
    assert [(row.label, str(row.initial)) for row in filing.budget.rows] == [
        ("财政拨款小计", "6.30"), ("自有资金小计", "1.20"), ("事业收入", "1.20"), ("经营性收入", "0.00"),
    ]  # fmt: skip
    assert [figures(row)[:2] for row in filing.indicators[:2]] == [
        ("维护站点数", "36个"), ("新建和改造排水达标面积", "≥200亩"),
    ]  # fmt: skip


def test_parts_without_points_give_none_of_their_figures_for_points() -> None:
    (filing,), _ = read(
        "绩效目标自评表(2023年度)项目名称种养补贴到户项目主管部门县农业农村局实施单位云岭镇人民政府资金情况(万元)"
        "全年预算数(A)全年执行数(B)分值执行率(B/A)得分年度资金总额:9.489.4810100%10绩效指标一级指标二级指标三级指标"
        "分值年度指标值全年实际值得分未完成原因及拟采取的改进措施产出指标(50分)数量指标补助瓜果蔬菜面积2029.5亩29.5亩20"
        "其中桃树面积1.5亩1.5亩其中苹果树面积5亩5亩补助鱼塘面积103亩3亩10其中猪养殖数量12头12头"
        "质量指标作物成活率2095%95%20效益指标(40分)社会效益指标受益人口数量4090人90人40总分9090"
    )
    told = {row.name: (row.weight, row.score) for row in filing.indicators}
    assert told["补助瓜果蔬菜面积"] == told["作物成活率"] == (20, 20)
    assert all(points == (None, None) for name, points in told.items() if "其中" in str(name))
    assert all(row.target is None or row.target.number != 2 for row in filing.indicators)


def test_points_that_run_into_what_was_executed_leave_it_out() -> None:
    (filing,), problems = read(
        "专项转移支付区域绩效目标自评表专项名称食品监管补助资金预算执行情况预算数:2.38执行数:2.3820年度绩效指标完成情况"
        "一级指标二级指标三级指标年度指标值实际完成指标值产出指标数量指标抽检批次≥12批次14批次质量指标抽检完成率100%100%"
    )
    (row,) = filing.budget.rows
    assert (row.adjusted, row.executed) == (Decimal("2.38"), None)
    assert any("2.3820" in problem.message for problem in problems)


@pytest.mark.parametrize("words", ["指标", "采购合格率290$", "指标1:指标"])
def test_a_mark_or_a_misread_sign_is_no_name(words: str) -> None:
    assert name_cost(words) is None
    assert name_cost("采购合格率") is not None
