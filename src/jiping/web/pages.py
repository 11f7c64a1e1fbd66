"""What pages share in reading what an address or a form tells."""

from __future__ import annotations

from django.http import HttpRequest

_LONGEST = 18  # digits


def rest_of_query(request: HttpRequest, name: str = "page") -> str:
    """The query without *name*, to stand in front of `name=`."""
    rest = request.GET.copy()
    rest.pop(name, None)
    return f"{rest.urlencode()}&" if rest else ""


def number_of(told: str) -> int | None:
    """The whole number that somebody *told*; None where it is none, or too long for a database.

    >>> number_of("12"), number_of("-1"), number_of("9" * 40)
    (12, None, None)
    """
    return int(told) if told.isascii() and told.isdigit() and len(told) < _LONGEST else None
