"""Addresses of files: local paths, and whatever fsspec reaches (`s3://`, `hdfs://`, `https://`)."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urljoin, urlsplit

import fsspec

from jiping.filing.faults import why
from jiping.intake import UnreadableError

from .schema import STATE

#: Hidden files, lock files of Office, and settings beside the material.
_SKIPPED = (".", "~$", "__MACOSX")
_SETTINGS = ".toml"
#: A list of addresses, one a line.
LIST = "@"
_LONGEST_LINE = 4096
#: What has no folders: a page of a site is one document, unless it is the server's list of a folder.
_FLAT = ("http://", "https://")
_LISTING = re.compile(
    rb"<title>\s*(?:Index of|Directory listing for)|\[To Parent Directory\]", re.I
)
_LINK = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*["']?([^"'\s>?#]+)["'\s>]""", re.I)
#: What stands for signs that are no ASCII: those of a readable address.
_ESCAPED = re.compile(r"(?:%[89A-F][0-9A-F])+", re.I)
#: Bytes of a list, and folders within folders: a site may have no end.
_LONGEST_LISTING = 16_000_000
_DEEPEST = 32
#: What lies behind the fault of a storage whose server does not answer.
_UNREACHED = (ConnectionError, TimeoutError, socket.gaierror)
_NO_ANSWER = "连接不上服务器，请检查地址和网络，然后再运行一次。"
_ABSENT = "文件不存在，请检查路径。"
_FORBIDDEN = "没有读取权限，请检查文件权限。"


def walk(path: str) -> Iterator[str]:
    """The files at *path*, those of a folder in the order of their names.

    `@FILE` is a list: its lines are paths again. Links that lead out of a folder are passed over,
    and folders of results in it.
    Raises UnreadableError where a list or a folder cannot be had.
    """
    if path.startswith(LIST):
        for line in _lines(path.removeprefix(LIST)):
            yield from walk(line)
    elif "://" in path:
        yield from _remote(path)
    else:
        yield from _local(Path(path))


def open_address(address: str) -> IO[bytes]:
    """Open a file for reading, seekable; raises UnreadableError, in Chinese."""
    with _told_in_chinese(address, "文件"):
        if "://" in address:
            opened: IO[bytes] = fsspec.open(address, "rb").open()
            return opened
        path = Path(address)
        if path.exists() and not path.is_file():
            raise UnreadableError("不是普通文件，请检查路径。")
        return path.open("rb")


@contextmanager
def _told_in_chinese(address: str, what: str) -> Iterator[None]:
    """Whatever a storage raises, as an UnreadableError; each has kinds of faults of its own."""
    try:
        yield
    except UnreadableError:
        raise
    except FileNotFoundError as error:
        told = _not_found(error.__cause__) if address.startswith(_FLAT) else _ABSENT
        raise UnreadableError(told) from error
    except PermissionError as error:
        raise UnreadableError(_FORBIDDEN) from error
    except ImportError as error:
        raise UnreadableError(_missing(address)) from error
    except Exception as error:
        if any(isinstance(one, _UNREACHED) for one in _behind(error)):
            raise UnreadableError(_NO_ANSWER) from error
        where = "地址和网络" if "://" in address else "路径"
        raise UnreadableError(f"{what}打不开（{_told(error)}），请检查{where}。") from error


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """A fault and those that it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _not_found(cause: BaseException | None) -> str:
    """What a site means by not found: also that its server does not answer."""
    if cause is None:
        return _ABSENT
    status = getattr(cause, "status", None)
    if status is None:
        return _NO_ANSWER
    if status in (404, 410):
        return f"网址上没有这个文件（{status}），请检查地址。"
    if status in (401, 403):
        return f"服务器不允许读取（{status}），请检查地址和权限。"
    return f"服务器没有给出文件（{status}），请过后再运行一次。"


def _lines(address: str) -> Iterator[str]:
    with open_address(address) as stream:
        while line := stream.readline(_LONGEST_LINE):
            told = line.decode("utf-8-sig", "replace").strip()
            if told and not told.startswith("#"):
                # A list in a list would let two of them name each other for ever.
                yield told.removeprefix(LIST)


def _local(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    if (path / STATE).is_dir():
        raise UnreadableError(
            f"{path} 是批量结果的文件夹；要重新评分、审核，请用 {path / 'json'}。"
        )
    root, found = path.resolve(), False
    stack = [path]
    while stack:
        one = stack.pop()
        if one.is_dir():
            if (one / STATE).is_dir():
                continue
            try:
                inside = sorted(one.iterdir(), key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                raise UnreadableError(f"文件夹 {one} 打不开，请检查权限。") from error
            stack += [e for e in inside if _wanted(e.name) and not _leads_out(e, root)]
        elif one.is_file():
            found = True
            yield str(one)
    if not found:
        raise UnreadableError(f"文件夹 {path} 中没有文件，请检查路径。")


def _leads_out(entry: Path, root: Path) -> bool:
    """Whether a link leads to a folder (which might turn in circles) or out of *root*."""
    return entry.is_symlink() and (entry.is_dir() or not entry.resolve().is_relative_to(root))


def _remote(address: str) -> Iterator[str]:
    if address.startswith(_FLAT):
        yield from _site(address)
        return
    with _told_in_chinese(address, f"{address} "):
        system, path = fsspec.url_to_fs(address)
        if not system.isdir(path):
            yield address
            return
        store = _store(system, address.rstrip("/"), path.rstrip("/"))
        for one in _under(system, path):
            yield store + one


def _store(system: Any, address: str, path: str) -> str:
    """What stands before the names that a storage gives: of `hdfs://host:8020/dir` also the host."""
    if address.endswith(path):
        return address.removesuffix(path)
    return str(system.unstrip_protocol(""))


def _site(address: str) -> Iterator[str]:
    """The page at *address*, or the files below it where it is the server's list of a folder."""
    if not address.endswith("/") and urlsplit(address).path:
        yield address
        return
    top = address.rstrip("/") + "/"
    stack = [top]
    while stack:
        one = stack.pop()
        if one != top and not one.endswith("/"):
            yield one
            continue
        with open_address(one) as stream:
            page = stream.read(_LONGEST_LISTING)
        if not _LISTING.search(page):
            yield one
        elif one.count("/") - top.count("/") > _DEEPEST:
            raise UnreadableError(f"{one}：文件夹套了 {_DEEPEST} 层以上，没有再读，请检查地址。")
        else:
            stack += _linked(one, page.decode("utf-8", "replace"))


def _linked(folder: str, page: str) -> list[str]:
    """The files and folders that lie in *folder*, the last first."""
    inside = {_readable(urljoin(folder, unescape(link))) for link in _LINK.findall(page)}
    return sorted(
        (
            one
            for one in inside
            if one.startswith(folder)
            and one != folder
            and _wanted(unquote(one).rstrip("/").rpartition("/")[2])
        ),
        reverse=True,
    )


def _readable(address: str) -> str:
    """The same address with its Chinese written out; names of files tell forms from reports."""
    try:
        return _ESCAPED.sub(lambda found: unquote(found[0], errors="strict"), address)
    except UnicodeDecodeError:
        return address


def _under(system: Any, folder: str) -> Iterator[str]:
    stack = [(folder, "directory")]
    while stack:
        path, kind = stack.pop()
        if kind != "directory":
            yield path
            continue
        inside = sorted(system.ls(path, detail=True), key=lambda one: str(one["name"]))
        stack += [
            (one["name"], one["type"])
            for one in reversed(inside)
            if one["name"].rstrip("/") != path.rstrip("/")
            and _wanted(one["name"].rstrip("/").rpartition("/")[2])
        ]


def _wanted(name: str) -> bool:
    return not name.startswith(_SKIPPED) and not name.endswith(_SETTINGS)


def _missing(address: str) -> str:
    return (
        f"读取 {address.partition('://')[0]}:// 地址需要另装程序包，"
        "请安装 jiping[remote]（https、s3、webhdfs），或按 fsspec 的说明安装。"
    )


def _told(error: Exception) -> str:
    return why(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
