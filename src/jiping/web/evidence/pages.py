"""The page of a filing's evidence: by indicator, those without any told first; for unit and review."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiping.filing import Filing as Document
from jiping.web.accounts.gate import logged_in
from jiping.web.actor import actor_of
from jiping.web.editor.views import frame
from jiping.web.filings.accounts import drop_accounts
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.models import FinalAccounts
from jiping.web.pages import number_of
from jiping.web.refusal import InvalidError
from jiping.web.rights import acts

from .attach import attach, attached, clean_name, detach
from .overview import overview


@require_http_methods(["GET", "POST"])
@logged_in
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: all evidence, or with `?missing` the indicators without. POST: attach or take off."""
    if request.method == "POST":
        _change(request, pk)
        return redirect("filing-files", pk=pk)
    filing = filing_for(request.user, pk)
    document = Document.model_validate(draft_of(filing))
    rows = overview(document, attached(filing))
    missing = [row for row in rows if row.lacks]
    context = {
        **frame(filing, "files"),
        "acts": acts(request.user, filing),
        "rows": missing if "missing" in request.GET else rows,
        "choices": rows,
        "missing": len(missing),
        "indicators": sum(row.is_indicator for row in rows),
        "count": sum(len(row.files) for row in rows),
        "only_missing": "missing" in request.GET,
        "accounts": FinalAccounts.objects.filter(filing=filing).select_related("by").first(),
    }
    return render(request, "filings/files.html", context)


def _change(request: HttpRequest, pk: int) -> None:
    actor, told = actor_of(request), request.POST
    try:
        if "remove" in told:
            detach(actor, pk, number_of(told["remove"]) or 0)
            messages.success(request, _("已移除。"))
        elif "drop-accounts" in told:
            drop_accounts(actor, pk)
            messages.success(request, _("已移除。"))
        else:
            uploads = request.FILES.getlist("file")
            if not uploads:
                raise InvalidError(_("请选择文件。"))
            _attach_each(request, pk, uploads)
    except InvalidError as error:
        messages.error(request, _words(error))


def _attach_each(request: HttpRequest, pk: int, uploads: list[UploadedFile]) -> None:
    """Attach what can be; what is refused is told by its name."""
    actor, pointer = actor_of(request), request.POST.get("pointer", "")
    done = 0
    for upload in uploads:
        try:
            attach(actor, pk, pointer, upload)
            done += 1
        except InvalidError as error:
            told = {"name": clean_name(upload.name or ""), "why": _words(error)}
            messages.error(request, _("《%(name)s》%(why)s") % told)
    if done:
        messages.success(request, _("已上传 %d 个文件。") % done)


def _words(error: InvalidError) -> str:
    """A refusal with what is wrong with its fields, nothing twice."""
    said = dict.fromkeys([error.message, *error.detail.get("fields", {}).values()])
    return ("" if error.message.endswith("。") else " ").join(said)
