"""Why an act was refused: one class a kind of refusal, with its HTTP status.

The sentence is in the language of the page on which the act was tried.

RefusedError
├── ForbiddenError   403  the person may not do it, or not in this state
├── MissingError     404  there is no such thing for this person
├── ConflictError    409  somebody else was quicker
└── InvalidError     422  what was given cannot be used; `fields` says where
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class RefusedError(Exception):
    """An act was refused; the message is for the user."""

    status = 400
    code = "refused"

    def __init__(self, message: str, **detail: Any) -> None:
        """*detail* goes into the JSON answer beside the message."""
        self.message = str(message)
        super().__init__(self.message)
        self.detail = detail

    def as_json(self) -> dict[str, Any]:
        """The answer's body."""
        return {"error": self.code, "message": self.message, **self.detail}


class ForbiddenError(RefusedError):
    """The person may not do it, or not in this state."""

    status, code = 403, "forbidden"


class MissingError(RefusedError):
    """There is no such thing for this person."""

    status, code = 404, "missing"


class ConflictError(RefusedError):
    """Somebody else was quicker."""

    status, code = 409, "conflict"


class InvalidError(RefusedError):
    """What was given cannot be used; `fields` maps places to sentences."""

    status, code = 422, "invalid"

    def __init__(
        self, message: str, fields: Mapping[str, str] | None = None, **detail: Any
    ) -> None:
        """*fields*: JSON pointer or field name → sentence."""
        super().__init__(
            message, fields={place: str(said) for place, said in (fields or {}).items()}, **detail
        )
