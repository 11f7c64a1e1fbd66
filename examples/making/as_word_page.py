"""The form as Word saves it: a page with its own markup in GB 2312 (.htm), or one file (.mht)."""

from __future__ import annotations

import quopri
from html import escape

from .form import Cell, Paper

_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset={charset}">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 11">
<!--[if gte mso 9]><xml>
 <o:DocumentProperties>
  <o:Author>经办人</o:Author>
  <o:TotalTime>12</o:TotalTime>
 </o:DocumentProperties>
</xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal {{mso-style-parent:""; margin:0cm; text-align:justify; mso-pagination:none;}}
-->
</style>
</head>

<body lang=ZH-CN style='tab-interval:21.0pt'>

<div class=Section1 style='layout-grid:15.6pt'>
"""
_TAIL = "\n</div>\n\n</body>\n\n</html>\n"
_BOUNDARY = "----=_NextPart_01D9ABCD.12345678"


def word_page(paper: Paper, charset: str = "gb2312") -> bytes:
    """Write *paper* as Word's "web page", with its paragraphs in every cell."""
    page = [_HEAD.format(charset=charset), *(_paragraph(line) for line in paper.titles)]
    page.append("<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>")
    for row in range(paper.height):
        cells = "\n".join(_cell(cell) for cell in paper.cells if cell.row == row)
        page.append(f" <tr style='mso-yfti-irow:{row};height:22.7pt'>\n{cells}\n </tr>")
    # What Word adds where columns do not line up: a row without height that holds their widths.
    widths = "".join("  <td width=64 style='border:none'></td>\n" for _ in range(_columns(paper)))
    page.append(
        f" <![if !supportMisalignedColumns]>\n <tr height=0>\n{widths} </tr>\n <![endif]>\n</table>"
    )
    page += [_paragraph(line) for line in (*paper.closing, *paper.report)]
    return ("\n\n".join(page) + _TAIL).encode("gb18030" if charset == "gb2312" else charset)


def word_archive(paper: Paper) -> bytes:
    """Write *paper* as Word's "single file web page"."""
    page = quopri.encodestring(word_page(paper)).decode("ascii")
    return f"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="{_BOUNDARY}"

This document is a Single File Web Page, also known as a Web Archive file.

--{_BOUNDARY}
Content-Location: file:///C:/ABCD1234/form.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="gb2312"

{page}
--{_BOUNDARY}
Content-Location: file:///C:/ABCD1234/form.files/filelist.xml
Content-Transfer-Encoding: quoted-printable
Content-Type: text/xml; charset="utf-8"

<xml xmlns:o=3D"urn:schemas-microsoft-com:office:office"></xml>

--{_BOUNDARY}--
""".replace("\n", "\r\n").encode("ascii")


def _cell(cell: Cell) -> str:
    spans = f" rowspan={cell.rows}" if cell.rows > 1 else ""
    spans += f" colspan={cell.columns}" if cell.columns > 1 else ""
    lines = "\n".join(f"  {_paragraph(line)}" for line in cell.text.split("\n"))
    return f"  <td{spans} valign=top style='border:solid windowtext 1.0pt'>\n{lines}\n  </td>"


def _paragraph(line: str) -> str:
    """A paragraph in runs: Word parts Western from Chinese text, and marks spelling."""
    runs, run = [], ""
    for sign in line + "\0":
        if run and (sign == "\0" or sign.isascii() != run[-1].isascii()):
            lang = " lang=EN-US" if run.isascii() else ""
            runs.append(f"<span{lang} style='mso-bidi-font-size:10.5pt'>{escape(run)}</span>")
            run = ""
        run += sign
    return f"<p class=MsoNormal>{''.join(runs)}<span lang=EN-US><o:p></o:p></span></p>"


def _columns(paper: Paper) -> int:
    return max(cell.column + cell.columns for cell in paper.cells)
