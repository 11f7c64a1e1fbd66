"""The notation of bound texts: `[[pointer]]` or `[[pointer|form]]` where a figure stands.

Forms: none, as a sentence tells it (`不低于95%`); `值` without direction (`95%`); `数` the digits
alone; `.2` with so many decimals. What cannot be filled in becomes a gap, 【待填：…】, which blocks
submission.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .quantity import Quantities, Quantity

_MARK = re.compile(r"\[\[((?:[a-z_]+:)?/[^\[\]|\n]+)(?:\|(值|数|\.\d{1,2}))?\]\]")
#: A gap: what only a person can fill in.
GAP = re.compile(r"【待填[：:]?[^【】]*】")
_BRACKETS = str.maketrans("【】", "〔〕")


def gap(what: str) -> str:
    """The marked gap that asks for *what*.

    >>> gap("增加的人数")
    '【待填：增加的人数】'
    """
    return f"【待填：{what.translate(_BRACKETS)}】"


def gaps(text: str) -> list[str]:
    """The gaps of *text*, in their order, as they stand."""
    return GAP.findall(text) if "【待填" in text else []


def mark(pointer: str, form: str = "") -> str:
    """The mark of the figure at *pointer*."""
    return f"[[{pointer}|{form}]]" if form else f"[[{pointer}]]"


def pointers(template: str) -> list[str]:
    """The pointers of the figures that a bound text tells, in their order."""
    return [found[1] for found in _MARK.finditer(template)]


def shown(quantity: Quantity, form: str) -> str:
    """The figure in one of the forms."""
    if form.startswith("."):
        return quantity.rounded(int(form[1:]))
    if form == "数":
        return quantity.digits
    return quantity.value if form == "值" else str(quantity)


def render(
    template: str,
    quantities: Quantities,
    *,
    missing: Callable[[str], str] = lambda _: gap("此处的数据（对应的栏目是空的）"),
) -> str:
    """The plain text of a bound one; a figure whose field is blank becomes what *missing* says."""
    return "".join(text for text, _ in rendered(template, quantities, missing))


def rendered(
    template: str, quantities: Quantities, missing: Callable[[str], str] = gap
) -> list[tuple[str, str | None]]:
    """The pieces of the plain text, each with the pointer of the figure it is, or None."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for found in _MARK.finditer(template):
        pieces.append((template[at : found.start()], None))
        quantity = quantities.get(found[1])
        text = missing(found[1]) if quantity is None else shown(quantity, found[2] or "")
        pieces.append((text, found[1]))
        at = found.end()
    pieces.append((template[at:], None))
    return [piece for piece in pieces if piece[0]]
