"""Where a request comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The client's address; behind our proxy the last hop that the proxy itself wrote down."""
    if settings.PROXY:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if last := hops[-1].strip():
            return last[:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
