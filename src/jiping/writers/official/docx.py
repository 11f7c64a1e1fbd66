"""An official document as .docx, with native styles, so that it can be edited on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from .model import Paragraph, Role, Run
from .parts import packed

_STYLE: dict[Role, str] = {
    "title": "Title", "number": "Number", "addressee": "Addressee", "body": "Body",
    "heading1": "Heading1", "heading2": "Heading2", "heading3": "Heading3", "heading4": "Heading4",
    "attachment": "Attachment", "attachment_more": "AttachmentMore",
    "signature": "Signature", "date": "Date",
}  # fmt: skip
#: What XML cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


#: A heading with a number of its own: out of the list, whose indent LibreOffice takes away with it.
_UNLISTED = (
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
)


def official_docx(paragraphs: Iterable[Paragraph], title: str) -> bytes:
    """The document as .docx named *title*; the same paragraphs give the same bytes."""
    return packed("".join(map(_paragraph, paragraphs)), _text(title))


def _paragraph(paragraph: Paragraph) -> str:
    between = "<w:r><w:br/></w:r>" if paragraph.role == "title" else ""
    runs = between.join(map(_run, paragraph.runs))
    keep = "<w:keepNext/><w:keepLines/>" if paragraph.keep else ""
    told = paragraph.role.startswith("heading") and not paragraph.listed
    own = _UNLISTED if told else ""
    inset = f'<w:ind w:left="{paragraph.inset}" w:right="{paragraph.inset}"/>'
    look = f"{keep}{own}{inset if paragraph.inset > 0 else ''}"
    return f'<w:p><w:pPr><w:pStyle w:val="{_STYLE[paragraph.role]}"/>{look}</w:pPr>{runs}</w:p>'


def _run(run: Run) -> str:
    look = '<w:rFonts w:eastAsia="楷体"/>' if run.kai else ""
    look += '<w:highlight w:val="yellow"/>' if run.marked else ""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in run.text.split("\n")
    )
    return f"<w:r>{look}{lines}</w:r>"


def _text(text: str) -> str:
    return escape(_NO_XML.sub("", text))
