"""The main job: documents in, filings with evidence out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from jiping.filing import Extraction, Place, Problem, Source

from .document import Document
from .opening import Refusal, Stored, open_documents, read_document
from .recognise import recognise

#: The sentence for a document in which nothing of a self-evaluation was found.
NOTHING_FOUND = "没有找到绩效自评表或自评报告；请确认文件内容，或换用原始的 Word、Excel、PDF 文件"


def extract(source: Path | str, data: bytes | None = None) -> Extraction:
    """Read one document: a path, or the *data* of a document named *source*.

    Raises `UnreadableError` with one sentence for the user where the document cannot be used.
    """
    path = Path(source)
    name = path.name
    return read_filings(read_document(name, path.read_bytes() if data is None else data))


def extract_all(
    paths: Iterable[Path | str], stdin: BinaryIO | None = None
) -> Iterator[Extraction | Refusal]:
    """Read files, folders, zips and `-` (standard input); one bad document costs only itself."""
    for opened in open_documents(paths, stdin):
        if isinstance(opened, Document):
            yield _guarded(opened)
        elif isinstance(opened, Stored):
            yield opened.extraction
        else:
            yield opened


def _guarded(document: Document) -> Extraction | Refusal:
    """Read a document so that a fault of ours in it does not cost the other documents."""
    try:
        return read_filings(document)
    except Exception as error:  # noqa: BLE001 (told to the user as a fault, never swallowed)
        fault = f"{type(error).__name__}: {error}"
        return Refusal(
            document.name,
            f"{document.name}：读取内容时程序出错（{fault}），请附上该文件报告此问题。",
        )


def read_filings(document: Document) -> Extraction:
    """The filings of a document that a reader has opened."""
    filings, problems = recognise(document)
    source = Source(name=document.name, media_type=document.media_type, sha256=document.sha256)
    if not filings:
        problems = (*problems, Problem(where=Place(file=document.name), message=NOTHING_FOUND))
    named = tuple(
        p.model_copy(update={"where": p.where._replace(file=document.name)})
        for p in (*document.problems, *problems)
    )
    return Extraction(schema="jiping/filing/1", source=source, filings=filings, problems=named)
