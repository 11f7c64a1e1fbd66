"""Web pages from which a site stripped `rowspan` and `colspan`."""

from pathlib import Path

from jiping.filing import Extraction, Filing, Place
from jiping.intake.extraction import extract

FORM = """
项目名称 | 农村公路养护
主管部门 | 青禾县交通局 | 实施单位 | 青禾县公路中心
项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 120 | 150.00 | 142.35 | 10 | 94.90% | 9.49
其中：本年财政拨款 | 120 | 130.00 | 122.35 | — | 94.12% | —
其他资金 |  |  |  | — |  | —
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 养护里程 | ≥120公里 | 118公里 | 40 | 39.33 | 汛期水毁
质量指标 | 验收合格率 | ≥95% | 100% | 20 | 20 | &nbsp;
效益指标 | 社会效益指标 | 出行便利程度 | 有所提高 | 达成预期指标 | 20 | 20 | &nbsp;
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 92.5% | 10 | 10 | &nbsp;
总分 | 100 | 98.82 |
"""


def read(form: str) -> Extraction:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) + "</tr>"
        for line in form.strip().splitlines()
    )
    page = f"<meta charset=utf-8><p>项目支出绩效自评表</p><p>（2023年度）</p><table>{rows}</table>"
    return extract(Path("page.html"), page.encode())


def filing_of(form: str) -> Filing:
    (filing,) = read(form).filings
    return filing


def test_cells_are_told_apart_by_their_order_and_what_they_say() -> None:
    filing = filing_of(FORM)

    assert (filing.unit, filing.supervisor, filing.fiscal_year) == (
        "青禾县公路中心", "青禾县交通局", 2023,
    )  # fmt: skip
    total = filing.budget.rows[0]
    assert [str(n) for n in (total.initial, total.adjusted, total.executed)] == [
        "120", "150.00", "142.35",
    ]  # fmt: skip
    assert [(i.level1, i.level2, i.name) for i in filing.indicators] == [
        ("产出指标", "数量指标", "养护里程"),
        ("产出指标", "质量指标", "验收合格率"),
        ("效益指标", "社会效益指标", "出行便利程度"),
        ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]
    assert [(str(i.weight), str(i.score)) for i in filing.indicators] == [
        ("40", "39.33"), ("20", "20"), ("20", "20"), ("10", "10"),
    ]  # fmt: skip
    assert filing.indicators[0].reason == "汛期水毁"
    assert (str(filing.total.weight), str(filing.total.score)) == ("100", "98.82")


def test_each_value_says_in_which_cell_it_stood() -> None:
    filing = filing_of(FORM)

    assert filing.evidence["/indicators/1/actual"].where == Place(table=1, row=9, column=4)
    assert filing.evidence["/budget/rows/0/initial"].where == Place(table=1, row=4, column=2)


def test_rows_of_a_form_cut_off_above_are_told_by_their_places() -> None:
    rest = """
发放及时率 | = | 100 | % | 5 |
成本指标 | 宣传成本 | ≤ | 101400 | 元 | 5 |
可持续影响指标 | 机制健全性 | 定性 | 优良中低差 | 10 |
合计 | 100 |
"""

    (problem,) = read(rest + FORM.strip()).problems

    assert problem.where == Place(file="page.html", table=1, row=3, column=1)
