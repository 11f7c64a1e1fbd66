"""Copies of documents with the personal numbers covered: text, web pages, Word and Excel files.

A number may be spread over several runs of a paragraph; the first run takes the covered number, the
others lose their share. Every part of an Office file is gone through: body, headers, notes,
comments, deleted text, properties and links.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from jiping.checks.sensitive import mask, masked, sensitive
from jiping.intake.readers import limits
from jiping.intake.readers.package import inflate, open_zip, parse_xml
from jiping.intake.readers.text import decode

_TEXT = frozenset((".txt", ".htm", ".html"))
_OFFICE = frozenset((".docx", ".xlsx"))
#: Formats whose text can be covered without an office program.
MASKABLE = _TEXT | _OFFICE

#: Elements whose text is one text although it stands in several runs, and the runs' texts.
_WHOLE = frozenset(("p", "si", "is", "text"))
_RUN = frozenset(("t", "delText", "instrText"))
_GAP = frozenset(("tab", "br", "cr", "ptab"))
_LINK = ("tel:", "sms:")
_TOLD = ("descr", "title", "Target", "tooltip")
_HIDDEN = re.compile(r"(?:^|/)(?:media|embeddings|activeX)/|vbaProject\.bin$")


class Masked(NamedTuple):
    """A covered copy, and whether it holds pictures or embedded files that nobody looked into."""

    data: bytes
    hides: bool = False


def masked_copy(data: bytes, suffix: str) -> Masked | None:
    """A copy of *data* with personal numbers covered; None where the format cannot be.

    Raises UnreadableError where the document cannot be read within bounds.
    """
    if suffix in _TEXT:
        text = decode(data)
        return Masked(mask(text).encode(_encoding(data, text)))
    return _office(data) if suffix in _OFFICE else None


def _encoding(data: bytes, text: str) -> str:
    """The encoding in which *text* is *data* again, so that a page's own declaration stays true."""
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        if text.encode(encoding) == data:
            return encoding
    return "utf-8"


def _office(data: bytes) -> Masked:
    """The package with its XML parts covered; parts without personal numbers stay as they are."""
    archive, copy = open_zip(data), io.BytesIO()
    left, hides = limits.ARCHIVE_BYTES, False
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as out:
        for member in archive.filelist:
            part = inflate(archive, member, min(limits.PART_BYTES, left), "文件内容展开后")
            left -= len(part)
            hides = hides or _HIDDEN.search(member.filename) is not None
            if member.filename.endswith((".xml", ".rels")):
                part = _covered(part)
            out.writestr(member.filename, part)
    return Masked(copy.getvalue(), hides)


def _covered(part: bytes) -> bytes:
    root = parse_xml(part)
    changed = [_cover_cells(root), _cover_texts(root), _cover_attributes(root)]
    if not any(changed):
        return part
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cover_cells(root: etree._Element) -> bool:
    """Numbers in cells: a covered one is text, and no formula may bring it back."""
    changed = False
    for cell in root.iter("{*}c"):
        value = cell.find("{*}v")
        if value is None or not value.text or cell.get("t") in ("s", "b", "e"):
            continue
        if (shown := mask(value.text)) != value.text:
            value.text, changed = shown, True
            cell.set("t", "str")
            for formula in cell.findall("{*}f"):
                cell.remove(formula)
    return changed


def _cover_texts(root: etree._Element) -> bool:
    changed = False
    for pieces in _texts(root):
        before = [text for text, _ in pieces]
        after = covered(before)
        for (text, put), new in zip(pieces, after, strict=True):
            if new != text and put is not None:
                put(new)
                changed = True
    return changed


Piece = tuple[str, Callable[[str], None] | None]


def _texts(root: etree._Element) -> Iterator[list[Piece]]:
    """The texts of a part, each as the pieces that make it up and how to put others there."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in _WHOLE and len(element):
            yield list(_pieces(element))
        elif element.text and name not in ("v", "f") and not _within_whole(element, name):
            yield [(element.text, _putter(element))]


def _within_whole(element: etree._Element, name: str) -> bool:
    return name in _RUN and any(
        etree.QName(holder).localname in _WHOLE for holder in element.iterancestors()
    )


def _pieces(whole: etree._Element) -> Iterator[Piece]:
    """The runs of one paragraph or string in order; breaks part what stands on either side."""
    for element in whole.iterdescendants(etree.Element):
        name = etree.QName(element).localname
        if name in _GAP or (name in _WHOLE and name != "text"):
            yield "\n", None
        elif name in _RUN and element.text:
            yield element.text, _putter(element)


def _putter(element: etree._Element) -> Callable[[str], None]:
    def put(text: str) -> None:
        element.text = text

    return put


def covered(texts: list[str]) -> list[str]:
    """The pieces of one text with its personal numbers covered across their borders.

    >>> covered(["电话138", "00138000"])
    ['电话138****8000', '']
    """
    joined = "".join(texts)
    for piece in reversed(list(sensitive(joined))):
        shown = masked(joined[piece.start : piece.end], piece.kind)
        if shown != joined[piece.start : piece.end]:
            texts = _replaced(texts, piece.start, piece.end, shown)
    return texts


def _replaced(texts: list[str], start: int, end: int, shown: str) -> list[str]:
    """The pieces with `[start, end)` of their whole replaced; the first one takes *shown*."""
    found, offset = [], 0
    for text in texts:
        low, high = max(start - offset, 0), min(end - offset, len(text))
        if low < high:
            text_new = text[:low] + (shown if offset <= start else "") + text[high:]
        else:
            text_new = text
        found.append(text_new)
        offset += len(text)
    return found


def _cover_attributes(root: etree._Element) -> bool:
    """Targets of links that dial a number, and what is told of a picture."""
    changed = False
    for element in root.iter(etree.Element):
        for name in _TOLD:
            value = element.get(name)
            if value and (name != "Target" or value.startswith(_LINK)):
                scheme, colon, rest = value.rpartition(":")
                if (shown := mask(rest)) != rest:
                    element.set(name, f"{scheme}{colon}{shown}")
                    changed = True
    return changed
