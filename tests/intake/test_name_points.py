"""Scoring sheets whose weights stand behind the names: `在职人员控制率（5分）`."""

from decimal import Decimal

import pytest
from drawn import drawn

from jiping.filing import Filing
from jiping.intake import extract
from jiping.intake.assemble import assemble
from jiping.intake.document import Line
from jiping.intake.layouts.grid import find_forms


def filing(*rows: str) -> Filing:
    head = "| 一级指标 | 二级指标 | 三级指标 | 自评分 | 指标解释 | 指标说明 |"
    (span,) = find_forms(
        [Line("部门整体支出绩效自评指标计分表", 1), drawn("\n".join((head, *rows)))]
    )
    return assemble(span.form)[0]


def test_the_points_behind_the_name_are_the_weight() -> None:
    read = filing(
        "| 投入（20分） | 目标设定（5分） | 绩效目标合理性（2分） | 2 | 依据充分 | ①计1分；②计1分 |",
        "| ^ | ^ | 绩效指标明确性(3分) | 2.5 | 清晰 | 计3分 |",
        "| ^ | 预算配置（15分） | “三公经费”变动率（满分 5 分） | 5 | 不增 | 小于0计5分 |",
    )
    assert [(i.name, i.weight, i.score) for i in read.indicators] == [
        ("绩效目标合理性", 2, 2),
        ("绩效指标明确性", 3, Decimal("2.5")),
        ("“三公经费”变动率", 5, 5),
    ]
    assert read.evidence["/indicators/0/weight"].raw == "2"


@pytest.mark.parametrize(
    "row",
    [
        "| 过程（10分） | 预算管理（10分） | 管理制度健全性 | 4 | 健全 | 计5分 |",
        "| 过程（10分） | 预算管理（10分） | 管理制度健全性（5分） | 8 | 健全 | 计5分 |",
    ],
)
def test_brackets_that_not_all_names_have_or_that_scores_exceed_are_no_weights(row: str) -> None:
    read = filing(
        "| 投入（20分） | 目标设定（5分） | 绩效目标合理性（2分） | 2 | 充分 | 计2分 |", row
    )

    assert [i.weight for i in read.indicators] == [None, None]
    assert read.indicators[0].name == "绩效目标合理性（2分）"


def test_a_second_level_broken_over_two_paragraphs_with_its_points(tmp_path) -> None:
    cells = (
        "2019年度部门整体支出绩效自评指标计分表|一级|指标|二级指标|三级指标|自评分|指标解释|指标说明|"
        "投  入(20分)|目标|设定(5分)|绩效目标合理性(2分)|2|所设目标的依据是否充分，与部门的职责是否相符。|①有依据的计1分；②合实际的计1分。|"
        "绩效指标明确性(3分)|3|目标是否细化到可以衡量的指标。|①细化的计2分；②可衡量的计1分。|"
        "预算|配置(15分)|在职人员控制率(5分)|4|在职人数与编制数之比。|不超过100%的计5分。|"
        "公用经费控制率(5分)|5|公用经费与预算数之比。|不超过100%的计5分。|合计|14"
    )
    path = tmp_path / "form.txt"
    path.write_text("\n\n".join(cells.split("|")) + "\n", "utf-8")

    (read,) = extract(path).filings

    assert (read.kind, read.fiscal_year) == ("department", 2019)
    assert [(i.level2, i.name, i.weight, i.score) for i in read.indicators] == [
        ("目标设定", "绩效目标合理性", 2, 2),
        ("目标设定", "绩效指标明确性", 3, 3),
        ("预算配置", "在职人员控制率", 5, 4),
        ("预算配置", "公用经费控制率", 5, 5),
    ]
