"""What a user sees when something goes wrong: a sentence and what to do, as a page or as JSON."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .refusal import RefusedError
from .replies import json_reply

_log = logging.getLogger("jiping.faults")
_KEPT = {"kept": gettext_lazy("您输入的内容仍保存在本机浏览器中，不会丢失。")}


def wants_json(request: HttpRequest) -> bool:
    """Whether the answer is read by a script rather than by a person."""
    accept = request.headers.get("Accept", "")
    return (
        request.content_type == "application/json"
        or "application/json" in accept
        or request.path.startswith("/api/")
    )


def answer(request: HttpRequest, status: int, body: dict[str, object]) -> HttpResponse:
    """The same message as JSON or as a page."""
    if wants_json(request):
        return json_reply(body, status)
    # Without what all pages know: that would ask the database, which may be what is down.
    public = reverse("public-home")
    home = public if request.path.startswith(public) else reverse("home")
    page = render_to_string("fault.html", {"status": status, "home": home, **body})
    return HttpResponse(page, status=status)


class Faults:
    """Turns refusals and failures into answers; a failure is logged with its traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around *get_response*."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do where nothing goes wrong."""
        return self._next(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to *error*, None for what Django itself answers (404, 403)."""
        if isinstance(error, RefusedError):
            return answer(request, error.status, error.as_json())
        told = said_of(error)
        if told is None:
            return None
        status, code, message = told
        _log.error("%s %s: %s", request.method, request.path, error, exc_info=error)
        response = answer(request, status, {"error": code, "message": message})
        if status == 503:
            response["Retry-After"] = "5"
        return response


def said_of(error: BaseException) -> tuple[int, str, str] | None:
    """(status, code, sentence) for a failure of disk or database."""
    text = str(error).lower()
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if full or "disk is full" in text or "no space left" in text or "disk full" in text:
        return (
            507,
            "disk_full",
            _("服务器磁盘已满，没有保存。%(kept)s请通知系统管理员清理磁盘后重试。") % _KEPT,
        )
    if isinstance(error, OperationalError) and ("locked" in text or "busy" in text):
        return 503, "busy", _("数据库正忙，没有保存。%(kept)s稍后会自动重试。") % _KEPT
    if isinstance(error, OperationalError):
        return 503, "database", _("暂时连不上数据库，没有保存。%(kept)s请稍后重试。") % _KEPT
    if isinstance(error, DatabaseError) and "readonly" in text:
        return 503, "read_only", _("数据库只读，没有保存。%(kept)s请通知系统管理员。") % _KEPT
    return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that was opened too long ago, or comes from elsewhere."""
    message = _("页面已过期，请刷新后重试。")
    return answer(request, 403, {"error": "csrf", "message": message})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """No such page."""
    return answer(request, 404, {"error": "missing", "message": _("没有这个页面，或您无权查看。")})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Not allowed."""
    return answer(request, 403, {"error": "forbidden", "message": _("您不能进行此操作。")})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """A request that cannot be understood, or is too large."""
    message = _("请求不能处理：内容过大或格式不对。")
    return answer(request, 400, {"error": "bad_request", "message": message})


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault."""
    error = sys.exc_info()[1]
    if error is not None and (told := said_of(error)) is not None:
        return answer(request, told[0], {"error": told[1], "message": told[2]})
    message = _("程序内部出错，已记入日志。%(kept)s请稍后重试，或联系系统管理员。") % _KEPT
    return answer(request, 500, {"error": "internal", "message": message})
