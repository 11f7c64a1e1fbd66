"""The numbers that Word writes before paragraphs by itself: 一、 （一） 1. (1) ① and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from .number_forms import written
from .package import Package, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
_STYLE_USED = b'<w:pStyle w:val="'
_BASE = re.compile(rb'<w:basedOn w:val="([^"]+)"')
_NUMBER = re.compile(rb'<w:numId w:val="(\d{1,9})"')
_DEPTH = re.compile(rb'<w:ilvl w:val="(\d)"')
_PLACE = re.compile(r"%([1-9])")
# Behind these no blank is needed; behind `1.` one is, lest `5` after it reads as `1.5`.
_CLOSING = frozenset("、）)．：:】]")


class Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int
    form: str
    pattern: str
    restart: int | None  # counted anew after this level (from 0) goes on; None: after any higher
    legal: bool  # all places in Arabic digits


Levels = dict[int, Level]
Styles = dict[str, tuple[str, int]]  # style → list, level
Lists = dict[str, tuple[str, Levels]]  # list → counter, levels
_SEEN: dict[tuple[bytes, frozenset[bytes]], Styles] = {}
_KEPT = 64


def numbering_of(package: Package, document: bytes) -> Numbering | None:
    """The lists of a document, or None where no paragraph is numbered automatically."""
    if "word/numbering.xml" not in package:
        return None
    styles = _style_numbers(package, document)
    if not styles and b"<w:numPr" not in document:
        return None
    return Numbering(_lists(package.required("word/numbering.xml")), styles)


class Numbering:
    """Counts through the lists of a document in reading order."""

    def __init__(self, lists: Lists, styles: Styles) -> None:
        """Take *lists*: id → (counter, levels), and *styles*: name → (list id, level)."""
        self._lists = lists
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}

    @property
    def styles(self) -> str:
        """The styles that number their paragraphs, between semicolons."""
        return ";" + "".join([f"{style};" for style in self._styles])

    def label(self, style: str, number: str, depth: str) -> str:
        """The number before a paragraph as Word shows it, or ''; to be asked once, in order.

        The paragraph has this *style*, and is in the list *number* at level *depth* by itself.
        """
        if number == "0":
            return ""
        by_style = self._styles.get(style, ("", 0))
        number, place = number or by_style[0], _int(depth, by_style[1])
        counter, levels = self._lists.get(number, ("", {}))
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._counts.setdefault(counter, {})
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [deep for deep in counts if deep > place]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or place <= restart:
                del counts[deeper]
        return _label(level, levels, counts)


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


@lru_cache(maxsize=_KEPT)
def _lists(part: bytes) -> Lists:
    """The lists of a numbering part; documents made from one template share it."""
    root = parse_xml(part)
    abstract = {
        item.get(W + "abstractNumId") or "": _levels(item) for item in root.iter(W + "abstractNum")
    }
    lists = {}
    for item in root.iter(W + "num"):
        number = item.get(W + "numId") or ""
        counter, levels = "", Levels()
        for child in item:
            if child.tag == W + "abstractNumId":
                counter = child.get(VAL) or ""
                levels = abstract.get(counter, {})
            elif child.tag == W + "lvlOverride":
                # A list of its own: it counts by itself from the start it names.
                counter = f"num {number}"
                levels = levels | _overridden(child, levels)
        lists[number] = (counter, levels)
    return lists


def _overridden(override: etree._Element, levels: Levels) -> Levels:
    index = _int(override.get(W + "ilvl"), 0)
    changed = _levels(override) or {k: v for k, v in levels.items() if k == index}
    for child in override:
        if child.tag == W + "startOverride" and index in changed:
            changed[index] = changed[index]._replace(start=_int(child.get(VAL), 1))
    return changed


def _levels(parent: etree._Element) -> Levels:
    levels: Levels = {}
    for item in parent.iterchildren(W + "lvl"):
        values = {child.tag: child.get(VAL) for child in item}
        restart = values.get(W + "lvlRestart")
        levels[_int(item.get(W + "ilvl"), 0)] = Level(
            _int(values.get(W + "start"), 0 if W + "start" not in values else 1),
            values.get(W + "numFmt") or "decimal",
            values.get(W + "lvlText") or "",
            _int(restart, 0) - 1 if restart is not None else None,
            W + "isLgl" in values,
        )
    return levels


def _style_numbers(package: Package, document: bytes) -> Styles:
    """Style → (list, level) of the styles in use, also where a style takes it from another.

    The styles part may be six times as large as the document, and documents made from one template
    share it: it is inflated and looked through once for all of them.
    """
    _, *behind = document.split(_STYLE_USED)
    used = frozenset([text[: text.find(b'"')] for text in behind])
    if not used:
        return {}
    key = (package.compressed("word/styles.xml"), used)
    if key not in _SEEN:
        if len(_SEEN) > _KEPT:
            _SEEN.clear()
        _SEEN[key] = _numbered(package.part("word/styles.xml") or b"", used)
    return _SEEN[key]


def _numbered(styles: bytes, used: Iterable[bytes]) -> Styles:
    if b"<w:numPr" not in styles:
        return {}
    found = {}
    for name in used:
        number, level, seen, at = None, None, set[bytes](), name
        while at and at not in seen:
            seen.add(at)
            style = _style(styles, at)
            one, deep = _NUMBER.search(style), _DEPTH.search(style)
            number = number or (one[1].decode() if one else None)
            level = level if level is not None else int(deep[1]) if deep else None
            base = _BASE.search(style)
            at = base[1] if base else b""
        if number and number != "0":
            found[name.decode("utf-8", "replace")] = (number, level or 0)
    return found


def _style(styles: bytes, name: bytes) -> bytes:
    start = styles.find(b'w:styleId="' + name + b'"')
    return styles[start : styles.find(b"</w:style>", start)] if start >= 0 else b""


def _label(level: Level, levels: Levels, counts: dict[int, int]) -> str:
    if level.form in ("bullet", "none"):
        return ""

    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, level)
        form = "decimal" if level.legal else other.form
        return written(counts.get(index, other.start), form)

    label = _PLACE.sub(place, level.pattern).strip()
    return label if not label or label[-1] in _CLOSING else label + " "
