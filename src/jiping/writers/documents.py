"""The documents of a filing that `jiping write` hands out together: each with its name and formats.

A further document (a base-data table) is one more line of `DOCUMENTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from jiping.filing import Filing, Report
from jiping.standards import Standard
from jiping.writers.typesetting import Faces

from . import form, report

#: Filing, its standard, the format, the faces of a PDF → the file.
Writer = Callable[[Filing, Standard, str, Faces | None], bytes]


class Kind(NamedTuple):
    """One document: its name in Chinese, its formats, who writes it, and which filings have it."""

    name: str
    formats: frozenset[str]
    write: Writer
    belongs: Callable[[Filing], bool]


class Written(NamedTuple):
    """A document that was written: its name, its format (the suffix of its file), its bytes."""

    name: str
    format: str
    data: bytes


def _form(filing: Filing, standard: Standard, kind: str, faces: Faces | None) -> bytes:
    found = next(known for known in form.KINDS if known == kind)
    return form.write_form(filing, standard, found, faces)


def _report(filing: Filing, _: Standard, kind: str, faces: Faces | None) -> bytes:
    told = filing.report or Report()
    if kind == "docx":
        return report.docx(told)
    return report.pdf(told, faces) if kind == "pdf" else report.page(told).encode()


def _has_report(filing: Filing) -> bool:
    return bool(filing.report and filing.report.sections)


DOCUMENTS: tuple[Kind, ...] = (
    Kind("自评表", frozenset(form.KINDS), _form, lambda filing: filing.kind != "report"),
    Kind("自评报告", frozenset(("docx", "pdf", "html")), _report, _has_report),
)
FORMATS = tuple(dict.fromkeys(form.KINDS))


def write_documents(
    filing: Filing, standard: Standard, formats: Collection[str], faces: Faces | None = None
) -> Iterator[Written]:
    """All documents of *filing* in those of *formats* that each of them has.

    Raises SettingError where a PDF cannot be set.
    """
    for kind in DOCUMENTS:
        if kind.belongs(filing):
            for one in formats:
                if one in kind.formats:
                    yield Written(kind.name, one, kind.write(filing, standard, one, faces))
