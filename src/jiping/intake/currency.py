"""The unit of money that a form prints: `（万元）`, `单位：元`, `金额单位：人民币元`.

Read wrong it makes every amount ten thousand times too large or too small, so that what only looks
like it (`单位：元氏县水利局`, `（元旦慰问）`) must not count.
"""

from __future__ import annotations

import re

from jiping.filing.text import squeeze

#: A bracket may be lost at the end of a cell; behind `单位:元` no word goes on but the next label.
_PRINTED = re.compile(
    r"[(\[](?:(?:金额)?单位:)?(?:人民币)?(?P<bracketed>万?元)(?:[)\]]|$)|"
    r"单位:(?:人民币)?(?P<told>万?元)(?=$|[^\u4e00-\u9fff/]|项目|专项|转移|主管|实施|预算|填报|资金|部门|单位|年度|年初)"
)
#: In a text as published, behind what it says.
_BEHIND = re.compile(r"\s*[（(]?(?:金额)?单位\s*[:：]\s*(?:人民币)?万?元[)）]?\s*$")
_ALONE = re.compile(r"[(\[]?(?:(?:金额)?单位:)?(?:人民币)?万?元[)\]]?")


def currency_at(text: str, start: int = 0, stop: int | None = None) -> tuple[int, int] | None:
    """Where a squeezed text names the unit of its money first, or None.

    >>> currency_at("金额单位:元"), currency_at("单位:元氏县水利局")
    ((5, 6), None)
    """
    match = _PRINTED.search(text, start, len(text) if stop is None else stop)
    return match.span(match.lastgroup or 0) if match else None


def currency_in(text: str) -> str | None:
    """The unit of money that a cell or line names, `万元` or `元`, or None.

    >>> currency_in("项目资金（万元）"), currency_in("走访慰问（元旦）")
    ('万元', None)
    """
    if "元" not in text:
        return None
    squeezed = squeeze(text)
    span = currency_at(squeezed)
    return squeezed[slice(*span)] if span else None


def is_currency(text: str) -> bool:
    """Whether a cell holds the unit of money and nothing else.

    >>> is_currency("万元"), is_currency("金额单位：元"), is_currency("2.38万元")
    (True, True, False)
    """
    return "元" in text and _ALONE.fullmatch(squeeze(text)) is not None


def without_currency(text: str) -> str:
    """A published text without the unit of money that stands behind it.

    >>> without_currency("望河县水利局（金额单位：元）")
    '望河县水利局'
    """
    return _BEHIND.sub("", text) if "元" in text else text
