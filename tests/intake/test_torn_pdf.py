"""PDF of other shapes: two columns, lines across only, landscape, tables over pages with the heading row again."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from drawn import drawn

from jiping.intake import extract
from jiping.intake.document import Content, Line, Table
from jiping.intake.readers import pdf as reader

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
HEAD = '#set text(font: "Noto Sans SC", size: 9pt)\n'


def made(source: str) -> bytes:
    data = typst.compile((HEAD + source).encode(), format="pdf", font_paths=[str(FONTS)])
    assert isinstance(data, bytes)
    return data


def typeset(source: str) -> Content:
    return reader.read(made(source))


PROSE = "完成各项财政工作，保证预算和任务全面完成，支出进度符合要求，" * 7


def test_two_columns_are_read_one_after_the_other() -> None:
    content = typeset(
        f"""#set page("a4", margin: 20mm)
        #align(center)[= 自评报告]
        #columns(2, gutter: 10mm)[#set par(justify: true)
        一、基本情况

        {PROSE}

        二、支出情况

        {PROSE}
        #colbreak()
        三、绩效情况

        {PROSE}

        四、问题

        {PROSE}]"""
    )

    assert [block.text for block in content.blocks if isinstance(block, Line)] == [
        "自评报告", "一、基本情况", PROSE, "二、支出情况", PROSE, "三、绩效情况", PROSE, "四、问题", PROSE,
    ]  # fmt: skip


def test_rows_of_a_form_without_lines_are_not_taken_for_columns_of_prose() -> None:
    rows = ", ".join(f"[指标{n}], [数量指标名称], [≥{n}个], [{n}个], [10], [9]" for n in range(9))
    content = typeset(f'#set page("a4")\n#table(columns: 6, stroke: none, {rows})')

    (table,) = content.blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells if cell.row == 8] == [
        "指标8", "数量指标名称", "≥8个", "8个", "10", "9",
    ]  # fmt: skip


def test_a_table_with_lines_across_only() -> None:
    content = typeset(
        """#set page("a4")
        #table(columns: (25mm, 45mm, 22mm, 22mm, 20mm), align: center + horizon,
          stroke: (x, y) => (top: .5pt, bottom: .5pt),
          [一级指标], [三级指标], [指标值], [完成值], [得分],
          table.cell(rowspan: 2)[产出指标], [培训期数], [≥24期], [26期], [10],
          [培训合格率和结业考试通过率以及持证上岗率], [≥95%], [97.5%], [9.5],
          table.cell(colspan: 4)[合计], [19.5])"""
    )

    (table,) = content.blocks

    assert isinstance(table, Table)
    told = {(cell.row, cell.column): cell.text for cell in table.cells if cell.text}
    assert told == {
        (0, 0): "一级指标", (0, 1): "三级指标", (0, 2): "指标值", (0, 3): "完成值", (0, 4): "得分",
        (1, 0): "产出指标", (1, 1): "培训期数", (1, 2): "≥24期", (1, 3): "26期", (1, 4): "10",
        (2, 1): "培训合格率和结业考试通过率以及持证上岗率", (2, 2): "≥95%", (2, 3): "97.5%", (2, 4): "9.5",
        (3, 1): "合计", (3, 4): "19.5",
    }  # fmt: skip
    assert [(c.rows, c.text) for c in table.cells if c.column == 0][1] == (2, "产出指标")


def test_a_landscape_page_turned_by_its_entry_and_one_by_its_size() -> None:
    rows = "[总额], [972.54], [其他], [74.72]"
    content = typeset(f'#set page("a4", flipped: true)\n#table(columns: 2, {rows})')

    assert content.blocks == (drawn("| 总额 | 972.54 |\n| 其他 | 74.72 |", page=1),)


FORM = """
#set page(width: 210mm, height: 90mm, margin: 12mm)
#align(center)[项目支出绩效自评表]
#table(columns: (22mm, 24mm, 40mm, 26mm, 26mm, 16mm, 16mm), align: center + horizon,
  table.cell(colspan: 3)[项目名称], table.cell(colspan: 4)[农村供水],
  table.cell(colspan: 3)[项目资金（万元）], [全年预算数], [全年执行数], [分值], [得分],
  table.cell(colspan: 3)[年度资金总额], [320.00], [304.00], [10], [9.50],
  table.header(level: 2, ..([一级指标], [二级指标], [三级指标], [年度指标值], [实际完成值], [分值], [得分])),
  ..for n in range(9) {
    ([产出指标], [数量指标], [改造水表数量] + str(n + 1), [≥] + str(n + 20) + [只], str(n + 21) + [只], [10], [#(9)])
  },
  table.cell(colspan: 5)[总分], [100], [90.50])
"""


def test_a_form_over_pages_with_its_heading_row_again_is_one_form() -> None:
    extraction = extract("a.pdf", made(FORM))

    (filing,) = extraction.filings
    assert [i.target.raw for i in filing.indicators if i.target] == [
        f"≥{n + 20}只" for n in range(9)
    ]
    assert [i.score for i in filing.indicators] == [9] * 9
    assert filing.total.score is not None
    pages = {e.where.page for at, e in filing.evidence.items() if at.endswith("/target")}
    assert len(pages) > 1
