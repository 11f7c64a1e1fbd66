"""Final accounts are read by what tables say of themselves, not by numbers and columns."""

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.intake.accounts import read_accounts
from jiping.intake.extraction import extract
from jiping.intake.opening import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"


def read(text: str, name: str = "决算.txt"):
    return read_accounts(read_document(name, text.encode()))


def page(*tables: tuple[str, str, list[list[str]]]) -> str:
    """A page of tables, each with title, unit line and rows; `text*3` covers three columns."""
    parts = ["<html><body>"]
    for title, unit, rows in tables:
        parts += [f"<p>{title}</p><p>{unit}</p><table>"]
        for row in rows:
            parts.append("<tr>")
            for cell in row:
                text, _, columns = cell.partition("*")
                parts.append(f'<td colspan="{columns or 1}">{text}</td>')
            parts.append("</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"])


BY_NATURE = [
    ["项目*2", "本年支出合计", "基本支出", "项目支出"],
    ["栏次*2", "1", "2", "3"],
    ["合计*2", "698.25", "486.25", "212.00"],
    ["213", "农林水支出", "698.25", "486.25", "212.00"],
]


def test_expenditure_by_nature():
    found = read(
        page(("支出决算表", "部门：青禾县水利局　2023年度　单位：万元", BY_NATURE)), "a.html"
    )
    assert (found.expenditure, found.basic, found.project) == (
        Decimal("698.25"), Decimal("486.25"), Decimal("212.00"),
    )  # fmt: skip
    assert (found.unit, found.fiscal_year) == ("青禾县水利局", 2023)
    where = found.evidence["/basic"].where
    assert (where.file, where.table, where.row, where.column) == ("a.html", 1, 3, 4)


def test_the_number_of_the_table_does_not_matter():
    for title in ("公开03表 支出决算表", "附表5 2023年度部门支出决算表", "支出决算表（公开07表）"):
        assert read(page((title, "单位：万元", BY_NATURE)), "a.html").basic == Decimal("486.25")


def test_yuan_become_wan():
    rows = [
        ["项目", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "6,982,500.00", "4,862,500.00", "2,120,000.00"],
    ]
    found = read(page(("支出决算表", "金额单位：元", rows)), "a.html")
    assert found.basic == Decimal("486.25")
    assert found.evidence["/basic"].raw == "4,862,500.00"


def test_a_table_without_its_unit_of_money_is_not_read():
    found = read(page(("支出决算表", "部门：青禾县水利局", BY_NATURE)), "a.html")
    assert found.basic is None
    assert "没有注明金额单位" in found.problems[0].message


def test_tables_that_contradict_each_other_are_left_out():
    other = [BY_NATURE[0], ["合计*2", "698.25", "480.25", "218.00"]]
    found = read(
        page(("支出决算表", "单位：万元", BY_NATURE), ("支出决算表", "单位：万元", other)), "a.html"
    )
    assert found.expenditure == Decimal("698.25")
    assert found.basic is found.project is None
    assert len(found.problems) == 2


@pytest.mark.parametrize("coded", [True, False])
def test_classes_stand_in_two_halves_with_or_without_codes(coded):
    halves = [
        ["科目编码", "科目名称", "决算数"] * 2 if coded else ["科目名称", "决算数"] * 2,
        ["301", "工资福利支出", "398.60", "302", "商品和服务支出", "76.45"],
        ["30101", "基本工资", "186.40", "30201", "办公费", "72.40"],
        ["303", "对个人和家庭的补助", "11.20", "310", "资本性支出", "3.00"],
    ]
    rows = halves if coded else [halves[0], *([r[1], r[2], r[4], r[5]] for r in halves[1:])]
    found = read(page(("一般公共预算财政拨款基本支出决算明细表", "单位：万元", rows)), "a.html")
    assert found.classes == {
        "301": Decimal("398.60"), "302": Decimal("76.45"), "303": Decimal("11.20"),
        "310": Decimal("3.00"),
    }  # fmt: skip


def test_three_public_expenses_by_columns():
    rows = [
        ["预算数*6", "决算数*6"],
        ["合计", "因公出国（境）费", "公务用车购置及运行费*3", "公务接待费"] * 2,
        ["", "", "小计", "公务用车购置费", "公务用车运行费", ""] * 2,
        [
            "4.30",
            "0.00",
            "3.30",
            "0.00",
            "3.30",
            "1.00",
            "4.05",
            "0.00",
            "3.20",
            "0.00",
            "3.20",
            "0.85",
        ],
    ]
    found = read(page(("财政拨款“三公”经费支出决算表", "单位：万元", rows)), "a.html")
    assert found.three_public.model_dump(mode="json") == {
        "total": "4.05", "abroad": "0", "reception": "0.85", "vehicles": "3.2", "purchase": "0",
        "running": "3.2",
    }  # fmt: skip
    assert found.three_public_budget.vehicles == Decimal("3.30")


def test_three_public_expenses_by_rows_and_staff():
    rows = [
        ["项目", "行次", "预算数", "统计数"],
        ["（一）“三公”经费支出合计", "2", "4.30", "4.05"],
        ["1．因公出国（境）费", "3", "0.00", "0.00"],
        ["3．公务接待费", "7", "1.00", "0.85"],
        ["年末在职人员", "20", "", "32"],
    ]
    found = read(page(("机构运行信息决算表", "单位：万元", rows)), "a.html")
    assert found.three_public.reception == Decimal("0.85")
    assert found.three_public_budget.total == Decimal("4.30")
    assert found.staff == 32


def test_planned_columns_are_those_of_the_internal_table():
    rows = [
        ["收入*3", "支出*4"],
        ["项目", "行次", "决算数", "项目", "年初预算数", "全年预算数", "决算数"],
        ["本年收入合计", "27", "712.50", "本年支出合计", "700.00", "712.50", "698.25"],
    ]
    found = read(page(("收入支出决算总表", "财决01表　单位：万元", rows)), "a.html")
    told = (found.income, found.initial, found.adjusted, found.expenditure)
    assert told == (Decimal("712.50"), Decimal("700.00"), Decimal("712.50"), Decimal("698.25"))


def test_funds_and_appropriations_by_budget():
    rows = [
        ["收入*2", "支出*4"],
        ["项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
        ["一、一般公共预算财政拨款", "3777.82", "一、一般公共服务支出", "10.00", "10.00", ""],
        ["本年收入合计", "3852.54", "本年支出合计", "3852.54", "3777.82", "74.72"],
    ]
    found = read(page(("财政拨款收入支出决算总表", "单位：万元", rows)), "a.html")
    told = (found.appropriated, found.general, found.funds, found.general_income)
    assert told == tuple(map(Decimal, ("3852.54", "3777.82", "74.72", "3777.82")))


def test_a_page_that_lost_its_tables():
    text = """
2023年度部门决算
支出决算表
公开03表
部门：青禾县水利局 单位：万元
项目 | 本年支出合计 | 基本支出 | 项目支出
合计 | 698.25 | 486.25 | 212.00
一般公共预算财政拨款基本支出决算明细表
单位：万元
301\t工资福利支出\t398.60\t302\t商品和服务支出\t76.45
"""
    found = read(text)
    assert (found.basic, found.project) == (Decimal("486.25"), Decimal("212.00"))
    assert found.classes == {"301": Decimal("398.60"), "302": Decimal("76.45")}
    assert found.evidence["/basic"].where.line == 7


def test_what_only_sentences_tell():
    text = """
青禾县水利局2023年度部门决算
本年支出合计698.25万元，其中：基本支出486.25万元，占69.64%；项目支出212.00万元，占30.36%。
“三公”经费财政拨款支出预算为4.30万元，支出决算为4.05万元，完成预算的94.19%。
公务接待费支出预算为1.00万元，支出决算为0.85万元。
"""
    found = read(text)
    assert (found.unit, found.fiscal_year) == ("青禾县水利局", 2023)
    assert (found.expenditure, found.basic) == (Decimal("698.25"), Decimal("486.25"))
    assert found.three_public_budget.total == Decimal("4.30")
    assert found.three_public.reception == Decimal("0.85")


def test_a_document_without_accounts_is_told():
    found = read("部门整体支出绩效自评报告\n一、基本情况\n本单位内设3个科室。\n")
    assert found.basic is None
    assert [problem.message for problem in found.problems] == ["没有读出部门决算表的金额。"]


def test_three_public_expenses_with_budget_and_actual_as_rows():
    rows = [
        ["项目", "合计", "因公出国（境）费", "公务接待费"],
        ["预算数", "4.30", "0.00", "1.00"],
        ["决算数", "4.05", "0.00", "0.85"],
    ]
    found = read(page(("“三公”经费支出决算表", "单位：万元", rows)), "a.html")
    assert found.three_public_budget.total == Decimal("4.30")
    assert found.three_public.reception == Decimal("0.85")


def test_money_carried_over_is_no_income_of_the_year():
    rows = [
        ["项目", "金额", "项目", "金额"],
        ["一、一般公共预算财政拨款", "712.50", "一、一般公共服务支出", "698.25"],
        ["年初财政拨款结转和结余", "8.00", "年末财政拨款结转和结余", "22.25"],
        ["一般公共预算财政拨款", "8.00", "", ""],
    ]
    found = read(page(("财政拨款收入支出决算总表", "单位：万元", rows)), "a.html")
    assert found.general_income == Decimal("712.50")


@pytest.mark.parametrize(
    "title",
    ["项目支出决算表", "一般公共预算财政拨款项目支出决算表", "支出决算明细表", "收支预算总表"],
)
def test_tables_of_a_part_are_not_taken_for_the_whole(title):
    found = read(page((title, "单位：万元", BY_NATURE)), "a.html")
    assert (found.expenditure, found.general, found.basic) == (None, None, None)


def test_the_day_of_publication_is_not_the_year():
    text = "2023年度部门决算\n2024年9月10日公开，2024年9月公布\n本年支出合计698.25万元。\n"
    assert read(text).fiscal_year == 2023


def test_a_line_that_lost_a_cell_is_not_read_by_columns():
    text = """
支出决算表
单位：万元
项目 | 本年支出合计 | 基本支出 | 项目支出
合计 | 698.25 | 212.00
"""
    found = read(text)
    assert (found.expenditure, found.basic, found.project) == (None, None, None)


def test_the_number_of_a_line_is_no_figure():
    found = read("机构运行信息决算表\n单位：万元\n项目 行次 统计数\n年末在职人员 20\n本年支出 3\n")
    assert found.staff is None


@pytest.mark.parametrize("name", ["accounts.xlsx", "accounts.html"])
def test_final_accounts_are_no_self_evaluation(name):
    assert extract(EXAMPLES / "clean-2023" / name).filings == ()
