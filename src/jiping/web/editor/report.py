"""The report beside its form: sections by the outline, drafts proposed, figures held to their fields."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiping import standards
from jiping.filing import Filing as Document
from jiping.filing.bound import Drift, drifted, gaps
from jiping.standards import Standard
from jiping.web.accounts.gate import logged_in
from jiping.web.filings.assess import assess, last_year_of
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.submit import answers_of
from jiping.web.filings.views import state_json
from jiping.web.replies import json_reply
from jiping.web.rights import acts
from jiping.writers.draft import draft

from .views import frame, urls_of


@require_GET
@logged_in
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report by section."""
    filing = filing_for(request.user, pk)
    content = draft_of(filing)
    document = Document.model_validate(content)
    standard = standards.load(filing.standard_name)
    allowed = acts(request.user, filing)
    state = {
        **state_json(filing, content, assess(filing, document), answers_of(filing)),
        "filing": content,
        "acts": sorted(allowed),
        "user": request.user.pk,
        "urls": {**urls_of(filing), "form": reverse("filing", args=[pk])},
        "outline": _outline(standard, document),
        "figures": figures_of(document),
    }
    context = {**frame(filing, "report"), "acts": allowed, "state": state}
    return render(request, "filings/report.html", context)


@require_GET
@logged_in
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The report drafted from what the form, last year's filing and the report itself tell."""
    filing = filing_for(request.user, pk, "edit")
    document = Document.model_validate(draft_of(filing))
    found = draft(document, standards.load(filing.standard_name), last_year=last_year_of(filing))
    return json_reply(found.report.model_dump(mode="json", exclude_none=True))


@require_GET
@logged_in
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """What of the report is no longer as the form has it, and what is still to be filled in."""
    filing = filing_for(request.user, pk)
    return json_reply(figures_of(Document.model_validate(draft_of(filing))))


def figures_of(document: Document) -> dict[str, Any]:
    """`drifts` and `gaps` of each section with the pointer of its text."""
    sections = document.report.sections if document.report else ()
    texts = [(f"/report/sections/{n}/text", one.text) for n, one in enumerate(sections)]
    return {
        "drifts": [_drift(at, one) for at, text in texts for one in drifted(text, document)],
        "gaps": [{"at": at, "text": one} for at, text in texts for one in gaps(text)],
    }


def _drift(at: str, one: Drift) -> dict[str, Any]:
    return {
        "at": at,
        "start": one.start,
        "end": one.end,
        "told": one.told,
        "due": one.due,
        "field": one.pointer.partition("#")[0],
    }


def _outline(standard: Standard, document: Document) -> list[dict[str, Any]]:
    """The sections that the standard wants of this report."""
    funds = document.budget.by_revenue.government_funds
    return [
        {
            "number": one.number if one.number.startswith("（") else f"{one.number}、",
            "heading": one.heading,
            "topic": one.topic,
            "required": one.required and (one.when is None or bool(funds)),
        }
        for one in standard.outline.sections
    ]
