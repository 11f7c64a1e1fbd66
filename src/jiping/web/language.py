"""The language of the pages: Chinese, unless the person chose another; never the browser's guess."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

_KNOWN = frozenset(code for code, _ in settings.LANGUAGES)


class Language:
    """Activates the chosen language for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around *get_response*."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer in the language of the cookie, or in Chinese."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        request.LANGUAGE_CODE = chosen if chosen in _KNOWN else settings.LANGUAGE_CODE
        with translation.override(request.LANGUAGE_CODE):
            return self._next(request)
