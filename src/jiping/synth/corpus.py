"""Numbered samples from a seed: filings of county after county, four years of each unit, with labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from jiping.filing import Filing
from jiping.standards import Standard, load, names

from .accounts import accounts
from .county import Unit, county
from .defects import Defect, Soil
from .dice import Dice
from .form import department_filing, fills, project_filing

YEARS = (2020, 2021, 2022, 2023)
#: Filings of a county: each unit's of each year, one in three of a project.
_UNITS = 60
_OF_COUNTY = _UNITS * len(YEARS)


class Label(NamedTuple):
    """A defect that was planted: its name, the code that should find it, and the fields that are wrong."""

    name: str
    code: str
    told: str
    fields: tuple[str, ...]


class Sample(NamedTuple):
    """A filing as it is handed out, what is wrong in it, and what it was before (`soil`)."""

    number: int
    filing: Filing
    labels: tuple[Label, ...]
    soil: Soil


def sample(seed: int, number: int, defects: Mapping[str, Defect], share: int = 50) -> Sample:
    """The sample of this *number*, from 0: nothing but the arguments decides what is in it.

    *share* percent of the samples get one of *defects*, as far as the filing has a place for it.
    """
    block, rest = divmod(number, _OF_COUNTY)
    at, year = divmod(rest, len(YEARS))
    unit = county(seed * 1_000_000 + block).units[at]
    dice = Dice("sample", seed, number)
    is_project = at % 3 == 2
    unit_number = block * _UNITS + at
    turn = unit_number // 3 if is_project else unit_number - unit_number // 3
    standard = _standard(turn, "project" if is_project else "department")
    soil = _soil(unit, YEARS[year], standard, dice.whole(0, 1) if is_project else None)
    filing, labels = _planted(soil, dice, defects if dice.chance(share) else {})
    return Sample(number, filing, labels, soil)


def samples(
    count: int, seed: int, defects: Mapping[str, Defect], share: int = 50
) -> Iterator[Sample]:
    """The first *count* samples of this seed."""
    for number in range(count):
        yield sample(seed, number, defects, share)


@lru_cache(maxsize=2)
def _standards(kind: str) -> tuple[Standard, ...]:
    """Those of a kind whose frame the gauges of the trades fill: they measure no management."""
    return tuple(
        one for one in map(load, names()) if one.form.filing_kind == kind and fills(one.frame)
    )


def _standard(turn: int, kind: str) -> Standard:
    known = _standards(kind)
    return known[turn % len(known)]


def _soil(unit: Unit, year: int, standard: Standard, project: int | None) -> Soil:
    if project is None:
        return Soil(
            department_filing(unit, year, standard), standard,
            lambda: department_filing(unit, year - 1, standard), accounts(unit, year),
        )  # fmt: skip
    return Soil(
        project_filing(unit, year, standard, project), standard,
        lambda: project_filing(unit, year - 1, standard, project),
    )  # fmt: skip


def _planted(
    soil: Soil, dice: Dice, defects: Mapping[str, Defect]
) -> tuple[Filing, tuple[Label, ...]]:
    """The filing with the first of the shuffled defects that has a place in it."""
    for name in dice.shuffled(list(defects)):
        one = defects[name]
        if made := one.plant(soil, dice):
            return made.filing, (Label(name, one.code, one.told, made.fields),)
    return soil.filing, ()
