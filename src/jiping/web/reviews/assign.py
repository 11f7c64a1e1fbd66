"""Giving a filing to a third party for review, and taking it back; they see nothing else."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.actor import Actor
from jiping.web.filings.find import filing_for
from jiping.web.history.log import log
from jiping.web.pages import number_of
from jiping.web.refusal import InvalidError

from .models import Assignment


def assign(actor: Actor, pk: int, told: str, due: dt.date | None = None) -> Assignment:
    """Give the filing to a third party, *told* by the number of its account; given once is given.

    Raises InvalidError where the account is no third party's.
    """
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "assign", lock=True)
        parties = User.objects.filter(role=Role.THIRD_PARTY, is_active=True)
        reviewer = parties.filter(pk=number_of(told)).first()
        if reviewer is None:
            raise InvalidError(_("请选择第三方机构。"), {"reviewer": _("没有这个账号，或已停用。")})
        given, new = Assignment.objects.get_or_create(
            filing=filing,
            reviewer=reviewer,
            defaults={"by": actor.user, "at": dt.datetime.now(dt.UTC), "due": due},
        )
        if new:
            log(actor, "review.assign", filing=filing, reviewer=str(reviewer), due=str(due or ""))
        return given


def take_back(actor: Actor, pk: int, reviewer_pk: int) -> None:
    """Take the filing from a third party; what they wrote stays."""
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "assign", lock=True)
        gone = filing.assignments.filter(reviewer_id=reviewer_pk).select_related("reviewer").first()
        if gone is None:
            raise InvalidError(_("该自评没有交给这家机构。"))
        log(actor, "review.take_back", filing=filing, reviewer=str(gone.reviewer))
        gone.delete()
