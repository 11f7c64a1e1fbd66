"""Pages of a review: the queue, the filing under review, two versions side by side."""

from __future__ import annotations

import io

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiping import standards
from jiping.checks import SEVERITIES
from jiping.comparison import compare
from jiping.filing import Filing as Document
from jiping.scoring import score
from jiping.web.accounts.gate import logged_in
from jiping.web.accounts.models import User
from jiping.web.accounts.roles import Role
from jiping.web.actor import actor_of
from jiping.web.evidence.attach import attached
from jiping.web.filings.find import filing_for
from jiping.web.filings.models import Filing
from jiping.web.filings.versions import version_for, versions_for
from jiping.web.refusal import InvalidError, MissingError
from jiping.web.rights import acts

from .assign import assign, take_back
from .queue import ORDERS, queue
from .screen import screen_of
from .worksheets import take_worksheet, worksheet_of

_ORDERS = {
    "due": _("先到先审"), "doubts": _("疑点最多"), "apart": _("自评高于规则"), "unit": _("按单位"),
}  # fmt: skip
_PAGE = 50


@require_GET
@logged_in
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for the person's decision."""
    order = request.GET.get("order", "due")
    words = request.GET.get("q", "").strip()[:40]
    page = Paginator(queue(request.user, order, words), _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "order": order if order in ORDERS else "due", "orders": _ORDERS, "q": words,
    }  # fmt: skip
    return render(request, "reviews/queue.html", context)


@require_GET
@logged_in
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One filing under review: what was found, said and scored, at the fields of the form."""
    filing = filing_for(request.user, pk)
    held = acts(request.user, filing)
    following = queue(request.user).exclude(pk=pk).values_list("pk", flat=True).first()
    screen = screen_of(filing, request.user)
    context = {
        "screen": screen,
        "counts": {name: screen.assessment.count(name) for name in SEVERITIES},
        "filing": filing,
        "acts": held,
        "can_remark": "remark" in held,
        "can_rescore": "rescore" in held,
        "following": following,
        "decisions": filing.decisions.select_related("by").order_by("-pk")[:50],
        "versions": versions_for(request.user, filing).select_related("by").order_by("-number"),
        "files": attached(filing),
        "reviewers": _third_parties(filing) if "assign" in held else (),
        "given": filing.assignments.select_related("reviewer").order_by("pk"),
    }
    return render(request, "reviews/review.html", context)


@require_GET
@logged_in
def comparison(request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
    """Two submitted versions held against each other."""
    if old >= new:
        raise MissingError(_("请先选较早的一版，再选较晚的一版。"))
    before, after = (version_for(request.user, pk, number) for number in (old, new))
    filing = after.filing
    standard = standards.load(filing.standard_name)
    one, other = (Document.model_validate_json(version.content) for version in (before, after))
    context = {
        "filing": filing, "before": before, "after": after,
        "changes": compare(one, other, score(one, standard), score(other, standard)),
    }  # fmt: skip
    return render(request, "reviews/comparison.html", context)


@require_POST
@logged_in
def given(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the filing to a third party (`reviewer`)."""
    assign(actor_of(request), pk, request.POST.get("reviewer", ""))
    return redirect("review", pk=pk)


@require_POST
@logged_in
def taken_back(request: HttpRequest, pk: int, reviewer: int) -> HttpResponse:
    """Take the filing back from a third party."""
    take_back(actor_of(request), pk, reviewer)
    return redirect("review", pk=pk)


@require_http_methods(["GET", "POST"])
@logged_in
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the work sheet of the findings. POST (multipart: `file`): a returned one is read in."""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidError(_("没有选择文件。"), {"file": _("请选择文件。")})
        return JsonResponse(take_worksheet(actor_of(request), pk, upload)._asdict())
    filing = filing_for(request.user, pk)
    name = f"{filing.campaign.year}-{filing}-审核意见表.xlsx"
    return FileResponse(io.BytesIO(worksheet_of(filing)), as_attachment=True, filename=name)


def _third_parties(filing: Filing) -> list[User]:
    """The third parties to whom the filing may still be given."""
    given = filing.assignments.values("reviewer_id")
    return list(User.objects.filter(role=Role.THIRD_PARTY, is_active=True).exclude(pk__in=given))
