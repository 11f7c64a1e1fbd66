"""The main job: documents in, filings with evidence out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from jiping.filing import Extraction, Place, Problem, Source

from .bounded import Bounds, extract_bounded
from .certainty import weigh
from .document import Document, UnreadableError
from .opening import File, Refusal, Stored, open_bytes, open_files, printable, read_document
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
    paths: Iterable[Path | str], stdin: BinaryIO | None = None, bounds: Bounds | None = None
) -> Iterator[Extraction | Refusal]:
    """Read files, folders, zips and `-` (standard input); one bad document costs only itself.

    With *bounds* each document is read in a child process that is ended where it exceeds them.
    """
    for opened in open_files(paths, stdin):
        yield _read(opened, bounds)


def extract_bytes(name: str, data: bytes) -> Iterator[Extraction | Refusal]:
    """Read the bytes of a file named *name*: a document, stored readings, or a zip of either."""
    for opened in open_bytes(name, data):
        yield _read(opened, None)


def _read(opened: File | Stored | Refusal, bounds: Bounds | None) -> Extraction | Refusal:
    if isinstance(opened, File):
        return _guarded(opened, bounds)
    return opened.extraction if isinstance(opened, Stored) else opened


def _guarded(file: File, bounds: Bounds | None) -> Extraction | Refusal:
    """Read a document so that a fault of ours in it does not cost the other documents.

    Without memory nothing else can be read either: MemoryError goes to whoever set the bound.
    """
    try:
        if bounds is not None:
            return extract_bounded(file.name, file.data, bounds)
        return read_filings(read_document(file.name, file.data))
    except UnreadableError as error:
        return Refusal(file.name, str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (told to the user as a fault, never swallowed)
        return Refusal(file.name, fault(file.name, error))


def fault(name: str, error: Exception) -> str:
    """The sentence for a fault of ours in reading the document *name*."""
    told = f"{type(error).__name__}: {error}"
    return f"{printable(name)}：读取内容时程序出错（{told}），请附上该文件报告此问题。"


def read_filings(document: Document) -> Extraction:
    """The filings of a document that a reader has opened."""
    filings, problems = recognise(document)
    filings, doubts = weigh(document.blocks, filings)
    source = Source(name=document.name, media_type=document.media_type, sha256=document.sha256)
    if not filings:
        problems = (*problems, Problem(where=Place(file=document.name), message=NOTHING_FOUND))
    named = tuple(
        p.model_copy(update={"where": replace(p.where, file=document.name)})
        for p in (*document.problems, *problems, *doubts)
    )
    return Extraction(schema="jiping/filing/1", source=source, filings=filings, problems=named)
