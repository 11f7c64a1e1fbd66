"""The documents of a filing that `jiping write` hands out together: each with its name and formats.

A further document is one more line of `DOCUMENTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from jiping.filing import Filing
from jiping.standards import Standard
from jiping.writers import form, report
from jiping.writers.form.base_data import Books
from jiping.writers.typesetting import Faces


class Known(NamedTuple):
    """A filing, and the final accounts that go with it."""

    filing: Filing
    books: Books | None


#: What is known, the standard, the format, the faces of a PDF → the file; None where there is none.
Writer = Callable[[Known, Standard, str, Faces | None], bytes | None]


class Kind(NamedTuple):
    """One document: its name in Chinese, its formats, and who writes it."""

    name: str
    formats: tuple[str, ...]
    write: Writer


class Written(NamedTuple):
    """A document that was written: its name, its format (the suffix of its file), its bytes."""

    name: str
    format: str
    data: bytes


def write_documents(
    filing: Filing,
    standard: Standard,
    formats: Collection[str],
    faces: Faces | None = None,
    books: Books | None = None,
) -> Iterator[Written]:
    """All documents of *filing* in those of *formats* that each of them has.

    The table of base data is for the unit to fill in: it is written where *books* are given, though
    they may know nothing. Raises SettingError where a PDF cannot be set.
    """
    known = Known(filing, books)
    for kind in DOCUMENTS:
        for one in formats:
            data = kind.write(known, standard, one, faces) if one in kind.formats else None
            if data is not None:
                yield Written(kind.name, one, data)


def _form(known: Known, standard: Standard, kind: str, faces: Faces | None) -> bytes | None:
    filing = known.filing
    if filing.kind == "report" and kind != "json":
        return None
    return form.write_form(filing, standard, _kind(kind), faces)


def _base_data(known: Known, standard: Standard, kind: str, faces: Faces | None) -> bytes | None:
    if known.filing.kind != "department" or known.books is None:
        return None
    return form.write_base_data(known.filing, known.books, standard, _kind(kind), faces)


def _report(known: Known, _standard: Standard, kind: str, faces: Faces | None) -> bytes | None:
    told = known.filing.report
    if told is None or not told.sections:
        return None
    if kind == "pdf":
        return report.pdf(told, faces)
    return report.docx(told) if kind == "docx" else report.page(told).encode()


def _kind(kind: str) -> form.FormKind:
    return next(known for known in form.KINDS if known == kind)


FORMATS = form.KINDS
DOCUMENTS: tuple[Kind, ...] = (
    Kind("自评表", FORMATS, _form),
    Kind("基础数据表", ("docx", "xlsx", "pdf", "html"), _base_data),
    Kind("自评报告", ("docx", "pdf", "html"), _report),
)
