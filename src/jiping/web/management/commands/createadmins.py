"""`jiping manage createadmins`: the first accounts of a new installation, one password each, told once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from jiping.web.accounts.manage import new_password
from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.actor import program
from jiping.web.history.log import log

_FIRST = (
    ("xitong", "系统管理员", Role.SYSTEM_ADMIN),
    ("anquan", "安全管理员", Role.SECURITY_ADMIN),
    ("shenji", "审计管理员", Role.AUDIT_ADMIN),
)


class Command(BaseCommand):
    """Make the three administrators."""

    help = "为新安装建立系统、安全、审计三个管理员账号，初始密码只显示一次。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make them where there is no account yet."""
        with transaction.atomic():
            if User.objects.exists():
                raise CommandError("已有账号，不再建立。")
            for username, name, role in _FIRST:
                first = new_password()
                User.objects.create_user(
                    username, first, name=name, role=role, must_change_password=True
                )
                log(program("createadmins"), "account.make", username=username, role=role.value)
                self.stdout.write(f"{username}\t{name}\t{first}")
