"""What a roster would change, and what in it cannot be used; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from jiping.filing.model import MONEY
from jiping.filing.numbers import plain
from jiping.intake.amounts import amount, blank
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.units.models import Kind, Project, Unit

from .row import LABELS, Row

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,23}")
_PROJECT_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,39}")
_LENGTHS = {"unit_name": 120, "project_name": 160, "sector": 40}
_KINDS = {str(label): value for value, label in Kind.choices} | {v: v for v in Kind.values}
_MOST = Decimal(10) ** 11


class Fault(NamedTuple):
    """What cannot be used: where, in which column, and a sentence."""

    place: str
    column: str
    message: str


class Change(NamedTuple):
    """One thing that would change: `new` or `changed`, of which kind, with the values before."""

    what: str
    code: str
    name: str
    before: dict[str, Any] | None
    after: dict[str, Any]


class Plan(NamedTuple):
    """What would change, in an order in which it can be done, and the faults that forbid it."""

    units: tuple[Change, ...]
    projects: tuple[Change, ...]
    filings: tuple[Change, ...]
    unchanged: int
    faults: tuple[Fault, ...]


class _Known(NamedTuple):
    units: dict[str, Unit]
    projects: dict[str, Project]
    filings: dict[tuple[str, str], Filing]


def plan(campaign: Campaign, rows: Iterable[Row]) -> Plan:
    """Hold *rows* against what there is."""
    rows = list(rows)
    known = _known(campaign)
    faults = list(_faults(rows, known))
    if faults:
        return Plan((), (), (), 0, tuple(faults))
    units = _units(rows, known)
    projects = [
        change
        for row in rows
        if row.project_code and (change := _project(row, known.projects.get(row.project_code)))
    ]
    filings = [change for row in rows if (change := _filing(row, known))]
    touched = {one.code for one in (*units, *projects)} | {one.code for one in filings}
    still = sum((row.project_code or row.unit_code) not in touched for row in rows)
    return Plan(tuple(units), tuple(projects), tuple(filings), still, ())


def _known(campaign: Campaign) -> _Known:
    filings = Filing.objects.filter(campaign=campaign).select_related("unit", "project")
    return _Known(
        {unit.code: unit for unit in Unit.objects.select_related("parent")},
        {project.code: project for project in Project.objects.select_related("unit")},
        {(one.unit.code, one.project.code if one.project else ""): one for one in filings},
    )


# --- faults ----------------------------------------------------------------------------------


def _faults(rows: list[Row], known: _Known) -> Iterable[Fault]:
    seen: dict[tuple[str, str], str] = {}
    given = {row.unit_code: row for row in rows if row.unit_code and not row.project_code}
    for row in rows:
        yield from _row_faults(row, known, given)
        key = (row.unit_code, row.project_code)
        if key in seen:
            yield _fault(row, "unit_code", _("与%(row)s重复。") % {"row": seen[key]})
        seen.setdefault(key, row.place)
    yield from _circles(given, known)


def _row_faults(row: Row, known: _Known, given: dict[str, Row]) -> Iterable[Fault]:
    if not _CODE.fullmatch(row.unit_code):
        yield _fault(row, "unit_code", _("应为1至24位字母或数字。"))
        return
    new = row.unit_code not in known.units
    named = row.unit_name or (row.unit_code in given and given[row.unit_code].unit_name)
    if new and not named:
        yield _fault(row, "unit_name", _("新单位须写明单位名称。"))
    for field, most in _LENGTHS.items():
        if len(getattr(row, field)) > most:
            yield _fault(row, field, _("最多%(most)d字。") % {"most": most})
    if row.parent_code and row.parent_code not in known.units and row.parent_code not in given:
        yield _fault(
            row, "parent_code", _("没有编码为“%(code)s”的单位。") % {"code": row.parent_code}
        )
    if row.kind and row.kind not in _KINDS:
        yield _fault(
            row,
            "kind",
            _("应为以下之一：%(known)s。")
            % {"known": _("、").join(str(kind.label) for kind in Kind)},
        )
    yield from _project_faults(row, known)
    for field in MONEY:
        told = getattr(row, field)
        if told and not blank(told) and _money(row, field) is None:
            yield _fault(row, field, _("“%(told)s”不是金额。") % {"told": told[:20]})


def _project_faults(row: Row, known: _Known) -> Iterable[Fault]:
    if not row.project_code:
        if row.project_name:
            yield _fault(row, "project_code", _("写了项目名称，须写项目编码。"))
        return
    if not _PROJECT_CODE.fullmatch(row.project_code):
        yield _fault(row, "project_code", _("应为1至40位字母或数字。"))
    old = known.projects.get(row.project_code)
    if old is None and not row.project_name:
        yield _fault(row, "project_name", _("新项目须写明项目名称。"))
    if old is not None and old.unit.code != row.unit_code:
        yield _fault(
            row,
            "project_code",
            _("该项目属于单位 %(code)s（%(name)s）。")
            % {"code": old.unit.code, "name": old.unit.name},
        )


def _circles(given: dict[str, Row], known: _Known) -> Iterable[Fault]:
    """Units that would come to stand above themselves."""
    for code, row in given.items():
        above, steps = _parent(code, given, known), 0
        while above and above != code and steps < 20:
            above, steps = _parent(above, given, known), steps + 1
        if above:
            yield _fault(row, "parent_code", _("上下级关系成环或超过20级。"))


def _parent(code: str, given: dict[str, Row], known: _Known) -> str:
    if code in given and given[code].parent_code:
        return given[code].parent_code
    unit = known.units.get(code)
    return unit.parent.code if unit and unit.parent else ""


def _fault(row: Row, field: str, message: str) -> Fault:
    return Fault(row.place, LABELS[field], message)


# --- changes ---------------------------------------------------------------------------------


def _units(rows: list[Row], known: _Known) -> list[Change]:
    """Changes of units, those above before those below."""
    found: dict[str, Change] = {}
    for row in rows:
        if row.project_code and (row.unit_code in known.units or row.unit_code in found):
            continue
        after = {"code": row.unit_code}
        after |= {"name": row.unit_name} if row.unit_name and not row.project_code else {}
        after |= {"kind": _KINDS[row.kind]} if row.kind else {}
        after |= {"sector": row.sector} if row.sector and not row.project_code else {}
        after |= {"parent": row.parent_code} if row.parent_code else {}
        old = known.units.get(row.unit_code)
        before = _unit_before(old, after) if old else None
        if before is None or before != after:
            found[row.unit_code] = Change(
                "unit", row.unit_code, row.unit_name or (old.name if old else ""), before, after
            )
    return _above_first(found)


def _unit_before(unit: Unit, after: dict[str, Any]) -> dict[str, Any]:
    held = {
        "code": unit.code, "name": unit.name, "kind": unit.kind, "sector": unit.sector,
        "parent": unit.parent.code if unit.parent else "",
    }  # fmt: skip
    return {name: held[name] for name in after}


def _above_first(changes: dict[str, Change]) -> list[Change]:
    told: dict[str, Change] = {}

    def tell(code: str) -> None:
        change = changes.get(code)
        if change is not None and code not in told:
            tell(change.after.get("parent", ""))
            told[code] = change

    for code in changes:
        tell(code)
    return list(told.values())


def _project(row: Row, old: Project | None) -> Change | None:
    after = {"code": row.project_code, "unit": row.unit_code}
    after |= {"name": row.project_name} if row.project_name else {}
    after |= {"sector": row.sector} if row.sector else {}
    if old is None:
        return Change("project", row.project_code, row.project_name, None, after)
    held = {"code": old.code, "unit": old.unit.code, "name": old.name, "sector": old.sector}
    before = {name: held[name] for name in after}
    return None if before == after else Change("project", old.code, old.name, before, after)


def _filing(row: Row, known: _Known) -> Change | None:
    """A filing that is new in the campaign, or whose figures change."""
    old = known.filings.get((row.unit_code, row.project_code))
    figures = {name: plain(value) for name in MONEY if (value := _money(row, name)) is not None}
    code = row.project_code or row.unit_code
    name = row.project_name or row.unit_name or (str(old) if old else "")
    after = {"unit": row.unit_code, "project": row.project_code, "figures": figures}
    if old is None:
        return Change("filing", code, name, None, after)
    merged = {**old.figures, **figures}
    if merged == old.figures:
        return None
    before = {**after, "figures": {key: old.figures.get(key) for key in figures}}
    return Change("filing", code, name, before, after)


def _money(row: Row, field: str) -> Decimal | None:
    told = getattr(row, field)
    found = amount(told, "元" if row.currency == "元" else "万元") if told else None
    return found if found is not None and 0 <= found < _MOST else None
