"""Web pages: lines and true tables in reading order."""

import base64

import pytest
from drawn import drawn

from jiping.intake.document import Line, Table
from jiping.intake.opening import read_document
from jiping.intake.readers import html


def blocks(markup: str) -> list[str | list[tuple[str, int, int, int, int]]]:
    """Lines as text, tables as (text, row, column, rows, columns)."""
    return [
        block.text
        if isinstance(block, Line)
        else [(c.text, c.row, c.column, c.rows, c.columns) for c in block.cells]
        for block in html.read(markup.encode()).blocks
    ]


def test_text_and_tables_in_reading_order() -> None:
    page = "<h1>自评表</h1>前文<table><tr><td>甲<td>乙</table>后文<p>末段</p>尾"

    assert blocks(page) == ["自评表", "前文", [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)], "后文",
                            "末段", "尾"]  # fmt: skip


def test_row_and_column_spans_make_merged_cells() -> None:
    page = """<table>
        <tr><td rowspan="3">预算</td><td colspan="2">名称</td><td>数</td></tr>
        <tr><td rowspan="2">甲</td><td>乙</td><td>1</td></tr>
        <tr><td>丙</td><td>2</td></tr></table>"""

    (table,) = html.read(page.encode()).blocks

    assert table == drawn("""
        | 预算 | 名称 | <  | 数 |
        | ^    | 甲   | 乙 | 1  |
        | ^    | ^    | 丙 | 2  |""")


def test_broken_markup_is_read_as_browsers_do() -> None:
    page = "<TABLE><TR><TD>甲<TD ROWSPAN=9>乙<TR><TD>丙</TABLE><p>一<p>二"

    assert blocks(page) == [
        [("甲", 0, 0, 1, 1), ("乙", 0, 1, 2, 1), ("丙", 1, 0, 1, 1)], "一", "二"
    ]  # fmt: skip


def test_line_breaks_and_paragraphs_within_a_cell_are_lines_of_it() -> None:
    page = "<table><tr><td>年度<br>指标值</td><td><p>一、</p><p>二、</p></td></tr></table>"

    assert [cell[0] for cell in blocks(page)[0]] == ["年度\n指标值", "一、\n二、"]


def test_blanks_run_together_and_empty_paragraphs_stay() -> None:
    assert blocks("<p>预算\n   数</p><p></p><p>&nbsp;</p><p>后</p>") == [
        "预算 数",
        "",
        "\xa0",
        "后",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="MsoNormal" style="text-align:center"><font face="仿宋"><span lang="zh-CN">全年</span>'
        "</font><font size='2' face='Times'></font><span>预算</span><span >数</span></p>",
        '<p align=center><span title="a>b">全年</span>预算<font color=red>数</font></p>',
        "<P><SPAN>全年</SPAN>预算<FONT size=2>数</FONT></P>",
        "<p><span lang='x>上年</span></p><p><font>去年'>全年</font>预算数</p>",
        "<p title='<p align=left>'>全年预算数</p>",
        "<p title=\"'\" >全年<span\n class=a title='\"'>预算</span>数</p>",
    ],
    ids=("as Word writes", "a sign of a tag in quotes", "capitals", "a quote left open", "a tag in quotes", "quotes in quotes"),
)  # fmt: skip
def test_what_only_says_how_a_text_looks_changes_no_word(markup: str) -> None:
    assert blocks(markup) == ["全年预算数"]


def test_scripts_that_write_such_tags_change_no_word() -> None:
    page = "<script>write('<span class=\"' + one + '\">' + '<p title=\"')</script><p>全年<span>预算</span>数</p>"

    assert blocks(page) == ["全年预算数"]


def test_what_is_not_shown_is_not_read() -> None:
    page = """<head><title>题</title><style>p{}</style></head><script>var a=1</script>
        <p>看得见<!-- 注 --></p><noscript>无</noscript><p style="display: none">看不见</p>"""

    assert blocks(page) == ["看得见"]


def test_what_a_page_hides_is_not_read_wherever_it_stands() -> None:
    hidden = '<div style="color: red; display: none"><p>甲</p><p>乙</p></div>'
    page = f"""<style>.menu {{ display: block }}</style>{hidden}<p>看得见</p>{hidden}
        <p style="Display : None">丙</p><p style="mso-hide:all">丁</p><p style="color:red">也是</p>"""

    assert blocks(page) == ["看得见", "也是"]


def test_a_table_around_the_page_only_arranges() -> None:
    page = """<table><tr><td>导航</td></tr><tr><td>正文
        <table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>
        </td></tr></table>"""

    assert blocks(page)[:2] == ["导航", "正文"]
    assert [cell[0] for cell in blocks(page)[2]] == ["甲", "乙", "1", "2"]


def test_a_small_table_within_a_cell_is_text_of_the_cell() -> None:
    page = """<table><tr><td>目标</td><td><table><tr><td>甲</td><td>1</td></tr></table></td></tr>
        <tr><td>一</td><td>二</td></tr><tr><td>三</td><td>四</td></tr></table>"""

    assert [cell[0] for cell in blocks(page)[0]] == ["目标", "甲 1", "一", "二", "三", "四"]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5hkscs"), ("utf-8", "utf-8"),
     ("gb2312", "utf-8"), ("utf-8", "gb18030")],
)  # fmt: skip
def test_the_bytes_decide_then_the_charset_that_the_page_names(charset: str, encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>預算'

    assert [block.text for block in html.read(page.encode(encoding)).blocks] == ["預算"]


def test_a_web_archive_gives_its_page() -> None:
    archive = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: base64

%b
--b
Content-Type: image/png

x
--b--
""" % base64.b64encode("<p>预算".encode("gb18030"))

    document = read_document("自评表.doc", archive)

    assert [block.text for block in document.blocks] == ["预算"]


def test_preformatted_text_keeps_its_blanks_and_lines() -> None:
    assert blocks("<pre>甲    1\n\n乙</pre>") == ["甲    1", "", "乙"]


def test_tables_are_numbered_in_the_document() -> None:
    page = "<table><tr><td>甲<td>乙</table>" * 2

    tables = [block for block in html.read(page.encode()).blocks if isinstance(block, Table)]

    assert [table.number for table in tables] == [1, 2]


def test_the_menu_and_foot_of_a_site_are_no_part_of_what_it_publishes():
    page = (
        "<body><nav><a>首页</a><a>信息公开</a></nav><main><p>正文</p><footer>2022年12月31日</footer></main>"
        "<footer>主办：某县财政局</footer></body>"
    )
    lines = [block.text for block in html.read(page.encode()).blocks]
    assert lines == ["正文", "2022年12月31日"]
