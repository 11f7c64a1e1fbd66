"""Rules for passwords beyond those of Django (等保2.0: 复杂度、定期更换)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .models import User

_KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")


class ThreeKindsValidator:
    """Asks for three of four kinds of characters."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002
        """Raise ValidationError where fewer than three kinds are used."""
        if sum(re.search(kind, password) is not None for kind in _KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="too_few_kinds")

    def get_help_text(self) -> str:
        """The rule."""
        return _("密码须含大写字母、小写字母、数字、符号中的至少三种。")


def has_to_change(user: User) -> bool:
    """Whether the password was set by somebody else, or is too old."""
    if user.must_change_password:
        return True
    oldest = dt.datetime.now(dt.UTC) - dt.timedelta(days=settings.PASSWORD_DAYS)
    return user.password_changed is not None and user.password_changed < oldest
