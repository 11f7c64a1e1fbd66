"""A large county in the database: 300 units, 5,000 projects, 4 years."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from jiping import standards, synth
from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Draft, Filing, Version
from jiping.web.units.models import Project, Unit

UNITS, PROJECTS, YEARS, PEOPLE = 300, 5000, (2020, 2021, 2022, 2023), 50


def fill() -> None:
    """Fill an empty database; every filing has a whole document."""
    made = synth.county(3).units
    units = Unit.objects.bulk_create(
        Unit(code=f"{n:06}", name=f"{made[n % 60].name}{n}", path=f"/{n:06}/", kind="institution")
        for n in range(UNITS)
    )
    projects = Project.objects.bulk_create(
        (Project(code=f"P{n:05}", name=f"项目{n}", unit=units[n % UNITS]) for n in range(PROJECTS)),
        batch_size=1000,
    )
    User.objects.bulk_create(
        User(username=f"p{n}", name=f"p{n}", role=Role.PREPARER, unit=units[n])
        for n in range(PEOPLE)
    )
    User.objects.create(username="bureau", name="bureau", role=Role.BUREAU)
    for year in YEARS:
        _year(year, units, projects, [_document(unit, year) for unit in made])


def _document(unit: synth.Unit, year: int) -> tuple[str, synth.Unit]:
    filing = synth.department_filing(unit, year, standards.load("hunan-2022"))
    return json.dumps(filing.model_dump(mode="json", exclude_none=True), ensure_ascii=False), unit


def _year(
    year: int, units: list[Unit], projects: list[Project], told: list[tuple[str, object]]
) -> None:
    last = year == YEARS[-1]
    day = dt.date(year + 1, 3, 31)
    campaign = Campaign.objects.create(
        year=year, title=str(year), standard="hunan-2022", project_standard="national-2020",
        phase=Campaign.Phase.OPEN if last else Campaign.Phase.CLOSED,
        unit_deadline=day, department_deadline=day, bureau_deadline=day,
    )  # fmt: skip
    state = "drafting" if last else "published"
    filings = Filing.objects.bulk_create(
        _filings(campaign, units, projects, state), batch_size=1000
    )
    Draft.objects.bulk_create(
        (Draft(filing=one, content=told[n % len(told)][0]) for n, one in enumerate(filings)),
        batch_size=500,
    )
    if year == YEARS[-2]:  # what saves are held against, and what the summary speaks of
        by = User.objects.get(username="bureau")
        Version.objects.bulk_create(
            (
                Version(
                    filing=one, number=1, content=told[n % len(told)][0], outcome="{}",
                    sm3=f"{n:064x}", by=by, by_name=by.name, at=f"{year + 1}-04-01T00:00:00Z",
                )
                for n, one in enumerate(filings)
            ),
            batch_size=500,
        )  # fmt: skip


def _filings(
    campaign: Campaign, units: list[Unit], projects: list[Project], state: str
) -> Iterator[Filing]:
    common = {
        "campaign": campaign, "state": state, "version": 1, "self_total": "95", "rule_total": "94",
        "adjusted": "900", "executed": "890", "submitted": 1 if campaign.year == YEARS[-2] else 0,
    }  # fmt: skip
    for unit in units:
        yield Filing(unit=unit, **common)
    for project in projects:
        yield Filing(unit=project.unit, project=project, **common)
