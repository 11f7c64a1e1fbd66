"""The tokens of RTF (Rich Text Format 1.9), and the encodings in which it writes characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
#: Character sets of fonts (\fcharset) → encoding; what is not named here is Western.
CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949", 204: "cp1251"}
#: Code pages (\ansicpg) → encoding.
PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "cp932", 65001: "utf-8"}


class Token(NamedTuple):
    """A group's bound (`{`, `}`), a control word or symbol with its number, or bytes of text."""

    word: str
    number: int | None = None
    text: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens of *data*; binary data behind `\bin` is passed over."""
    at = 0
    while at < len(data):
        matches, at = _TOKEN.finditer(data, at), len(data)
        for match in matches:
            word, number, byte, symbol, brace, text = match.groups()
            if word == b"bin":
                at = match.end() + max(int(number or 0), 0)
                break
            if word is not None:
                yield _control(word, number)
            elif byte is not None:
                yield Token("", None, bytes.fromhex(byte.decode("ascii")))
            elif symbol in (b"{", b"}", b"\\"):
                yield Token("", None, symbol)
            elif symbol is not None:
                yield Token(symbol.decode("latin-1"))
            elif brace is not None:
                yield Token(brace.decode("ascii"))
            elif text is not None:
                yield Token("", None, text)


@lru_cache(maxsize=4096)
def _control(word: bytes, number: bytes | None) -> Token:
    """A control word; a document has a few of them thousands of times."""
    return Token(word.decode("ascii"), None if number is None else int(number))


#: Control words and symbols that stand for a character.
CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": " ", "~": "\u00a0", "_": "-",
}  # fmt: skip
#: Groups whose text is not the document's.
ASIDE = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "generator",
        "themedata",
        "datastore",
        "latentstyles",
        "xmlnstbl",
        "filetbl",
        "nonesttables",
        "bkmkstart",
        "bkmkend",
        "annotation",
        "atnid",
        "atnauthor",
        "footnote",
        "ftnsep",
        "ftnsepc",
        "tc",
        "xe",
        "private",
        "template",
        "nonshppict",
    ]
)
#: Groups marked as optional whose text is shown all the same: text boxes.
SHOWN = frozenset(("shpinst", "shptxt", "shprslt"))


def decoded(data: bytes, encoding: str) -> str:
    """*data* in the encoding of its font; what is none there is Western (`café` among Chinese)."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
