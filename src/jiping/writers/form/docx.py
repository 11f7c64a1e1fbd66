"""The form as a Word document: true merged cells, rows kept whole, headings repeated on each page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from xml.sax.saxutils import escape

from .cells import FULL, Cell, Sheet
from .docx_parts import packed
from .widths import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    PAGE,
    SIZE,
    figure_margin,
    size_of,
    table_width,
)

_TWIPS = 1440 / 25.4
_STYLES = {
    "label": "FormLabel", "heading": "FormLabel", "text": "FormText", "short": "FormShort",
    "figure": "FormFigure",
}  # fmt: skip
#: What XML cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: A hidden paragraph: the two tables around it look like one, and the second may repeat its heading.
_SEAM = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:vanish/><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx(sheet: Sheet) -> bytes:
    """The form as .docx; the same sheet gives the same bytes."""
    body = [
        *([_paragraph(sheet.mark, "FormMark")] if sheet.mark else []),
        _paragraph(sheet.title, "Title"),
        *([_paragraph(sheet.subtitle, "Subtitle")] if sheet.subtitle else []),
        *_tables(sheet),
        *(_paragraph(note, "FormNote") for note in sheet.notes),
        _signature(sheet),
        _section(sheet),
    ]
    return packed("".join(body), sheet.title + sheet.subtitle)


def _paragraph(text: str, style: str, extra: str = "", run: str = "") -> str:
    lines = _NO_XML.sub("", text).split("\n")
    told = f"<w:rPr>{run}</w:rPr>" if run else ""
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    runs = f"<w:r>{told}{words}</w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'


def _signature(sheet: Sheet) -> str:
    """The line to be signed; its labels stand at even distances, by tab stops."""
    if not sheet.signature:
        return _paragraph("", "FormText")
    step = table_width(sheet) * _TWIPS / len(sheet.signature)
    stops = "".join(
        f'<w:tab w:val="left" w:pos="{int(step * number)}"/>'
        for number in range(1, len(sheet.signature))
    )
    runs = "<w:r><w:tab/></w:r>".join(
        f"<w:r><w:t>{escape(label)}：</w:t></w:r>" for label in sheet.signature
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="FormSignature"/><w:tabs>{stops}</w:tabs></w:pPr>{runs}</w:p>'
    )


def _section(sheet: Sheet) -> str:
    width, height = (int(side * _TWIPS) for side in (PAGE[::-1] if sheet.landscape else PAGE))
    turned = ' w:orient="landscape"' if sheet.landscape else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{int(MARGIN_TOP * _TWIPS)}" w:right="{int(MARGIN_SIDE * _TWIPS)}"'
        f' w:bottom="{int(MARGIN_BOTTOM * _TWIPS)}" w:left="{int(MARGIN_SIDE * _TWIPS)}"'
        ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _tables(sheet: Sheet) -> Iterator[str]:
    heading = sheet.heading
    if heading is None:
        yield _table(sheet, range(sheet.height), None)
        return
    yield _table(sheet, range(heading), None)
    yield _SEAM
    yield _table(sheet, range(heading, sheet.height), heading)


def _table(sheet: Sheet, rows: Iterable[int], heading: int | None) -> str:
    total = table_width(sheet) * _TWIPS
    edges = [int(total * cut / FULL) for cut in sheet.cuts]
    grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    covering = _covering(sheet)
    drawn = "".join(_row(sheet, row, covering[row], edges, row == heading) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{int(total)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="45" w:type="dxa"/>'
        '<w:right w:w="45" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"
    )


def _covering(sheet: Sheet) -> list[list[Cell]]:
    """For each row all cells that cover it, from the left."""
    rows: list[list[Cell]] = [[] for _ in range(sheet.height)]
    for cell in sheet.cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows[row].append(cell)
    for cells in rows:
        cells.sort(key=attrgetter("left"))
    return rows


def _row(
    sheet: Sheet, row: int, cells: Sequence[Cell], edges: Sequence[int], repeated: bool
) -> str:
    head = "<w:tblHeader/>" if repeated else ""
    drawn = "".join(_cell(sheet, cell, row, edges) for cell in cells)
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="400" w:hRule="atLeast"/>{head}</w:trPr>'
        f"{drawn}</w:tr>"
    )


def _cell(sheet: Sheet, cell: Cell, row: int, edges: Sequence[int]) -> str:
    column, span = sheet.column_at[cell.left], sheet.span(cell)
    told = f'<w:tcW w:w="{edges[column + span] - edges[column]}" w:type="dxa"/>'
    if span > 1:
        told += f'<w:gridSpan w:val="{span}"/>'
    if cell.rows > 1:
        told += '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    if cell.open:
        sides = "".join(
            f'<w:{side} w:val="nil"/>'
            for side in ("top", "left", "bottom", "right")
            if side in cell.open
        )
        told += f"<w:tcBorders>{sides}</w:tcBorders>"
    told += '<w:vAlign w:val="center"/>'
    indent = size = ""
    if cell.figure is not None:
        # The margin of the cell itself is 45.
        margin = max(0, int(figure_margin(cell, sheet) * _TWIPS) - 45)
        indent = f'<w:ind w:right="{margin}"/>'
        if (points := size_of(cell, sheet)) < SIZE:
            size = f'<w:sz w:val="{int(points * 2)}"/>'
    text = cell.text if row == cell.row else ""
    return (
        f"<w:tc><w:tcPr>{told}</w:tcPr>{_paragraph(text, _STYLES[cell.look], indent, size)}</w:tc>"
    )
