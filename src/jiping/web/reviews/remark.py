"""Remarks at a field: reviewers write them, the unit replies, reviewers close them."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.filings.apply import value_at
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.history.log import log
from jiping.web.refusal import ForbiddenError, InvalidError, MissingError

from .models import Remark

_MOST = 1000


def remark(actor: Actor, pk: int, pointer: str, text: str) -> Remark:
    """Write a remark at *pointer* (empty: at the filing as a whole)."""
    if not re.fullmatch(r"(?:/[a-z0-9_]{1,40}){0,5}", pointer):
        raise InvalidError(_("没有这个位置。"), {"pointer": _("没有这个位置。")})
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "remark", lock=True)
        # A field that is empty still has its row; what has no row is no place.
        if pointer and value_at(draft_of(filing), pointer.rpartition("/")[0]) is None:
            raise InvalidError(_("没有这个位置。"), {"pointer": _("没有这个位置。")})
        kept = filing.remarks.create(
            version=filing.submitted,
            pointer=pointer,
            text=_said(text),
            by=actor.user,
            at=dt.datetime.now(dt.UTC),
        )
        log(actor, "review.remark", filing=filing, pointer=pointer, text=kept.text)
        return kept


def reply(actor: Actor, pk: int, remark_pk: int, text: str) -> Remark:
    """The unit's reply to a remark, while it edits."""
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "answer", lock=True)
        kept = _of(filing.remarks, remark_pk)
        kept.reply = _said(text)
        kept.save(update_fields=["reply"])
        log(actor, "review.reply", filing=filing, remark=kept.pk, text=kept.reply)
        return kept


def resolve(actor: Actor, pk: int, remark_pk: int) -> Remark:
    """Close a remark: its writer only, while they may still write remarks."""
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "remark", lock=True)
        kept = _of(filing.remarks, remark_pk)
        if kept.by_id != actor.user.pk:
            raise ForbiddenError(_("只有写意见的人才能销号。"))
        kept.resolved = dt.datetime.now(dt.UTC)
        kept.save(update_fields=["resolved"])
        log(actor, "review.resolve", filing=filing, remark=kept.pk)
        return kept


def _of(remarks: object, pk: int) -> Remark:
    found = remarks.filter(pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise MissingError(_("没有这条意见。"))
    return found  # type: ignore[no-any-return]


def _said(text: str) -> str:
    text = text.strip()
    if not 1 <= len(text) <= _MOST:
        raise InvalidError(_("请填写内容。"), {"text": _("应为1至%(most)d字。") % {"most": _MOST}})
    return text
