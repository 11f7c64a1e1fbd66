"""Deciding on a filing: approve, return with reasons, withdraw, publish; one step a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.filings.find import filing_for
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State
from jiping.web.filings.step import step
from jiping.web.history.log import About, log, log_each
from jiping.web.notices.tell import tell_units
from jiping.web.refusal import ConflictError, InvalidError
from jiping.web.rights import may

from .models import Decision

ACTS = ("approve", "return", "withdraw", "publish", "unpublish")
#: The acts that need a reason.
_REASONED = ("return", "unpublish")
_LEAST = 4


def decide(actor: Actor, pk: int, act: str, version: int, reason: str = "") -> Filing:
    """Take one step; *version* is the submission that the person looked at.

    Raises MissingError, ForbiddenError, InvalidError without a reason where one is due, and
    ConflictError where another submission came meanwhile.
    """
    if act not in ACTS:
        raise InvalidError(_("没有这样的操作。"))
    reason = reason.strip()
    with transaction.atomic():
        filing = filing_for(actor.user, pk, act, lock=True)
        if filing.submitted != version:
            raise ConflictError(_("该自评已有新的提交，请刷新后再审核。"), version=filing.submitted)
        open_remarks = filing.remarks.filter(version=version, resolved=None).exists()
        if act in _REASONED and len(reason) < _LEAST and not (act == "return" and open_remarks):
            raise InvalidError(
                _("退回须写明理由，或在相应栏目写审核意见。"),
                {"reason": _("请至少写%(least)d个字。") % {"least": _LEAST}},
            )
        before = filing.state
        step(actor, filing, act, reason[:2000])
        log(
            actor, f"filing.{act}", filing=filing, version=version, before=before,
            after=filing.state, reason=reason[:2000],
        )  # fmt: skip
        return filing


def publish_each(actor: Actor, looked_at: Mapping[int, int]) -> None:
    """Publish accepted filings (number → submission that was looked at), all or none of them.

    Asks the database as often for many as for one. Raises ConflictError where another submission
    or decision came meanwhile.
    """
    now = dt.datetime.now(dt.UTC)
    with transaction.atomic():
        held = Filing.objects.select_for_update(of=("self",)).filter(pk__in=looked_at)
        filings = list(held.select_related("campaign", "unit", "project").order_by("pk"))
        decisions, things = [], []
        for filing in filings:
            version, before = filing.submitted, filing.state
            if version != looked_at[filing.pk] or not may(actor.user, "publish", filing):
                raise ConflictError(_("该自评已有新的提交，请刷新后再审核。"), version=version)
            filing.state, filing.arrived = State.PUBLISHED, now
            decisions.append(
                Decision(
                    filing=filing, version=version, act="publish", before=before,
                    after=filing.state, reason="", by=actor.user, at=now,
                )
            )  # fmt: skip
            told = {"version": version, "before": before, "after": filing.state, "reason": ""}
            things.append(About(filing, None, told))
        held.update(state=State.PUBLISHED, arrived=now)
        Decision.objects.bulk_create(decisions)
        tell_units(actor, filings, "publish")
        log_each(actor, "filing.publish", things)
