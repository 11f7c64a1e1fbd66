"""Word documents (.docx): paragraphs and tables of the body, merged cells as Word shows them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from jiping.intake.document import Cell, Content

from .docx_numbering import Numbering, numbering_of
from .flow import Flow
from .package import Package, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, T, TAB, BR, CR, R = W + "p", W + "t", W + "tab", W + "br", W + "cr", W + "r"
HYPHEN, SYM = W + "noBreakHyphen", W + "sym"
TBL, TR, TC, TCPR, TRPR = W + "tbl", W + "tr", W + "tc", W + "tcPr", W + "trPr"
SPAN, VMERGE, HMERGE, VAL = W + "gridSpan", W + "vMerge", W + "hMerge", W + "val"
BEFORE, DELETED, MOVED_AWAY = W + "gridBefore", W + "del", W + "moveFrom"
BOX, VANISH, RUBY_TEXT = W + "txbxContent", W + "vanish", W + "rt"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_MAIN = "wordprocessingml.document.main+xml"
_WRAPPERS = frozenset(
    (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag", BOX)
)
_OFF = frozenset(("0", "false", "off"))
# The tick boxes and marks that offices insert from the symbol fonts (code point without F000).
_SYMBOLS = {
    "wingdings": {0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "√", 0xFB: "×", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0xA3: "□"},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠"},
}


class _Slot(NamedTuple):
    """A cell of the grid before its text is read."""

    element: etree._Element
    row: int
    column: int
    columns: int


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
    """Take out what Word does not show, and set each text box behind its paragraph."""
    if b"moveFrom" in xml:
        etree.strip_elements(root, MOVED_AWAY, with_tail=False)
    if b"<w:rt>" in xml:
        etree.strip_elements(root, RUBY_TEXT, with_tail=False)
    if b"vanish" in xml:
        for mark in list(root.iter(VANISH)):
            run = mark.getparent().getparent()  # type: ignore[union-attr]
            if run is not None and run.tag == R and mark.get(VAL) not in _OFF:
                run.getparent().remove(run)  # type: ignore[union-attr]
    if b"txbxContent" in xml:
        etree.strip_elements(root, FALLBACK, with_tail=False)
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
        slots, heights = _grid(table)
        if len(slots) == 1 or _is_layout(table, len(slots)):
            # A frame around text, or tables set side by side: what is inside stands for itself.
            for slot in slots:
                self.flow_through(slot.element)
            return
        self.flow.table(
            [
                Cell(self._cell(slot.element), slot.row, slot.column, rows, slot.columns)
                for slot, rows in zip(slots, heights, strict=True)
            ]
        )

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
    parts = []
    for node in paragraph.iter(T, BR, TAB, CR, HYPHEN, SYM):
        tag = node.tag
        if tag == T:
            if node.text:
                parts.append(node.text)
        elif tag == BR:
            # A page or column break parts no line of the text.
            if node.get(W + "type") in (None, "textWrapping"):
                parts.append("\n")
        elif tag == TAB:
            if node.getparent().tag == R:  # type: ignore[union-attr]
                parts.append("\t")
        elif tag == CR:
            parts.append("\n")
        else:
            parts.append("-" if tag == HYPHEN else _symbol(node))
    return parts[0] if len(parts) == 1 else "".join(parts)


def _symbol(node: etree._Element) -> str:
    try:
        code = int(node.get(W + "char") or "", 16) & 0xFFF
    except ValueError:
        return ""
    font = (node.get(W + "font") or "").lower()
    return _SYMBOLS.get(font, {}).get(code, "□" if font.startswith("wingdings") else "")


def _grid(table: etree._Element) -> tuple[list[_Slot], list[int]]:
    """The cells of a table in the columns of its grid, and how many rows each spans."""
    slots: list[_Slot] = []
    heights: list[int] = []
    above: dict[int, int] = {}  # column → index of the slot that a vertical merge may continue
    number = 0
    for row in _items(table, TR):
        column = _row_start(row)
        if column is None:
            continue
        here: dict[int, int] = {}
        for cell in _items(row, TC):
            columns, vertical, horizontal = _spans(cell)
            if horizontal and slots and slots[-1].row == number:
                last = slots[-1]
                slots[-1] = last._replace(columns=last.columns + columns)
            elif vertical and column in above:
                here[column] = index = above[column]
                heights[index] = number - slots[index].row + 1
            else:
                here[column] = len(slots)
                slots.append(_Slot(cell, number, column, columns))
                heights.append(1)
            column += columns
        above = here
        number += 1
    return slots, heights


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
        for mark in cell[0].iterchildren(SPAN, VMERGE, HMERGE):
            tag = mark.tag
            if tag == SPAN:
                columns = _number(mark) or 1
            elif tag == VMERGE:
                vertical = mark.get(VAL) != "restart"
            else:
                horizontal = mark.get(VAL) != "restart"
    return columns, vertical, horizontal


def _number(mark: etree._Element) -> int:
    value = mark.get(VAL) or ""
    return min(int(value), 1000) if value.isdecimal() else 0


def _is_layout(table: etree._Element, cells: int) -> bool:
    """Whether the tables inside hold more cells than the table: then it only arranges them."""
    if next(table.iterdescendants(TBL), None) is None:
        return False
    return next(islice(table.iter(TC), 2 * cells, None), None) is not None
