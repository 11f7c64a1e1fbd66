"""The report as a Word document by GB/T 9704-2012: an official document with numbered headings."""

from __future__ import annotations

from collections.abc import Iterator

from jiping.filing import Report
from jiping.writers.official import Paragraph, Role, Run, official_docx

from .layout import Kind, last_of_text, paragraphs, runs, title_inset, title_lines
from .numbering import Counter

_NAME = "绩效自评报告"
_ROLES: dict[Kind, Role] = {
    "title": "title", "heading1": "heading1", "heading2": "heading2", "heading3": "heading3",
    "heading4": "heading4", "body": "body", "attachment": "attachment", "unit": "signature",
    "date": "date",
}  # fmt: skip
#: A character of 二号 (22 pt) in twips.
_TITLE_CHARACTER = 440


def docx(report: Report) -> bytes:
    """*report* as the bytes of a .docx file; the same report gives the same bytes."""
    return official_docx(_official(report), report.title or _NAME)


def _official(report: Report) -> Iterator[Paragraph]:
    told = paragraphs(report)
    last = last_of_text(told)
    counter = Counter()
    for at, one in enumerate(told):
        role = _ROLES[one.kind]
        if one.kind == "title":
            lines = title_lines(one.text)
            inset = int(title_inset(one.text) * _TITLE_CHARACTER) if len(lines) == 1 else 0
            yield Paragraph(role, tuple(map(Run, lines)), inset=inset)
            continue
        listed = role.startswith("heading") and counter.counts(int(role[-1]), one.number)
        text = one.text if listed else one.number + one.text
        pieces = tuple(Run(piece, marked=marked) for piece, marked in runs(text))
        yield Paragraph(role, pieces, keep=at == last, listed=listed)
