"""The language of the pages: Chinese, unless the person chose another; never the browser's guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.i18n import set_language

_KNOWN = frozenset(code for code, _ in settings.LANGUAGES)


class Language:
    """Activates the chosen language for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around *get_response*."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer in the language of the cookie, or in Chinese."""
        request.LANGUAGE_CODE = chosen(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
        with translation.override(request.LANGUAGE_CODE):
            return self._next(request)


def chosen(code: str) -> str:
    """A language of the pages: *code* if it is one, else Chinese."""
    return code if code in _KNOWN else settings.LANGUAGE_CODE


def choose(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages (POST `language`), and of the mails to the person."""
    if request.method == "POST" and request.user.is_authenticated:
        keep(request.user, request.POST.get("language", ""))
    return set_language(request)


def keep(user: Any, code: str) -> None:
    """Keep with the account in which language the person sees the pages."""
    if user.language != chosen(code):
        user.language = chosen(code)
        user.save(update_fields=["language"])
