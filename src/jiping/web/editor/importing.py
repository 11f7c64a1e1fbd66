"""Reading in an old document: what was found in it, on the official form, to accept or to mend."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jiping import standards
from jiping.filing import Filing as Document
from jiping.filing import Place
from jiping.web.accounts.gate import logged_in
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.models import Filing
from jiping.web.filings.pointers import PARTS
from jiping.web.filings.readings import reading_for
from jiping.web.pages import number_of

from .places import said as place_said
from .screen import screen
from .views import frame, urls_of


@require_GET
@logged_in
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a document, or go back to one that was read before."""
    filing = filing_for(request.user, pk, "edit")
    readings = filing.readings.defer("extraction").select_related("by").order_by("-pk")
    state = {
        "readings": reverse("filing-readings", args=[pk]),
        "page": request.path,
        "most": settings.UPLOAD_BYTES,
    }
    context = {**frame(filing, "form"), "readings": readings, "state": state}
    return render(request, "filings/import.html", context)


@require_GET
@logged_in
def document(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What was read: each value in its field, with the place and the words it was read from."""
    filing = filing_for(request.user, pk, "edit")
    reading = reading_for(filing, number)
    extraction = json.loads(reading.extraction)
    found = extraction["filings"]
    chosen = _chosen(request, found)
    told = found[chosen]
    state = {
        "reading": number,
        "index": chosen,
        "filing": told,
        "layout": _layout(filing, told),
        "parts": [part for part in PARTS if _held(told, part)],
        "now": draft_of(filing),
        "version": filing.version,
        "urls": urls_of(filing),
    }
    context = {
        **frame(filing, "form"),
        "reading": reading,
        "choices": [_name(one) for one in found],
        "chosen": chosen,
        "problems": [_problem(one) for one in extraction["problems"]],
        "differences": _differences(filing, told),
        "sections": (told.get("report") or {}).get("sections", []),
        "state": state,
    }
    return render(request, "filings/reading.html", context)


def _chosen(request: HttpRequest, found: list[dict[str, Any]]) -> int:
    """The filing of the document that is asked for, else the one that tells most."""
    told = number_of(request.GET.get("index", ""))
    if told is not None and told < len(found):
        return told
    return max(range(len(found)), key=lambda index: len(found[index].get("evidence", {})))


def _layout(filing: Filing, told: dict[str, Any]) -> dict[str, Any]:
    """The form of this filing's own standard, whatever form the document had."""
    own = {"kind": filing.kind, "standard": filing.standard_name}
    return screen(Document.model_validate({**told, **own}), standards.load(filing.standard_name))


def _held(told: dict[str, Any], part: str) -> bool:
    value = told.get(part[1:])
    return bool(value) and value not in ({"rows": []}, {"rows": [], "by_revenue": {}})


def _name(told: dict[str, Any]) -> str:
    return str(told.get("project") or told.get("unit") or _("自评表"))


def _problem(told: dict[str, Any]) -> dict[str, str]:
    where = {name: part for name, part in told["where"].items() if name != "file"}
    return {"where": place_said(Place(**where)), "message": told["message"]}


def _differences(filing: Filing, told: dict[str, Any]) -> list[str]:
    """Unit and year of the document where they are not this filing's."""
    said = []
    if told.get("unit") and told["unit"] != filing.unit.name:
        said.append(
            _("文件中的单位是“%(told)s”，本份自评的单位是“%(own)s”。")
            % {"told": told["unit"], "own": filing.unit.name}
        )
    year = told.get("fiscal_year")
    if year and year != filing.campaign.year:
        said.append(
            _("文件是%(told)d年度的，本份自评是%(own)d年度；完成值和得分请勿照搬。")
            % {"told": year, "own": filing.campaign.year}
        )
    if told.get("kind") not in (None, "report", filing.kind):
        said.append(_("文件的表式与本份自评不同（项目表与部门表），请核对后再带入。"))
    return said
