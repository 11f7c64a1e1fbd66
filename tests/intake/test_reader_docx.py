"""Word files: paragraphs and tables as Word shows them."""

import io

import docx as python_docx
import pytest
from drawn import drawn
from office_files import docx, p, zipped

from jiping.intake.document import Line, Table
from jiping.intake.readers import docx as reader
from jiping.intake.readers import number_forms


def lines(body: str, **parts: str) -> list[str]:
    return [block.text for block in reader.read(docx(body, **parts)).blocks]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def only_table(body: str) -> Table:
    (found,) = (block for block in reader.read(docx(body)).blocks if isinstance(block, Table))
    return found


def test_a_document_as_python_docx_writes_it() -> None:
    document = python_docx.Document()
    document.add_paragraph("自评表")
    form = document.add_table(3, 3)
    form.cell(0, 0).merge(form.cell(2, 0)).text = "预算"
    form.cell(0, 1).merge(form.cell(0, 2)).text = "名称"
    form.cell(1, 1).text, form.cell(1, 2).text = "总额", "972.54"
    document.add_paragraph("自评报告")
    buffer = io.BytesIO()
    document.save(buffer)

    blocks = reader.read(buffer.getvalue()).blocks

    assert blocks == (
        Line("自评表", 1),
        drawn("""
            | 预算 | 名称 | <      |
            | ^    | 总额 | 972.54 |
            | ^    |      |        |"""),
        Line("自评报告", 2),
    )


def test_merges_follow_the_grid_of_columns() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("甲", restart), cell("乙", '<w:gridSpan w:val="2"/>')),
        row(cell("", goes_on), cell("丙"), cell("丁")),
        row(cell("戊"), properties='<w:gridBefore w:val="1"/>'),
    )

    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in only_table(body).cells] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("丙", 1, 1, 1, 1),
        ("丁", 1, 2, 1, 1),
        ("戊", 2, 1, 1, 1),
    ]


def test_text_of_links_fields_controls_and_insertions_is_kept_deleted_text_is_not() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink>"
        "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:sdt><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{p('丁')}</w:sdtContent></w:sdt>"
    )

    assert lines(body) == ["甲乙丙", "丁"]


def test_how_a_text_looks_changes_no_word() -> None:
    was = "<w:rPrChange><w:rPr><w:b/><w:color w:val='red'/></w:rPr></w:rPrChange>"
    body = (
        "<w:p><w:pPr><w:rPr><w:sz w:val='24'/></w:rPr></w:pPr><w:r><w:rPr/><w:t>全年</w:t></w:r>"
        f"<w:r><w:rPr><w:b/>{was}</w:rPr><w:t>预算</w:t></w:r>"
        "<w:r><w:rPr><w:lang w:val='a>b'/><w:sz w:val='24'/></w:rPr><w:t>数</w:t></w:r></w:p>"
    )

    assert lines(body) == ["全年预算数"]


def test_breaks_tabs_and_signs() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>一</w:t><w:br/><w:t>二</w:t>"
        '<w:tab/><w:t>三</w:t><w:br w:type="page"/><w:noBreakHyphen/>'
        '<w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings" w:char="F0A8"/>'
        "<w:t>\uf0fe</w:t></w:r></w:p>"
    )

    assert lines(body) == ["一", "二\t三-☑□☑"]


def test_a_text_box_follows_its_paragraph_and_comes_once() -> None:
    box = f"<w:txbxContent>{p('框中')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>段落</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p>{p('后')}"
    )

    assert lines(body) == ["段落", "框中", "后"]


def test_a_table_of_one_cell_is_a_frame_around_its_paragraphs() -> None:
    assert lines(table(row(f"<w:tc>{p('一')}{p('二')}</w:tc>"))) == ["一", "二"]


def test_a_table_within_a_cell_is_text_of_the_cell() -> None:
    inner = table(row(cell("甲"), cell("1")))
    body = table(
        row(cell("目标"), f"<w:tc>{p('前')}{inner}{p('')}</w:tc>"),
        row(cell("三"), cell("四")),
        row(cell("五"), cell("六")),
    )

    assert [c.text for c in only_table(body).cells][:2] == ["目标", "前\n甲 1"]


def test_rows_deleted_in_revision_are_left_out() -> None:
    body = table(
        row(cell("甲"), cell("1")), row(cell("旧"), cell("2"), properties="<w:del/>"),
        row(cell("乙"), cell("3")),
    )  # fmt: skip

    assert [c.text for c in only_table(body).cells] == ["甲", "1", "乙", "3"]


def test_strict_files_are_read_like_others() -> None:
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">' + (
        f"<w:body>{p('甲')}</w:body></w:document>"
    )
    package = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": strict})

    assert [block.text for block in reader.read(package).blocks] == ["甲"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%3."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(text: str, level: int, number: int = 1) -> str:
    return p(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )  # fmt: skip


def test_automatic_numbers_are_written_out() -> None:
    body = (
        numbered("概况", 0) + numbered("职责", 1) + numbered("5个股室", 2) + numbered("目标", 1)
        + p("正文") + numbered("问题", 0) + numbered("原因", 1) + numbered("措施", 0, number=2)
    )  # fmt: skip

    assert lines(body, numbering=NUMBERING) == [
        "一、概况", "（一）职责", "1. 5个股室", "（二）目标", "正文", "二、问题", "（一）原因",
        "五、措施",
    ]  # fmt: skip


def test_a_style_may_number_and_a_paragraph_may_refuse() -> None:
    styles = (
        '<w:style w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="2"><w:basedOn w:val="1"/></w:style>'
    )
    body = (
        p("概况", '<w:pStyle w:val="1"/>')
        + p("问题", '<w:pStyle w:val="2"/>')
        + p("附", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )

    assert lines(body, numbering=NUMBERING, styles=styles) == ["一、概况", "二、问题", "附"]


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"), ("chineseCounting", 105, "一百零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("decimalEnclosedCircleChinese", 3, "③"),
        ("ideographTraditional", 2, "乙"), ("upperRoman", 9, "IX"), ("lowerLetter", 28, "bb"),
        ("decimalFullWidth", 12, "１２"), ("unheardOf", 7, "7"),
    ],
)  # fmt: skip
def test_number_forms(form: str, number: int, written: str) -> None:
    assert number_forms.written(number, form) == written
