"""Loading the example county through the services that people use: log and versions are real."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.accounts.showcase import ShownLogin, show
from jiping.web.actor import Actor
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.edit import save_edits
from jiping.web.filings.models import Filing
from jiping.web.filings.submit import submit
from jiping.web.refusal import InvalidError
from jiping.web.reviews.decide import decide
from jiping.web.units.models import Project, Unit

from . import county

PASSWORD = "Jiping-2024"  # noqa: S105  (the demonstration's, shown on its log-in page)
SEED = 2024
YEARS = (2020, 2021, 2022, 2023)
_OFFICE = (
    ("caizheng", Role.BUREAU), ("pinggu", Role.THIRD_PARTY), ("xitong", Role.SYSTEM_ADMIN),
    ("anquan", Role.SECURITY_ADMIN), ("shenji", Role.AUDIT_ADMIN),
)  # fmt: skip


def load_county(say: Callable[[str], None], seed: int = SEED) -> None:
    """Fill an empty database; one that holds anything is left as it is."""
    if Unit.objects.exists() or User.objects.exists():
        say("数据库已有内容，不再载入示例县。")
        return
    say("正在载入示例县（60个单位、4个年度），约需一两分钟……")
    with transaction.atomic():
        units = _units()
        projects = _projects(units, seed)
        people = _people(units, seed)
        for year in YEARS:
            campaign = _campaign(year)
            for unit in units.values():
                _filing(campaign, unit, None, people, seed)
            for project in projects:
                _filing(campaign, project.unit, project, people, seed)
            say(f"  {year}年度：{campaign.filings.count()} 份自评")
    show(_shown(people))


def _units() -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    for one in county.units():
        parent = made[one.parent] if one.parent else None
        made[one.code] = Unit.objects.create(
            code=one.code, name=one.name, kind=one.kind, sector=one.sector, parent=parent
        )
    return made


def _projects(units: dict[str, Unit], seed: int) -> list[Project]:
    return [
        Project.objects.create(
            code=one.code, name=one.name, unit=units[one.unit], sector=one.sector
        )
        for one in county.projects(seed)
    ]


def _people(units: dict[str, Unit], seed: int) -> dict[str, User]:
    """The log-ins by name; they share one password, hashed once."""
    hashed, number = make_password(PASSWORD), 0
    rows: list[User] = []
    for unit in units.values():
        roles = [("jb", Role.PREPARER), ("fz", Role.UNIT_REVIEWER)]
        if unit.parent_id is None and unit.kind == "department":
            roles.append(("zg", Role.DEPARTMENT_REVIEWER))
        for letters, role in roles:
            number += 1
            rows.append(
                User(
                    username=f"{letters}{unit.code}", name=county.person(seed, number), unit=unit,
                    role=role, password=hashed,
                )
            )  # fmt: skip
    for username, role in _OFFICE:
        number += 1
        rows.append(
            User(username=username, name=county.person(seed, number), role=role, password=hashed)
        )
    User.objects.bulk_create(rows)
    return {user.username: user for user in User.objects.select_related("unit")}


def _campaign(year: int) -> Campaign:
    latest = year == YEARS[-1]
    today = dt.date.today()
    first = today - dt.timedelta(days=5) if latest else dt.date(year + 1, 3, 31)
    week = dt.timedelta(days=7)
    return Campaign.objects.create(
        year=year,
        title=f"{county.COUNTY}{year}年度预算绩效自评",
        standard="hunan-2022",
        project_standard="national-2020",
        phase=Campaign.Phase.OPEN if latest else Campaign.Phase.CLOSED,
        text=f"请各单位按要求开展{year}年度预算绩效自评，如实填报，按时报送。",
        unit_deadline=first,
        department_deadline=first + 2 * week,
        bureau_deadline=first + 4 * week,
    )


def _filing(
    campaign: Campaign, unit: Unit, project: Project | None, people: dict[str, User], seed: int
) -> None:
    code = project.code if project else unit.code
    filing = Filing.objects.create(
        campaign=campaign, unit=unit, project=project,
        figures=county.figures(seed, code, campaign.year),
    )  # fmt: skip
    random_ = random.Random(f"{seed}/{code}/{campaign.year}/way")  # noqa: S311
    way = 6 if campaign.year != YEARS[-1] else random_.choice((0, 1, 1, 2, 3, 4, 4, 5, 6))
    name = project.name if project else unit.name
    told = list(county.edits(seed, code, name, unit.sector, campaign.year))
    if way == 0:
        return
    preparer = _actor(people[f"jb{unit.code}"])
    if way == 1:
        told = told[: len(told) // 2]
    save_edits(preparer, filing.pk, 0, told, uuid.UUID(int=random_.getrandbits(128)))
    if way > 1:
        _send(filing, unit, way, people, preparer)


def _send(filing: Filing, unit: Unit, way: int, people: dict[str, User], preparer: Actor) -> None:
    """Submit and let the reviewers decide, as far as *way* goes."""
    try:
        submit(preparer, filing.pk, 1)
    except InvalidError as error:
        if error.detail.get("errors"):
            return
        _answer(preparer, filing, error)
        submit(preparer, filing.pk, 1)
    deciders = [people[f"fz{unit.code}"]]
    if unit.parent:
        deciders.append(people[f"zg{unit.parent.code}"])
    deciders += [people["caizheng"]]
    for decider in deciders[: way - 2]:
        decide(_actor(decider), filing.pk, "approve", 1)
    filing.refresh_from_db()
    if way == 6 and filing.state == "accepted":
        decide(_actor(people["caizheng"]), filing.pk, "publish", 1)


def _answer(preparer: Actor, filing: Filing, error: InvalidError) -> None:
    from jiping.web.filings.answer import answer

    for finding in error.detail["unanswered"]:
        answer(preparer, filing.pk, finding["fingerprint"], "已核对，情况属实，依据见佐证材料。")


def _actor(user: User) -> Actor:
    return Actor(user, "127.0.0.1", "demo", uuid.uuid4())


def _shown(people: dict[str, User]) -> list[ShownLogin]:
    names = ("jb301", "fz301", "jb104002", "fz104002", "zg104", *(name for name, _ in _OFFICE))
    return [
        ShownLogin(
            str(user.get_role_display()), str(user.unit or county.COUNTY), user.username, PASSWORD
        )
        for user in (people[name] for name in names)
    ]
