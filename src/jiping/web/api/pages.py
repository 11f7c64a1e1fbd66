"""The page of tokens, for the system administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from jiping.web.accounts.gate import allowed
from jiping.web.actor import actor_of
from jiping.web.refusal import InvalidError

from . import tokens as keeping
from .models import Token


@allowed("manage_tokens")
def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens; POST makes one, whose text is shown once."""
    context = {}
    if request.method == "POST":
        days = request.POST.get("days", "")
        try:
            context["made"], context["text"] = keeping.make_token(
                actor_of(request),
                request.POST.get("name", ""),
                may_push="may_push" in request.POST,
                days=int(days) if days.isdecimal() and len(days) < 5 else 0,
            )
        except InvalidError as error:
            context["faults"] = error.detail["fields"]
    context["tokens"] = Token.objects.select_related("by")
    return render(request, "api/tokens.html", context)


@require_POST
@allowed("manage_tokens")
def revocation(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token."""
    keeping.revoke(actor_of(request), pk)
    return redirect("tokens")
