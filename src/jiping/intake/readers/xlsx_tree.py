"""Parts of a workbook in any spelling, read as trees: what `xlsx_plain` does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from .package import parse_xml
from .sheet import Place
from .symbols import RAISED
from .xlsx_parts import Sheet, at

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, V, IS, T, PHONETIC = (S + name for name in ("row", "v", "is", "t", "rPh"))
_MAX_COLUMNS = 16_384  # of a sheet
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_NUMBER = re.compile(r"[1-9]\d{0,6}")


def sheet(part: bytes, *, hidden: bool = False) -> Sheet:
    """The cells of a sheet and its merged ranges.

    What stands in hidden rows and columns is left out unless *hidden* asks for it, but for the
    first cell of a merged range.
    """
    root = parse_xml(part)
    merged = list(_ranges(root))
    first = {start for start, _ in merged}
    concealed = frozenset() if hidden else _hidden_columns(root)
    cells = [
        (place, cell.get("s") or "", *_held(cell))
        for place, cell, row_hidden in _places(root)
        if hidden or place in first or not (row_hidden or place[1] in concealed)
    ]
    return Sheet(cells, merged)


def strings(part: bytes) -> list[str]:
    """The shared texts."""
    return [_text(item) for item in parse_xml(part)]


def formats(part: bytes) -> tuple[dict[str, str], list[str]]:
    """The formats that have a code of their own, by number, and the number of each cell style."""
    root = parse_xml(part)
    named = dict[str, str]()
    for item in root.iter(S + "numFmt"):
        named.setdefault(item.get("numFmtId") or "", item.get("formatCode") or "General")
    for styles in root.iter(S + "cellXfs"):
        return named, [style.get("numFmtId") or "0" for style in styles]
    return named, []


def struck(part: bytes) -> frozenset[str]:
    """The numbers of the cell styles whose text is struck out."""
    root = parse_xml(part)
    fonts = {
        str(number)
        for number, font in enumerate(root.iterfind(f"{S}fonts/{S}font"))
        if _is_struck(font)
    }
    styles = enumerate(root.iterfind(f"{S}cellXfs/{S}xf"))
    return frozenset(str(number) for number, style in styles if style.get("fontId") in fonts)


def _is_struck(font: etree._Element) -> bool:
    strike = font.find(S + "strike")
    return strike is not None and strike.get("val") not in ("0", "false")


def _places(root: etree._Element) -> Iterator[tuple[Place, etree._Element, bool]]:
    """The cells that hold something, with their places, and whether their row is hidden."""
    number = -1
    for row in root.iter(ROW):
        number = _row_number(row, number + 1)
        hidden = row.get("hidden") in ("1", "true")
        column = -1
        for cell in row:
            reference = cell.get("r")
            here = (_place(reference) if reference else None) or (number, column + 1)
            column = here[1]
            if len(cell):
                yield here, cell, hidden


def _held(cell: etree._Element) -> tuple[str, str]:
    """Kind and value of a cell; a formula's value is the one saved with it."""
    value = ""
    for child in cell:
        if child.tag == V:
            value = child.text or ""
        elif child.tag == IS:
            return "inlineStr", _text(child)
    return cell.get("t") or "", value


def _text(item: etree._Element) -> str:
    """The text of a shared or inline string, its runs joined, without readings (ruby) and what is struck out."""
    text = item[0].text or "" if len(item) == 1 else ""
    return text or "".join(map(_run, item.iter(T)))


def _run(node: etree._Element) -> str:
    """The text of one run as it is shown; raised figures are no digits of those before them."""
    run = node.getparent()
    if run is None or run.tag == PHONETIC:
        return ""
    text = node.text or ""
    look = run.find(S + "rPr")
    if look is None:
        return text
    if _is_struck(look):
        return ""
    raised = look.find(S + "vertAlign")
    if raised is not None and raised.get("val") == "superscript":
        return text.translate(RAISED)
    return text


def _row_number(row: etree._Element, following: int) -> int:
    text = row.get("r")
    return int(text) - 1 if text and _NUMBER.fullmatch(text) else following


@lru_cache(maxsize=65536)
def _place(reference: str) -> Place | None:
    """`B3` → (2, 1)."""
    match = _REFERENCE.fullmatch(reference)
    return at(match[1], match[2]) if match else None


def _ranges(root: etree._Element) -> Iterator[tuple[Place, Place]]:
    for item in root.iter(S + "mergeCell"):
        first, _, last = (item.get("ref") or "").partition(":")
        start, end = _place(first), _place(last)
        if start and end:
            yield start, end


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    hidden: set[int] = set()
    spans = {
        (item.get("min") or "", item.get("max") or "")
        for item in root.iter(S + "col")
        if item.get("hidden") in ("1", "true")
    }
    for low, high in list(spans)[:_MAX_COLUMNS]:
        if low.isdecimal() and high.isdecimal() and len(hidden) < _MAX_COLUMNS:
            hidden.update(range(int(low) - 1, min(int(high), _MAX_COLUMNS)))
    return frozenset(hidden)
