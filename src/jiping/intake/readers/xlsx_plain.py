"""Parts of a workbook in the plain spelling that Excel, WPS and LibreOffice write, at one stroke.

Such a part is told by its beginning, its end and what it does not hold (comments, CDATA, a document
type, line ends of Windows in texts, second namespaces), and every cell, range and text in it must be in the expected spelling: one
that is not, and the whole part is None here, to be read as a tree (`xlsx_tree`). A part that is read
here costs a third of what parsing it costs, and gives the same.
"""

from __future__ import annotations

import re

from .xlsx_parts import Sheet, at, column_of

_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?<\?xml version="1\.0" encoding="(?i:UTF-8)"[^<>]*>\s*'
    rb'<(worksheet|sst|styleSheet) xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"'
)
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?: s="(\d{1,6})")?(?: t="([A-Za-z]{1,9})")?>'
    r"(?:<f[^<>]*(?:/>|>[^<]*</f>))?"
    r'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)</c>'
)
_MERGED = re.compile(r'<mergeCell ref="([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})" ?/>')
_RUN = re.compile(r"<t(?: [^<>]*)?>([^<]*)</t>")
_STYLE = re.compile(r'<xf numFmtId="(\d{1,6})"')
_FORMAT = re.compile(r'<numFmt numFmtId="(\d{1,6})" formatCode="([^"<]*)" ?/>')
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{1,4}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
#: Readings (ruby), empty texts, runs that are struck out or raised.
_MARKED = (b"<rPh", b"<si/>", b"<strike", b'"superscript"')
_HIDDEN = (b'hidden="1"', b'hidden="true"')


def sheet(part: bytes) -> Sheet | None:
    """The cells and merged ranges of a sheet that hides no row and no column."""
    if any(mark in part for mark in _HIDDEN):
        return None
    text = _plain(part, b"worksheet")
    if text is None:
        return None
    found = _CELL.findall(text)
    merged = _MERGED.findall(text)
    if len(found) != part.count(b"</c>") or len(merged) != part.count(b"<mergeCell "):
        return None
    if b"&" in part:
        found = [(*cell[:4], *map(_unescaped, cell[4:])) for cell in found]
    return Sheet(
        [
            ((int(row) - 1, column_of(column)), style, kind, value or inline)
            for column, row, style, kind, value, inline in found
        ],
        [(at(a, b), at(c, d)) for a, b, c, d in merged],
    )


def strings(part: bytes) -> list[str] | None:
    """The shared texts, runs of one text joined; None too where a run is not just text (_MARKED)."""
    text = _plain(part, b"sst")
    if text is None or any(mark in part for mark in _MARKED):
        return None
    runs = _RUN.findall
    joined = ["".join(runs(item)) for item in text.split("</si>")]
    joined.pop()
    return [*map(_unescaped, joined)] if b"&" in part else joined


def formats(part: bytes) -> tuple[dict[str, str], list[str]] | None:
    """The formats that have a code of their own, by number, and the number of each cell style."""
    text = _plain(part, b"styleSheet")
    if text is None:
        return None
    start, end = text.find("<cellXfs"), text.find("</cellXfs>")
    styles = _STYLE.findall(text, start, end) if 0 <= start < end else []
    named = _FORMAT.findall(text)
    if len(styles) != text.count("<xf ", start, end) or len(named) != part.count(b"<numFmt "):
        return None
    return {number: _unescaped(code) for number, code in reversed(named)}, styles


def _plain(part: bytes, root: bytes) -> str | None:
    """The text of a part in the plain spelling, or None."""
    head = _HEAD.match(part)
    if (
        head is None
        or head[1] != root
        or b"<!" in part
        or part.count(b"\r") > 1  # the one behind the declaration
        or part.count(b"xmlns=") != 1
        or not part.rstrip().endswith(b"</" + root + b">")
    ):
        return None
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _unescaped(text: str) -> str:
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    return _NAMED.get(name, match[0]) if name else chr(int(decimal or int(hexadecimal, 16)))
