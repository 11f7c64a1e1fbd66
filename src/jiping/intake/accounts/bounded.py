"""Final accounts read in a process of its own, as documents are (see `jiping.intake.bounded`)."""

from __future__ import annotations

from jiping.filing import Accounts
from jiping.intake.bounded import DEFAULT, Bounds, Child, EndedError
from jiping.intake.document import UnreadableError
from jiping.intake.opening import printable

_WORKER = "jiping.intake.accounts.child"


def read_accounts_bounded(name: str, data: bytes, bounds: Bounds = DEFAULT) -> Accounts:
    """Do what `read_accounts` does with the document *data* of that name, within *bounds*.

    Raises UnreadableError with one sentence for the user where it cannot be used or exceeds them.
    """
    child = Child(bounds, _WORKER)
    try:
        (answer,) = child.ask(name.encode("utf-8", "surrogateescape"), data, bounds)
    except EndedError as error:
        raise UnreadableError(f"{printable(name)}：{error}") from error
    finally:
        child.end()
    if answer[:1] == b"!":
        raise UnreadableError(answer[1:].decode("utf-8"))
    return Accounts.model_validate_json(answer[1:])
