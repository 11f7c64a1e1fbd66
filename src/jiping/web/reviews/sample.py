"""Spot checks (抽查复核): the bureau draws filings of a campaign; the draw is kept and logged."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, get_args

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiping.filing.numbers import HUNDRED, ZERO, plain, round_half_up
from jiping.web.actor import Actor
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State
from jiping.web.history.chain import sm3
from jiping.web.history.log import log
from jiping.web.refusal import ForbiddenError, InvalidError
from jiping.web.rights import may

from .draw import Member, Method, draw
from .models import Sample

_STATES = (State.FINANCE_REVIEW, State.ACCEPTED, State.PUBLISHED)
_MOST = 500
_SEED = 32
#: Points of risk: the most that doubts, distance of scores, and money may add.
_DOUBTS, _APART, _MONEY = Decimal(20), Decimal(20), Decimal(10)
_IDLE, _LOW_RATE = Decimal(5), Decimal("0.8")


class Risk(NamedTuple):
    """What makes a filing more likely to be drawn; `total` is its weight."""

    doubts: Decimal
    apart: Decimal
    idle: Decimal
    money: Decimal

    @property
    def total(self) -> Decimal:
        """The weight: every filing has at least 1."""
        return 1 + sum(self, ZERO)


def risk_of(filing: Filing, largest: Decimal) -> Risk:
    """The points of risk of a filing; *largest* is the most money executed in the campaign, 万元."""
    apart = ZERO
    if filing.self_total is not None and filing.rule_total is not None:
        apart = abs(filing.self_total - filing.rule_total)
    money = filing.executed or ZERO
    return Risk(
        min(Decimal(filing.warnings), _DOUBTS),
        min(apart, _APART),
        _IDLE if _is_idle(filing) else ZERO,
        round_half_up(_MONEY * money / largest) if largest > 0 and money > 0 else ZERO,
    )


def _is_idle(filing: Filing) -> bool:
    """Whether less than 80 % of the money was executed, or more than there was."""
    if not filing.adjusted or filing.executed is None:
        return False
    rate = filing.executed / filing.adjusted
    return rate < _LOW_RATE or rate > 1


def frame_of(campaign: Campaign) -> QuerySet[Filing]:
    """The filings of a campaign that may be drawn: all that have reached the bureau."""
    return (
        Filing.objects.filter(campaign=campaign, state__in=_STATES)
        .select_related("unit", "project", "campaign")
        .order_by("unit__code", "project__code", "pk")
    )


def members_of(filings: Iterable[Filing]) -> list[Member]:
    """The frame with the weights of its filings."""
    held = list(filings)
    largest = max((one.executed or ZERO for one in held), default=ZERO)
    return [Member(one.pk, _code(one), risk_of(one, largest).total) for one in held]


def _code(filing: Filing) -> str:
    project = filing.project.code if filing.project else ""
    return f"{filing.campaign.year}/{filing.unit.code}/{project}"


def draw_sample(actor: Actor, campaign: Campaign, method: str, size: int, seed: str = "") -> Sample:
    """Draw and keep a sample; without a *seed* one is made and told.

    Raises ForbiddenError, and InvalidError for an empty frame or a size that cannot be.
    """
    if not may(actor.user, "sample"):
        raise ForbiddenError(_("您的角色不能抽查。"))
    if method not in get_args(Method):
        raise InvalidError(_("没有这种抽取方法。"), {"method": _("请选择抽取方法。")})
    seed = seed.strip() or secrets.token_hex(8)
    if len(seed) > _SEED:
        raise InvalidError(_("种子太长。"), {"seed": _("最多%(most)d个字符。") % {"most": _SEED}})
    with transaction.atomic():
        frame = members_of(frame_of(campaign))
        if not 1 <= size <= min(_MOST, len(frame)):
            told = (
                _("应为1至%(most)d。") % {"most": min(_MOST, len(frame))}
                if frame
                else _("还没有送到财政的自评。")
            )
            raise InvalidError(_("抽查份数不对。"), {"size": told})
        drawn = draw(frame, method, seed, size)  # type: ignore[arg-type]
        told = [[one.pk, one.code, plain(one.weight)] for one in frame]
        kept = Sample.objects.create(
            campaign=campaign,
            method=method,
            seed=seed,
            size=size,
            frame=told,
            drawn=[one.pk for one in drawn],
            sm3=sm3("\n".join(f"{code}\t{weight}" for _, code, weight in told)),
            by=actor.user,
            at=dt.datetime.now(dt.UTC),
        )
        log(
            actor, "review.sample", campaign=str(campaign), method=method, seed=seed, size=size,
            frame=len(frame), sm3=kept.sm3, drawn=[one.code for one in drawn],
        )  # fmt: skip
        return kept


def redrawn(sample: Sample) -> tuple[Member, ...]:
    """The sample drawn again from what was kept."""
    frame = [Member(pk, code, Decimal(weight)) for pk, code, weight in sample.frame]
    return draw(frame, sample.method, sample.seed, sample.size)


def share(part: int, whole: int) -> str:
    """A part as percent."""
    return f"{plain(round_half_up(HUNDRED * part / whole))}%" if whole else ""
