"""Tables without any line in PDFs: rows and columns from where the words stand."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
import typst
from drawn import drawn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from printed import (
    NATIONAL,
    OPERATOR,
    TRANSFER,
    TWENTY_EIGHTY,
    WEIGHT_BETWEEN,
    WEIGHT_FIRST,
    figures,
    in_table,
    width,
)

from jiping.filing import Filing
from jiping.intake import extract
from jiping.intake.document import Content, Line, Table
from jiping.intake.readers import pdf as reader
from jiping.intake.readers.bare.table import bare_table
from jiping.intake.readers.pdf_text import Word

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
FORMS = (NATIONAL, WEIGHT_FIRST, OPERATOR, WEIGHT_BETWEEN, TWENTY_EIGHTY, TRANSFER)


def made(source: str) -> bytes:
    head = '#set text(font: "Noto Sans SC", size: 9pt)\n#set table(stroke: none)\n'
    data = typst.compile((head + source).encode(), format="pdf", font_paths=[str(FONTS)])
    assert isinstance(data, bytes)
    return data


def printed(table: Table, page: str, settings: str) -> bytes:
    """The table on a page without its lines."""
    cells = ",".join(
        f"table.cell(x: {c.column}, y: {c.row}, rowspan: {c.rows}, colspan: {c.columns})"
        f'[#"{c.text.replace(chr(10), chr(92) + "n")}"]'
        for c in table.cells
    )
    columns = "(" + "1fr," * width(table) + ")"
    return made(f"#set page({page}, margin: 15mm)\n#table(columns: {columns}, {settings}, {cells})")


def read(data: bytes) -> Filing:
    (filing,) = extract("a.pdf", data).filings
    return filing


def said(filing: Filing) -> list[tuple[object, ...]]:
    """All figures, and the levels by which indicators are counted."""
    levels = [(i.name, i.level1, i.level2) for i in filing.indicators]
    return [*((name, key, str(value)) for name, key, value in figures(filing)), *levels]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("page", "settings"),
    [
        ('"a4"', "align: center + horizon"),
        ('"a4"', "align: left + top"),
        ('"a4"', "align: left + horizon, inset: (y: 3.2pt)"),
        ('"a4", flipped: true', "align: center + horizon"),
    ],
    ids=["in the middle", "from the top", "tight", "landscape"],
)
def test_a_form_without_lines_says_nothing_else(form: str, page: str, settings: str) -> None:
    table = drawn(form)

    filing, expected = read(printed(table, page, settings)), said(in_table(form))

    found = [told for told in said(filing) if told not in expected]
    assert found == []
    assert len(said(filing)) >= 0.6 * len(expected)


def test_a_form_over_landscape_pages_with_its_heading_row_again() -> None:
    filing = read(
        made(
            """#set page(width: 210mm, height: 90mm, margin: 12mm)
            #align(center)[项目支出绩效自评表]
            #table(columns: (22mm, 24mm, 40mm, 26mm, 26mm, 16mm, 16mm), align: center + horizon,
              table.cell(colspan: 3)[项目资金（万元）], [全年预算数], [全年执行数], [分值], [得分],
              table.cell(colspan: 3)[年度资金总额], [320.00], [304.00], [10], [9.50],
              table.header(level: 2, ..([一级指标], [二级指标], [三级指标], [年度指标值], [实际完成值], [分值], [得分])),
              ..for n in range(9) {
                ([产出指标], [数量指标], [改造水表数量，含分户表和总表] + str(n + 1), [≥] + str(n + 20) + [只],
                 str(n + 21) + [只], [10], [#(9)])
              },
              table.cell(colspan: 5)[总分], [100], [90.50])"""
        )
    )

    assert [i.target.raw for i in filing.indicators if i.target] == [
        f"≥{n + 20}只" for n in range(9)
    ]
    assert [i.name for i in filing.indicators] == [
        f"改造水表数量，含分户表和总表{n + 1}" for n in range(9)
    ]
    assert [i.score for i in filing.indicators] == [9] * 9
    pages = {e.where.page for at, e in filing.evidence.items() if at.endswith("/target")}
    assert len(pages) > 1


def content(source: str) -> Content:
    return reader.read(made(source))


def test_what_stands_above_and_below_stays_text() -> None:
    rows = ", ".join(f"[指标{n}], [数量指标名称], [≥{n}个], [{n}个], [10]" for n in range(9))
    text = "完成各项财政工作，保证预算和任务全面完成。"
    told = content(f'#set page("a4")\n一、自评表\n#table(columns: 5, {rows})\n\n{text}')

    lines = [block.text for block in told.blocks if isinstance(block, Line)]
    (table,) = (block for block in told.blocks if isinstance(block, Table))
    assert lines == ["一、自评表", text]
    assert [c.text for c in table.cells if c.row == 3] == [
        "指标3",
        "数量指标名称",
        "≥3个",
        "3个",
        "10",
    ]


def test_labels_that_could_belong_to_other_rows_leave_the_page_to_the_layouts() -> None:
    """In rows of one line a label on the first and one on the third may stand for two rows each."""
    names = ", ".join(
        f"[{level}], [事项{n}], [{n}个], [1{n}]" for n, level in enumerate(("产出", "", "效益", ""))
    )
    told = content(
        f'#set page("a4")\n#table(columns: 4, align: left, [一级], [名称], [数值], [分值], {names})'
    )

    assert not any(isinstance(block, Table) for block in told.blocks)


def test_cells_of_a_picture_are_as_certain_as_their_least_certain_word() -> None:
    """A scan of a table without lines: its figures are no surer than the words they came from."""
    words = [
        Word(f"{row}{column}", column * 60, row * 18, column * 60 + 30, row * 18 + 9, row * 18 + 4.5,
             0, 1, 90 - 10 * row - column)
        for row in range(5)
        for column in range(5)
    ]  # fmt: skip

    table = bare_table(words)

    assert table is not None
    assert {(cell.text, cell.certainty) for cell in table.cells} == {
        (word.text, word.certainty) for word in words
    }


CHANGES = st.lists(
    st.tuples(st.integers(0, 34), st.sampled_from((0, 0, 3, 7, 14)), st.integers(0, 130)),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(CHANGES)
@example([(15, 3, 1), (25, 7, 1)])  # would put two words in one cell
def test_words_moved_about_make_no_table_or_one_in_which_each_stands_once(
    changes: list[tuple[int, int, int]],
) -> None:
    """Of seven rows with five words some are lower and wider or (no wider than 0) left out."""
    changed = {number: (down, wide) for number, down, wide in changes}
    words = []
    for number in range(35):
        down, wide = changed.get(number, (0, 30))
        left, top = number % 5 * 60.0, number // 5 * 18.0 + down
        if wide:
            words.append(
                Word(chr(0x4E00 + number), left, top, left + wide, top + 9, top + 4.5, 0, 1)
            )

    table = bare_table(words)

    if table is None:
        assert changes
        return
    told = "".join(cell.text for cell in table.cells)
    assert sorted(told.replace("\n", "").replace(" ", "")) == sorted(w.text for w in table.words)
    covered = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert len(covered) == len(set(covered))
