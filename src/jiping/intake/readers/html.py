"""Web pages: the text of the page and its tables, in the order in which a browser shows them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from jiping.filing import Problem
from jiping.intake.document import Cell, Content, UnreadableError

from . import limits
from .flow import Flow
from .text import BYTE_ORDER_MARKS, repaired

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_\-]{2,20})", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NAMED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "head", "select", "option", "svg", "iframe",
     "object", "math", "audio", "video", "canvas", "button")
)  # fmt: skip
_LEAVES = frozenset(("img", "input", "hr", "wbr", "col", "colgroup"))
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section",
     "article", "header", "footer", "main", "nav", "aside", "blockquote", "pre", "form", "center",
     "fieldset", "legend", "figure", "figcaption", "address", "caption", "tr", "td", "th", "body",
     "tbody", "thead", "tfoot", "table", "textarea", "hr", "details", "summary")
)  # fmt: skip
_MAX_SPAN = 1000  # as browsers bound it


def read(data: bytes) -> Content:
    """Read a page; its encoding is strict UTF-8, else the one it names, else GB18030."""
    limits.check_size(data, limits.TEXT_BYTES, "网页")
    text, problems = decode_page(data)
    markup = text.replace("\x00", "").encode("utf-8", "ignore")
    limits.check_marks(markup)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("网页内容无法解析，请在浏览器中打开后另存再试。") from error
    page = _Page(hides=b"display" in markup or b"mso-hide" in markup)
    if root is not None:
        page.walk(root)
    page.end_line()
    return Content(tuple(page.flow.blocks), problems)


def decode_page(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode a page by its bytes, and by the charset it names where they are not UTF-8."""
    named = _CHARSET.search(data, 0, 8192)
    if named is None or data.startswith(BYTE_ORDER_MARKS):
        return repaired(data)
    encoding = _NAMED.get(named[1].decode("ascii").lower(), "utf-8")
    for attempt in ("utf-8", encoding):
        try:
            return codecs.getincrementaldecoder(attempt)().decode(data), ()
        except UnicodeDecodeError:
            continue
    return repaired(data)


class _Page:
    """Walks the tree once: inline text gathers into a line, blocks end it, tables stand apart."""

    def __init__(self, hides: bool) -> None:
        self.flow = Flow()
        self._hides = hides
        self._parts: list[str] = []
        self._lines: list[str] | None = None  # the lines of the cell that is being read

    def walk(self, element: etree._Element) -> None:
        """Take the text of *element* and of what is in it."""
        tag = element.tag
        if tag in _SKIPPED or (self._hides and _HIDDEN.search(element.get("style") or "")):
            return
        if tag == "table":
            self._table(element)
            return
        if tag == "br":
            self._put_line()
            return
        block = tag in _BLOCKS
        if block:
            self.end_line()
        if tag == "pre":
            self._preformatted(element)
        else:
            if element.text:
                self._parts.append(element.text)
            for child in element:
                if child.tag not in _LEAVES:
                    self.walk(child)
                if child.tail:
                    self._parts.append(child.tail)
        if tag == "p" and not self._parts:
            self._put_line()  # an empty paragraph is a line of its own
        elif block:
            self.end_line()

    def end_line(self) -> None:
        """End the line if it has any text."""
        if self._parts:
            text = _BLANKS.sub(" ", "".join(self._parts)).strip(" ")
            self._parts.clear()
            if text:
                self._put(text)

    def _put_line(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._parts)).strip(" ")
        self._parts.clear()
        self._put(text)

    def _put(self, text: str) -> None:
        if self._lines is None:
            self.flow.line(text)
        else:
            self._lines.append(text)

    def _preformatted(self, element: etree._Element) -> None:
        for text in "".join(map(str, element.itertext())).strip("\r\n").split("\n"):
            self._put(text.rstrip("\r"))

    def _table(self, table: etree._Element) -> None:
        self.end_line()
        if self._lines is not None:
            self._nested(table)
            return
        for caption in table.iterchildren("caption"):
            self.walk(caption)
        grid = _grid(table)
        if len(grid) == 1 or _is_layout(table, len(grid)):
            # A frame around the page, or tables set side by side: what is inside stands for itself.
            for element, *_ in grid:
                self.walk(element)
            return
        self.flow.table([Cell(self._cell(element), *place) for element, *place in grid])

    def _nested(self, table: etree._Element) -> None:
        """A table within a cell: its rows are lines of the cell."""
        for row in _rows(table):
            self._put(" ".join(self._cell(cell) for cell in row))

    def _cell(self, cell: etree._Element) -> str:
        if not self._hides and (text := _broken_text(cell)) is not None:
            return text
        outer, self._lines = self._lines, []
        self.walk(cell)
        self.end_line()
        lines, self._lines = self._lines, outer
        return "\n".join(lines).strip()


def _broken_text(cell: etree._Element) -> str | None:
    """The text of a cell that holds nothing but text and line breaks, or None for another."""
    lines = [cell.text]
    for child in cell:
        if child.tag != "br":
            return None
        lines.append(child.tail)
    if len(lines) == 1:
        return _BLANKS.sub(" ", lines[0]).strip() if lines[0] else ""
    return "\n".join([_BLANKS.sub(" ", line).strip() if line else "" for line in lines]).strip()


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row; cells that stand outside any row make one of their own."""
    loose: list[etree._Element] = []
    for child in table:
        tag = child.tag
        if tag in ("td", "th"):
            loose.append(child)
            continue
        if loose:
            yield loose
            loose = []
        if tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th")]
        elif tag in ("tbody", "thead", "tfoot", "form"):
            yield from _rows(child)
    if loose:
        yield loose


def _grid(table: etree._Element) -> list[tuple[etree._Element, int, int, int, int]]:
    """The cells with row, column, rows and columns, laid out as HTML lays them out."""
    rows = [row for row in _rows(table) if row]
    taken: dict[int, int] = {}  # column → the first row in which it is free again
    grid = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            height = width = 1
            if cell.attrib:
                width = _span(cell, "colspan") or 1
                height = min(_span(cell, "rowspan") or len(rows), len(rows) - number)
            grid.append((cell, number, column, height, width))
            if height > 1:
                for spanned in range(column, column + width):
                    taken[spanned] = number + height
            column += width
            if column > limits.COLUMNS:
                raise UnreadableError(f"表格过宽（超过{limits.COLUMNS}列），请整理后重试。")
    return grid


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name)
    if text is None:
        return 1
    text = text.strip()
    return min(int(text), _MAX_SPAN) if text.isdecimal() and len(text) < 9 else 1


def _is_layout(table: etree._Element, cells: int) -> bool:
    """Whether the tables inside hold more cells than the table: then it only arranges them."""
    if next(table.iterdescendants("table"), None) is None:
        return False
    return next(islice(table.iter("td", "th"), 2 * cells, None), None) is not None
