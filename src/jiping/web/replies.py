"""Answers to scripts."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse


def json_reply(told: dict[str, Any], status: int = 200) -> JsonResponse:
    """JSON with Chinese as it is written."""
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
