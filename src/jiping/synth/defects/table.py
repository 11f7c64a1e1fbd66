"""The table of defects: each a small function that plants one, beside the code that it should raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from jiping.filing import Accounts, Filing
from jiping.standards import Standard
from jiping.synth.dice import Dice


@dataclass(frozen=True)
class Soil:
    """What a defect is planted in: a filing with nothing wrong, and what lies around it.

    Last year's filing is made when it is first asked for.
    """

    filing: Filing
    standard: Standard
    before: Callable[[], Filing] | None = None
    accounts: Accounts | None = None

    @cached_property
    def last_year(self) -> Filing | None:
        """The filing of the same unit or project of the year before, with nothing wrong either."""
        return self.before() if self.before else None


class Planted(NamedTuple):
    """The filing with the defect in it, and the pointers of the fields that are wrong."""

    filing: Filing
    fields: tuple[str, ...]


#: Plants a defect; None where the filing has no place for it.
Plant = Callable[[Soil, Dice], Planted | None]


class Defect(NamedTuple):
    """A defect: the code of the check that should find it, and what is done.

    `also` are checks that rightly speak besides, because the defect is seen from two sides.
    """

    code: str
    told: str
    plant: Plant
    also: tuple[str, ...] = ()


DEFECTS: dict[str, Defect] = {}


def defect(code: str, told: str, *also: str) -> Callable[[Plant], Plant]:
    """Enter the decorated function in the table; its own name is the defect's."""

    def enter(plant: Plant) -> Plant:
        name = plant.__name__.replace("_", "-")
        if name in DEFECTS:
            raise ValueError(f"{name} is planted already")
        DEFECTS[name] = Defect(code, told, plant, also)
        return plant

    return enter


def chosen(names: str | None) -> dict[str, Defect]:
    """All defects, or those of these codes and names, parted by commas; a code may end early (`JP1`).

    Raises KeyError with the word that fits none.
    """
    if not names:
        return dict(DEFECTS)
    found: dict[str, Defect] = {}
    for word in names.replace("，", ",").split(","):
        fits = dict(_fitting(word.strip()))
        if not fits:
            raise KeyError(word.strip())
        found |= fits
    return found


def _fitting(word: str) -> Iterator[tuple[str, Defect]]:
    for name, one in DEFECTS.items():
        if word and (name == word.lower() or one.code.startswith(word.upper())):
            yield name, one
