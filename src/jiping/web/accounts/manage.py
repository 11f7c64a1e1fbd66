"""Keeping accounts: the system administrator makes them, the security administrator gives the role.

Neither can do both, and neither sees a filing: an account without a role may do nothing.
"""

from __future__ import annotations

import re
import secrets
import string

from axes.utils import reset
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiping.web.actor import Actor
from jiping.web.history.log import log
from jiping.web.refusal import ForbiddenError, InvalidError, MissingError
from jiping.web.rights import may
from jiping.web.units.models import Unit

from .models import User
from .roles import OF_A_UNIT, Role

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{2,63}")
NO_ADDRESS = gettext_lazy("电子邮箱不对，应如 zhang@example.gov.cn。")
_KINDS = (string.ascii_lowercase, string.ascii_uppercase, string.digits, "-+=#")


def make_account(
    actor: Actor, username: str, name: str, unit_code: str = "", email: str = ""
) -> tuple[User, str]:
    """(a new account without a role, its first password, which is shown once).

    Raises InvalidError by field.
    """
    _must(actor, "manage_accounts")
    wrong = {}
    if not _NAME.fullmatch(username):
        wrong["username"] = _("用户名应为3至64位字母、数字或 _ . @ -。")
    elif User.objects.filter(username__iexact=username).exists():
        wrong["username"] = _("用户名已有人使用。")
    if not 1 <= len(name.strip()) <= 64:
        wrong["name"] = _("请填写姓名。")
    unit = Unit.objects.filter(code=unit_code).first() if unit_code else None
    if unit_code and unit is None:
        wrong["unit"] = _("没有这个编码的单位。")
    if email and not _is_address(email):
        wrong["email"] = NO_ADDRESS
    if wrong:
        raise InvalidError(_("账号没有建立。"), wrong)
    first = new_password()
    with transaction.atomic():
        user = User.objects.create_user(
            username, first, name=name.strip(), unit=unit, email=email, must_change_password=True
        )
        log(actor, "account.make", unit=unit, username=username)
    return user, first


def set_email(actor: Actor, email: str) -> None:
    """Set the address at which the person is reminded by mail (empty: nowhere).

    Raises InvalidError where it is none.
    """
    if email and not _is_address(email):
        raise InvalidError(NO_ADDRESS, {"email": NO_ADDRESS})
    with transaction.atomic():
        actor.user.email = email
        actor.user.save(update_fields=["email"])
        log(actor, "account.email", given=bool(email))


def _is_address(email: str) -> bool:
    try:
        User._meta.get_field("email").clean(email, None)
    except ValidationError:
        return False
    return True


def reset_password(actor: Actor, pk: int) -> tuple[User, str]:
    """The account and its new first password, which has to be changed at the next log-in."""
    _must(actor, "manage_accounts")
    with transaction.atomic():
        user, first = _account(pk), new_password()
        user.set_password(first)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        log(actor, "account.reset", username=user.username)
    return user, first


def switch(actor: Actor, pk: int, *, active: bool) -> User:
    """Switch an account on or off; nobody switches off their own."""
    _must(actor, "manage_accounts")
    with transaction.atomic():
        user = _account(pk)
        if user.pk == actor.user.pk:
            raise ForbiddenError(_("不能停用自己的账号。"))
        user.is_active = active
        user.save(update_fields=["is_active"])
        log(actor, "account.on" if active else "account.off", username=user.username)
    return user


def grant(actor: Actor, pk: int, role: str) -> User:
    """Give an account its role (empty: take it away); nobody gives one to themselves.

    Raises InvalidError for a role of a unit without a unit.
    """
    _must(actor, "grant_roles")
    with transaction.atomic():
        user = _account(pk)
        if user.pk == actor.user.pk:
            raise ForbiddenError(_("不能改变自己的角色。"))
        if role and role not in Role.values:
            raise InvalidError(_("没有这个角色。"), {"role": _("没有这个角色。")})
        if role in OF_A_UNIT and user.unit_id is None:
            raise InvalidError(_("该角色须属于一个单位。"), {"role": _("请先为账号指定单位。")})
        before, user.role = user.role, role
        user.save(update_fields=["role"])
        log(actor, "account.role", username=user.username, before=before, after=role)
    return user


def unlock(actor: Actor, pk: int) -> User:
    """End the lock-out after wrong passwords."""
    _must(actor, "unlock")
    with transaction.atomic():
        user = _account(pk)
        reset(username=user.username)
        log(actor, "account.unlock", username=user.username)
    return user


def new_password() -> str:
    """A first password of sixteen characters with all four kinds."""
    while True:
        told = "".join(secrets.choice("".join(_KINDS)) for _ in range(16))
        if all(set(told) & set(kind) for kind in _KINDS):
            return told


def _must(actor: Actor, act: str) -> None:
    if not may(actor.user, act):
        raise ForbiddenError(_("您的角色不能进行此操作；确需办理的，请联系安全管理员。"))


def _account(pk: int) -> User:
    found = User.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise MissingError(_("没有这个账号。"))
    return found
