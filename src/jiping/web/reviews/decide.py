"""Deciding on a filing: approve, return with reasons, withdraw, publish; one step a decision."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.filings.find import filing_for
from jiping.web.filings.models import Filing
from jiping.web.filings.step import step
from jiping.web.history.log import log
from jiping.web.refusal import ConflictError, InvalidError

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
