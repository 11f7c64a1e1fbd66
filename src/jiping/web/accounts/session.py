"""The end of a session that is not used, and of one whose password has to be changed first."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiping.web.faults import answer, wants_json

from .passwords import has_to_change

#: The session is written at most once in so many seconds.
_STEP = 60
_FREE = ("/login", "/logout", "/password", "/static/", "/alive", "/public", "/api/", "/i18n/")


class Session:
    """Ends sessions after some idle minutes; sends to the change of the password where it is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around *get_response*."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what may pass."""
        if request.path.startswith(_FREE) or not request.user.is_authenticated:
            return self._next(request)
        now, seen = int(time.time()), request.session.get("seen", 0)
        if seen and now - seen > settings.IDLE_MINUTES * 60:
            logout(request)
            return _ended(request)
        if now - seen > _STEP:
            request.session["seen"] = now
        if has_to_change(request.user):
            return redirect("password")
        return self._next(request)


def _ended(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        message = _("登录已超时，请重新登录；未保存的内容仍在本机。")
        return answer(request, 401, {"error": "logged_out", "message": message})
    return redirect(f"{reverse('login')}?next={request.path}")
