"""The page of accounts: for the system administrator and the security administrator."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiping.web.actor import actor_of
from jiping.web.pages import rest_of_query
from jiping.web.refusal import InvalidError

from .gate import allowed
from .manage import grant, make_account, reset_password, switch, unlock
from .models import User
from .roles import Role

#: What is typed of a new account.
_TYPED = ("username", "name", "unit", "email")


@allowed("see_accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts; POST makes one."""
    context = {}
    if request.method == "POST":
        told = {name: request.POST.get(name, "").strip() for name in _TYPED}
        try:
            user, first = make_account(
                actor_of(request), told["username"], told["name"], told["unit"], told["email"]
            )
            context = {"made": user, "first": first}
        except InvalidError as error:
            context = {"faults": error.detail["fields"], "told": told}
    found = User.objects.select_related("unit")
    if words := request.GET.get("q", "").strip()[:40]:
        found = found.filter(
            Q(username__contains=words) | Q(name__contains=words) | Q(unit__name__contains=words)
        )
    context |= {
        "page": Paginator(found, 100).get_page(request.GET.get("page")), "q": words,
        "query": rest_of_query(request), "roles": Role.choices,
    }  # fmt: skip
    return render(request, "accounts/list.html", context)


@require_POST
@allowed("see_accounts")
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One act on an account: `reset`, `on`, `off`, `grant` (with `role`), `unlock`."""
    actor, act = actor_of(request), request.POST.get("act", "")
    if act == "reset":
        first = reset_password(actor, pk)
        messages.success(request, _("新密码（只显示一次）：%s") % first)
    elif act in ("on", "off"):
        switch(actor, pk, active=act == "on")
    elif act == "grant":
        grant(actor, pk, request.POST.get("role", ""))
    elif act == "unlock":
        unlock(actor, pk)
    else:
        raise InvalidError(_("没有这样的操作。"))
    return redirect("accounts")
