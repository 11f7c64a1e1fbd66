"""Pages of the campaign."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from jiping.web.accounts.gate import allowed

from .board import board as board_of
from .models import Campaign


@allowed("see_board")
def boards(request: HttpRequest) -> HttpResponse:
    """The board of the latest campaign."""
    latest = Campaign.objects.exclude(phase=Campaign.Phase.PREPARING).first()
    if latest is None:
        return render(request, "campaigns/none.html")
    return redirect("board", pk=latest.pk)


@allowed("see_board")
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands where."""
    campaign = get_object_or_404(Campaign, pk=pk)
    found = board_of(request.user, campaign)
    filings = found.filings
    if state := request.GET.get("state"):
        filings = filings.filter(state=state)
    if words := request.GET.get("q", "").strip()[:40]:
        filings = filings.filter(unit__name__contains=words)
    page = Paginator(filings, 100).get_page(request.GET.get("page"))
    context = {
        "board": found, "page": page, "campaigns": Campaign.objects.all(), "campaign": campaign,
    }  # fmt: skip
    return render(request, "campaigns/board.html", context)
