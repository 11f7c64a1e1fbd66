"""Text as it is matched: folded; text as it is shown stays as published."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Signs by which a table calculation takes text for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
#: Marks without width, of writing direction and of byte order: nobody sees them, so nothing is there.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")

# Spellings that NFKC leaves apart although an office types them for the same sign.
_SAME = {
    "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "═": "=", "〈": "<", "〉": ">",
    "–": "-", "—": "-", "−": "-", "‐": "-", "―": "-", "〜": "~", "∼": "~",
    "“": '"', "”": '"', "‘": "'", "’": "'", "•": "·",
}  # fmt: skip
_UNLIKE = re.compile(f"[{''.join(_SAME)}{_INVISIBLE.pattern[1:-1]}]")
#: The mark of a note behind a figure, which NFKC would make digits of it: `310①`, `98%¹`.
_MARKS = "¹²³⁰⁴-⁹①-⑳⑴-⒇❶-❿➀-➓"
#: It begins with the mark, so that the search skips over text without any.
_NOTED = re.compile(rf"[{_MARKS}\[〔](?<=[\d%].)(?:(?<=[{_MARKS}])[{_MARKS}]*|[{_MARKS}]+[\]〕])")
#: What NFKC does to the usual signs; where these are all, it need not look at each character.
_USUAL = tuple(zip("（）：，；％", "():,;%", strict=True))


def visible(text: str) -> str:
    """The text without marks that nobody sees; what is shown stays as published.

    >>> visible("不超过12.5万\u200b元")
    '不超过12.5万元'
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold *text* for matching: NFKC, one spelling of each sign, runs of blanks as one blank.

    >>> fold("　≧９５％ ")
    '≥95%'
    >>> fold("310.5①万元")
    '310.5 万元'
    """
    if text.isascii():
        return " ".join(text.split())
    for sign, plain in _USUAL:
        text = text.replace(sign, plain)
    text = _NOTED.sub(" ", text)
    text = _UNLIKE.sub(_plain, unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


def _plain(sign: re.Match[str]) -> str:
    """The usual spelling of a sign; nothing for a mark that nobody sees."""
    return _SAME.get(sign[0], "")


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Fold *text* and drop every blank: the form in which labels are compared.

    >>> squeeze("资 金 来\\n源")
    '资金来源'
    """
    return fold(text).replace(" ", "")
