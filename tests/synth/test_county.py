"""An invented county and its filings: plausible, reproducible, and with nothing wrong in them."""

import pytest

from jiping import standards
from jiping.checks import check_filing
from jiping.checks.surroundings import Surroundings
from jiping.filing.regions import region_of
from jiping.filing.unit_kinds import unit_kinds
from jiping.synth import County, accounts, county, department_filing, project_filing
from jiping.synth.form import fills

HUNAN = standards.load("hunan-2022")
DEPARTMENTS, PROJECTS = (
    [
        one
        for one in map(standards.load, standards.names())
        if one.form.filing_kind == kind and fills(one.frame)
    ]
    for kind in ("department", "project")
)


@pytest.fixture(scope="module")
def somewhere() -> County:
    return county(7)


def test_a_county_has_sixty_units_of_many_kinds_in_a_tree(somewhere):
    assert len(somewhere.units) == 60
    assert len({unit.name for unit in somewhere.units}) == 60
    assert len({unit.kind for unit in somewhere.units}) >= 15
    assert {unit.kind for unit in somewhere.units} <= set(unit_kinds())
    names = [unit.name for unit in somewhere.units]
    for unit in somewhere.units:
        assert unit.supervisor is None or names.index(unit.supervisor) < names.index(unit.name)
    assert sum(len(somewhere.under(unit.name)) for unit in somewhere.units) + len(
        somewhere.under(None)
    ) == len(somewhere.units)


def test_a_smaller_county_keeps_the_variety(somewhere):
    small = county(7, 12)
    assert len(small.units) == 12
    assert len({unit.trade.key for unit in small.units}) == 12
    assert set(small.units) <= set(somewhere.units)


def test_the_county_exists_nowhere(somewhere):
    assert not any(region_of(unit.name) for unit in somewhere.units)


def test_the_same_seed_gives_the_same_filings():
    def told() -> list[str]:
        units = county.__wrapped__(3).units[:5]
        return [department_filing(unit, 2023, HUNAN).model_dump_json() for unit in units]

    assert told() == told()
    assert county(3) != county(4)


@pytest.mark.parametrize("standard", DEPARTMENTS, ids=lambda one: one.id)
def test_nothing_is_found_wrong_with_departments(somewhere, standard):
    found = {}
    for unit in somewhere.units:
        around = Surroundings(
            last_year=department_filing(unit, 2022, standard), accounts=accounts(unit, 2023)
        )
        found[unit.name] = check_filing(
            department_filing(unit, 2023, standard), standard, surroundings=around
        )
    assert not {unit: some for unit, some in found.items() if some}


@pytest.mark.parametrize("standard", PROJECTS, ids=lambda one: one.id)
def test_nothing_is_found_wrong_with_projects(somewhere, standard):
    found = {}
    for unit in somewhere.units[::3]:
        for number in range(len(unit.projects)):
            last = project_filing(unit, 2022, standard, number)
            found[unit.name, number] = check_filing(
                project_filing(unit, 2023, standard, number),
                standard,
                surroundings=Surroundings(last_year=last),
            )
    assert not {unit: some for unit, some in found.items() if some}


def test_years_follow_from_one_another(somewhere):
    unit = somewhere.units[0]
    before, now = (department_filing(unit, year, HUNAN) for year in (2022, 2023))
    told = {one.item: one for one in now.report.figures}
    for last in before.report.figures:
        this = told[last.item]
        sign = 1 if this.direction == "increase" else -1
        assert last.amount + sign * this.change == this.amount
