"""The code that budget systems print in front of the name of a unit or a project."""

from __future__ import annotations

import re

from .text import fold

#: In brackets, before a sign, or so long that no name begins with it: `120急救中心` is a name.
_CODE = re.compile(
    r"(?:[\[【〔(]\d[\dA-Z]{2,31}[\]】〕)][-_:]*|\d[\dA-Z]{2,31}[-_:]+|\d{6,}[-_: ]*)"
    r"(?=[\u4e00-\u9fff(\"《])"
)


def without_code(name: str) -> str:
    """The folded name without the code in front of it.

    >>> without_code("[104001]青禾县水利局"), without_code("104001—青禾县水利局")
    ('青禾县水利局', '青禾县水利局')
    >>> without_code("120急救中心")
    '120急救中心'
    """
    folded = fold(name)
    return _CODE.sub("", folded, count=1) if _CODE.match(folded) else folded
