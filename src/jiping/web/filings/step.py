"""One step of a filing on its way; who acted and why is kept, and who has to know is told."""

from __future__ import annotations

import datetime as dt

from jiping.web.actor import Actor
from jiping.web.notices.tell import tell_step

from .models import Filing
from .peers import keep_measures
from .states import after


def step(actor: Actor, filing: Filing, act: str, reason: str = "") -> None:
    """Take *filing* to the state that *act* leads to; called inside the act's transaction."""
    before = filing.state
    filing.state = after(before, act, has_department=filing.unit.parent_id is not None)
    filing.arrived = dt.datetime.now(dt.UTC)
    filing.save()
    keep_measures(filing, before)
    filing.decisions.create(
        version=filing.submitted,
        act=act,
        before=before,
        after=filing.state,
        reason=reason,
        by=actor.user,
        at=filing.arrived,
    )
    tell_step(actor, filing, act, reason)
