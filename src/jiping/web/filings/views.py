"""Pages and JSON of a filing: the form, saves, answers, submission, versions."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiping.filing import Filing as Document
from jiping.web.accounts.gate import logged_in
from jiping.web.accounts.roles import ADMINISTRATORS
from jiping.web.actor import actor_of
from jiping.web.campaigns.models import Campaign
from jiping.web.refusal import InvalidError
from jiping.web.replies import json_reply
from jiping.web.rights import acts

from . import answer as answering
from .assess import Assessment, assess
from .edit import Saved, save_edits
from .find import draft_of, filing_for, filings_for, waiting_for
from .merge import saves_json
from .models import Filing
from .readings import read_document, reading_for, reading_json
from .sources import sources_json
from .submit import answers_of, left_to_do, submit
from .versions import version_for, versions_for

#: Most filings of each list on the first page.
_SHOWN = 200


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object in the body.

    Raises InvalidError where there is none.
    """
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise InvalidError(_("请求的格式不对。")) from error
    if not isinstance(body, dict):
        raise InvalidError(_("请求的格式不对。"))
    return body


def state_json(
    filing: Filing, document: dict[str, Any], assessment: Assessment, answers: dict[str, str]
) -> dict[str, Any]:
    """What a page shows of a draft beside the document itself."""
    return {
        "id": filing.pk,
        "version": filing.version,
        "state": filing.state,
        "state_zh": filing.get_state_display(),
        "submitted": filing.submitted,
        "scorecard": assessment.scorecard.to_json(),
        "findings": assessment.findings_json(answers),
        "totals": {
            "weight": document.get("total", {}).get("weight"),
            "self_score": document.get("total", {}).get("score"),
            "errors": filing.errors,
            "warnings": filing.warnings,
        },
    }


@logged_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person, and what else they may know of, latest campaign first.

    Administrators see no filings and are sent to their own page.
    """
    if page := ADMINISTRATORS.get(request.user.role):
        return redirect(page)
    order = ("-campaign__year", "unit__code", "project__code")
    found = filings_for(request.user).order_by(*order)
    tasks = found.filter(waiting_for(request.user))
    context = {
        "tasks": tasks[:_SHOWN],
        "others": found.exclude(pk__in=tasks.values("pk"))[:_SHOWN],
        "campaign": Campaign.objects.filter(
            phase=Campaign.Phase.OPEN, pk__in=found.order_by().values("campaign")
        ).first(),
    }
    return render(request, "filings/home.html", context)


@require_GET
@logged_in
def data(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft with scores and findings, as JSON."""
    filing = filing_for(request.user, pk)
    document = draft_of(filing)
    assessment = assess(filing, Document.model_validate(document))
    told = state_json(filing, document, assessment, answers_of(filing))
    return json_reply({**told, "filing": document, "acts": sorted(acts(request.user, filing))})


@require_POST
@logged_in
def edits(request: HttpRequest, pk: int) -> HttpResponse:
    """Save edits (see `filings.edit`)."""
    body = body_of(request)
    base, told = body.get("base"), body.get("edits")
    if not isinstance(base, int) or isinstance(base, bool) or not isinstance(told, list):
        raise InvalidError(_("请求的格式不对：应有 base、edits 和 client。"))
    if not all(isinstance(edit, dict) for edit in told):
        raise InvalidError(_("请求的格式不对：edits 应为对象。"))
    saved = save_edits(actor_of(request), pk, base, told, _uuid(body.get("client")))
    return json_reply(saved_json(saved, whole=body.get("whole") is True))


def saved_json(saved: Saved, *, whole: bool = False) -> dict[str, Any]:
    """The answer to a save: state, the saves since the base, the parts they changed (or all)."""
    document = saved.document
    answers = answers_of(saved.filing) if saved.assessment.findings else {}
    told = state_json(saved.filing, document, saved.assessment, answers)
    parts = {edit["at"].split("/")[1] for save in saved.since for edit in save.edits}
    changed = document if whole else {part: document.get(part) for part in sorted(parts)}
    return {**told, "filing": changed, "saves": saves_json(saved.since)}


@require_POST
@logged_in
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the unit's answer to a finding."""
    body = body_of(request)
    name, text = body.get("fingerprint"), body.get("text")
    if not isinstance(name, str) or not isinstance(text, str):
        raise InvalidError(_("请求的格式不对：应有 fingerprint 和 text。"))
    answering.answer(actor_of(request), pk, name, text)
    return json_reply({"fingerprint": name, "answer": text.strip() or None})


@require_http_methods(["GET", "POST"])
@logged_in
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what is left to do. POST: submit the draft."""
    if request.method == "GET":
        return json_reply(left_to_do(request.user, pk))
    base = body_of(request).get("base")
    if not isinstance(base, int) or isinstance(base, bool):
        raise InvalidError(_("请求的格式不对：应有 base。"))
    version = submit(actor_of(request), pk, base)
    return json_reply({"number": version.number, "sm3": version.sm3, "state": version.filing.state})


@require_http_methods(["GET", "POST"])
@logged_in
def readings(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the documents read for a filing. POST (multipart `file`): read one."""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidError(_("没有选择文件。"), {"file": _("请选择文件。")})
        return json_reply(reading_json(read_document(actor_of(request), pk, upload)), 201)
    filing = filing_for(request.user, pk)
    found = filing.readings.defer("extraction").select_related("by")
    told = [
        {"id": one.pk, "name": one.name, "by": str(one.by), "at": one.at.isoformat()}
        for one in found
    ]
    return json_reply({"readings": told})


@require_GET
@logged_in
def reading(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What was read from one document."""
    return json_reply(reading_json(reading_for(filing_for(request.user, pk), number)))


@require_GET
@logged_in
def sources(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be taken over: last year's filing, the campaign's figures, the standard's frame."""
    return json_reply(sources_json(filing_for(request.user, pk)))


@require_GET
@logged_in
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The submissions that the person may see."""
    filing = filing_for(request.user, pk, "track")
    found = [
        {
            "number": one.number,
            "by": one.by_name,
            "at": one.at.isoformat(),
            "address": one.address,
            "sm3": one.sm3,
        }
        for one in versions_for(request.user, filing)
    ]
    return json_reply({"id": filing.pk, "versions": found})


@require_GET
@logged_in
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One submission, with the findings of its day."""
    found = version_for(request.user, pk, number)
    return json_reply(
        {
            "number": found.number,
            "by": found.by_name,
            "at": found.at.isoformat(),
            "sm3": found.sm3,
            "filing": json.loads(found.content),
            **json.loads(found.outcome),
        }
    )


def _uuid(told: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(told))
    except ValueError as error:
        raise InvalidError(_("请求的格式不对：client 应为 UUID。")) from error
