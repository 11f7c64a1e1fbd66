"""Plain text as Chinese offices save it: UTF-8, UTF-16 with a mark, GB18030. Nothing is guessed."""

from __future__ import annotations

import codecs

from jiping.filing import Place, Problem
from jiping.filing.text import visible
from jiping.intake.document import Content, Line, UnreadableError

from . import limits
from .commas import rows_of
from .flow import Flow
from .sheet import laid_out

_BEARABLE = 500  # characters for each broken one
# A text has hundreds of lines: each is made at one stroke.
_new = tuple.__new__
BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """Decode by byte order mark, else strictly as UTF-8, else strictly as GB18030.

    Text that is cut within its last character loses that character only. Raises UnreadableError
    where no encoding fits every byte.
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(data)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("文字编码无法识别，请另存为UTF-8或GB18030（GBK）编码后重试。")


def repaired(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode as `decode` does, but bear a few broken bytes in a long text and tell of them."""
    try:
        return decode(data), ()
    except UnreadableError:
        for encoding in ("utf-8", "gb18030"):
            text = data.decode(encoding, "replace")
            broken = text.count("\ufffd")
            if broken * _BEARABLE <= len(text):
                message = f"有{broken}处文字已损坏，无法识别，以“\ufffd”代替，请与原文核对。"
                return text, (Problem(where=Place(), message=message),)
        raise


def read(data: bytes) -> Content:
    """Read text as its lines, empty ones too: in pasted tables runs of them stand for cells.

    A sheet that was saved with commas is a table.
    """
    limits.check_size(data, limits.TEXT_BYTES, "文字")
    told, problems = repaired(data)
    shown = visible(told)
    limits.check_pipes(shown)
    if (rows := rows_of(shown)) is not None:
        flow = Flow()
        flow.table(laid_out(_texts(rows), {}), sparse=True)
        return flow.content()._replace(problems=problems)
    lines = shown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    limits.check_lines(len(lines))
    if not lines[-1]:
        lines.pop()
    blocks = [_new(Line, (text, n, None, None, None)) for n, text in enumerate(lines, 1)]
    return Content(tuple(blocks), problems)


def _texts(rows: list[list[str]]) -> dict[tuple[int, int], str]:
    """The texts of the cells that hold any, by row and column from 0."""
    return {
        (at, column): text
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if (text := cell.strip())
    }
