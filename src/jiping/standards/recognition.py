"""Which standard a form belongs to, told by the words it prints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from .loading import names, packaged_tree


class _Sign(NamedTuple):
    standard: str
    all: tuple[str, ...]
    any: tuple[str, ...]
    none: tuple[str, ...]


def recognise(labels: Iterable[str], default: str = "national-2020") -> str:
    """Return the id of the packaged standard that a form shows by its squeezed *labels*.

    A sign of a standard (`[[recognise]]`) is there when all its `all` words, one of its `any` words
    and none of its `none` words occur within labels; the sign with the most words wins, and
    without any sign it is *default*.
    """
    text = "\n".join(labels)
    for sign in _signs():
        if (
            all(word in text for word in sign.all)
            and (not sign.any or any(word in text for word in sign.any))
            and not any(word in text for word in sign.none)
        ):
            return sign.standard
    return default


@lru_cache(maxsize=1)
def _signs() -> tuple[_Sign, ...]:
    signs = [
        _Sign(name, *(tuple(sign.get(key, ())) for key in ("all", "any", "none")))
        for name in names()
        for sign in packaged_tree(name).get("recognise", ())
    ]
    return tuple(sorted(signs, key=lambda sign: -(len(sign.all) + bool(sign.any))))
