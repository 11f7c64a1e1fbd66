"""Tokens of budget systems: made by the system administrator, told once, kept as a hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from jiping.web.actor import Actor
from jiping.web.history.log import log
from jiping.web.refusal import ForbiddenError, InvalidError, MissingError
from jiping.web.rights import may

from .models import Token

_PREFIX = "jiping_"
_MOST_DAYS = 400
#: `used` is written at most so often.
_STEP = dt.timedelta(minutes=10)


def make_token(actor: Actor, name: str, *, may_push: bool, days: int = 365) -> tuple[Token, str]:
    """(a new token, its text, which is told once).

    Raises InvalidError for a name that is taken or too long, and for too many days.
    """
    _must(actor)
    name = name.strip()
    if not 1 <= len(name) <= 80 or Token.objects.filter(name=name).exists():
        raise InvalidError(_("没有建立。"), {"name": _("名称须为1至80字，且未被使用。")})
    if not 1 <= days <= _MOST_DAYS:
        raise InvalidError(
            _("没有建立。"), {"days": _("有效期应为1至%(most)d天。") % {"most": _MOST_DAYS}}
        )
    told = _PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            name=name,
            digest=digest(told),
            may_push=may_push,
            expires=dt.datetime.now(dt.UTC) + dt.timedelta(days=days),
            by=actor.user,
        )
        log(actor, "token.make", name=name, may_push=may_push, days=days)
    return token, told


def revoke(actor: Actor, pk: int) -> None:
    """End a token at once."""
    _must(actor)
    with transaction.atomic():
        token = Token.objects.filter(pk=pk, revoked=None).first()
        if token is None:
            raise MissingError(_("没有这个令牌。"))
        token.revoked = dt.datetime.now(dt.UTC)
        token.save(update_fields=["revoked"])
        log(actor, "token.revoke", name=token.name)


def digest(told: str) -> str:
    """The hash under which a token is kept."""
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


class Bearer(HttpBearer):
    """`Authorization: Bearer jiping_…`; *push* asks for a token that may write."""

    def __init__(self, *, push: bool = False) -> None:
        """Ask for a token, one that may write where *push*."""
        super().__init__()
        self._push = push

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:  # noqa: ARG002
        """The token, or None where it is unknown, ended or expired."""
        now = dt.datetime.now(dt.UTC)
        found = Token.objects.filter(digest=digest(token), revoked=None, expires__gt=now).first()
        if found is None:
            return None
        if self._push and not found.may_push:
            raise ForbiddenError(_("该令牌只能读取，不能推送。"))
        if found.used is None or now - found.used > _STEP:
            Token.objects.filter(pk=found.pk).update(used=now)
        return found


def _must(actor: Actor) -> None:
    if not may(actor.user, "manage_tokens"):
        raise ForbiddenError(_("您的角色不能进行此操作；确需办理的，请联系安全管理员。"))
