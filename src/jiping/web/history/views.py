"""The log as the audit administrator reads it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiping.web.accounts.gate import allowed
from jiping.web.pages import rest_of_query

from .actions import ACTIONS
from .models import Entry


@allowed("read_log")
def entries(request: HttpRequest) -> HttpResponse:
    """The entries, latest first, by action, unit, person or day."""
    found = Entry.objects.all()
    for name in ("action", "unit", "actor"):
        if told := request.GET.get(name, "").strip()[:64]:
            found = found.filter(**{name: told})
    page = Paginator(found, 100).get_page(request.GET.get("page"))
    told = {"page": page, "query": rest_of_query(request), "actions": ACTIONS}
    return render(request, "history/log.html", told)
