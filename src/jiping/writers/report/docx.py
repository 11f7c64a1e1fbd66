"""The report as a Word document by GB/T 9704-2012, with native styles, numbering and footers.

Headings are Word's own (标题 1 to 4), tied to one multi-level list, so that a table of contents and
later editing work. The parts that are the same for every report lie in parts/.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from importlib.resources import files
from xml.sax.saxutils import escape

from jiping.filing import Report

from .layout import Kind, Paragraph, last_of_text, paragraphs, runs, title_inset, title_lines
from .numbering import Counter

_STYLES: dict[Kind, str] = {
    "title": "Title", "heading1": "1", "heading2": "2", "heading3": "3", "heading4": "4",
    "body": "a", "attachment": "Attachment", "unit": "SignedUnit", "date": "SignedDate",
}  # fmt: skip
#: What XML cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
#: Part of the package → file in parts/.
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/footer1.xml": "footer_odd.xml",
    "word/footer2.xml": "footer_even.xml",
}
#: A4; margins 37, 26, 35 and 28 mm leave a type area of 156 × 225 mm of 22 lines of 28 characters.
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="even" r:id="rId6"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1247" w:gutter="0"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)
#: A character of 二号 (22 pt).
_TITLE_TWIPS = 440
_SAME_DATE = (2000, 1, 1, 0, 0, 0)


def docx(report: Report) -> bytes:
    """*report* as the bytes of a .docx file; the same report gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in _fixed_parts():
            package.writestr(zipfile.ZipInfo(name, _SAME_DATE), data, zipfile.ZIP_DEFLATED)
        for name, text in (
            ("word/document.xml", _document(report)),
            ("docProps/core.xml", _properties(report.title or "绩效自评报告")),
        ):
            package.writestr(zipfile.ZipInfo(name, _SAME_DATE), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@lru_cache(maxsize=1)
def _fixed_parts() -> tuple[tuple[str, bytes], ...]:
    folder = files(__package__).joinpath("parts")
    return tuple((name, folder.joinpath(part).read_bytes()) for name, part in _PARTS.items())


def _document(report: Report) -> str:
    counter = Counter()
    told = paragraphs(report)
    closing = last_of_text(told)
    body = "".join(_paragraph(one, counter, n == closing) for n, one in enumerate(told))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:document {_NAMES}><w:body>{body}{_SECTION}</w:body></w:document>"


def _paragraph(one: Paragraph, counter: Counter, kept: bool) -> str:
    """One paragraph; the last of the text is *kept* with the signature, which may not stand alone."""
    style = f'<w:pStyle w:val="{_STYLES[one.kind]}"/>' + ("<w:keepNext/>" if kept else "")
    if one.kind == "title":
        lines = title_lines(one.text)
        told = "<w:r><w:br/></w:r>".join(_run(line) for line in lines)
        inset = int(title_inset(one.text) * _TITLE_TWIPS) if len(lines) == 1 else 0
        indent = f'<w:ind w:left="{inset}" w:right="{inset}"/>' if inset > 0 else ""
        return f"<w:p><w:pPr>{style}{indent}</w:pPr>{told}</w:p>"
    if one.kind.startswith("heading"):
        if counter.counts(int(one.kind[-1]), one.number):
            return f"<w:p><w:pPr>{style}</w:pPr>{_runs(one.text)}</w:p>"
        own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        return f"<w:p><w:pPr>{style}{own}</w:pPr>{_runs(one.number + one.text)}</w:p>"
    return f"<w:p><w:pPr>{style}</w:pPr>{_runs(one.text)}</w:p>"


def _runs(text: str) -> str:
    return "".join(_run(piece, marked) for piece, marked in runs(text))


def _run(text: str, marked: bool = False) -> str:
    """A run of text; a gap is marked yellow, so that nobody overlooks it."""
    look = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>' if marked else ""
    clean = escape(_UNFIT.sub("", text))
    return f'<w:r>{look}<w:t xml:space="preserve">{clean}</w:t></w:r>'


def _properties(title: str) -> str:
    """The title alone: who wrote a document on which machine concerns no reader."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(_UNFIT.sub('', title))}</dc:title></cp:coreProperties>"
    )
