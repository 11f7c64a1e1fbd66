"""The library as the form asks for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jiping.web.accounts.gate import logged_in
from jiping.web.replies import json_reply

from .models import Entry

_MOST = 200
_TOLD = ("id", "sector", "kind", "level1", "level2", "name", "target", "meaning", "source")


@require_GET
@logged_in
def entries(request: HttpRequest) -> HttpResponse:
    """Entries by sector (and those of all sectors), kind, level-2 category and words of the name."""
    found = Entry.objects.filter(active=True)
    if sector := request.GET.get("sector"):
        found = found.filter(sector__in=(sector[:40], "通用"))
    for name in ("kind", "level2"):
        if told := request.GET.get(name):
            found = found.filter(**{name: told[:40]})
    if words := request.GET.get("q"):
        found = found.filter(name__contains=words[:40])
    rows = list(found.values(*_TOLD)[:_MOST])
    return json_reply({"entries": rows})
