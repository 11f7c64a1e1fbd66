"""Loading the example county: units, people, campaigns of four years, filings in every state."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator

from django.db import transaction

from jiping import standards, synth
from jiping.filing import Filing as Document
from jiping.filing.model import MONEY
from jiping.standards import Standard
from jiping.web.accounts.models import User
from jiping.web.accounts.showcase import show
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State
from jiping.web.notices.models import Notice
from jiping.web.reviews.assign import assign
from jiping.web.units.models import Kind, Project, Unit

from .library import load_library
from .misses import with_misses
from .people import people as make_people
from .people import shown
from .rest import with_rest
from .sectors import SECTORS
from .slips import with_slips
from .way import PUBLISHED, WAYS, actor_for, send

SEED = 7
_YEARS = 4
_STANDARD, _PROJECT_STANDARD = "hunan-2022", "national-2020"
#: Kind of the unit's name → kind of the budget book.
_KINDS = {
    "bureau": Kind.DEPARTMENT, "township": Kind.TOWNSHIP, "subdistrict": Kind.TOWNSHIP,
}  # fmt: skip


def load_county(
    say: Callable[[str], None], *, seed: int = SEED, size: int | None = None, years: int = _YEARS
) -> bool:
    """Fill an empty database with the first *size* units; one that holds anything stays as it is.

    Answers whether it was filled.
    """
    if Unit.objects.exists() or User.objects.exists():
        say("数据库已有内容，不再载入示例县。")
        return False
    county = synth.county(seed, size)
    say(f"正在载入示例县“{county.name}”（{len(county.units)}个单位、{years}个年度），请稍候……")
    last = dt.date.today().year - 1
    with transaction.atomic():
        units = _units(county)
        projects = _projects(county, units)
        people = make_people(list(units.values()), seed)
        load_library()
        for year in range(last - years + 1, last + 1):
            campaign = _campaign(county.name, year, latest=year == last)
            for unit in county.units:
                _filings(campaign, unit, units[unit.name], projects, people)
            if year < last:
                campaign.phase = Campaign.Phase.CLOSED
                campaign.save(update_fields=["phase"])
            say(f"  {year}年度：{campaign.filings.count()} 份自评")
        _give(people)
        old = Notice.objects.filter(filing__campaign__year__lt=last)
        old.update(read=dt.datetime.now(dt.UTC))
    show(shown(people, county.name))
    return True


def _give(people: dict[str, User]) -> None:
    """Some of what the bureau has to review is given to the third party."""
    bureau, third = actor_for(people["caizheng"]), str(people["pinggu"].pk)
    waiting = Filing.objects.filter(state=State.FINANCE_REVIEW).values_list("pk", flat=True)
    for pk in waiting[:6]:
        assign(bureau, pk, third)


def _units(county: synth.County) -> dict[str, Unit]:
    """Units by name, with the codes of a budget book: three digits a level."""
    made: dict[str, Unit] = {}
    for place, unit in enumerate(_in_levels(county), start=101):
        parent = made[unit.supervisor] if unit.supervisor else None
        code = str(place) if parent is None else f"{parent.code}{parent.children.count() + 1:03}"
        made[unit.name] = Unit.objects.create(
            code=code, name=unit.name, sector=SECTORS.get(unit.trade.key, '其他'), parent=parent,
            kind=_KINDS.get(unit.kind, Kind.INSTITUTION if parent else Kind.DEPARTMENT),
        )  # fmt: skip
    return made


def _in_levels(county: synth.County) -> Iterator[synth.Unit]:
    """Supervisors first, so that codes of the first level run on without gaps."""
    yield from county.under(None)
    yield from (unit for unit in county.units if unit.supervisor)


def _projects(county: synth.County, units: dict[str, Unit]) -> dict[str, Project]:
    """The first project of every unit, by the unit's name."""
    return {
        unit.name: Project.objects.create(
            code=f"{units[unit.name].code}-P01", name=unit.projects[0], unit=units[unit.name],
            sector=SECTORS.get(unit.trade.key, '其他'),
        )
        for unit in county.units
        if unit.projects
    }  # fmt: skip


def _campaign(county: str, year: int, *, latest: bool) -> Campaign:
    first = dt.date.today() - dt.timedelta(days=4) if latest else dt.date(year + 1, 3, 31)
    week = dt.timedelta(days=7)
    return Campaign.objects.create(
        year=year,
        title=f"{county}{year}年度预算绩效自评",
        standard=_STANDARD,
        project_standard=_PROJECT_STANDARD,
        phase=Campaign.Phase.OPEN,
        text=f"请各单位按要求开展{year}年度预算绩效自评，如实填报，按时报送。",
        instructions="对照年初批复的绩效目标逐项填写完成值和得分；未达标的写明原因、措施和完成时间。",
        unit_deadline=first,
        department_deadline=first + 2 * week,
        bureau_deadline=first + 4 * week,
    )


def _filings(
    campaign: Campaign,
    made: synth.Unit,
    unit: Unit,
    projects: dict[str, Project],
    people: dict[str, User],
) -> None:
    whole = standards.load(_STANDARD)
    told = synth.department_filing(made, campaign.year, whole)
    _filing(campaign, unit, None, _as_sent(told, whole, f"{campaign.year}/{unit.code}"), people)
    if project := projects.get(made.name):
        standard = standards.load(_PROJECT_STANDARD)
        told = synth.project_filing(made, campaign.year, standard)
        told = _as_sent(told, standard, f"{campaign.year}/{project.code}")
        _filing(campaign, unit, project, told, people)


def _as_sent(told: Document, standard: Standard, seed: str) -> Document:
    """The filing as its office would send it: money left over, targets missed, things overlooked."""
    for change in (with_rest, with_misses, with_slips):
        told = change(told, standard, seed)
    return told


def _filing(
    campaign: Campaign, unit: Unit, project: Project | None, told: Document, people: dict[str, User]
) -> None:
    total = told.model_dump(mode="json", exclude_none=True)["budget"]["rows"][0]
    figures = {name: total[name] for name in MONEY if name in total}
    filing = Filing.objects.create(campaign=campaign, unit=unit, project=project, figures=figures)
    seed = f"{unit.code}/{project}/{campaign.year}"
    way = PUBLISHED
    if campaign.year == dt.date.today().year - 1:
        way = random.Random(seed).choice(WAYS)  # noqa: S311
    send(filing, told, way, people, seed)
