"""The one place where text becomes an exact number, and where numbers are rounded and printed.

Money and scores are `Decimal`; nothing in the project computes them as float. A score is rounded
half up (四舍五入), once, at the end (财预〔2020〕10号 practice).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
YUAN_PER_WAN = Decimal(10000)

#: A decimal number as offices write it: grouping commas only where they group by three (or by four).
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
#: Longer runs of digits are identifiers or noise, and would not stay exact in later arithmetic.
LONGEST = 24
_NUMBER = re.compile(NUMBER, re.ASCII)
_QUANTA = tuple(Decimal(1).scaleb(-places) for places in range(LONGEST))


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round *value* half up to *places* decimals, the rounding of every score and amount.

    >>> round_half_up(Decimal("2.525"))
    Decimal('2.53')
    """
    return value.quantize(_QUANTA[places], ROUND_HALF_UP)


@lru_cache(maxsize=16384)
def decimal_of(text: str) -> Decimal | None:
    """Read a folded plain number (`1,234.50`, `-3`), or None where it is not exactly one.

    A number is never guessed: `7,00.0` and `1.2.3` are no numbers.
    """
    unsigned = text[1:] if text.startswith(("+", "-")) else text
    if len(unsigned) > LONGEST or not _NUMBER.fullmatch(unsigned):
        return None
    return Decimal(text.replace(",", ""))


@lru_cache(maxsize=4096)
def plain(value: Decimal) -> str:
    """Print *value* without exponent and without closing zeros: the spelling of the JSON contract.

    >>> plain(Decimal("3852.540")), plain(Decimal("1E+2"))
    ('3852.54', '100')
    """
    if not value:
        return "0"
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
