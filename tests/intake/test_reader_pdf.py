"""PDF text layers: ruled tables with merged cells, and paragraphs outside them."""

import io
import zlib
from pathlib import Path

import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
import typst
from drawn import drawn
from office_files import pdf, stream

from jiping.intake.document import Cell, Content, Line, Table, UnreadableError
from jiping.intake.readers import pdf as reader
from jiping.intake.readers import pdf_guard, pdf_picture
from jiping.intake.readers.scan import engine

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


def typeset(source: str) -> Content:
    head = '#set text(font: "Noto Sans SC", size: 10pt)\n'
    made = typst.compile((head + source).encode(), format="pdf", font_paths=[str(FONTS)])
    assert isinstance(made, bytes)
    return reader.read(made)


def test_a_form_with_merged_cells_and_text_around_it() -> None:
    content = typeset("""#set page("a4")
自评表

#table(columns: (20mm, 50mm, 30mm),
  table.cell(rowspan: 2)[预算], table.cell(colspan: 2)[名称],
  [总额], [972.54])

自评报告""")

    assert content.blocks == (
        Line("自评表", 1, 1),
        drawn("""
            | 预算 | 名称 | <      |
            | ^    | 总额 | 972.54 |""", page=1),
        Line("自评报告", 2, 1),
    )  # fmt: skip


def test_lines_broken_within_a_cell_are_joined_and_short_ones_stay_apart() -> None:
    content = typeset("""#table(columns: (32mm, 40mm),
        [各行业部门各项重点工作绩效考评得分], [10 \\ 20],
        [年度 \\ 指标值], [≥95% \\ 90%])""")

    (table,) = content.blocks

    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == [
        "各行业部门各项重点工作绩效考评得分", "10\n20", "年度\n指标值", "≥95%\n90%"
    ]  # fmt: skip


def test_paragraphs_are_joined_over_lines_and_pages() -> None:
    text = "完成各项财政工作，保证预算和任务全面完成，" * 16
    content = typeset(
        f"""#set page(width: 120mm, height: 100mm, margin: 15mm, numbering: "— 1 —")
        #set par(first-line-indent: (amount: 2em, all: true), justify: true)
        {text}

        一、基本情况

        {text}"""
    )

    assert [block.text for block in content.blocks if isinstance(block, Line)] == [
        text, "一、基本情况", text
    ]  # fmt: skip
    first, heading, second = (block.page for block in content.blocks)
    assert first == 1 <= heading <= second == 2


def test_a_full_line_does_not_go_on_in_larger_type() -> None:
    content = typeset("""#set page(width: 120mm, height: 100mm, margin: 10mm)
#block(spacing: 4mm)[填表人：周禾　填报日期：　　联系电话：　　单位负责人：（盖章）]
#block(spacing: 4mm, text(size: 20pt)[青禾县水利局部门整体支出绩效自评报告])
#block(spacing: 4mm)[一、部门基本情况]""")

    assert [block.text for block in content.blocks if isinstance(block, Line)] == [
        "填表人：周禾　填报日期：　　联系电话：　　单位负责人：（盖章）",
        "青禾县水利局部门整体支出绩效自评报告",
        "一、部门基本情况",
    ]


def test_a_line_that_ends_early_before_what_is_not_broken_goes_on() -> None:
    content = typeset("""#set page(width: 100mm, height: 100mm, margin: 10mm)
水库管护责任人落实率和管护经费到位率达到 \\
100%，比上年有所提高，由计划财务股从三月 \\
“起算”，一个月内全部办理完成，从三月起逐月 \\
按月核对巡查记录，一月内全部办理完。 \\
2024年起由工程建设股接着做。""")

    assert [block.text for block in content.blocks if isinstance(block, Line)] == [
        "水库管护责任人落实率和管护经费到位率达到100%，比上年有所提高，由计划财务股从三月“起算”，一个月内全部办理完成，从三月起逐月"
        "按月核对巡查记录，一月内全部办理完。",
        "2024 年起由工程建设股接着做。",
    ]


def test_lines_spread_to_the_margin_are_no_table() -> None:
    """What comes next is long and is not broken, as an address is."""
    text = "自评结果在门户网站公开，编号为QINGHE2023BMZTZCJXZPBG00000000000001"
    content = typeset(
        "#set page(width: 110mm, height: 100mm, margin: 10mm)\n#set par(justify: true)\n"
        + f"{text}\n\n" * 3
    )

    assert [block.text for block in content.blocks if isinstance(block, Line)] == [text] * 3


def test_lines_of_a_page_that_none_fills_stay_apart() -> None:
    content = typeset("""#set page("a4", margin: 28mm)
#set par(first-line-indent: (amount: 2em, all: true))
#set text(size: 16pt)
渠道清淤和水库加固两处工程已经全部完工了。

渠道清淤和水库加固两处工程已经全部完工了。""")

    assert [block.text for block in content.blocks if isinstance(block, Line)] == [
        "渠道清淤和水库加固两处工程已经全部完工了。"
    ] * 2


def test_a_table_over_two_pages_is_one_table_on_each() -> None:
    rows = ", ".join(f"[指标{n}], [{n}]" for n in range(8))
    content = typeset(f"#set page(width: 100mm, height: 60mm)\n#table(columns: 2, {rows})")

    tables = [block for block in content.blocks if isinstance(block, Table)]

    assert [(table.number, table.page) for table in tables] == [(1, 1), (2, 2)]
    assert sum(len(table.cells) for table in tables) == 16


TEXTS = b"BT /F 10 Tf 1 0 0 1 60 210 Tm (a1) Tj 1 0 0 1 160 210 Tm (b2) Tj " + (
    b"1 0 0 1 60 110 Tm (c3) Tj 1 0 0 1 160 110 Tm (d4) Tj ET "
)
LINES = b"".join(b"%d 50 m %d 250 l S " % (x, x) for x in (50, 150, 250)) + b"".join(
    b"50 %d m 250 %d l S " % (y, y) for y in (50, 150, 250)
)


@pytest.mark.parametrize(
    "drawing",
    [
        LINES,
        LINES.replace(b"l S", b"l") + b"S ",
        b"".join(b"%d 50 1 200 re f " % x for x in (50, 150, 250))
        + b"".join(b"50 %d 200 1 re f " % y for y in (50, 150, 250)),
        b"".join(b"%d %d 100 100 re S " % (x, y) for x in (50, 150) for y in (50, 150)),
        b".9 g 50 50 200 200 re f 0 g " + LINES,
        b"".join(b"%d %d m %d %d l S " % (x, y, x, y + 100) for x in (50, 150, 250)
                 for y in (50, 150)) + LINES[LINES.index(b"50 50 m") :],
        b"/X Do ",
    ],
    ids=["lines", "one path", "thin boxes", "framed cells", "shaded", "pieces", "form"],
)  # fmt: skip
def test_however_the_rules_are_drawn_they_make_the_same_table(drawing: bytes) -> None:
    form = stream(LINES, b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]")

    content = reader.read(pdf(drawing + TEXTS, objects=[form]))

    assert content.blocks == (drawn("| a1 | b2 |\n| c3 | d4 |", page=1),)


def test_a_missing_line_merges_cells_and_an_underline_makes_none() -> None:
    merged = LINES.replace(b"150 50 m 150 250 l", b"150 50 m 150 150 l")
    underline = b"60 20 m 120 20 l S BT /F 10 Tf 60 22 Td (note) Tj ET "

    content = reader.read(pdf(merged + TEXTS + underline))

    assert content.blocks == (
        drawn("| a1 b2 | <  |\n| c3 | d4 |", page=1),
        Line("note", 1, 1),
    )


def test_a_word_over_a_rule_is_parted_at_it() -> None:
    word = b"BT /F 20 Tf 1 0 0 1 106.6 200 Tm (12341234) Tj ET "

    (table,) = reader.read(pdf(LINES + word)).blocks

    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["1234", "1234", "", ""]


def test_a_page_turned_by_its_own_entry_is_read_as_it_is_seen() -> None:
    texts = TEXTS.replace(b"1 0 0 1", b"0 1 -1 0")

    (table,) = reader.read(pdf(LINES + texts, page=b"/Rotate 90")).blocks

    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["c3", "a1", "d4", "b2"]


def test_a_table_open_at_its_sides_is_closed() -> None:
    rules = b"150 50 m 150 250 l S " + LINES[LINES.index(b"50 50 m 250 50") :]

    (table,) = reader.read(pdf(rules + TEXTS)).blocks

    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["a1", "b2", "c3", "d4"]


IMAGE = stream(b"\x00", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
               b"/ColorSpace/DeviceGray")  # fmt: skip


def test_without_ocr_a_scan_is_refused_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "installed", lambda: False)

    with pytest.raises(UnreadableError, match=r"扫描件.*pip install rapidocr onnxruntime"):
        reader.read(pdf(b"q 400 0 0 300 0 0 cm /X Do Q", objects=[IMAGE]))


def test_without_ocr_a_scanned_page_among_others_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "installed", lambda: False)
    both = pypdfium2.PdfDocument.new()
    both.import_pages(pypdfium2.PdfDocument(pdf(LINES + TEXTS)))
    both.import_pages(pypdfium2.PdfDocument(pdf(b"q 400 0 0 300 0 0 cm /X Do Q", objects=[IMAGE])))
    out = io.BytesIO()
    both.save(out)

    content = reader.read(out.getvalue())

    assert len(content.blocks) == 1
    assert [(p.where.page, "pip install" in p.message) for p in content.problems] == [(2, True)]


def test_a_password_is_named() -> None:
    encrypt = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%b)/U(%b)>>/ID[(a)(a)]" % (
        b"o" * 32, b"u" * 32,
    )  # fmt: skip

    with pytest.raises(UnreadableError, match="密码"):
        reader.read(pdf(TEXTS, trailer=encrypt))


def test_a_suspicious_file_is_read_in_a_bounded_process() -> None:
    packed = zlib.compress(b" " * 2_000_000, 9) + bytes(3000)
    data = pdf(LINES + TEXTS, objects=[stream(packed, b"/Filter/FlateDecode")])

    assert pdf_guard.is_suspicious(data)
    assert pdf_guard.pages_apart(data) == reader.pages_within(data)
    assert pdf_guard.picture_apart(data, 0) == pdf_picture.picture_within(data, 0)


def test_ordinary_files_are_not_suspicious(examples: Path) -> None:
    for path in examples.glob("*/*.pdf"):
        assert not pdf_guard.is_suspicious(path.read_bytes())


def test_cells_of_a_grid_without_text_are_empty() -> None:
    content = reader.read(pdf(LINES + b"BT /F 10 Tf 60 210 Td (a1) Tj ET "))

    assert content.blocks == (
        Table((Cell("a1", 0, 0), Cell("", 0, 1), Cell("", 1, 0), Cell("", 1, 1)), 1, 1),
    )


def test_rare_characters_of_two_code_units_are_read_whole() -> None:
    content = typeset("渌水、𬭎湖都已完工。")

    assert content.blocks == (Line("渌水、𬭎湖都已完工。", 1, 1),)
