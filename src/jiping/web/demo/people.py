"""The people of the example county: everybody who takes part, with made-up names."""

from __future__ import annotations

import random

from django.contrib.auth.hashers import make_password

from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.accounts.showcase import ShownLogin
from jiping.web.units.models import Unit

PASSWORD = "Jiping-2024"  # noqa: S105  (the demonstration's, shown on its log-in page)
_OFFICE = (
    ("caizheng", Role.BUREAU), ("pinggu", Role.THIRD_PARTY), ("xitong", Role.SYSTEM_ADMIN),
    ("anquan", Role.SECURITY_ADMIN), ("shenji", Role.AUDIT_ADMIN),
)  # fmt: skip
_SURNAMES = "周吴郑王李赵陈杨黄何罗梁宋唐许韩冯邓曹彭"
_GIVEN = (
    "伟",
    "芳",
    "敏",
    "静",
    "磊",
    "洋",
    "艳",
    "勇",
    "军",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "霞",
    "平",
)


def people(units: list[Unit], seed: int) -> dict[str, User]:
    """The accounts by user name; they share one password, hashed once."""
    dice = random.Random(f"{seed}/people")  # noqa: S311
    hashed = make_password(PASSWORD)
    rows = []
    for unit in units:
        for letters, role in _roles(unit):
            rows.append((f"{letters}{unit.code}", role, unit))
    rows += [(name, role, None) for name, role in _OFFICE]
    User.objects.bulk_create(
        User(
            username=username, role=role, unit=unit, password=hashed,
            name=dice.choice(_SURNAMES) + dice.choice(_GIVEN),
        )
        for username, role, unit in rows
    )  # fmt: skip
    return {user.username: user for user in User.objects.select_related("unit")}


def _roles(unit: Unit) -> list[tuple[str, Role]]:
    """经办人 and 单位负责人 of every unit, 主管部门审核人 where units stand under it."""
    found = [("jb", Role.PREPARER), ("fz", Role.UNIT_REVIEWER)]
    if unit.children.exists():
        found.append(("zg", Role.DEPARTMENT_REVIEWER))
    return found


def shown(found: dict[str, User], county: str) -> list[ShownLogin]:
    """The log-ins that the log-in page shows: one for each role, units that belong together."""
    units = [user.unit for user in found.values() if user.unit]
    names = [f"{letters}{units[0].code}" for letters in ("jb", "fz")]
    below = next((unit for unit in units if unit.parent_id), None)
    if below is not None:
        names += [f"jb{below.code}", f"fz{below.code}", f"zg{below.parent.code}"]
    names += [name for name, _ in _OFFICE]
    return [
        ShownLogin(str(user.get_role_display()), str(user.unit or county), user.username, PASSWORD)
        for user in (found[name] for name in names)
    ]
