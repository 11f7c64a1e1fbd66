"""Views that need a log-in, and a right where one is named; a script gets 401 instead of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jiping.web.faults import answer, wants_json
from jiping.web.refusal import ForbiddenError
from jiping.web.rights import may

View = Callable[..., HttpResponse]


def logged_in(view: View) -> View:
    """Let only people in."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if wants_json(request):
                message = _("请先登录；未保存的内容仍在本机。")
                return answer(request, 401, {"error": "logged_out", "message": message})
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return gated


def allowed(act: str) -> Callable[[View], View]:
    """Let only people in who may do *act* (one that concerns no single filing)."""

    def gate(view: View) -> View:
        @logged_in
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.user, act):
                raise ForbiddenError(_("您的角色不能进行此操作；确需办理的，请联系安全管理员。"))
            return view(request, *args, **kwargs)

        return gated

    return gate
