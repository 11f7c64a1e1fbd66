"""A title and headings that are printed again on a further page part no form."""

import pytest
from drawn import drawn
from printed import lines_of

from jiping.filing import Filing
from jiping.intake.document import Document, Line, Table
from jiping.intake.recognise import recognise

HEADING = "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |"
UPPER = f"""
| 项目名称 | 河道清淤 | < | < | < | < | < |
| 项目资金（万元） | | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 64 | 60.8 | 10 | 95% | 9.5 |
{HEADING}
| 产出指标 | 数量指标 | 清淤长度 | ≥32公里 | 33公里 | 25 | 25 |
"""
LOWER = f"""
{HEADING}
| 产出指标 | 质量指标 | 断面达标率 | ≥95% | 96% | 25 | 24 |
| 效益指标 | 社会效益指标 | 河岸环境 | 改善 | 改善 | 40 | 38 |
| 总分 | < | < | < | < | 100 | 96.5 |
"""
TITLE = "项目支出绩效自评表"


def filings(*blocks: Line | Table) -> tuple[Filing, ...]:
    return recognise(Document("form", "text/html", "", blocks))[0]


def row(text: str) -> str:
    return f"| {text} | < | < | < | < | < | < |"


@pytest.mark.parametrize("title", [TITLE + "（续）", TITLE + "（续表1）", "续表", TITLE])
@pytest.mark.parametrize("project", ["", "| 项目名称 | 河道清淤 | < | < | < | < | < |"])
def test_a_title_on_top_of_a_further_page(title: str, project: str) -> None:
    lower = "\n".join([row(title), project, LOWER.strip()]).replace("\n\n", "\n")
    (one,) = filings(Line(TITLE, 1), drawn(UPPER, 1), drawn(lower, 2))

    assert [each.name for each in one.indicators] == ["清淤长度", "断面达标率", "河岸环境"]
    assert str(one.total.score) == "96.5"
    assert one.complete


def test_the_same_title_over_another_project_opens_a_form() -> None:
    """Forms without closing rows, one below the other in a sheet."""
    upper, lower = (
        f"{row(TITLE)}{UPPER.rstrip()}\n".replace("\n\n", "\n").replace("河道清淤", name)
        for name in ("河道清淤", "堤防加固")
    )
    one, other = filings(drawn(upper + lower))

    assert (one.project, other.project) == ("河道清淤", "堤防加固")
    assert len(one.indicators) == len(other.indicators) == 1


@pytest.mark.parametrize("mark", [" | ", " "])
def test_a_title_marked_as_continued_in_text(mark: str) -> None:
    def text(picture: str) -> str:
        rows = [line.strip("| ").split("|") for line in picture.strip().splitlines()]
        return "\n".join(
            mark.join(c.strip() for c in row if c.strip() not in ("<", "^", "")) for row in rows
        )

    whole = f"{TITLE}\n{text(UPPER)}\n{TITLE}（续）\n{text(LOWER)}\n填表人：甲\n"
    (one,) = filings(*lines_of(whole))

    assert [each.name for each in one.indicators] == ["清淤长度", "断面达标率", "河岸环境"]
    assert str(one.total.score) == "96.5"
