"""Word documents (.docx): paragraphs and tables of the body, merged cells as Word shows them."""

from __future__ import annotations

from lxml import etree

from jiping.intake.document import Content

from .docx_numbering import Numbering, numbering_of
from .outline import Outline, stylesheet
from .package import Package, parse_xml
from .symbols import readable, symbol

_OUTLINE = stylesheet("docx.xsl")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _RUN, _VALUE = _W + "p", _W + "r", _W + "val"
_BOX, _VANISH = _W + "txbxContent", _W + "vanish"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = frozenset(("0", "false", "off"))
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

    root = parse_xml(xml)
    _settle(root, xml)
    styles = numbering.styles if numbering is not None else ""
    outline = _OUTLINE(root, numbered=etree.XSLT.strparam(styles))
    return Outline(note=note).read(readable(str(outline))).content()


def _settle(root: etree._Element, xml: bytes) -> None:
    """Take out hidden text, and set each text box behind its paragraph."""
    if b"vanish" in xml:
        for mark in list(root.iter(_VANISH)):
            run = mark.getparent().getparent()  # type: ignore[union-attr]
            if run is not None and run.tag == _RUN and mark.get(_VALUE) not in _OFF:
                run.getparent().remove(run)  # type: ignore[union-attr]
    if b"txbxContent" in xml:
        # Programs write a box twice: as it is now, and as a fallback for older ones.
        etree.strip_elements(root, _FALLBACK, with_tail=False)
        for box in reversed(list(root.iter(_BOX))):
            anchor = next(box.iterancestors(_PARAGRAPH), None)
            if anchor is not None:
                anchor.addnext(box)


def _label(numbering: Numbering, style: str = "", number: str = "", level: str = "") -> str:
    return numbering.label(style, number, level)


def _symbol(font: str = "", code: str = "") -> str:
    try:
        return symbol(int(code, 16), font)
    except ValueError:
        return ""
