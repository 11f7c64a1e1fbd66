"""The form and report as a Word file: merged cells, official fonts and margins (GB/T 9704-2012)."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from .form import WIDTHS, Cell, Paper
from .headings import Style, style_of

_FORM_WIDTH_MM = 178
_ROW_MM = 6
_SIZE, _LINE = 9.5, 12
_CELL_MARGIN = 45  # twentieths of a point
_FONTS: dict[Style, str] = {"heading": "黑体", "subheading": "楷体", "body": "仿宋"}
_MADE = dt.datetime(2024, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def docx(paper: Paper) -> bytes:
    """Write *paper* as .docx; the same paper gives the same bytes."""
    word = Document()
    word.core_properties.author = word.core_properties.last_modified_by = ""
    word.core_properties.title = "".join(paper.titles)
    word.core_properties.created = word.core_properties.modified = _MADE
    _in_chinese(word)
    _page(word, top=20, bottom=15, left=16, right=16)
    for line in paper.titles:
        _title(word.add_paragraph(), line)
    _table(word, paper)
    for line in paper.closing:
        _write(word.add_paragraph(), line, "仿宋", _SIZE)
    if paper.report:
        word.add_section(WD_SECTION.NEW_PAGE)
        _page(word, top=37, bottom=35, left=28, right=26)
        _report(word, paper.report)
    stream = io.BytesIO()
    word.save(stream)
    return _undated(stream.getvalue())


def _in_chinese(word: Word) -> None:
    """Say that the text is Chinese, so that punctuation is set and broken the Chinese way."""
    look = word.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    look.append(language)


def _page(word: Word, top: int, bottom: int, left: int, right: int) -> None:
    section = word.sections[-1]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)


def _write(paragraph: Paragraph, text: str, font: str, points: float) -> None:
    """Add *text* in one run; a line break within it becomes one in the paragraph."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size = "Times New Roman", Pt(points)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(0)


def _title(paragraph: Paragraph, text: str) -> None:
    _write(paragraph, text, "方正小标宋简体", 22 if not text.startswith("（") else 14)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(word: Word, paper: Paper) -> None:
    table = word.add_table(rows=paper.height, cols=len(WIDTHS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(table)
    for line in table.rows:
        line.height_rule, line.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(_ROW_MM)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(_FORM_WIDTH_MM * width / sum(WIDTHS))
        for box in column.cells:
            box.width = column.width
    for cell in paper.cells:
        box = table.cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            corner = (cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            box = box.merge(table.cell(*corner))
        box.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write(box.paragraphs[0], cell.text, _font_of(cell), _SIZE)
        box.paragraphs[0].paragraph_format.line_spacing = Pt(_LINE)
        if cell.kind != "text":
            box.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _narrow_margins(table: Table) -> None:
    """Leave less white beside the text of a cell than Word does by itself."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(_CELL_MARGIN))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def _font_of(cell: Cell) -> str:
    return "黑体" if cell.text == "总分" else "仿宋"


def _report(word: Word, lines: tuple[str, ...]) -> None:
    title, *paragraphs = lines
    _title(word.add_paragraph(), title)
    word.add_paragraph()
    for line in paragraphs:
        paragraph = word.add_paragraph()
        _write(paragraph, line, _FONTS[style_of(line)], 16)
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(28.95)
    footer = word.sections[-1].footer
    footer.is_linked_to_previous = False
    _page_number(footer.paragraphs[0])


def _page_number(paragraph: Paragraph) -> None:
    """`— 1 —` in the footer, the number as a field."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _write(paragraph, "— ", "宋体", 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._element.append(field)
    _write(paragraph, " —", "宋体", 14)


def _undated(package: bytes) -> bytes:
    """Pack the parts again with one fixed date."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
