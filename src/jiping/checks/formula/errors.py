"""What is wrong with a formula, said in Chinese at the character."""

from __future__ import annotations

import unicodedata

#: Longer formulas are shown around the fault only.
_SHOWN = 60
_WIDE = frozenset("WF")


class FormulaError(ValueError):
    """A formula or a rule that cannot be used: never a finding about a filing.

    `start` and `end` are the faulty characters of `source`, counted from 0; `where` is the file
    and line, where there is one.
    """

    def __init__(
        self, message: str, source: str, start: int, end: int | None = None, where: str = ""
    ) -> None:
        """Keep the sentence for the user and the characters it is about."""
        super().__init__(message)
        self.message = message
        self.source = source
        self.start = min(start, len(source))
        self.end = max(self.start + 1, start + 1 if end is None else end)
        self.where = where

    def within(self, source: str, offset: int) -> FormulaError:
        """The same fault, told of a longer text in which this one begins at *offset*."""
        return FormulaError(self.message, source, self.start + offset, self.end + offset)

    def found_at(self, where: str) -> FormulaError:
        """The same fault with file and line before it."""
        return FormulaError(self.message, self.source, self.start, self.end, where)

    def __str__(self) -> str:
        """The place, the sentence, the formula and a caret below the faulty characters."""
        first = max(0, self.start - _SHOWN // 2)
        shown = "".join(
            char if char.isprintable() else " " for char in self.source[first : first + _SHOWN]
        )
        at = self.start - first
        lead = "".join("　" if _is_wide(char) else " " for char in shown[:at])
        faulty = shown[at : max(at + 1, min(self.end - first, _SHOWN))]
        carets = "^" * max(1, sum(2 if _is_wide(char) else 1 for char in faulty))
        return f"{self.where}第{self.start + 1}字：{self.message}\n    {shown}\n    {lead}{carets}"


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE
