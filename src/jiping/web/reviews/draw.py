"""Drawing a sample that anybody can draw again: a seed, a frame, one rule.

Every filing of the frame has the number u between 0 and 1 that SM3 makes of seed and code. A random
sample takes the smallest u; a risk-weighted one the smallest −ln(u) ÷ weight, which draws without
replacement in proportion to the weights (Efraimidis and Spirakis 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Any, Literal, NamedTuple

from django.utils.translation import gettext_lazy as _

from jiping.web.history.chain import sm3

Method = Literal["random", "risk"]
METHODS: dict[Method, Any] = {"random": _("随机抽取"), "risk": _("按风险加权抽取")}
#: Digits that tell any two filings apart.
_DIGITS = 50


class Member(NamedTuple):
    """A filing of the frame: its code and its weight by risk."""

    pk: int
    code: str
    weight: Decimal


def draw(frame: Sequence[Member], method: Method, seed: str, size: int) -> tuple[Member, ...]:
    """The sample, in the order in which it was drawn."""
    return tuple(sorted(frame, key=lambda one: (rank(one, method, seed), one.code))[:size])


def rank(one: Member, method: Method, seed: str) -> Decimal:
    """The number by which a filing is drawn: the smallest first."""
    with localcontext(prec=_DIGITS):
        u = (Decimal(int(sm3(f"{seed}\n{one.code}"), 16)) + 1) / (Decimal(2) ** 256 + 1)
        return u if method == "random" else -u.ln() / one.weight
