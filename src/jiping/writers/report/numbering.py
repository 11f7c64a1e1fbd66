"""The numbers that Word writes before headings by itself, counted as Word counts them."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
#: Level → how a number of it is written; the list of parts/numbering.xml says the same.
_FORMS = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
_CHINESE_LEVELS = (1, 2)
#: Word's own Chinese counting is known to agree with ours up to here.
_MOST = 99


class Counter:
    """Counts headings level by level; a number that Word would not write so is no part of the list."""

    def __init__(self) -> None:
        """Begin before the first heading."""
        self._counts: dict[int, int] = {}

    def counts(self, level: int, number: str) -> bool:
        """Whether the list itself writes *number* before the next heading of *level*; counted if so."""
        due = self._counts.get(level, 0) + 1
        if due > _MOST or _FORMS[level].format(_written(level, due)) != number:
            return False
        self._counts[level] = due
        for deeper in [one for one in self._counts if one > level]:
            del self._counts[deeper]
        return True


def _written(level: int, number: int) -> str:
    return chinese(number) if level in _CHINESE_LEVELS else str(number)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals.

    >>> chinese(7), chinese(10), chinese(21)
    ('七', '十', '二十一')
    """
    tens, units = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[units] if units or not tens else "")
