"""The library: as the form asks for it, and its page, on which the bureau keeps it."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jiping.web.accounts.gate import allowed, logged_in
from jiping.web.actor import actor_of
from jiping.web.pages import number_of, rest_of_query
from jiping.web.refusal import InvalidError
from jiping.web.replies import json_reply

from .models import Entry
from .take_in import switch, take_in
from .workbook import as_workbook

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


@require_http_methods(["GET", "POST"])
@allowed("manage_library")
def shelf(request: HttpRequest) -> HttpResponse:
    """GET: the entries. POST: a workbook is taken in (`file`), or one entry switched (`on`, `off`)."""
    fault = None
    if request.method == "POST":
        try:
            _change(request)
        except InvalidError as error:
            fault = error
        else:
            return redirect(request.get_full_path())
    found = Entry.objects.all()
    if sector := request.GET.get("sector", "")[:40]:
        found = found.filter(sector=sector)
    if words := request.GET.get("q", "").strip()[:40]:
        found = found.filter(name__contains=words)
    context = {
        "page": Paginator(found, 100).get_page(request.GET.get("page")),
        "query": rest_of_query(request), "sector": sector, "q": words, "fault": fault,
        "sectors": Entry.objects.order_by("sector").values_list("sector", flat=True).distinct(),
    }  # fmt: skip
    return render(request, "library/shelf.html", context, status=fault.status if fault else 200)


def _change(request: HttpRequest) -> None:
    actor, told = actor_of(request), request.POST
    if "on" in told or "off" in told:
        switch(actor, number_of(told.get("on") or told.get("off", "")) or 0, active="on" in told)
        messages.success(request, _("已启用。") if "on" in told else _("已停用，单位不再看到。"))
        return
    upload = request.FILES.get("file")
    if upload is None:
        raise InvalidError(_("请选择文件。"))
    done = take_in(actor, upload.read())
    messages.success(
        request,
        _("已导入：新增 %(added)d 条，更新 %(changed)d 条。")
        % {"added": done.added, "changed": done.changed},
    )


@require_GET
@allowed("manage_library")
def workbook(_request: HttpRequest) -> FileResponse:
    """All entries, as a workbook that can be taken in again."""
    return FileResponse(
        io.BytesIO(as_workbook(Entry.objects.all())), as_attachment=True, filename="指标库.xlsx"
    )
