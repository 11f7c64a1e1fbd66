"""From paths to documents: files, folders, archives and standard input, one by one.

One bad input never stops the others: it is answered by a `Refusal`, one sentence in Chinese.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import BinaryIO
from unicodedata import category

from msgspec.structs import replace
from pydantic import ValidationError

from jiping.filing import SCHEMA, Extraction, Problem

from .document import Content, Document, Table, UnreadableError
from .readers import limits
from .readers.archive import Member, members
from .readers.kinds import MEDIA_TYPES, Kind, kind_of
from .readers.text import decode

STDIN = "-"
_SKIPPED = (".", "~$")  # hidden files, and the lock files of Office
_SETTINGS = ".toml"  # project files and rules lie beside the material


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that cannot be used; `message` names it and says what is wrong and what to do."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that holds what `extract` once answered (schema `jiping/filing/1`)."""

    name: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a document that has yet to be read, and the name it goes by."""

    name: str
    data: bytes


Opened = Document | Stored | Refusal


def read_document(name: str, data: bytes) -> Document:
    """Read the bytes of one document; *name* serves messages and evidence only.

    Raises UnreadableError with one Chinese sentence that begins with the name.
    """
    try:
        kind = kind_of(data)
        if kind in ("zip", "json", "parquet"):
            raise UnreadableError("不是文档，请提供Word、Excel、PDF、网页或文字文件。")
        return _document(name, data, kind)
    except UnreadableError as error:
        raise UnreadableError(_named(name, str(error))) from error


def open_documents(paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Opened]:
    """Open and read what *paths* lead to, one document after the other."""
    for opened in open_files(paths, stdin):
        if isinstance(opened, File):
            try:
                yield read_document(opened.name, opened.data)
            except UnreadableError as error:
                yield Refusal(opened.name, str(error))
        else:
            yield opened


def open_files(
    paths: Iterable[str | Path], stdin: BinaryIO | None = None
) -> Iterator[File | Stored | Refusal]:
    """Find *paths* one after the other: files, folders and zips with all in them, `-` for *stdin*.

    Hidden files, Office lock files, settings and links that lead out of a folder are passed over.
    """
    for path in paths:
        if str(path) == STDIN and stdin is not None:
            yield from _opened("标准输入", partial(stdin.read, limits.FILE_BYTES + 1))
        else:
            yield from _from_path(Path(path))


def open_bytes(name: str, data: bytes) -> Iterator[File | Stored | Refusal]:
    """What the bytes of a file named *name* hold: itself, or the documents packed in it."""
    return _opened(name, lambda: data)


def _from_path(path: Path) -> Iterator[File | Stored | Refusal]:
    if path.is_dir():
        found = False
        for file in _files(path):
            found = True
            yield from _opened(str(file), partial(_bytes, file))
        if not found:
            yield Refusal(str(path), _named(str(path), "文件夹中没有文件，请检查路径。"))
    else:
        yield from _opened(str(path), partial(_bytes, path))


def _files(folder: Path) -> Iterator[Path]:
    """The files under *folder* in the order of their names; links out of it are not followed."""
    root = folder.resolve()
    stack = [folder]
    while stack:
        path = stack.pop()
        if path.is_dir():
            try:
                inside = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
            except OSError:
                yield path
                continue
            stack += [
                entry
                for entry in inside
                if not entry.name.startswith(_SKIPPED)
                and entry.suffix != _SETTINGS
                and not _leads_out(entry, root)
            ]
        elif path.is_file():
            yield path


def _leads_out(entry: Path, root: Path) -> bool:
    """Whether a link leads to a folder (which might turn in circles) or out of *root*."""
    return entry.is_symlink() and (entry.is_dir() or not entry.resolve().is_relative_to(root))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError("文件不存在，请检查路径。") from error
    except IsADirectoryError as error:
        raise UnreadableError("文件夹打不开，请检查权限。") from error
    except PermissionError as error:
        raise UnreadableError("没有读取权限，请检查文件权限。") from error
    except (OSError, ValueError) as error:
        raise UnreadableError("文件打不开，请检查文件名和磁盘。") from error


def _opened(name: str, load: Callable[[], bytes]) -> Iterator[File | Stored | Refusal]:
    try:
        data = load()
        limits.check_size(data, limits.FILE_BYTES, "文件")
        kind = kind_of(data)
        if kind != "zip":
            yield from _single(name, data, kind)
            return
        for member in members(data):
            yield from _member(f"{name}/{member.name}", member)
    except UnreadableError as error:
        yield Refusal(name, _named(name, str(error)))


def _member(name: str, member: Member) -> Iterator[File | Stored | Refusal]:
    try:
        data = member.load()
        kind = kind_of(data)
        if kind == "zip":
            raise UnreadableError("是压缩包中的压缩包，请解压后再试。")
        yield from _single(name, data, kind)
    except UnreadableError as error:
        yield Refusal(name, _named(name, str(error)))


def _single(name: str, data: bytes, kind: Kind) -> Iterator[File | Stored]:
    if kind == "json":
        yield from _all_stored(name, data)
    elif kind == "parquet":
        from .readers.parquet import rows  # with its library, where such a file comes

        for number, text in enumerate(rows(data), 1):
            yield _stored(f"{name} 第{number}条", text.encode())
    else:
        yield File(name, data)


def _document(name: str, data: bytes, kind: Kind) -> Document:
    limits.check_size(data, limits.FILE_BYTES, "文件")
    # Each reader is loaded when the first file of its kind comes: the program starts faster.
    read: Callable[[bytes], Content] = import_module(f".readers.{kind}", __package__).read
    blocks, problems = read(data)
    if not any(isinstance(block, Table) or block.text.strip() for block in blocks):
        raise UnreadableError("没有可读的文字（可能只有图片），请提供电子版文档。")
    return Document(
        printable(name),
        MEDIA_TYPES[kind],
        hashlib.sha256(data).hexdigest(),
        blocks,
        tuple(_placed(problem, name) for problem in problems),
    )


def _placed(problem: Problem, name: str) -> Problem:
    return Problem(where=replace(problem.where, file=printable(name)), message=problem.message)


def _all_stored(name: str, data: bytes) -> Iterator[Stored]:
    """What `extract` answered for one document, or for several: one a line."""
    lines = [line for line in data.splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].rstrip().endswith(b"}"):
        for number, line in enumerate(lines, 1):
            yield _stored(f"{name} 第{number}行", line)
    else:
        yield _stored(name, data)


def _stored(name: str, data: bytes) -> Stored:
    limits.check_size(data, limits.PAGE_BYTES, "数据文件")
    try:
        return Stored(name, Extraction.model_validate_json(decode(data)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UnreadableError(
            f"不是格式为{SCHEMA}的JSON数据（{'字段' + place if place else '整个文件'}"
            "不符合要求），请提供extract命令输出的JSON或原文件。"
        ) from error


def printable(name: str) -> str:
    """A file name as it may be shown: controls, also of writing direction, and halves as `�`."""
    return "".join(sign if sign.isprintable() or category(sign) == "Zs" else "�" for sign in name)


def _named(name: str, message: str) -> str:
    shown = name if len(name) <= limits.NAME_SHOWN else name[: limits.NAME_SHOWN] + "…"
    return f"{printable(shown)}：{message}"
