"""Who may do what: one table of role × scope × act × state, asked by views, API and templates.

A state is one letter of STATES; a dot is a state in which the role may not. What the table does
not name nobody may. A filing that a person may not even `track` does not exist for them (404).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from django.db.models import Q

from .accounts.roles import Role
from .campaigns.models import Campaign
from .filings.states import State

if TYPE_CHECKING:
    from .accounts.models import User
    from .filings.models import Filing

Scope = Literal["own", "below", "given", "all"]

#: not_started, drafting, unit review, department (主管部门) review, finance review, accepted, open
STATES: dict[str, State] = dict(zip("NDUPFAO", State, strict=True))

_FILINGS = """
preparer             own    track         NDUPFAO
preparer             own    see           NDUPFAO
preparer             own    edit          ND.....
preparer             own    answer        ND.....
preparer             own    attach        ND.....
preparer             own    submit        .D.....
preparer             own    withdraw      ..U....
unit_reviewer        own    track         NDUPFAO
unit_reviewer        own    see           NDUPFAO
unit_reviewer        own    remark        ..U....
unit_reviewer        own    approve       ..U....
unit_reviewer        own    return        ..U....
department_reviewer  own    track         NDUPFAO
department_reviewer  below  track         NDUPFAO
department_reviewer  below  see           ...PFAO
department_reviewer  below  remark        ...P...
department_reviewer  below  approve       ...P...
department_reviewer  below  return        ...P...
bureau               all    track         NDUPFAO
bureau               all    see           ....FAO
bureau               all    remark        ....F..
bureau               all    rescore       ....F..
bureau               all    assign        ....FA.
bureau               all    approve       ....F..
bureau               all    return        ....FA.
bureau               all    extend        NDUPF..
bureau               all    remind        NDUPF..
bureau               all    publish       .....A.
bureau               all    unpublish     ......O
third_party          given  track         ....FAO
third_party          given  see           ....FAO
third_party          given  remark        ....F..
third_party          given  rescore       ....F..
"""

#: Acts that are possible only while the campaign is open.
WHILE_OPEN = frozenset({"edit", "answer", "attach", "submit"})

#: Acts that concern no single filing.
_OFFICE: dict[str, frozenset[Role]] = {
    "manage_campaigns": frozenset({Role.BUREAU}),
    "manage_units": frozenset({Role.BUREAU}),
    "manage_library": frozenset({Role.BUREAU}),
    "review": frozenset(
        {Role.UNIT_REVIEWER, Role.DEPARTMENT_REVIEWER, Role.BUREAU, Role.THIRD_PARTY}
    ),
    "see_board": frozenset({Role.BUREAU, Role.DEPARTMENT_REVIEWER}),
    "see_summary": frozenset({Role.BUREAU}),
    "sample": frozenset({Role.BUREAU}),
    "publish_site": frozenset({Role.BUREAU}),
    "manage_tokens": frozenset({Role.SYSTEM_ADMIN}),
    "manage_accounts": frozenset({Role.SYSTEM_ADMIN}),
    "see_accounts": frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}),
    "grant_roles": frozenset({Role.SECURITY_ADMIN}),
    "unlock": frozenset({Role.SECURITY_ADMIN}),
    "read_log": frozenset({Role.AUDIT_ADMIN}),
}


class Right(NamedTuple):
    """One line of the table."""

    role: Role
    scope: Scope
    act: str
    states: frozenset[State]


def _right(line: str) -> Right:
    role, scope, act, letters = line.split()
    states = frozenset(STATES[letter] for letter in letters if letter != ".")
    return Right(Role(role), scope, act, states)  # type: ignore[arg-type]


RIGHTS: tuple[Right, ...] = tuple(_right(line) for line in _FILINGS.strip().splitlines())
ACTS: tuple[str, ...] = tuple(dict.fromkeys(right.act for right in RIGHTS))
OFFICE_ACTS: tuple[str, ...] = tuple(_OFFICE)


def may(user: User, act: str, filing: Filing | None = None) -> bool:
    """Whether *user* may do *act*, with *filing* where it concerns one."""
    if not user.is_authenticated or not user.is_active:
        return False
    if filing is None:
        return user.role in _OFFICE[act]
    if act in WHILE_OPEN and not filing.campaign.is_open:
        return False
    return any(
        filing.state in right.states and _within(user, right.scope, filing)
        for right in RIGHTS
        if right.role == user.role and right.act == act
    )


def acts(user: User, filing: Filing) -> frozenset[str]:
    """All that *user* may do with *filing*."""
    return frozenset(act for act in ACTS if may(user, act, filing))


def office_acts(user: User) -> frozenset[str]:
    """All that *user* may do apart from filings."""
    return frozenset(act for act in OFFICE_ACTS if may(user, act))


def within_reach(user: User, act: str = "track") -> Q:
    """The filings with which *user* may do *act*, as a condition of a query."""
    found = Q(pk__in=())
    if not user.is_authenticated or not user.is_active:
        return found
    for right in RIGHTS:
        if right.role == user.role and right.act == act:
            found |= Q(state__in=right.states) & _reach(user, right.scope)
    return found & Q(campaign__phase=Campaign.Phase.OPEN) if act in WHILE_OPEN else found


def _within(user: User, scope: Scope, filing: Filing) -> bool:
    if scope == "all":
        return True
    if scope == "given":
        return filing.assignments.filter(reviewer_id=user.pk).exists()
    if user.unit_id is None:
        return False
    if scope == "own":
        return filing.unit_id == user.unit_id
    return filing.unit_id != user.unit_id and filing.unit.path.startswith(user.unit.path)


def _reach(user: User, scope: Scope) -> Q:
    if scope == "all":
        return Q()
    if scope == "given":
        return Q(pk__in=user.assignments.values("filing"))
    if user.unit_id is None:
        return Q(pk__in=())
    if scope == "own":
        return Q(unit_id=user.unit_id)
    return Q(unit__path__startswith=user.unit.path) & ~Q(unit_id=user.unit_id)
