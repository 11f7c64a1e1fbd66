"""The form as a page of its own: true tables with captions and scopes, every value marked.

A value carries the JSON pointer of its field (`data-field`), a number its exact value (`data`). The
page holds no script, and its one style is named by its hash in the page's content security policy.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from operator import attrgetter

from jiping.filing.numbers import plain

from .cells import Cell, Sheet
from .widths import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, SIZE, size_of, table_width

_STYLE = """\
:root{color-scheme:light}
body{margin:0;background:#eef1f5;color:#000;
 font-family:"仿宋","FangSong","仿宋_GB2312","STFangsong","FandolFang R","Noto Serif CJK SC","Noto Serif SC",serif}
main{box-sizing:border-box;max-width:@PAGE@mm;margin:24px auto;padding:@TOP@mm @SIDE@mm;background:#fff;
 box-shadow:0 1px 4px rgba(20,40,70,.25)}
.mark{margin:0;font-family:"黑体","SimHei","Noto Sans CJK SC",sans-serif;font-size:10.5pt}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:10.5pt;line-height:1.3}
caption{caption-side:top;padding-bottom:6pt}
caption strong{display:block;font:18pt/1.4 "方正小标宋简体","FZXiaoBiaoSong-B05S","华文中宋","STZhongsong",
 "Noto Serif CJK SC","SimSun",serif}
caption span{font:12pt/1.5 "楷体","KaiTi","楷体_GB2312","STKaiti","LXGW WenKai",serif}
.further{margin-top:-1px}
th,td{border:.5pt solid #000;padding:3pt 2pt;overflow-wrap:anywhere;vertical-align:middle}
th{font-weight:normal;font-family:"黑体","SimHei","STHeiti","Noto Sans CJK SC","Noto Sans SC",sans-serif}
th,.short,.figure{text-align:center}
.text{text-align:left;white-space:pre-line}
data{display:inline-block;text-align:right;font-variant-numeric:tabular-nums}
.small{font-size:8pt}
.open-left{border-left:0}.open-right{border-right:0}.open-top{border-top:0}.open-bottom{border-bottom:0}
.signature{display:flex;margin:10pt 0 0;padding:0;list-style:none;font-size:10.5pt}
.signature li{flex:1}
.note{margin:6pt 0 0;font-size:9pt}
@media screen and (max-width:700px){main{padding:8px;margin:0;overflow-x:auto}table{min-width:@TABLE@mm}}
@media print{
 body{background:none}main{margin:0;padding:0;max-width:none;box-shadow:none}
 tr{break-inside:avoid}thead{display:table-header-group}
}
@page{size:A4 @TURNED@;margin:@TOP@mm @SIDE@mm @BOTTOM@mm}
"""
#: Control characters, which no page may hold.
_NO_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def html(sheet: Sheet) -> str:
    """The page; it needs nothing but itself."""
    style = _style(sheet)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = _text(sheet.title + sheet.subtitle)
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        f" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"{fragment(sheet)}\n</main>\n</body>\n</html>\n"
    )


def fragment(sheet: Sheet) -> str:
    """The form alone, to be set into another page."""
    parts = [f'<p class="mark">{_text(sheet.mark)}</p>'] if sheet.mark else []
    heading = sheet.height if sheet.heading is None else sheet.heading
    parts.append(_table(sheet, (cell for cell in sheet.cells if cell.row < heading), further=False))
    if heading < sheet.height:
        below = (cell for cell in sheet.cells if cell.row >= heading)
        parts.append(_table(sheet, below, further=True))
    parts += [f'<p class="note">{_text(note)}</p>' for note in sheet.notes]
    if sheet.signature:
        labels = "".join(f"<li>{_text(label)}：</li>" for label in sheet.signature)
        parts.append(f'<ul class="signature">{labels}</ul>')
    return "\n".join(parts)


def _style(sheet: Sheet) -> str:
    width = table_width(sheet) + 2 * MARGIN_SIDE
    told = {
        "@PAGE@": f"{width:g}", "@TURNED@": "landscape" if sheet.landscape else "portrait",
        "@TOP@": str(MARGIN_TOP), "@SIDE@": str(MARGIN_SIDE), "@BOTTOM@": str(MARGIN_BOTTOM),
        "@TABLE@": f"{table_width(sheet):g}",
    }  # fmt: skip
    return re.sub("@[A-Z]+@", lambda match: told[match[0]], _STYLE) + measures(sheet)


def measures(sheet: Sheet) -> str:
    """The style rules of this form alone: the widths of its columns and of its figures."""
    columns = (
        f"col:nth-child({number}){{width:{share / 10:g}%}}"
        for number, share in enumerate(sheet.widths, 1)
    )
    figures = (
        f".n{length}{{min-width:{length}ch}}" for length in sorted({*sheet.longest_figure.values()})
    )
    return "".join([*columns, *figures])


def _table(sheet: Sheet, cells: Iterable[Cell], *, further: bool) -> str:
    rows = [list(group) for _, group in groupby(cells, key=attrgetter("row"))]
    lines = [f"<tr>{''.join(_cell(sheet, cell) for cell in row)}</tr>" for row in rows]
    columns = "<colgroup>" + "<col>" * len(sheet.widths) + "</colgroup>"
    if further:
        # The rows of the form that follow its heading, which print repeats on every page.
        return (
            f'<table class="further" aria-label="{_text(sheet.title)}：绩效指标">{columns}\n'
            f"<thead>{lines[0]}</thead>\n<tbody>\n" + "\n".join(lines[1:]) + "\n</tbody></table>"
        )
    told = f'data-standard="{_text(sheet.standard)}" data-kind="{sheet.kind}"'
    caption = f"<caption><strong>{_text(sheet.title)}</strong><span>{_text(sheet.subtitle)}</span>"
    return (
        f'<table {told} data-currency="{sheet.unit_of_money}">{caption}</caption>{columns}\n'
        "<tbody>\n" + "\n".join(lines) + "\n</tbody></table>"
    )


def _cell(sheet: Sheet, cell: Cell) -> str:
    tag, told = _tag(cell)
    classes: list[str] = [cell.look] if tag == "td" else []
    classes += [f"open-{side}" for side in cell.open]
    if classes:
        told += f' class="{" ".join(classes)}"'
    if (span := sheet.span(cell)) > 1:
        told += f' colspan="{span}"'
    if cell.rows > 1:
        told += f' rowspan="{cell.rows}"'
    if cell.field:
        told += f' data-field="{cell.field}"'
    return f"<{tag}{told}>{_content(sheet, cell)}</{tag}>"


def _tag(cell: Cell) -> tuple[str, str]:
    if cell.look == "heading" and cell.text:
        return "th", ' scope="col"'
    level = cell.field is not None and cell.look == "label"
    if cell.look == "label" and cell.text and (level or not cell.field):
        return "th", f' scope="{"rowgroup" if cell.rows > 1 else "row"}"'
    return "td", ""


def _content(sheet: Sheet, cell: Cell) -> str:
    if cell.figure is not None and cell.figure.value is not None:
        length = sheet.longest_figure[cell.left, cell.right]
        small = " small" if size_of(cell, sheet) < SIZE else ""
        return (
            f'<data class="n{length}{small}" value="{plain(cell.figure.value)}">{cell.text}</data>'
        )
    return _text(cell.text).replace("\n", "<br>")


def _text(text: str) -> str:
    return escape(_NO_HTML.sub("", text))
