"""Forms of two levels: the indicator stands in the second, the year's money in the head, no targets."""

from decimal import Decimal

from jiping.intake import extract

HEAD = [
    ["项目名称：", "社区图书室运行"],
    ["预算单位：", "云塘区文化馆", "具体实施处（科室）：", "公共服务部"],
    ["是否为经常性项目：", "是", "当年预算数（元）：", "1,250,000.00"],
    ["上年预算额（元）：", "1,100,000.00", "预算执行率（%）：", "96.40"],
    ["上年预算执行数（元）：", "1,098,000.00", "当年预算执行数（元）：", "1,205,000.00"],
    ["自评时间：", "2024-02-27"],
    ["绩效等级：", "优"],
]
TABLE = [
    ["一级指标", "二级指标", "权重", "绩效自评完成情况", "自评分"],
    ["投入与管理(40)", "预算执行率", "10", "96.40%", "9.64"],
    ["投入与管理(40)", "财务管理制度健全性", "30", "健全", "30"],
    ["产出目标", "图书室开放天数", "30", "312天", "30"],
    ["效果目标", "借阅人次", "20", "48200人次", "20"],
    ["满意度目标", "读者满意度", "10", "93%", "9"],
    ["合计", "", "100", "", "98.64"],
]


def page(*parts: list[list[str]]) -> bytes:
    """A page whose rows all fill five columns: the last cell goes on to the end."""
    rows = "".join(f"<tr>{''.join(cells(row))}</tr>" for part in parts for row in part)
    return f"<html><h1>财政项目支出绩效自评表（2023年度）</h1><table>{rows}</table></html>".encode()


def cells(row: list[str]) -> list[str]:
    *before, last = row
    return [*(f"<td>{cell}</td>" for cell in before), f'<td colspan="{6 - len(row)}">{last}</td>']


def test_a_form_of_two_levels_with_its_money_in_the_head() -> None:
    (filing,) = extract("form.html", page(HEAD, TABLE)).filings
    (money,) = filing.budget.rows

    assert (filing.unit, filing.project) == ("云塘区文化馆", "社区图书室运行")
    assert (money.adjusted, money.executed) == (Decimal(125), Decimal("120.5"))
    assert money.execution_rate == Decimal("0.9640")
    assert [(one.level1, one.name, one.score) for one in filing.indicators[2:]] == [
        ("产出指标", "图书室开放天数", Decimal(30)),
        ("效益指标", "借阅人次", Decimal(20)),
        ("满意度指标", "读者满意度", Decimal(9)),
    ]
    assert all(one.level2 is None for one in filing.indicators)
    assert filing.total.score == Decimal("98.64")


def test_money_in_the_head_gives_way_to_a_block_of_its_own() -> None:
    block = [
        ["资金（万元）", "年初预算数", "全年预算数", "全年执行数"],
        ["年度资金总额", "100", "130", "121"],
    ]
    (filing,) = extract("form.html", page(HEAD, block, TABLE)).filings

    assert [row.adjusted for row in filing.budget.rows] == [Decimal(130)]
