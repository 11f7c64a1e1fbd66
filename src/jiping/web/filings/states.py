"""The states of a filing and how acts lead from one to the next."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a filing stands, in the order of its way."""

    NOT_STARTED = "not_started", _("未开始")
    DRAFTING = "drafting", _("填报中")
    UNIT_REVIEW = "unit_review", _("单位审核")
    DEPARTMENT_REVIEW = "department_review", _("部门审核")
    FINANCE_REVIEW = "finance_review", _("财政审核")
    ACCEPTED = "accepted", _("已通过")
    PUBLISHED = "published", _("已公开")


#: The states in which somebody has to decide.
REVIEWS = (State.UNIT_REVIEW, State.DEPARTMENT_REVIEW, State.FINANCE_REVIEW)
#: The states in which the unit has done its part.
DONE = (State.ACCEPTED, State.PUBLISHED)

#: (state, act) → next state.
NEXT: dict[tuple[State, str], State] = {
    (State.DRAFTING, "submit"): State.UNIT_REVIEW,
    (State.UNIT_REVIEW, "withdraw"): State.DRAFTING,
    (State.UNIT_REVIEW, "approve"): State.DEPARTMENT_REVIEW,
    (State.DEPARTMENT_REVIEW, "approve"): State.FINANCE_REVIEW,
    (State.FINANCE_REVIEW, "approve"): State.ACCEPTED,
    (State.UNIT_REVIEW, "return"): State.DRAFTING,
    (State.DEPARTMENT_REVIEW, "return"): State.DRAFTING,
    (State.FINANCE_REVIEW, "return"): State.DRAFTING,
    (State.ACCEPTED, "return"): State.DRAFTING,
    (State.ACCEPTED, "publish"): State.PUBLISHED,
    (State.PUBLISHED, "unpublish"): State.ACCEPTED,
}


def after(state: str, act: str, *, has_department: bool) -> State:
    """The state that *act* leads to; a unit without a department goes to the bureau at once.

    Raises KeyError where the act does not belong to the state.
    """
    then = NEXT[State(state), act]
    if then is State.DEPARTMENT_REVIEW and not has_department:
        return State.FINANCE_REVIEW
    return then
