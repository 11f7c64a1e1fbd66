"""The page of accounts: for the system administrator and the security administrator."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiping.web.actor import Actor, actor_of
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
    """One act on an account: `reset`, `on`, `off`, `grant` (with `role`), `unlock`; then the same list."""
    messages.success(request, _done(actor_of(request), pk, request.POST))
    query = request.GET.urlencode()
    return redirect(f"{reverse('accounts')}{query and '?'}{query}")


def _done(actor: Actor, pk: int, told: QueryDict) -> str:
    """Do what is *told* with an account, and say so."""
    act = told.get("act", "")
    if act == "reset":
        user, first = reset_password(actor, pk)
        said = _("%(name)s 的新密码（只显示一次，登录后须修改）：%(first)s")
        return said % {"name": user.username, "first": first}
    if act in ("on", "off"):
        user = switch(actor, pk, active=act == "on")
        said = _("账号 %(name)s 已启用。") if user.is_active else _("账号 %(name)s 已停用。")
    elif act == "grant":
        user = grant(actor, pk, told.get("role", ""))
        said = _("%(name)s 现在的角色：%(role)s。") if user.role else _("%(name)s 不再有角色。")
    elif act == "unlock":
        user, said = unlock(actor, pk), _("账号 %(name)s 已解锁。")
    else:
        raise InvalidError(_("没有这样的操作。"))
    return said % {"name": user.username, "role": user.get_role_display()}
