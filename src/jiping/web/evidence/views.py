"""Evidence files: listed, uploaded, served as attachments, taken off."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiping.web.accounts.gate import logged_in
from jiping.web.actor import actor_of
from jiping.web.filings.find import filing_for
from jiping.web.refusal import InvalidError, MissingError
from jiping.web.replies import json_reply

from .attach import attach, attached, detach
from .models import Attachment
from .store import path_of


@require_http_methods(["GET", "POST"])
@logged_in
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the files of a filing. POST (multipart: `pointer`, `file`): attach one."""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidError(_("没有选择文件。"), {"file": _("请选择文件。")})
        kept = attach(actor_of(request), pk, request.POST.get("pointer", ""), upload)
        return json_reply(attachment_json(kept), 201)
    filing = filing_for(request.user, pk)
    return json_reply({"files": [attachment_json(one) for one in attached(filing)]})


@require_GET
@logged_in
def file(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """The bytes, always as a download and never as a page."""
    filing = filing_for(request.user, pk)
    kept = filing.attachments.filter(pk=attachment, removed=None).first()
    if kept is None:
        raise MissingError(_("没有这个文件。"))
    try:
        content = path_of(kept.sm3).open("rb")
    except FileNotFoundError as error:
        raise MissingError(_("文件已不在服务器上，请联系系统管理员从备份恢复。")) from error
    response = FileResponse(
        content, as_attachment=True, filename=kept.name, content_type=kept.media_type
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@logged_in
def remove(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """Take a file off."""
    detach(actor_of(request), pk, attachment)
    return json_reply({"removed": attachment})


def attachment_json(one: Attachment) -> dict[str, Any]:
    """A file as JSON."""
    return {
        "id": one.pk,
        "pointer": one.pointer,
        "name": one.name,
        "size": one.size,
        "sm3": one.sm3,
        "by": str(one.by),
        "at": one.at.isoformat(),
    }
