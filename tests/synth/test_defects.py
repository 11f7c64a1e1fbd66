"""Each planted defect is found by the check that should find it, and nothing unexpected is."""

from functools import lru_cache

import pytest

from jiping import standards
from jiping.checks import check_filing, rules
from jiping.checks.surroundings import Surroundings
from jiping.synth import accounts, county, department_filing, project_filing
from jiping.synth.defects import DEFECTS, Soil, chosen
from jiping.synth.dice import Dice

#: Defects that a check may miss now and then, by its own caution: how many of a hundred it must find.
CAUTIOUS = {"dropped-after-miss": 60, "deduction-untold": 80}


@lru_cache(maxsize=1)
def soils() -> list[Soil]:
    """Departments of Hunan, and projects of three other standards."""
    found = []
    for at, unit in enumerate(county(11).units[::5]):
        year = 2022 + at % 2
        under = standards.load("hunan-2022")
        found.append(
            Soil(
                department_filing(unit, year, under), under,
                lambda unit=unit, year=year, under=under: department_filing(unit, year - 1, under),
                accounts(unit, year),
            )
        )  # fmt: skip
        if at % 2 == 0:
            other = standards.load(("national-2020", "anhui-2022", "sichuan-2023")[at % 3])
            found.append(
                Soil(
                    project_filing(unit, year, other), other,
                    lambda unit=unit, year=year, other=other: project_filing(unit, year - 1, other),
                )
            )  # fmt: skip
    return found


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found_and_nothing_unexpected_with_it(name):
    one = DEFECTS[name]
    planted, missed, beside = 0, 0, set()
    for at, soil in enumerate(soils()):
        made = one.plant(soil, Dice(name, at))
        if made is None:
            continue
        planted += 1
        assert made.filing != soil.filing
        assert made.fields
        around = Surroundings(last_year=soil.last_year, accounts=soil.accounts)
        codes = {
            found.code for found in check_filing(made.filing, soil.standard, surroundings=around)
        }
        missed += one.code not in codes
        beside |= codes - {one.code, *one.also}
    assert planted
    assert missed * 100 <= planted * (100 - CAUTIOUS.get(name, 100))
    assert not beside


def test_every_code_is_a_check_of_the_catalogue():
    known = {check.code for check in rules()}
    for one in DEFECTS.values():
        assert {one.code, *one.also} <= known
        assert one.code not in one.also or one.code == "JP709"


def test_defects_are_chosen_by_code_theme_or_name():
    assert {one.code for one in chosen("JP110").values()} == {"JP110"}
    assert {one.code[:3] for one in chosen("JP8,JP7").values()} == {"JP7", "JP8"}
    assert set(chosen("wrong-rate，secret-mark")) == {"wrong-rate", "secret-mark"}
    assert chosen(None) == DEFECTS
    with pytest.raises(KeyError, match="JP999"):
        chosen("JP1,JP999")
