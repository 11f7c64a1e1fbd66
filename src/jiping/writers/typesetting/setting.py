"""A page in typst's language → PDF for the archive (PDF/A-2a, tagged, searchable) or PNG."""

from __future__ import annotations

import datetime as dt
import json
import re

import pypdfium2
import typst

from .faces import FAMILIES, Faces, Role, found_faces

#: Tried in this order: archival and accessible; archival; plain. A character that no face has, or
#: one of private use, is no PDF/A, and must not cost the user the page.
_STANDARDS: tuple[list[typst.PDFStandard], ...] = (["a-2a", "ua-1"], ["a-2a"], [])
#: The date of a document that names none, so that the same page gives the same bytes.
_NO_DATE = dt.date(2000, 1, 1)

#: Control characters and lone surrogates: no face has them, and typst's strings do not either.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class SettingError(Exception):
    """The page cannot be set; the message is typst's."""


def typeset(
    body: str, *, title: str, date: dt.date | None = None, faces: Faces | None = None
) -> bytes:
    """Set *body*, markup of typst, as a PDF named *title*; the same input gives the same bytes.

    In the body `fangsong`, `kai`, `hei`, `song` and `xiaobiaosong` are lists of families for
    `text(font: …)`, `biaoti[…]` sets a title, and `row-mark(n)` is a mark for `pages_of`. Text that is not markup goes in by `quoted`.
    Raises SettingError where the markup is faulty.
    """
    faces = faces or found_faces()
    source = _source(body, title, date or _NO_DATE, faces)
    for standards in _STANDARDS:
        try:
            made = typst.compile(
                source, font_paths=faces.store, ignore_system_fonts=True, format="pdf",
                pdf_standards=standards, timestamp=_seconds(date or _NO_DATE),
            )  # fmt: skip
        except typst.TypstError as error:
            fault = error
        else:
            return bytes(made)
    raise SettingError(str(fault)) from fault


def pages_of(body: str, *, faces: Faces | None = None) -> dict[int, int]:
    """The page on which each `row-mark(number)` of *body* comes to stand.

    Raises SettingError where the markup is faulty.
    """
    faces = faces or found_faces()
    source = _source(body, "", _NO_DATE, faces)
    compiler = typst.Compiler(source, font_paths=faces.store, ignore_system_fonts=True)
    try:
        told = json.loads(compiler.query("<row-mark>", field="value"))
    except typst.TypstError as error:
        raise SettingError(str(error)) from error
    return dict(told)


def page_count(data: bytes) -> int:
    """How many pages the PDF *data* has."""
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def pictures(
    body: str, *, title: str = "", ppi: float = 96, faces: Faces | None = None
) -> tuple[bytes, ...]:
    """Set *body* as one PNG a page; see `typeset`."""
    faces = faces or found_faces()
    source = _source(body, title, _NO_DATE, faces)
    try:
        made = typst.compile(
            source, font_paths=faces.store, ignore_system_fonts=True, format="png", ppi=ppi
        )
    except typst.TypstError as error:
        raise SettingError(str(error)) from error
    return tuple(made) if isinstance(made, list) else (made,)


def quoted(text: str) -> str:
    """*text* as a string of typst's language: nothing in it is read as markup."""
    return json.dumps(_UNPRINTABLE.sub("", text), ensure_ascii=False)


def _source(body: str, title: str, date: dt.date, faces: Faces) -> bytes:
    day = f"datetime(year: {date.year}, month: {date.month}, day: {date.day})"
    heavy = ", stroke: 0.018em" if faces.title_is_light else ""
    lines = [
        *(f"#let {role} = {_families(faces, role)}" for role in FAMILIES),
        f'#let biaoti(body) = text(font: xiaobiaosong, weight: "bold"{heavy}, body)',
        f"#set document(title: {quoted(title)}, date: {day})",
        '#set text(font: fangsong, lang: "zh", region: "cn", fallback: true)',
        "#let row-mark(number) = context [#metadata((number, here().page()))<row-mark>]",
        body,
    ]
    return "\n".join(lines).encode()


def _families(faces: Faces, role: Role) -> str:
    return f"({''.join(quoted(family) + ', ' for family in faces.chain(role))})"


def _seconds(date: dt.date) -> int:
    return int(dt.datetime.combine(date, dt.time(), dt.UTC).timestamp())
