"""Word documents (.docx): paragraphs and tables of the body, merged cells as Word shows them."""

from __future__ import annotations

import re

from lxml import etree

from jiping.intake.document import Content

from .docx_numbering import Numbering, numbering_of
from .outline import Outline, stylesheet
from .package import Package, parse_xml
from .symbols import RAISED, readable, symbol

_OUTLINE = stylesheet("docx.xsl")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _RUN, _VALUE = _W + "p", _W + "r", _W + "val"
_BOX, _VANISH = _W + "txbxContent", _W + "vanish"
_STRIKE, _DOUBLE_STRIKE = _W + "strike", _W + "dstrike"
_RAISED, _TEXT = _W + "vertAlign", _W + "t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = frozenset(("0", "false", "off"))
#: How the text of a run looks, and what of that is read: hidden, struck out, raised.
_LOOKS = re.compile(rb"<w:rPr>(?:<[^<>]*/>)*+</w:rPr>")
_READ = (b"vanish", b"trike", b"superscript")
_MAIN = "wordprocessingml.document.main+xml"


def read(data: bytes) -> Content:
    """Read the body in reading order; deleted and hidden text is left out, text boxes follow."""
    package = Package(data)
    xml = package.required(package.find("word/document.xml", _MAIN))
    numbering = numbering_of(package, xml)

    def note(text: str) -> str:
        kind, *words = text.split(";")
        if kind == "symbol":
            return _symbol(*words[:2])
        return _label(numbering, *words[:3]) if numbering is not None else ""

    root = parse_xml(_plain(xml))
    _settle(root, xml)
    styles = numbering.styles if numbering is not None else ""
    outline = _OUTLINE(root, numbered=etree.XSLT.strparam(styles))
    return Outline(note=note).read(readable(str(outline))).content()


def _plain(xml: bytes) -> bytes:
    """The body without what only says how its text looks, often half of it, where none of it is read."""
    return xml if any(word in xml for word in _READ) else _LOOKS.sub(b"", xml)


def _settle(root: etree._Element, xml: bytes) -> None:
    """Take out hidden and struck text, raise what is raised, set each text box behind its paragraph."""
    if b"vanish" in xml:
        _take_out(root, _VANISH)
    if b"trike" in xml:
        _take_out(root, _STRIKE, _DOUBLE_STRIKE)
    if b"superscript" in xml:
        for mark in root.iter(_RAISED):
            if mark.get(_VALUE) == "superscript" and (run := _run_of(mark)) is not None:
                for text in run.iter(_TEXT):
                    text.text = (text.text or "").translate(RAISED)
    if b"txbxContent" in xml:
        # Programs write a box twice: as it is now, and as a fallback for older ones.
        etree.strip_elements(root, _FALLBACK, with_tail=False)
        for box in reversed(list(root.iter(_BOX))):
            anchor = next(box.iterancestors(_PARAGRAPH), None)
            if anchor is not None:
                anchor.addnext(box)


def _take_out(root: etree._Element, *marks: str) -> None:
    """Take out the runs with one of these *marks*, unless it says that it is off."""
    for mark in list(root.iter(*marks)):
        run = _run_of(mark)
        parent = run.getparent() if run is not None else None
        if run is not None and parent is not None and mark.get(_VALUE) not in _OFF:
            parent.remove(run)


def _run_of(mark: etree._Element) -> etree._Element | None:
    """The run that a property is of; None where it is a paragraph's or a style's."""
    properties = mark.getparent()
    run = properties.getparent() if properties is not None else None
    return run if run is not None and run.tag == _RUN else None


def _label(numbering: Numbering, style: str = "", number: str = "", level: str = "") -> str:
    return numbering.label(style, number, level)


def _symbol(font: str = "", code: str = "") -> str:
    try:
        return symbol(int(code, 16), font)
    except ValueError:
        return ""
