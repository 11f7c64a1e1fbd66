"""The pages of a filing on which a unit fills it in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jiping import standards
from jiping.filing import Filing as Document
from jiping.web.accounts.gate import logged_in
from jiping.web.evidence.attach import attached
from jiping.web.evidence.views import attachment_json
from jiping.web.filings.assess import assess, last_year_of
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.models import Filing
from jiping.web.filings.states import DONE, State
from jiping.web.filings.submit import answers_of
from jiping.web.filings.views import state_json
from jiping.web.refusal import MissingError
from jiping.web.rights import acts

from .screen import screen

#: What the editor shows of last year's filing beside this year's.
_OF_LAST_YEAR = {"fiscal_year", "budget", "goals", "indicators", "total"}


@require_GET
@logged_in
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The official form on the screen; edited in place by those who may, else read."""
    filing = filing_for(request.user, pk)
    content = draft_of(filing)
    document = Document.model_validate(content)
    allowed = acts(request.user, filing)
    layout = screen(document, standards.load(filing.standard_name))
    last_year = last_year_of(filing)
    told = state_json(filing, content, assess(filing, document), answers_of(filing))
    state = {
        **told,
        "filing": content,
        "layout": layout,
        "acts": sorted(allowed),
        "user": request.user.pk,
        "urls": urls_of(filing),
        "files": [attachment_json(one) for one in attached(filing)],
        "remarks": [_remark(one) for one in _remarks(filing)],
        "last_year": last_year and last_year.model_dump(mode="json", include=_OF_LAST_YEAR),
        "figures": filing.figures,
        "kind": filing.kind,
        "sector": (filing.project or filing.unit).sector,
    }
    context = {
        **frame(filing, "form"),
        "acts": allowed,
        "state": state,
        "layout": layout,
        "remarks": state["remarks"],
        "last_year": last_year,
    }
    return render(request, "filings/form.html", context)


@require_GET
@logged_in
def components(request: HttpRequest) -> HttpResponse:
    """The pieces that pages are made of, to look at; only where the site was started locally."""
    if not settings.LOCAL:
        raise MissingError(_("没有这个页面。"))
    today = timezone.localdate()
    days = [today + dt.timedelta(days=days) for days in (-3, 2, 30)]
    return render(request, "ui/components.html", {"states": State.choices, "days": days})


def frame(filing: Filing, tab: str) -> dict[str, Any]:
    """What the bar above every page of a filing shows."""
    return {
        "filing": filing,
        "done": filing.state in DONE,
        "tabs": [
            {"url": url, "label": label, "icon": icon, "current": name == tab}
            for name, url, label, icon in (
                ("form", reverse("filing", args=[filing.pk]), _("自评表"), "table"),
                ("report", reverse("filing-report", args=[filing.pk]), _("自评报告"), "file-text"),
                ("files", reverse("filing-files", args=[filing.pk]), _("佐证材料"), "paperclip"),
            )
        ],
        "banners": _banners(filing),
        "base_data": not filing.project_id and standards.load(filing.standard_name).base_data,
    }


def urls_of(filing: Filing) -> dict[str, str]:
    """The addresses that the editor's scripts ask."""
    names = (
        "data",
        "edits",
        "answers",
        "submission",
        "evidence",
        "accounts",
        "decisions",
        "remarks",
        "worksheet",
    )
    found = {name: reverse(f"filing-{name}", args=[filing.pk]) for name in names}
    return {
        **found,
        "page": reverse("filing", args=[filing.pk]),
        "login": reverse("login"),
        "library": reverse("library"),
        "report": reverse("filing-report", args=[filing.pk]),
        "draft": reverse("filing-report-draft", args=[filing.pk]),
        "figures": reverse("filing-report-figures", args=[filing.pk]),
    }


def _banners(filing: Filing) -> list[dict[str, str]]:
    """Where a filing is that was sent, why it came back while it is mended, why it is closed."""
    if filing.state in (State.NOT_STARTED, State.DRAFTING) and not filing.campaign.is_open:
        return [{"tone": "notice", "icon": "lock", "text": filing.campaign.why_closed}]
    if filing.state == State.UNIT_REVIEW:
        said = _("已提交第%(number)d次，等待单位负责人审核。") % {"number": filing.submitted}
        return [{"tone": "good", "icon": "circle-check", "text": said}]
    if filing.state != State.DRAFTING or not filing.submitted:
        return []
    last = filing.decisions.order_by("-pk").select_related("by").first()
    if last is None or last.act != "return":
        return []
    when = timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M")
    return [
        {
            "tone": "warning",
            "icon": "message-report",
            "text": _("退回修改：%(reason)s") % {"reason": last.reason},
            "more": f"{last.by} {when}",
        }
    ]


def _remarks(filing: Filing) -> Any:
    return filing.remarks.filter(resolved=None).select_related("by")


def _remark(one: Any) -> dict[str, Any]:
    when = timezone.localtime(one.at).strftime("%m-%d %H:%M")
    return {
        "id": one.pk,
        "pointer": one.pointer,
        "text": one.text,
        "by": str(one.by),
        "at": when,
        "reply": one.reply,
    }
