"""The form of a whole department that tells its goals in sentences: 评价内容 | 绩效目标 | 完成情况."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.filing import Filing
from jiping.intake import extract

MONEY = [
    ["二、部门(单位)收支情况"],
    ["机构名称", "支出合计", "基本支出", "其中:人员支出", "公用支出", "项目支出", "当年结余"],
    ["局机关", "2098.44", "1320.16", "1108.02", "212.14", "778.28", "38.08"],
]
GOALS = [
    ["定性目标", ("预期目标", 3), ("实际完成", 3)],
    ["", ("保障机构运转", 3), ("运转正常", 3)],
    ["定量目标", ("评价内容", 2), ("绩效目标", 2), ("完成情况", 2)],
    ["", "产出目标(部门工作实绩)", "质量指标", ("项目验收合格率100%", 2), ("100%", 2)],
    ["", "", "数量指标", ("完成改厕300户", 2), ("312户", 2)],
    ["", "", "时效指标", ("完成2021年任务", 2), ("完成", 2)],
    ["", "效益目标(预期实现的效益)", "生态效益", ("污水处理率≥85%", 2), ("88%", 2)],
    ["", "", "社会公众或服务对象满意度", ("群众满意度≥90%", 2), ("93%", 2)],
    ["绩效自评综合得分", ("97分", 6)],
    ["评价等次", ("优", 6)],
    ["姓名", ("职务/职称", 2), ("单位", 2), ("签字", 2)],
]


def page(rows: list[list[str | tuple[str, int]]]) -> str:
    lines = []
    for row in rows:
        cells = [each if isinstance(each, tuple) else (each, 1) for each in row]
        lines.append("".join(f'<td colspan="{wide}">{text}</td>' for text, wide in cells))
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    cover = "<p>云溪县2021年度部门整体支出</p><p>绩效评价自评报告</p><p>部门(单位)名称:云溪县柳溪镇人民政府</p>"
    return f"<html><meta charset='utf-8'><body>{cover}<table>{table}</table></body></html>"


def read(rows: list[list[str | tuple[str, int]]], folder: Path) -> Filing:
    path = folder / "form.html"
    path.write_text(page(rows), encoding="utf-8")
    (filing,) = extract(path).filings
    return filing


def test_goals_in_sentences_are_names_and_targets(tmp_path: Path) -> None:
    filing = read([*MONEY, *GOALS], tmp_path)
    assert (filing.kind, filing.unit) == ("department", "云溪县柳溪镇人民政府")
    assert [
        (i.level1, i.level2, i.name, i.target and i.target.number, i.actual and i.actual.number)
        for i in filing.indicators
    ] == [
        ("产出指标", "质量指标", "项目验收合格率", 100, 100),
        ("产出指标", "数量指标", "完成改厕", 300, 312),
        ("产出指标", "时效指标", "完成2021年任务", None, None),
        ("效益指标", "生态效益指标", "污水处理率", 85, 88),
        ("效益指标", "服务对象满意度指标", "群众满意度", 90, 93),
    ]
    assert (filing.total.score, filing.grade) == (97, "优")
    assert (filing.goals.expected, filing.goals.achieved) == ("保障机构运转", "运转正常")


def test_what_was_spent_stands_in_a_table_of_its_own(tmp_path: Path) -> None:
    filing = read([*MONEY, *GOALS], tmp_path)
    (total,) = filing.budget.rows
    assert (total.item, total.executed) == ("total", Decimal("2098.44"))
    view = filing.budget.by_expenditure
    assert (view.basic, view.project) == (Decimal("1320.16"), Decimal("778.28"))


@pytest.mark.parametrize("figure", ["777.28", ""])
def test_figures_that_do_not_add_up_are_not_taken(figure: str, tmp_path: Path) -> None:
    money = [*MONEY[:2], ["局机关", "2098.44", "1320.16", "1108.02", "212.14", figure, "38.08"]]
    filing = read([*money, *GOALS], tmp_path)
    assert filing.budget.rows == ()


def test_points_of_levels_in_a_table_are_not_those_of_indicators(tmp_path: Path) -> None:
    filing = read(
        [
            ["部门名称", ("云溪县审计局", 6)],
            ["一级指标", "权重", "二级指标", "三级指标", "年度指标值", "分值", "得分"],
            ["产出指标", "60", "数量指标", "审计项目数", "≥12个", "60", "58"],
            ["效益指标", "40", "社会效益指标", "整改率", "≥90%", "40", "40"],
            [("总分", 5), "100", "98"],
        ],
        tmp_path,
    )
    assert [i.weight for i in filing.indicators] == [60, 40]


def test_the_same_form_a_cell_a_line(examples: Path) -> None:
    (filing,) = extract(examples / "layouts" / "L1-4.txt").filings
    assert (filing.kind, filing.unit, filing.grade) == ("department", "岳川县柳溪镇人民政府", "优")
    assert (filing.goals.expected, filing.goals.achieved) == ("保障机构运转", "运转正常")
    assert filing.complete


def test_a_number_of_persons_under_its_label_is_no_page_number(examples: Path) -> None:
    text = "云溪县柳溪镇2021年度绩效自评报告\n\n一、基本概况\n\n人员编制\n\n96\n\n实有人数\n\n104\n\n二、存在的问题\n\n无。\n"
    report = extract(examples / "report.txt", text.encode()).filings[0].report
    assert report
    assert report.sections[0].text == "人员编制\n96\n实有人数\n104"
