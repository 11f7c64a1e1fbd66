"""The official form of a filing in the layout of its standard, as docx, xlsx, pdf, html or json."""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

from jiping.filing import Extraction, Filing, Source
from jiping.standards import Standard
from jiping.writers.typesetting import Faces

from .sheet import lay_out

FormKind = Literal["docx", "xlsx", "pdf", "html", "json"]
KINDS: tuple[FormKind, ...] = get_args(FormKind)

__all__ = ["KINDS", "FormKind", "lay_out", "write_form"]


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

    `json` is the filing itself, which `jiping extract` reads back. *faces* are those of a PDF; without them they are looked for.
    Raises SettingError where a PDF cannot be set.
    """
    if kind == "json":
        return as_json(filing)
    sheet = lay_out(filing, standard)
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
