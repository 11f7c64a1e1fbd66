"""Word documents (.docx): paragraphs and tables of the body, merged cells as Word shows them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from jiping.intake.document import Cell, Content

from .docx_numbering import Numbering, numbering_of
from .flow import Flow
from .package import Package, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, T, TAB, BR, CR, R = W + "p", W + "t", W + "tab", W + "br", W + "cr", W + "r"
HYPHEN, SYM, RUBY, RUBY_BASE = W + "noBreakHyphen", W + "sym", W + "ruby", W + "rubyBase"
TBL, TR, TC, TCPR, TRPR = W + "tbl", W + "tr", W + "tc", W + "tcPr", W + "trPr"
SPAN, VMERGE, HMERGE, VAL = W + "gridSpan", W + "vMerge", W + "hMerge", W + "val"
BEFORE, DELETED = W + "gridBefore", W + "del"
BOX, VANISH = W + "txbxContent", W + "vanish"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_MAIN = "wordprocessingml.document.main+xml"
_WRAPPERS = frozenset(
    (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag", BOX)
)
# What may stand around the runs of a paragraph; deleted or moved text is not among it.
_INLINE = frozenset(
    (W + "hyperlink", W + "ins", W + "moveTo", W + "sdt", W + "sdtContent", W + "smartTag",
     W + "customXml", W + "fldSimple", W + "dir", W + "bdo", COMPATIBLE + "AlternateContent",
     COMPATIBLE + "Choice")
)  # fmt: skip
_MARKS = frozenset((BR, TAB, CR, HYPHEN, SYM))
_Place = list[Any]  # text, row, column, rows, columns: a Cell in the making
_OFF = frozenset(("0", "false", "off"))
# The tick boxes and marks that offices insert from the symbol fonts (code point without F000).
_SYMBOLS = {
    "wingdings": {0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "√", 0xFB: "×", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0xA3: "□"},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠"},
}


def read(data: bytes) -> Content:
    """Read the body in reading order; deleted and hidden text is left out, text boxes follow."""
    package = Package(data)
    xml = package.required(package.find("word/document.xml", _MAIN))
    root = parse_xml(xml)
    _settle(root, xml)
    body = _Body(numbering_of(package, xml))
    for part in root:
        if part.tag == W + "body":
            body.flow_through(part)
    return body.flow.content()


def _settle(root: etree._Element, xml: bytes) -> None:
    """Take out hidden text, and set each text box behind its paragraph."""
    if b"vanish" in xml:
        for mark in list(root.iter(VANISH)):
            run = mark.getparent().getparent()  # type: ignore[union-attr]
            if run is not None and run.tag == R and mark.get(VAL) not in _OFF:
                run.getparent().remove(run)  # type: ignore[union-attr]
    if b"txbxContent" in xml:
        etree.strip_elements(root, COMPATIBLE + "Fallback", with_tail=False)
        for box in reversed(list(root.iter(BOX))):
            anchor = next(box.iterancestors(P), None)
            if anchor is not None:
                anchor.addnext(box)


def _items(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of *tag*, also those wrapped in content controls and revisions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _items(child, tag)


class _Body:
    """Walks block content; the automatic numbers go on from paragraph to paragraph."""

    def __init__(self, numbering: Numbering | None) -> None:
        self.flow = Flow()
        self._numbering = numbering

    def flow_through(self, parent: etree._Element) -> None:
        """Add the paragraphs and tables of *parent* to the flow."""
        for child in parent:
            tag = child.tag
            if tag == P:
                self.flow.lines(self._paragraph(child))
            elif tag == TBL:
                self._table(child)
            elif tag in _WRAPPERS:
                self.flow_through(child)

    def _table(self, table: etree._Element) -> None:
        if _is_frame(table):
            # Text in a box, or tables set side by side: what is inside stands for itself.
            for row in _items(table, TR):
                for cell in _items(row, TC):
                    self.flow_through(cell)
        else:
            self.flow.table([Cell(*place) for place in self._grid(table)])

    def _grid(self, table: etree._Element) -> list[_Place]:
        """The cells of a table in the columns of its grid."""
        places: list[_Place] = []
        above: dict[int, _Place] = {}  # column → the cell that a vertical merge may continue
        number = 0
        for row in _items(table, TR):
            column = _row_start(row)
            if column is None:
                continue
            here: dict[int, _Place] = {}
            place: _Place | None = None
            for cell in _items(row, TC):
                columns, vertical, horizontal = _spans(cell)
                text = self._cell(cell)
                if horizontal and place is not None:
                    place[4] += columns
                elif vertical and column in above:
                    here[column] = place = above[column]
                    place[3] = number - place[1] + 1
                else:
                    here[column] = place = [text, number, column, 1, columns]
                    places.append(place)
                column += columns
            above = here
            number += 1
        return places

    def _cell(self, cell: etree._Element) -> str:
        lines: list[str] = []
        self._gather(cell, lines)
        return (lines[0] if len(lines) == 1 else "\n".join(lines)).strip()

    def _gather(self, parent: etree._Element, lines: list[str]) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                lines.append(self._paragraph(child))
            elif tag == TBL:
                for row in _items(child, TR):
                    lines.append(" ".join(self._cell(cell) for cell in _items(row, TC)))
            elif tag in _WRAPPERS:
                self._gather(child, lines)

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = _text(paragraph)
        if self._numbering is None:
            return text
        return self._numbering.label(paragraph) + text


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    _runs(paragraph, parts)
    return "".join(parts)


def _runs(parent: etree._Element, parts: list[str]) -> None:
    for child in parent:
        tag = child.tag
        if tag == R:
            for node in child:
                tag = node.tag
                if tag == T:
                    parts.append(node.text or "")
                elif tag in _MARKS:
                    parts.append(_mark(node))
                elif tag == RUBY:
                    for base in node.iterchildren(RUBY_BASE):
                        _runs(base, parts)
        elif tag in _INLINE:
            _runs(child, parts)
        elif tag in (MATH + "oMath", MATH + "oMathPara"):
            parts.extend(map(str, child.itertext()))


def _mark(node: etree._Element) -> str:
    """The text of an element that stands for a sign."""
    tag = node.tag
    if tag == BR:
        # A page or column break parts no line of the text.
        return "\n" if node.get(W + "type") in (None, "textWrapping") else ""
    if tag == TAB:
        return "\t"
    if tag == CR:
        return "\n"
    return "-" if tag == HYPHEN else _symbol(node)


def _symbol(node: etree._Element) -> str:
    try:
        code = int(node.get(W + "char") or "", 16) & 0xFFF
    except ValueError:
        return ""
    font = (node.get(W + "font") or "").lower()
    return _SYMBOLS.get(font, {}).get(code, "□" if font.startswith("wingdings") else "")


def _row_start(row: etree._Element) -> int | None:
    """The grid column at which a row begins, or None for a row deleted in revision."""
    for child in row:
        if child.tag == TRPR:
            start = 0
            for mark in child:
                if mark.tag == BEFORE:
                    start = _number(mark)
                elif mark.tag == DELETED:
                    return None
            return start
        if child.tag == TC:
            break
    return 0


def _spans(cell: etree._Element) -> tuple[int, bool, bool]:
    """Grid columns of a cell, and whether it goes on from above or from the left."""
    columns, vertical, horizontal = 1, False, False
    if len(cell) and cell[0].tag == TCPR:
        for mark in cell[0]:
            tag = mark.tag
            if tag == SPAN:
                columns = _number(mark) or 1
            elif tag == VMERGE:
                vertical = mark.get(VAL) != "restart"
            elif tag == HMERGE:
                horizontal = mark.get(VAL) != "restart"
    return columns, vertical, horizontal


def _number(mark: etree._Element) -> int:
    value = mark.get(VAL) or ""
    return min(int(value), 1000) if value.isdecimal() else 0


def _is_frame(table: etree._Element) -> bool:
    """Whether a table only arranges: one cell, or more cells in the tables inside than outside."""
    if next(islice(table.iter(TC), 1, 2), None) is None:
        return True
    if next(table.iterdescendants(TBL), None) is None:
        return False
    own = sum(1 for row in _items(table, TR) for _ in _items(row, TC))
    return next(islice(table.iter(TC), 2 * own, None), None) is not None
