"""Reviewed scores (复核得分): set by the bureau and third parties beside the self score."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.filing.numbers import plain, round_half_up
from jiping.intake.amounts import points
from jiping.web.accounts.roles import Role
from jiping.web.actor import Actor
from jiping.web.filings.apply import value_at
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.models import Filing
from jiping.web.history.log import log
from jiping.web.refusal import InvalidError


def rescore(actor: Actor, pk: int, pointer: str, typed: str, reason: str = "") -> dict[str, Any]:
    """Set the reviewed score of the row at *pointer*; an empty *typed* takes it back.

    Raises InvalidError for a row without points and for a score beyond them.
    """
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "rescore", lock=True)
        document = draft_of(filing)
        weight = _weight(document, pointer)
        key = {"version": filing.submitted, "pointer": pointer, "by": actor.user}
        if not typed.strip():
            filing.reviewed_scores.filter(**key).delete()
            kept = None
        else:
            kept = _score(typed, weight, reason)
            filing.reviewed_scores.update_or_create(
                **key,
                defaults={
                    "score": kept, "reason": reason[:500], "at": dt.datetime.now(dt.UTC),
                },
            )  # fmt: skip
        if actor.user.role == Role.BUREAU:
            filing.reviewed_total = reviewed_total(filing, document)
            filing.save(update_fields=["reviewed_total"])
        log(
            actor, "review.rescore", filing=filing, pointer=pointer,
            score=None if kept is None else plain(kept), reason=reason[:500],
        )  # fmt: skip
        total = filing.reviewed_total
        return {
            "pointer": pointer,
            "score": None if kept is None else plain(kept),
            "reviewed_total": None if total is None else plain(total),
        }


def rows_with_points(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Pointer → row, of the execution and of all indicators."""
    found = {}
    for number, row in enumerate(document.get("budget", {}).get("rows", [])):
        if row.get("item") == "total":
            found[f"/budget/rows/{number}"] = row
            break
    for number, row in enumerate(document.get("indicators", [])):
        found[f"/indicators/{number}"] = row
    return found


def reviewed_total(filing: Filing, document: dict[str, Any]) -> Decimal | None:
    """The bureau's total: its own score where it set one, the unit's elsewhere; None without any."""
    set_ = dict(
        filing.reviewed_scores.filter(version=filing.submitted, by__role=Role.BUREAU)
        .order_by("at")
        .values_list("pointer", "score")
    )
    if not set_:
        return None
    total = Decimal(0)
    for pointer, row in rows_with_points(document).items():
        own = row.get("score")
        total += set_.get(pointer, Decimal(own) if own is not None else Decimal(0))
    return total


def _weight(document: dict[str, Any], pointer: str) -> Decimal:
    rows = rows_with_points(document)
    if pointer not in rows or rows[pointer].get("weight") is None:
        raise InvalidError(_("这一行没有分值，不能复核打分。"), {"pointer": _("没有分值。")})
    return Decimal(value_at(document, f"{pointer}/weight"))


def _score(typed: str, weight: Decimal, reason: str) -> Decimal:
    score = points(typed) if len(typed) < 24 else None
    if score is None or not 0 <= score <= weight:
        most = plain(weight)
        raise InvalidError(
            _("复核得分不对。"), {"score": _("应为 0 至 %(most)s 之间的分数。") % {"most": most}}
        )
    if len(reason) > 500:
        raise InvalidError(_("理由太长。"), {"reason": _("最多500字。")})
    return round_half_up(score)
