"""Excel workbooks (.xlsx, .xlsm): each sheet as a table of the texts that its cells show."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from jiping.intake.document import Cell, Content

from . import limits, xlsx_plain, xlsx_tree
from .flow import Flow
from .number_format import BUILTIN, shown
from .package import Package, parse_xml
from .sheet import laid_out, merges_of
from .xlsx_parts import Sheet

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "sheet.main+xml"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Book(NamedTuple):
    """What all sheets share."""

    strings: list[str]
    formats: list[str]
    struck: frozenset[str]
    epoch_1904: bool


def read(data: bytes, *, hidden: bool = False) -> Content:
    """Read the visible sheets, then the hidden ones; formula cells by the value saved with them.

    Hidden rows and columns are left out unless *hidden* asks for them.
    """
    package = Package(data)
    main = package.find("xl/workbook.xml", _MAIN)
    workbook = parse_xml(package.required(main))
    targets = _targets(package, main)
    styles = package.part(targets.get("styles", "xl/styles.xml"))
    book = _Book(
        _strings(package.part(targets.get("sharedStrings", "xl/sharedStrings.xml"))),
        _formats(styles),
        xlsx_tree.struck(styles) if styles and b"strike" in styles else frozenset(),
        any(p.get("date1904") in ("1", "true") for p in workbook.iter(S + "workbookPr")),
    )
    sheets = sorted(workbook.iter(S + "sheet"), key=lambda sheet: "state" in sheet.attrib)
    flow = Flow()
    for sheet in sheets:
        part = package.part(targets.get(sheet.get(R_ID) or "", ""))
        if part is not None:
            flow.table(_cells(_sheet(part, hidden), book), sheet=sheet.get("name"), sparse=True)
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


def _strings(part: bytes | None) -> list[str]:
    """The shared texts."""
    if part is None:
        return []
    limits.check_marks(part)
    texts = xlsx_plain.strings(part)
    return [*map(_string, xlsx_tree.strings(part) if texts is None else texts)]


def _string(text: str) -> str:
    """A stored text as it is shown."""
    return (_ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text).strip()


def _formats(part: bytes | None) -> list[str]:
    """The number format of each cell style."""
    if part is None:
        return []
    limits.check_marks(part)
    named, styles = xlsx_plain.formats(part) or xlsx_tree.formats(part)
    return [named.get(style) or _builtin(style) for style in styles]


def _builtin(number: str) -> str:
    return BUILTIN.get(int(number), "General") if number.isdecimal() else "General"


def _sheet(part: bytes, hidden: bool) -> Sheet:
    limits.check_marks(part)
    return (not hidden and xlsx_plain.sheet(part)) or xlsx_tree.sheet(part, hidden=hidden)


def _cells(sheet: Sheet, book: _Book) -> list[Cell]:
    """The cells of a sheet that say something, laid out."""
    merges, covered = merges_of(sheet.merged)
    texts = {}
    for place, style, kind, value in sheet.cells:
        if value and place not in covered and (text := _shown(style, kind, value, book)):
            texts[place] = text
    return laid_out(texts, merges)


def _shown(style: str, kind: str, value: str, book: _Book) -> str:
    """The text that a cell shows; what is struck out does not count."""
    if style in book.struck:
        return ""
    if kind == "s":
        index = int(value) if value.isdecimal() else -1
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if not kind or kind == "n":
        index = int(style) if style.isdecimal() else 0
        code = book.formats[index] if index < len(book.formats) else "General"
        return shown(value, code, book.epoch_1904)
    if kind == "inlineStr":
        return _string(value)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "d":
        return value.removesuffix("T00:00:00")
    return value.strip()
