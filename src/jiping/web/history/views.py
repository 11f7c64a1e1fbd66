"""The log as the audit administrator reads it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiping.web.accounts.gate import allowed
from jiping.web.filings.models import Filing
from jiping.web.pages import rest_of_query

from .actions import ACTIONS
from .facts import facts
from .models import Entry


@allowed("read_log")
def entries(request: HttpRequest) -> HttpResponse:
    """The entries, latest first, by action, unit, person or day."""
    found = Entry.objects.all()
    for name in ("action", "unit", "actor"):
        if told := request.GET.get(name, "").strip()[:64]:
            found = found.filter(**{name: told})
    page = Paginator(found, 100).get_page(request.GET.get("page"))
    names = _names(page.object_list)
    rows = [(entry, names.get(entry.filing), facts(entry)) for entry in page]
    told = {"page": page, "rows": rows, "query": rest_of_query(request), "actions": ACTIONS}
    return render(request, "history/log.html", told)


def _names(entries: Iterable[Entry]) -> dict[int | None, str]:
    """The names of the filings that the entries are about, by their keys."""
    keys = {entry.filing for entry in entries if entry.filing is not None}
    found = Filing.objects.filter(pk__in=keys).select_related("unit", "project", "campaign")
    return {one.pk: f"{one.campaign.year} {one.full_name}" for one in found}
