"""What pages with pagers share."""

from __future__ import annotations

from django.http import HttpRequest


def rest_of_query(request: HttpRequest) -> str:
    """The query without the page's number, to stand in front of `page=`."""
    rest = request.GET.copy()
    rest.pop("page", None)
    return f"{rest.urlencode()}&" if rest else ""
