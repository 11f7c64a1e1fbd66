"""The official form of a filing in the layout of its standard, as docx, xlsx, pdf, html or json."""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

from jiping.filing import Extraction, Filing, Source
from jiping.standards import Standard
from jiping.writers.typesetting import Faces

from .base_data import Books, lay_out_base_data
from .cells import Sheet
from .sheet import lay_out

FormKind = Literal["docx", "xlsx", "pdf", "html", "json"]
KINDS: tuple[FormKind, ...] = get_args(FormKind)

__all__ = [
    "KINDS",
    "Books",
    "FormKind",
    "as_json",
    "drawn",
    "lay_out",
    "lay_out_base_data",
    "write_base_data",
    "write_form",
]  # fmt: skip


def as_json(filing: Filing) -> bytes:
    """*filing* in the contract of `jiping extract`, which reads it back as it is."""
    digest = hashlib.sha256(filing.model_dump_json().encode()).hexdigest()
    source = Source(name=filing.unit or "filing", media_type="application/json", sha256=digest)
    told = Extraction(schema="jiping/filing/1", source=source, filings=(filing,))
    return (told.model_dump_json(by_alias=True, indent=2) + "\n").encode()


def write_form(
    filing: Filing, standard: Standard, kind: FormKind, faces: Faces | None = None
) -> bytes:
    """The form of *filing* in the layout of *standard*; the same input gives the same bytes.

    `json` is the filing itself, which `jiping extract` reads back. *faces* are those of a PDF;
    without them they are looked for. Raises SettingError where a PDF cannot be set.
    """
    if kind == "json":
        return as_json(filing)
    return drawn(lay_out(filing, standard), standard, kind, faces)


def write_base_data(
    filing: Filing, books: Books, standard: Standard, kind: FormKind, faces: Faces | None = None
) -> bytes | None:
    """The table of base data (基础数据表), None where the standard asks for none or *kind* is json."""
    sheet = lay_out_base_data(filing, books, standard)
    return None if sheet is None or kind == "json" else drawn(sheet, standard, kind, faces)


def drawn(sheet: Sheet, standard: Standard, kind: FormKind, faces: Faces | None = None) -> bytes:
    """A laid-out form as a file of this *kind* (json is none)."""
    if kind == "docx":
        from .docx import docx

        return docx(sheet)
    if kind == "xlsx":
        from .xlsx import xlsx

        return xlsx(sheet, standard)
    if kind == "html":
        from .html import html

        return html(sheet).encode()
    from .pdf import pdf

    return pdf(sheet, faces)
