"""Carrying a roster out: everything in one transaction, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.history.chain import sm3
from jiping.web.history.log import log
from jiping.web.refusal import ConflictError, InvalidError
from jiping.web.units.models import Project, Unit
from jiping.web.units.paths import renew_paths

from .plan import Change, Plan, plan
from .row import Row


def digest(told: Plan) -> str:
    """A name for what a plan would change, by which a confirmation means what was shown."""
    return sm3(json.dumps(told, ensure_ascii=False, sort_keys=True))


def carry_out(
    actor: Actor, campaign: Campaign, rows: Iterable[Row], shown: str | None = None
) -> Plan:
    """Do what the rows want; *shown* is the digest of the plan that the person saw.

    Raises InvalidError with `faults` where a row cannot be used, and ConflictError where the plan
    is no longer the one that was shown; then nothing was changed.
    """
    rows = list(rows)
    with transaction.atomic():
        # One roster at a time: the campaign's row is the lock.
        campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
        made = plan(campaign, rows)
        if made.faults:
            told = [fault._asdict() for fault in made.faults]
            raise InvalidError(
                _("有 %(n)d 处不能导入，没有导入任何内容。") % {"n": len(told)}, faults=told
            )
        if shown is not None and shown != digest(made):
            raise ConflictError(_("预览之后数据又有变化，请重新核对后再导入。"))
        for change in made.units:
            _unit(change)
        if made.units:
            renew_paths()
        for change in made.projects:
            _project(change)
        _filings(campaign, made.filings)
        log(
            actor, "campaign.roster", campaign=campaign.pk, rows=len(rows),
            units=len(made.units), projects=len(made.projects), filings=len(made.filings),
            sm3=sm3(json.dumps(rows, ensure_ascii=False)),
        )  # fmt: skip
        return made


def _unit(change: Change) -> None:
    after = dict(change.after)
    parent = after.pop("parent", None)
    fields = {**after, **({"parent": Unit.objects.get(code=parent)} if parent else {})}
    if change.before is None:
        Unit.objects.create(**fields)
        return
    unit = Unit.objects.get(code=change.code)
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.save()


def _project(change: Change) -> None:
    fields = {**change.after, "unit": Unit.objects.get(code=change.after["unit"])}
    Project.objects.update_or_create(code=change.code, defaults=fields)


def _filings(campaign: Campaign, changes: tuple[Change, ...]) -> None:
    units = dict(Unit.objects.values_list("code", "pk"))
    projects = dict(Project.objects.values_list("code", "pk"))
    new = [
        Filing(
            campaign=campaign,
            unit_id=units[change.after["unit"]],
            project_id=projects.get(change.after["project"]),
            figures=change.after["figures"],
        )
        for change in changes
        if change.before is None
    ]
    Filing.objects.bulk_create(new, batch_size=500)
    changed = {
        (units[change.after["unit"]], projects.get(change.after["project"])): change
        for change in changes
        if change.before is not None
    }
    if changed:
        _new_figures(campaign, changed)


def _new_figures(campaign: Campaign, changed: dict[tuple[int, int | None], Change]) -> None:
    held = Filing.objects.filter(campaign=campaign).select_for_update(of=("self",))
    rows = []
    for filing in held:
        if change := changed.get((filing.unit_id, filing.project_id)):
            filing.figures = {**filing.figures, **change.after["figures"]}
            rows.append(filing)
    Filing.objects.bulk_update(rows, ["figures"], batch_size=500)
