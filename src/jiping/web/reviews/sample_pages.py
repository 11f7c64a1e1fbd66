"""Pages of spot checks: drawing, what was drawn, and the frame by which anybody can draw again."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jiping.filing.numbers import ZERO
from jiping.web.accounts.gate import allowed
from jiping.web.actor import actor_of
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.refusal import InvalidError

from .draw import METHODS, Member, rank
from .models import Sample
from .sample import draw_sample, frame_of, redrawn, risk_of, share


@require_http_methods(["GET", "POST"])
@allowed("sample")
def samples(request: HttpRequest) -> HttpResponse:
    """GET: what was drawn, and the form to draw. POST: draw."""
    told, fault = request.POST, None
    if request.method == "POST":
        try:
            campaign = get_object_or_404(Campaign, pk=_number(told.get("campaign", "")))
            size = _number(told.get("size", ""))
            kept = draw_sample(
                actor_of(request), campaign, told.get("method", ""), size, told.get("seed", "")
            )
        except InvalidError as error:
            fault = error
        else:
            return redirect("sample", pk=kept.pk)
    campaigns = [(one, frame_of(one).count()) for one in Campaign.objects.all()]
    context = {
        "samples": Sample.objects.select_related("campaign", "by")[:100],
        "campaigns": campaigns,
        "methods": METHODS,
        "told": told,
        "fault": fault,
    }
    return render(request, "reviews/samples.html", context, status=fault.status if fault else 200)


@require_GET
@allowed("sample")
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: its filings with their risk, and whether it comes out the same again."""
    kept = get_object_or_404(Sample.objects.select_related("campaign", "by"), pk=pk)
    held = {one.pk: one for one in _with(kept)}
    largest = max((one.executed or ZERO for one in held.values()), default=ZERO)
    weights = {pk: weight for pk, _, weight in kept.frame}
    context = {
        "sample": kept,
        "method": METHODS[kept.method],
        "rows": [
            (held[pk], weights[pk], risk_of(held[pk], largest)) for pk in kept.drawn if pk in held
        ],
        "same": [one.pk for one in redrawn(kept)] == kept.drawn,
        "share": share(len(kept.drawn), len(kept.frame)),
    }
    return render(request, "reviews/sample.html", context)


def _with(kept: Sample) -> list[Filing]:
    found = Filing.objects.filter(pk__in=[pk for pk, *_ in kept.frame])
    return list(found.select_related("campaign", "unit", "project"))


@require_GET
@allowed("sample")
def frame(_request: HttpRequest, pk: int) -> FileResponse:
    """The frame as CSV: code, weight, the number by which it was drawn."""
    kept = get_object_or_404(Sample.objects.select_related("campaign"), pk=pk)
    out = io.StringIO("\ufeff", newline="")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out)
    writer.writerow([_("编码"), _("权重"), _("随机数"), _("抽中次序")])
    for number, code, weight in kept.frame:
        member = Member(number, code, Decimal(weight))
        drawn = kept.drawn.index(number) + 1 if number in kept.drawn else ""
        writer.writerow([code, weight, rank(member, kept.method, kept.seed), drawn])
    name = f"{kept.campaign}{_('抽样框')}{kept.pk}.csv"
    return FileResponse(
        io.BytesIO(out.getvalue().encode()),
        as_attachment=True,
        filename=name,
        content_type="text/csv; charset=utf-8",
    )


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InvalidError(_("请填数字。"), {"size": _("请填份数。")})
    return int(text)
