"""What is noted while one filing is read: where each value stood, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from jiping.filing import Evidence, Place, Problem

from .amounts import blank
from .document import Found

_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")
_EDGE = " \t\r\n\u3000\xa0\u200b\ufeff"


@lru_cache(maxsize=32768)
def shown(text: str) -> str:
    """The text as published, without the blanks and line breaks of its cell."""
    text = text.strip(_EDGE)
    if "\n" in text or "\r" in text:
        text = _LINE_BREAK.sub(_joint, text)
    return text


def _joint(match: re.Match[str]) -> str:
    """Lines of one cell join without a blank, but between two Latin words or numbers."""
    before, after = match.string[match.start() - 1], match.string[match.end() : match.end() + 1]
    return (
        " " if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else ""
    )


class Ledger:
    """Evidence and problems as they gather while one filing is read, by JSON pointer."""

    __slots__ = ("evidence", "problems")

    def __init__(self) -> None:
        """Start empty."""
        self.evidence: dict[str, Evidence] = {}
        self.problems: list[Problem] = []

    def text(self, pointer: str, found: Found | None) -> str | None:
        """The published words of *found*, or None where the cell is empty."""
        if found is None:
            return None
        raw, place = found
        if text := shown(raw):
            self.evidence[pointer] = Evidence(raw, place)
        return text or None

    def number(
        self,
        pointer: str,
        found: Found | None,
        read: Callable[[str], Decimal | None],
        what: str,
    ) -> Decimal | None:
        """The number of *found* by *read*; what is there and is no number becomes a problem."""
        if found is None:
            return None
        text, place = found
        if blank(text):
            return None
        number = read(text)
        if number is None:
            self.doubt(place, f"{what}“{shown(text)}”不能确定是哪个数，留空未读")
            return None
        self.evidence[pointer] = Evidence(text, place)
        return number

    def doubt(self, where: Place, message: str) -> None:
        """Note something that could not be read with certainty."""
        self.problems.append(Problem(where=where, message=message))
