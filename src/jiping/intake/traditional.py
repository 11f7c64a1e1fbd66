"""Pages that a mirror site converted to traditional characters (繁体), read as simplified ones.

Such mirrors print the simplified syllable or a piece of pinyin in brackets behind the converted
character (`績(jī)`, `萬(wàn)元`); the bracketed residue is dropped before the characters are folded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .document import Line, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opencc import OpenCC

#: Characters of every form that exist only in traditional writing: enough to tell the script.
_MARKS = re.compile("[績預萬標產償資單達會計實際項總無錢財務評價開數額質農縣鄉鎮區廳關於]")
_RESIDUE = re.compile(
    r"(?<=[\u4e00-\u9fff])[(（][a-zàáâäǎāèéêëěēìíîïǐīòóôöǒōùúûüǔūǖǘǚǜńňǹ]{1,7}[)）]"
)
_ENOUGH = 5


def is_traditional(text: str) -> bool:
    """Whether *text* is written in traditional characters."""
    return len(_MARKS.findall(text, 0, 20000)) >= _ENOUGH


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC  # only mirrors need it, and it takes time to load

    return OpenCC("t2s")


@lru_cache(maxsize=16384)
def simplified(text: str) -> str:
    """Fold *text* to simplified characters without the mirror's bracketed residue.

    >>> simplified("績(jī)效目標(biāo)")
    '绩效目标'
    """
    return str(_converter().convert(_RESIDUE.sub("", text)))


def simplify(blocks: Sequence[Line | Table]) -> tuple[Line | Table, ...]:
    """All blocks with their texts folded to simplified characters."""
    return tuple(
        block._replace(text=simplified(block.text))
        if isinstance(block, Line)
        else replace(block, cells=tuple(c._replace(text=simplified(c.text)) for c in block.cells))
        for block in blocks
    )
