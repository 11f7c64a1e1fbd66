"""Pages: what is public and what may become so; and the public site itself, open to everybody."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils._os import safe_join
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jiping.web import builds
from jiping.web.accounts.gate import allowed
from jiping.web.actor import actor_of
from jiping.web.campaigns.models import Campaign
from jiping.web.refusal import MissingError

from .build import SITE, published_versions, root
from .publish import publish_all, waiting
from .screening import look_through_some

#: What the site is made of; nothing else is served.
_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".json": "application/json", ".jsonl": "application/x-ndjson; charset=utf-8",
    ".csv": "text/csv; charset=utf-8", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
#: Most filings of the page on which they are published.
_SHOWN = 300


@require_http_methods(["GET", "POST"])
@allowed("publish_site")
def portal(request: HttpRequest) -> HttpResponse:
    """GET: the state of the site, and what waits. POST: publish a campaign, or build anew."""
    if request.method == "POST":
        if request.POST.get("act") == "publish":
            campaign = get_object_or_404(Campaign, pk=request.POST.get("campaign") or 0)
            done, back = publish_all(actor_of(request), campaign)
            told = _("已公开%(done)d份") % {"done": done}
            messages.success(request, told + (_("，%(n)d份留下") % {"n": back} if back else ""))
        builds.ask(SITE)
        return redirect("portal")
    context = {
        "unseen": look_through_some(),
        "waiting": waiting(_SHOWN),
        "status": builds.status(SITE),
        "published": published_versions().count(),
    }
    return render(request, "portal/portal.html", context)


def _not_yet() -> str:
    pending = builds.status(SITE)["pending"]
    return _("公开网站正在生成，请过几分钟再来。") if pending else _("还没有公开的自评。")


@require_GET
def public(request: HttpRequest, path: str = "") -> HttpResponse:
    """A file of the public site; a folder is its index page.

    Browsers keep it but ask each time whether it still stands: what is taken down is gone.
    """
    try:
        held = Path(safe_join(root(), path))
    except (SuspiciousFileOperation, ValueError) as error:
        raise MissingError(_("没有这一页，网址可能有误，或内容已经撤下。")) from error
    if held.is_dir() or not path:
        if path and not path.endswith("/"):
            return HttpResponsePermanentRedirect(f"{request.path}/")
        held /= "index.html"
    media_type = _TYPES.get(held.suffix)
    if media_type is None or any(part.startswith(".") for part in Path(path).parts):
        raise MissingError(_("没有这一页，网址可能有误，或内容已经撤下。"))
    try:
        about = held.stat()
        mark = f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
        response = get_conditional_response(request, etag=mark)
        if response is None:
            response = FileResponse(held.open("rb"), content_type=media_type)
    except OSError as error:
        raise MissingError(
            _("没有这一页，网址可能有误，或内容已经撤下。") if path else _not_yet()
        ) from error
    response["Cache-Control"], response["ETag"] = "public, no-cache", mark
    return response
