"""Budget rows and self score told in sentences."""

from decimal import Decimal
from pathlib import Path

import pytest
from prose_lines import lines_of
from told import figures, filing, rows

from jiping.intake import extract
from jiping.intake.sentences import find_forms


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "项目全年预算数为1050万元，执行数为1,050.00万元，完成预算的100%。",
            figures(adjusted="1050", executed="1050", execution_rate="1"),
        ),
        (
            "年度资金40.83万元，执行率100%。",
            figures(adjusted="40.83", execution_rate="1"),
        ),
        (
            "部门总体预算为8562788.77元，执行数8562788.77元，执行率100%。",
            figures(adjusted="856.278877", executed="856.278877", execution_rate="1"),
        ),
        (
            "项目年初预算数500万元，调整后预算数450万元，全年执行数430万元，执行率95.56%。",
            figures(initial="500", adjusted="450", executed="430", execution_rate="0.9556"),
        ),
        (
            "年初预算安排3万元，年中追加2万元，全年预算5万元，全年支出4.8万元，预算执行率96%。",
            figures(initial="3", adjusted="5", executed="4.8", execution_rate="0.96"),
        ),
        (
            "2022年部门预算3000万元，追加500万元，全年预算3500万元，实际支出3400万元。",
            figures(adjusted="3500", executed="3400"),
        ),
        (
            "共2179万元，截止2022年12月8日，已完成拨付2113.63万元，执行率97%。",
            figures(adjusted="2179", executed="2113.63", execution_rate="0.97"),
        ),
        ("截止12月资金到位50万元，已使用50万元。", figures(adjusted="50", executed="50")),
        ("预算金额2.58万元已全部发放。", figures(adjusted="2.58", executed="2.58")),
        ("项目预算总额 7.5亿元，已经支出7亿元。", figures(adjusted="75000", executed="70000")),
        (
            "2022年全年预算数和执行数分别为300万元、285万元，执行率95%。",
            figures(adjusted="300", executed="285", execution_rate="0.95"),
        ),
        (
            "部门预算收入总额为2000万元，预算支出总额为1990万元；决算收入2100万元。",
            figures(adjusted="1990"),
        ),
        (
            "部门整体支出1234.5万元，同比增长5%。",
            figures(executed="1234.5"),
        ),
        (
            "本年度部门总支出5670万元，年初预算5300万元，预算执行率106.98%。",
            figures(initial="5300", executed="5670", execution_rate="1.0698"),
        ),
        (
            "年初部门预算支出总额为700万元，全年执行750万元。",
            figures(initial="700", executed="750"),
        ),
        (
            "年初结转20万元，当年预算拨款980万元，全年可用资金1000万元，当年支出985万元。",
            figures(adjusted="1000", executed="985"),
        ),
        (
            "部门支出预算1000万元，上半年支出400万元，执行率40%；全年支出950万元，执行率95%。",
            figures(adjusted="1000", executed="950", execution_rate="0.95"),
        ),
        ("2022年预算100万元，一季度支出10万元，支出进度10%。", figures(adjusted="100")),
        ("安排资金19204.096万。", figures(adjusted="19204.096")),
        ("2022年度预算0万元，执行数0万元。", figures(adjusted="0", executed="0")),
        (
            "年初结转资金20万元，本年安排资金100万元，合计120万元，支出110万元。",
            figures(adjusted="120", executed="110"),
        ),
        ("全年预算90万元，水利专项资金共支86.5万元。", figures(adjusted="90", executed="86.5")),
        ("全年预算90万元，发放补助资金为88万元。", figures(adjusted="90", executed="88")),
        ("共下达清溪县救助补助资金（其他）54万元。", figures(adjusted="54")),
        (
            "2022年初农村改厕资金预算安排30万元，全年预算28万元。",
            figures(initial="30", adjusted="28"),
        ),
    ],
)
def test_the_total_in_a_sentence(sentence: str, expected: dict[str, Decimal]) -> None:
    assert rows(sentence) == {"total": expected}


def test_parts_of_a_list_are_what_the_amount_before_it_is() -> None:
    text = (
        "2022年预算10441万元。其中，中央转移支付资金8353万元，省级配套资金2088万元。"
        "实际执行9265.35万元，项目执行率88.74%。其中中央补助经费执行7177.37万元，省级资金执行2087.98万元。"
    )

    assert rows(text) == {
        "total": figures(adjusted="10441", executed="9265.35", execution_rate="0.8874"),
        "中央": figures(adjusted="8353", executed="7177.37"),
        "省级": figures(adjusted="2088", executed="2087.98"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "省级拨付62万元，中央拨付16万元。上年度结余的资金6万元。",
        "下达省级、中央资金和上年度结余分别为62万元、16万元和6万元，共计84万元。",
        "共下达资金84万元（其中：省级62万元、中央16万元、上年度结余6万元）。",
        "资金总额84万元，其中62万元为省级资金，16万元为中央资金，上年度结余6万元。",
    ],
)
def test_the_money_of_each_source(text: str) -> None:
    found = rows(text)

    assert found["省级"] == figures(adjusted="62")
    assert found["中央"] == figures(adjusted="16")
    if "84" in text:
        assert found["total"] == figures(adjusted="84")
        assert found["上年度结余"] == figures(adjusted="6")


def test_a_grant_that_was_changed_is_not_the_money_of_the_year() -> None:
    told = "中央救助补助资金下达我区120万元（其中临时救助100万元，孤儿20万元），调减30万元，全年实际下达90万元。"
    assert rows(told) == {"中央": figures(adjusted="90")}
    assert rows("中央救助补助资金下达我区120万元，调减30万元。") == {}


def test_a_list_of_people_is_no_list_of_money() -> None:
    told = (
        "共下达高龄补贴资金90万元，其中省级配套50万元，县级配套40万元。全县高龄老人共有900人，"
        "其中80至89周岁800人，90周岁以上100人，全年共发放86万元（当年资金80万元，上年结转资金6万元）。"
    )
    assert rows(told)["total"] == figures(adjusted="90", executed="86")


def test_money_paid_on_to_where_it_belongs_was_spent() -> None:
    told = "下达中央治污资金200万元。已拨付中央治污资金160万元，资金执行率为80%。"
    assert rows(told) == {"中央": figures(adjusted="200", executed="160", execution_rate="0.8")}
    assert rows("中央财政已拨付资金160万元。") == {"中央": figures(adjusted="160")}


def test_carried_over_money_is_the_row_of_the_form() -> None:
    found, _ = filing("资金总额1000万元，其中上年结转200万元，当年财政拨款800万元。")

    assert found is not None
    assert [row.item for row in found.budget.rows] == [
        "total",
        "carried_over",
        "current_appropriation",
    ]


def test_each_source_with_its_execution() -> None:
    text = "中央资金预算数100万元，执行数98万元，执行率98%；省级资金预算数50万元，执行数50万元，执行率100%。"

    assert rows(text) == {
        "中央": figures(adjusted="100", executed="98", execution_rate="0.98"),
        "省级": figures(adjusted="50", executed="50", execution_rate="1"),
    }


def test_several_projects_are_rows_by_their_names() -> None:
    text = (
        "甲项目全年预算数为100万元，执行数为90万元，完成预算的90%。"
        "乙项目全年预算数为50万元，执行数为50万元，完成预算的100%。"
    )

    assert rows(text) == {
        "甲项目": figures(adjusted="100", executed="90", execution_rate="0.9"),
        "乙项目": figures(adjusted="50", executed="50", execution_rate="1"),
    }


def test_the_rates_of_parts_are_theirs_by_name() -> None:
    text = "部门预算资金1000万元，基本支出执行率100%，项目支出执行率75%，总体执行率95%。"

    told = rows(text)

    assert told["基本支出"] == figures(execution_rate="1")
    assert told["项目支出"] == figures(execution_rate="0.75")
    assert told["total"]["execution_rate"] == Decimal("0.95")


def test_a_budget_adjusted_in_the_year_is_no_project_of_that_name() -> None:
    text = (
        "2023年部门年初预算1020万元，年中调整预算为1780万元，全年执行数1765万元。\n"
        "财政将预留总预算资金340万元计入拨款。"
    )

    assert [list(told.values()) for told in rows(text).values()] == [[1020, 1780, 1765]]
    assert "年中" not in rows(text)


def test_part_of_the_projects_beside_the_whole() -> None:
    text = "部门总体预算为80万元，执行数80万元，涉及项目14个，涉及预算金额60万元。"

    assert rows(text) == {
        "total": figures(adjusted="80", executed="80"),
        "项目14个": figures(adjusted="60"),
    }


def test_what_arrived_against_what_was_due_where_the_text_calls_that_execution() -> None:
    text = (
        "规模为300万元，其中：中央补助100万元，地方自筹200万元。"
        "应配套200万元，实际配套到位资金150万元，执行率为75%。"
    )

    assert rows(text)["地方"] == figures(adjusted="200", executed="150", execution_rate="0.75")


def test_one_source_that_gave_all_is_the_total() -> None:
    text = "中央下达专项资金500万元。实际支出480万元，执行率96%。"

    assert rows(text)["total"] == figures(adjusted="500", executed="480", execution_rate="0.96")


@pytest.mark.parametrize(
    "sentence",
    [
        "根据皖财农〔2020〕1351号文件执行。",
        "2022年12月6日至8日开展自评，联系电话0551-12345678。",
        "三公经费预算数5万元，支出3万元。",
        "补助标准为每亩100元，共补贴1000亩，补贴资金10万元。",
        "2022年安排A村道路建设资金30万元，B村水渠资金20万元。",
        "预算安排公用经费50万元。",
        "项目总投资500万元，据实拨付。",
        "本次评价涉及资金6.5亿元。",
        "项目资金到位100万元，到位率80%。",
        "预算约500万元，支出近480万元。",
        "安排资金500余万元，预算500万元以上。",
        "上年预算数100万元，执行数90万元。",
        "行动资金800万元（财政预算740万元，年底追加60万元）。",
        "中央和省级财政安排资金1500万元。",
        "一般公共预算财政拨款支出决算100万元，完成预算的98%。",
        "会议费支出2万元，完成预算的50%。",
        "3个项目资金执行100%，剩余99.97%，面积5万亩，20多万人次。",
        "四、存在的问题\n项目预算100万元，仅支出20万元，执行率20%。",
        "项目总支出320万元，人员经费总支出500万元。",
        "完成预算支出总额的工作，财政下达的整体支出目标300万元。",
        "县财政将原来拨到专户的预留总预算资金340万元计入我单位。",
    ],
)
def test_other_money_and_other_numbers_are_left_alone(sentence: str) -> None:
    assert rows(f"一、情况\n{sentence}\n") == {}


def test_money_of_another_year_is_left_alone() -> None:
    text = "2022年度项目绩效自评报告\n本项目2022年预算数50万元，2021年预算数40万元。"

    assert rows(text) == {"total": figures(adjusted="50")}


def test_amounts_that_contradict_each_other_are_left_out_with_a_problem() -> None:
    text = "一、概况\n共下达中央资金124万元。\n二、资金情况\n下达中央资金755万元。\n"

    found, problems = filing(text)

    assert found is not None
    assert found.budget.rows == ()
    assert [str(p.where) + p.message for p in problems] == [
        "第2行中央全年预算数前后不一致（124万元、755万元），留空未读"
    ]


def test_what_was_done_with_a_budget_is_no_project_with_one() -> None:
    text = (
        "申请预算90万元，其中：30万元用于规划。\n完成预算资金89.97万元，其中：29.97万元用于规划。"
    )

    assert {"申请", "完成"}.isdisjoint(rows(text))


def test_of_contradicting_amounts_the_one_that_the_parts_add_up_to() -> None:
    text = (
        "2024年预算资金合计2089万元。其中省内资金312万元，中央资金1777万元。\n"
        "全年预算数2089元：其中中央1777万元，省级312万元。"
    )

    assert rows(text)["total"] == figures(adjusted="2089")
    assert [p.message for p in filing(text)[1]] == [
        "“2089元”与文中同一笔钱的“2089万元”只差单位“万”，按“2089万元”读，请更正"
    ]


def test_the_unit_of_money_is_yuan_where_all_amounts_are() -> None:
    found, _ = filing("部门预算为5000元，执行数5000元，执行率100%。")

    assert found is not None
    assert found.currency_unit == "元"
    assert found.evidence["/budget/rows/0/adjusted"].raw == "5000元"


@pytest.mark.parametrize(
    ("text", "score", "grade"),
    [
        ("总体得分为84.47分，评级为“优”，仍有问题。", "84.47", "优"),
        ("从4个一级指标评价，最终得分85.82，等级为良。", "85.82", "良"),
        ("青禾县水利局整体绩效自评分95分。", "95", None),
        ("产出指标自评得分45分，自评总得分为93分。", "93", None),
        ("本项目满分100分，自评得分：92分（优秀）。", "92", "优秀"),
        (
            "14个项目得分在90（含）-100分，等级为“优”，占比100%。自评得分为99.77，自评等级为",
            "99.77",
            None,
        ),
        ("部门整体支出自评得分95分。其中A项目自评得分98分。", "95", None),
        ("自评结果：得分96分，等级优。", "96", "优"),
        ("评价总分为100分。自评得分96分。", "96", None),
        ("对整体支出开展自评,自评得分\n90 分,存在的问题：编制不准。", "90", None),
        ("自评情况：总分100分，自评94分，等级优秀。", "94", "优秀"),
        ("绩效自评得分（满分100分）：96.2分。", "96.2", None),
        ("满分为100分，经自评得98分。", "98", None),
        ("自评总分为100分，等级为优。", "100", "优"),
        ("经综合打分，自评绩效等级为“优”，分数为97分。", "97", "优"),
        ("一、自评结论\n（一）自评得分\n98分。\n（二）完成情况\n均已完成。", "98", None),
        (
            "（一）项目自评得分及等级\n项目评价得分84.4分，等级为良好。\n（二）其他\n无。",
            "84.4",
            "良好",
        ),
    ],
)
def test_the_self_score(text: str, score: str, grade: str | None) -> None:
    found, _ = filing(text)

    assert found is not None
    assert (found.total.score, found.grade) == (Decimal(score), grade)


@pytest.mark.parametrize(
    "text",
    [
        "5个项目自评得分均在90分以上。",
        "平均得分95分，上年自评得分90分。",
        "得分≥90分为优秀。",
        "评价指标分四个部分，总分值为100分。",
        "本次绩效评价总分为100分，从四个方面打分。",
        "（一）评分办法\n98分。\n自评已经完成。",
        "自评得分9",
    ],
)
def test_other_scores_are_left_alone(text: str) -> None:
    found, _ = filing(text)

    assert found is None or found.total.score is None


def test_several_self_scores_are_none() -> None:
    found, problems = filing("A项目自评得分98分，B项目自评得分95分。")

    assert found is not None
    assert found.total.score is None
    assert "98、95" in problems[0].message


def test_the_project_is_named_by_the_title() -> None:
    text = "青禾县水利局2022年度渠道清淤项目绩效自评报告\n一、概况\n自评得分95分。"

    form = find_forms(lines_of(text))

    assert form is not None
    assert form.fields["project"].text == "渠道清淤项目"


TEXT = """青禾县2022年度渠道清淤项目绩效自评报告
一、基本情况
2022年预算100.5万元，其中：中央资金60.25万元，省级资金40.25万元。
二、绩效目标完成情况
实际支出98.49万元，预算执行率98%，自评得分96.5分，等级为“优”。
数量指标：清淤长度≥12.5公里，实际完成13.25公里；培训人数≥100人次，实际完成120人次。
"""


def told_figures(text: str) -> dict[tuple[str, ...], object]:
    found, _ = filing(text)
    if found is None:
        return {}
    told: dict[tuple[str, ...], object] = {
        (row.item, row.label, column): getattr(row, column)
        for row in found.budget.rows
        for column in ("adjusted", "executed", "execution_rate")
    }
    for item in found.indicators:
        for column in ("target", "actual"):
            value = getattr(item, column)
            told[str(item.name), column] = value and (value.operator, value.number, value.unit)
    told["score",] = found.total.score
    told["grade",] = found.grade
    return {key: value for key, value in told.items() if value is not None}


def test_cutting_the_text_off_never_changes_a_figure() -> None:
    whole = told_figures(TEXT)

    assert len(whole) == 11
    for end in range(len(TEXT)):
        assert told_figures(TEXT[:end]).items() <= whole.items(), TEXT[:end][-20:]


def as_typed_in_full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c != "." else c for c in text)


@pytest.mark.parametrize(
    "variant",
    [
        as_typed_in_full_width(TEXT),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\n\n　　"),
        TEXT.replace("，", "， "),
        TEXT.replace("\n", ""),
    ],
    ids=["full width", "CRLF", "indented", "blanks", "one line"],
)
def test_the_same_text_typed_otherwise(variant: str) -> None:
    assert told_figures(variant) == told_figures(TEXT)


def test_a_text_that_breaks_off_is_not_complete() -> None:
    for text, complete in [
        ("自评得分96分。", True),
        ("自评得分96分，等级为", False),
        ("自评得分96分。\n四、整改措施及结果应用", False),
        ("自评得分96分。\n青禾县水利局\n2023年1月5日", True),
    ]:
        form = find_forms(lines_of(text))
        assert form is not None
        assert form.complete is complete, text


def test_a_text_without_figures_tells_no_form() -> None:
    assert find_forms(lines_of("一、基本情况\n已完成。")) is None
    assert find_forms([]) is None


def test_the_cells_of_a_table_are_no_sentences() -> None:
    text = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出 | 质量 | 合格率≥95%，实际98%。\n自评得分96分。"

    assert find_forms(lines_of(text)) is None


def test_hostile_text_is_read_in_bounded_time() -> None:
    for piece in (
        "项目全年预算数为1050万元，执行数为1050万元，完成预算的100%",
        "其中：中央1万元，", "率1%", "指标值5个，", "数量指标：", "≥5", "自评得分9分，", "预算资金",
    ):  # fmt: skip
        find_forms(lines_of(piece * (40_000 // len(piece))))


def test_published_texts_tell_the_figures_that_readers_noted(shared: Path) -> None:
    """The figures of three documents of the shared samples, where they are there."""
    for name, row, expected in [
        ("031", "total", figures(adjusted="1050", executed="1050", execution_rate="1")),
        ("042", "total", figures(adjusted="84.47", executed="13.6", execution_rate="0.17")),
        ("052", "total", figures(adjusted="856.278877", executed="856.278877", execution_rate="1")),
    ]:
        text = (shared / "samples" / f"{name}.txt").read_text(encoding="utf-8")
        assert rows(text)[row] == expected, name


def test_lines_that_end_anywhere_and_parts_of_the_budget_behind_the_execution() -> None:
    text = """全年预算数为46
8万元，全年执行数为4
58.64万元，执行
率98%。
其中:中央财政资金300万元，省级财政资金168万元。
二、绩效目标完成情况
质量指标:培训合格率≥95%，实际完成97.
5%。
"""
    found, _ = filing(text)
    total, central, provincial = found.budget.rows
    assert (total.adjusted, total.executed) == (Decimal(468), Decimal("458.64"))
    assert total.execution_rate == Decimal("0.98")
    # 300 + 168 is what was budgeted, not what was spent.
    assert (central.adjusted, central.executed) == (Decimal(300), None)
    assert (provincial.adjusted, provincial.executed) == (Decimal(168), None)
    (share,) = found.indicators
    assert share.actual is not None and share.actual.number == Decimal("97.5")


INDICATORS_ONLY = """青禾县图书馆2023年免费开放项目绩效自评报告

一、绩效指标完成情况
指标名称\t目标值\t完成值\t分值\t得分
全年开放天数\t≥320天\t332天\t40\t40
年流通人次\t≥6.5万人次\t5.98万人次\t20\t18.4
读者满意度\t≥90%\t94.5%\t30\t30
合计\t\t\t90\t88.4

二、自评结论
预算执行率得分9.81分，绩效指标得分88.4分，自评总得分{told}分，等级为优。
"""


@pytest.mark.parametrize(
    ("told", "total"),
    [("98.21", (None, Decimal("98.21"))), ("88.40", (90, Decimal("88.4"))), ("99", (90, Decimal("88.4")))],
)  # fmt: skip
def test_a_closing_row_of_the_indicators_alone_is_not_the_total_that_the_text_tells(
    told: str, total: tuple[int | None, Decimal]
) -> None:
    (filing,) = extract("a.txt", INDICATORS_ONLY.format(told=told).encode()).filings
    assert (filing.total.weight, filing.total.score) == total
    assert [i.score for i in filing.indicators] == [40, Decimal("18.4"), 30]


def test_an_amount_in_yuan_that_was_meant_in_ten_thousands() -> None:
    text = (
        "2024年补贴项目预算资金合计2089万元。全年预算执行数合计2089万元。\n"
        "补贴项目资金全年预算数2089元：其中中央转移支付财政资金预算资金合计1777万元，占比85%；省级配套补贴资金312万元。"
    )

    assert rows(text) == {
        "total": figures(adjusted="2089", executed="2089"),
        "中央": figures(adjusted="1777"),
        "省级": figures(adjusted="312"),
    }
    _, problems = filing(text)
    assert ["“2089元”与文中同一笔钱的“2089万元”只差单位" in p.message for p in problems] == [True]


def test_the_source_of_money_right_in_front_of_the_beginning_of_the_year() -> None:
    assert rows("2024年农机补贴中央年初下达资金合计2077万元，年初预算合计2389万元。") == {
        "total": figures(initial="2389"),
        "中央": figures(initial="2077"),
    }
