"""Excel workbooks (.xlsx, .xlsm): each sheet as a table of the texts that its cells show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from jiping.intake.document import Cell, Content

from .flow import Flow
from .number_format import BUILTIN, shown
from .package import Package, parse_xml
from .sheet import Place, laid_out, merges_of

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ROW, C, V, IS, T, SI, R, PHONETIC = (
    S + name for name in ("row", "c", "v", "is", "t", "si", "r", "rPh")
)
_MAIN = "sheet.main+xml"
_MAX_COLUMNS = 16_384  # of a sheet
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Book(NamedTuple):
    """What all sheets share."""

    strings: list[str]
    formats: list[str]
    epoch_1904: bool


def read(data: bytes, *, hidden: bool = False) -> Content:
    """Read the visible sheets, then the hidden ones; formula cells by the value saved with them.

    Hidden rows and columns are left out unless *hidden* asks for them.
    """
    package = Package(data)
    main = package.find("xl/workbook.xml", _MAIN)
    workbook = parse_xml(package.required(main))
    targets = _targets(package, main)
    book = _Book(
        _strings(package, targets.get("sharedStrings", "xl/sharedStrings.xml")),
        _formats(package, targets.get("styles", "xl/styles.xml")),
        any(p.get("date1904") in ("1", "true") for p in workbook.iter(S + "workbookPr")),
    )
    sheets = sorted(workbook.iter(S + "sheet"), key=lambda sheet: "state" in sheet.attrib)
    flow = Flow()
    for sheet in sheets:
        part = package.part(targets.get(sheet.get(R_ID) or "", ""))
        if part is not None:
            flow.table(_cells(part, book, hidden), sheet=sheet.get("name"))
    return flow.content()


def _targets(package: Package, main: str) -> dict[str, str]:
    """Relationship id, and last word of its type → part."""
    folder, name = posixpath.split(main)
    targets = {}
    for link in parse_xml(package.required(f"{folder}/_rels/{name}.rels")):
        if link.get("TargetMode") == "External":
            continue
        target = link.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        path = posixpath.normpath(path)
        targets[link.get("Id") or ""] = path
        targets[(link.get("Type") or "").rpartition("/")[2]] = path
    return targets


def _strings(package: Package, name: str) -> list[str]:
    part = package.part(name)
    return [_string(item) for item in parse_xml(part)] if part else []


def _string(item: etree._Element) -> str:
    """The text of a shared or inline string, its runs joined and readings (ruby) left out."""
    text = item[0].text or "" if len(item) == 1 else ""
    if not text:
        text = "".join(
            node.text or ""
            for node in item.iter(T)
            if node.getparent().tag != PHONETIC  # type: ignore[union-attr]
        )
    return (_ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text).strip()


def _formats(package: Package, name: str) -> list[str]:
    """The number format of each cell style."""
    part = package.part(name)
    if part is None:
        return []
    root = parse_xml(part)
    named = dict[str, str]()
    for item in root.iter(S + "numFmt"):
        named.setdefault(item.get("numFmtId") or "", item.get("formatCode") or "General")
    for styles in root.iter(S + "cellXfs"):
        return [_format(style.get("numFmtId") or "0", named) for style in styles]
    return []


def _format(number: str, named: dict[str, str]) -> str:
    if number in named:
        return named[number]
    return BUILTIN.get(int(number), "General") if number.isdecimal() else "General"


def _cells(part: bytes, book: _Book, everything: bool) -> list[Cell]:
    """The cells of a sheet; those of hidden rows and columns only where *everything* is asked."""
    root = parse_xml(part)
    texts: dict[Place, str] = {}
    concealed = frozenset() if everything else _hidden_columns(root)
    merges, covered = merges_of(_ranges(root))
    number = -1
    for row in root.iter(ROW):
        number = _row_number(row, number + 1)
        hidden = not everything and row.get("hidden") in ("1", "true")
        column = -1
        for cell in row:
            reference = cell.get("r")
            here = (_place(reference) if reference else None) or (number, column + 1)
            column = here[1]
            if not len(cell) or here in covered:
                continue
            if (hidden or column in concealed) and here not in merges:
                continue
            if text := _text(cell, book):
                texts[here] = text
    return laid_out(texts, merges)


def _text(cell: etree._Element, book: _Book) -> str:
    """The text that a cell shows; a formula's by the value saved with it."""
    kind = cell.get("t")
    value = None
    for child in cell:
        if child.tag == V:
            value = child.text
        elif child.tag == IS:
            return _string(child)
    if not value:
        return ""
    if kind == "s":
        index = int(value) if value.isdecimal() else -1
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind is None or kind == "n":
        style = cell.get("s")
        index = int(style) if style and style.isdecimal() else 0
        code = book.formats[index] if index < len(book.formats) else "General"
        return shown(value, code, book.epoch_1904)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "d":
        return value.removesuffix("T00:00:00")
    return value.strip()


def _row_number(row: etree._Element, following: int) -> int:
    text = row.get("r")
    return int(text) - 1 if text and text.isdecimal() and 0 < len(text) < 8 else following


@lru_cache(maxsize=65536)
def _place(reference: str) -> Place | None:
    """`B3` → (2, 1)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


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
