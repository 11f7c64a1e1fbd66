"""`jiping publishable`: personal data and secret marks in whole documents, before publication."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jiping.checks.sensitive import KINDS, PERSONAL, Kind, masked, sensitive
from jiping.filing import Place
from jiping.intake.document import Document, Line, Table, UnreadableError
from jiping.intake.opening import Refusal, Stored, open_documents
from jiping.intake.readers import limits
from jiping.writers.masked import Masked, masked_copy


def run(files: list[str], folder: Path | None, *, as_json: bool) -> int:
    """Check *files* and print what must not be published; the exit status."""
    status = 0
    for opened in open_documents(files, sys.stdin.buffer):
        if isinstance(opened, Refusal):
            print(opened.message, file=sys.stderr)
            status = 2
        elif isinstance(opened, Stored):
            print(f"{opened.name}：是读取结果而不是文件，请检查原文件。", file=sys.stderr)
            status = 2
        else:
            found = list(exposures(opened))
            status = max(status, 1 if found else 0)
            _tell(opened, found, as_json)
    for file in files if folder else ():
        _tell_masked(Path(file), folder)
    return status


def _tell(document: Document, found: list[Exposure], as_json: bool) -> None:
    if as_json:
        data = {"source": document.name, "exposures": [one.as_json() for one in found]}
        print(json.dumps(data, ensure_ascii=False))
        return
    if not found:
        print(f"{document.name}：没有发现个人信息和涉密标识。")
    for one in found:
        print(f"{one.where}　{KINDS[one.kind]}：{one.shown}")


def _tell_masked(source: Path, folder: Path | None) -> None:
    if folder is None or not source.is_file():
        return
    try:
        target, hides = write_masked(source, folder)
    except UnreadableError:
        return  # told already, when the document was opened
    if target is None:
        print(f"{source.name}：请在原软件中按上列位置遮盖，再检查一遍。", file=sys.stderr)
        return
    print(f"已写入遮盖副本 {target}", file=sys.stderr)
    if hides:
        print(f"{target.name}：其中的图片和嵌入的文件没有检查，请自行查看。", file=sys.stderr)


class Exposure(NamedTuple):
    """A piece of a document that must not be published; `shown` is covered already."""

    kind: Kind
    where: Place
    shown: str

    def as_json(self) -> dict[str, object]:
        """The exposure as JSON-able data."""
        return {
            "kind": self.kind,
            "title": KINDS[self.kind],
            "where": self.where.as_json(),
            "shown": self.shown,
        }


def exposures(document: Document) -> Iterator[Exposure]:
    """Everything in *document* that must not be published, in its order."""
    for text, where in _texts(document):
        for piece in sensitive(text):
            shown = masked(text[piece.start : piece.end], piece.kind)
            yield Exposure(piece.kind, where, shown)


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text, Place(document.name, block.page, block.sheet, line=block.number)
        else:
            yield from _cells(document.name, block)


def _cells(name: str, table: Table) -> Iterator[tuple[str, Place]]:
    for cell in table.cells:
        place = Place(name, table.page, table.sheet, table.number, cell.row + 1, cell.column + 1)
        yield cell.text, place


def write_masked(source: Path, folder: Path) -> tuple[Path | None, bool]:
    """Write a copy of *source* with personal numbers covered; None where that cannot be done.

    The copy is read again: one in which a number is still to be seen is not kept. Beside it,
    whether it holds pictures or embedded files. Raises `UnreadableError` where the document cannot
    be read, `OSError` where the copy cannot be written.
    """
    if source.stat().st_size > limits.FILE_BYTES:
        raise UnreadableError(limits.too_large("文件", limits.FILE_BYTES))
    copy = masked_copy(source.read_bytes(), source.suffix.lower())
    if copy is None:
        return None, False
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / source.name
    if target.resolve() == source.resolve():
        target = folder / f"{source.stem}-已遮盖{source.suffix}"
    return _kept(target, copy), copy.hides


def _kept(target: Path, copy: Masked) -> Path | None:
    target.write_bytes(copy.data)
    for opened in open_documents([str(target)], sys.stdin.buffer):
        if isinstance(opened, Document) and not any(
            one.kind in PERSONAL for one in exposures(opened)
        ):
            return target
    target.unlink()
    return None
