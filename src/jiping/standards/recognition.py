"""Which standard a form belongs to, told by what it prints and by the place of its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.model import Kind
from jiping.filing.regions import region_of
from jiping.filing.text import squeeze

from .loading import frozen, names, packaged_tree
from .model import Recognition

#: The code of a unit that budget systems print in front of its name.
_CODE = re.compile(r"^[\[(【]?\d[\d-]*[\])】]?-?")


class _Sign(NamedTuple):
    standard: str
    told: Recognition


class Shown(NamedTuple):
    """What a form shows besides the words of its labels.

    `names` may tell where it comes from: unit, supervisor, title. `levels` are the level-1 names of
    its indicators, in canonical form.
    """

    names: tuple[str, ...] = ()
    year: int | None = None
    kind: Kind | None = None
    levels: frozenset[str] = frozenset()


def recognise(
    labels: Iterable[str], default: str = "national-2020", shown: Shown | None = None
) -> str:
    """Return the id of the packaged standard that a form shows by its squeezed *labels*.

    A sign of a standard (`[[recognise]]`) is there when all its `all` words, one of its `any` words
    and none of its `none` words occur within labels, all its `levels` among the level-1 names, and
    the unit certainly lies in its `place`, the fiscal year within its `years`, the form being of
    its `kind`. What is not known is not met. The sign that asks most wins; without any sign it is
    *default*. A place alone is no sign: a county may fill in another form than its province's.
    """
    text = "\n".join(labels)
    shown = shown or Shown()
    places: frozenset[str] | None = None
    for standard, sign in _signs():
        if not _is_of(sign, shown) or not _is_printed(sign, text):
            continue
        if sign.place is not None:
            places = _places(shown.names) if places is None else places
            if sign.place not in places:
                continue
        return standard
    return default


def _is_printed(sign: Recognition, text: str) -> bool:
    printed = text.__contains__
    return (
        all(map(printed, sign.all))
        and (not sign.any or any(map(printed, sign.any)))
        and not any(map(printed, sign.none))
    )


def _is_of(sign: Recognition, shown: Shown) -> bool:
    if sign.kind is not None and sign.kind != shown.kind:
        return False
    if sign.years is not None and (
        shown.year is None or not sign.years[0] <= shown.year <= sign.years[1]
    ):
        return False
    return shown.levels.issuperset(sign.levels)


def _places(told: Sequence[str]) -> frozenset[str]:
    """The divisions in which a unit lies, from province to county; none where names disagree."""
    found = [region for name in told if (region := region_of(_CODE.sub("", squeeze(name))))]
    if len({region.province for region in found}) != 1:
        return frozenset()
    places = {place for one in found for place in (one.province, one.prefecture, one.county)}
    return frozenset(place for place in places if place)


@lru_cache(maxsize=1)
def _signs() -> tuple[_Sign, ...]:
    signs = [
        _Sign(name, Recognition.model_validate(frozen(sign)))
        for name in names()
        for sign in packaged_tree(name).get("recognise", ())
    ]
    return tuple(sorted(signs, key=lambda sign: -_asks(sign.told)))


def _asks(sign: Recognition) -> int:
    """How much a sign asks: its words, and each of the other conditions."""
    words = len(sign.all) + bool(sign.any) + len(sign.levels)
    return words + sum(asked is not None for asked in (sign.place, sign.years, sign.kind))
