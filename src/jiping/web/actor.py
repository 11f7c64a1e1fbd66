"""Who acts, from where: what every service is told and every log entry says."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest

from .address import address_of

if TYPE_CHECKING:
    from .accounts.models import User


class Actor(NamedTuple):
    """A person (None: the program itself) at an address; `act` joins the entries of one act."""

    user: User | None
    address: str = ""
    agent: str = ""
    act: uuid.UUID = uuid.UUID(int=0)
    #: What acts where no person does: a token of the API, a command.
    name: str = ""


def actor_of(request: HttpRequest) -> Actor:
    """The person behind *request*."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:200]
    user = getattr(request, "user", None)
    if user is not None and not user.is_authenticated:
        user = None
    return Actor(user, address_of(request), agent, uuid.uuid4())


def program(name: str) -> Actor:
    """The program itself, running the command *name*."""
    return Actor(None, act=uuid.uuid4(), name=name)
