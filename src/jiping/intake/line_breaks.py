"""Numbers that a line break parts within a cell: `≥2⏎0万人次`, `124⏎200`, `2,36⏎5.80`.

A cell of a narrow column may break anywhere, and an office may set two figures in one cell, a line
each. Which of the two it is, the figures themselves must tell; else they stay unread.
"""

from __future__ import annotations

import re
from decimal import Decimal

from jiping.filing import Value
from jiping.filing.numbers import NUMBER
from jiping.filing.text import fold
from jiping.filing.values import parse_value

_PARTED = re.compile(r"(?<=[\d,.])[ \t\u3000]*[\r\n]+[ \t\u3000]*(?=[\d,.])")
_DIGITS_PARTED = re.compile(r"\d\s*[\r\n]+\s*\d")
_FIGURE = re.compile(NUMBER, re.ASCII)
#: The unit of a value that ends in one, and the number in front of it.
_WITH_UNIT = re.compile(rf"{NUMBER}(?P<unit>[^\d\s.,].*)", re.ASCII | re.DOTALL)
#: A share above that is no share, but two of them (`100⏎98%`).
_LARGEST_SHARE = Decimal(300)


def is_parted(text: str) -> bool:
    """Whether a line break stands between two digits."""
    return "\n" in text and _DIGITS_PARTED.search(text) is not None


def joined(text: str) -> str:
    """The text without the line breaks within its numbers."""
    return _PARTED.sub("", text)


def two_figures(text: str) -> bool:
    """Whether the lines of a cell may be figures of their own: like figures one above the other.

    >>> two_figures("100\\n50"), two_figures("236\\n5.80"), two_figures("2,36\\n5")
    (True, False, False)
    """
    if not is_parted(text):
        return False
    lines = [line.strip().rstrip("%万元") for line in fold_lines(text)]
    if not all(_FIGURE.fullmatch(line) for line in lines):
        return False
    return len({len(line.partition(".")[2]) for line in lines}) == 1


def fold_lines(text: str) -> list[str]:
    """The lines of a cell that say something, folded."""
    return [fold(line) for line in text.splitlines() if line.strip()]


def several(text: str, value: Value) -> bool:
    """Whether the lines of a cell are a value each, while the whole, *value*, is none."""
    if value.number is not None or value.date is not None:
        return False
    return all(parse_value(line).number is not None for line in fold_lines(text))


def is_one_number(text: str, whole: Value, other: str | None) -> bool:
    """Whether the parted number of a value is certainly *whole*; *other* is the value beside it.

    It is, where only the last line has a unit, for two values would have one each; or where the
    value beside it, in one piece or parted elsewhere, tells the same number.
    """
    if whole.number is None:
        return False
    *before, last = fold_lines(text)
    match = _WITH_UNIT.fullmatch(last)
    if match and all(line[-1].isdigit() or line[-1] in ".," for line in before):
        return not (match["unit"].startswith("%") and whole.number > _LARGEST_SHARE)
    if other is None or fold_lines(other)[:-1] == before:
        return False
    return parse_value(joined(other)).number == whole.number
