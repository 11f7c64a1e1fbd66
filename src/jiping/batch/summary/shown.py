"""Cells as people read them: the same in every form of the summary."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing.numbers import HUNDRED, plain, round_half_up

from .model import Cell, Form

NOTHING = "—"


def shown(cell: Cell, form: Form) -> str:
    """A cell as text: counts by thousands, shares as percent, points and amounts with two decimals.

    >>> shown(Decimal("0.1234"), "share"), shown(Decimal("1234567.5"), "amount"), shown(None, "count")
    ('12.34%', '1,234,567.50', '—')
    >>> shown(Decimal("99.3"), "text")
    '99.30'
    """
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return f"{cell:,}"
    if form == "share":
        return f"{round_half_up(cell * HUNDRED):.2f}%"
    if form in ("points", "text"):
        return f"{round_half_up(cell):.2f}"
    if form == "amount":
        return f"{round_half_up(cell):,.2f}"
    return plain(cell)


def drawn(cell: Cell, form: Form) -> str | None:
    """A number for a drawing or for sorting, as decimal text; shares in percent."""
    if isinstance(cell, Decimal):
        return plain(cell * HUNDRED if form == "share" else cell)
    return str(cell) if isinstance(cell, int) else None


#: Chinese numerals before the headings of a summary.
_DIGITS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """The number of a section, from 1 to 99, as official documents number them."""
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十"
    return ten + (_DIGITS[ones - 1] if ones else "")
