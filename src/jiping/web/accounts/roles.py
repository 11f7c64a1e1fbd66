"""The roles: who takes part in a campaign, and the three administrators that watch each other."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does in the campaign; one role an account."""

    PREPARER = "preparer", _("经办人")
    UNIT_REVIEWER = "unit_reviewer", _("单位负责人")
    DEPARTMENT_REVIEWER = "department_reviewer", _("主管部门审核人")
    BUREAU = "bureau", _("财政局绩效管理人员")
    THIRD_PARTY = "third_party", _("第三方机构")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


#: The roles that belong to a unit and see nothing without one.
OF_A_UNIT = (Role.PREPARER, Role.UNIT_REVIEWER, Role.DEPARTMENT_REVIEWER)
#: The three administrators, who see no filing: where each of them works.
ADMINISTRATORS = {
    Role.SYSTEM_ADMIN: "accounts", Role.SECURITY_ADMIN: "accounts", Role.AUDIT_ADMIN: "log",
}  # fmt: skip
