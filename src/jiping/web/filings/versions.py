"""Submitted versions, as far as a person may see them: those that reached their level."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.refusal import MissingError

from .find import filing_for
from .models import Filing, Version
from .states import State

#: A version is seen by a role once a decision has brought it to one of these states.
_REACHES = {
    Role.DEPARTMENT_REVIEWER: (State.DEPARTMENT_REVIEW, State.FINANCE_REVIEW, State.ACCEPTED),
    Role.BUREAU: (State.FINANCE_REVIEW, State.ACCEPTED),
    Role.THIRD_PARTY: (State.FINANCE_REVIEW, State.ACCEPTED),
}


def versions_for(user: User, filing: Filing) -> QuerySet[Version]:
    """The versions of *filing* that *user* may see; *filing* itself they may already track."""
    own = user.unit_id == filing.unit_id and user.role in (Role.PREPARER, Role.UNIT_REVIEWER)
    if own:
        return filing.versions.all()
    return reached_by(Role(user.role), filing)


def reached_by(role: Role, filing: Filing) -> QuerySet[Version]:
    """The versions that a decision has brought before *role*."""
    reached = filing.decisions.filter(after__in=_REACHES.get(role, ()))
    return filing.versions.filter(number__in=reached.values("version"))


def version_for(user: User, pk: int, number: int) -> Version:
    """One version.

    Raises MissingError where there is none that the person may see.
    """
    filing = filing_for(user, pk, "track")
    found = versions_for(user, filing).filter(number=number).first()
    if found is None:
        raise MissingError(_("没有这一版，或您无权查看。"))
    return found
