"""The peer: what Django itself costs to know a person, read a JSON body, keep it in a row, answer."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

from jiping.web.filings.models import Draft, Filing


def save(request: HttpRequest, pk: int) -> JsonResponse:
    """Log-in, lock, read the row, write it, answer it; no scores, checks, versions or log."""
    assert request.user.is_authenticated  # noqa: S101
    body = json.loads(request.body)
    with transaction.atomic():
        filing = Filing.objects.select_for_update().get(pk=pk, unit_id=request.user.unit_id)
        draft = Draft.objects.get(filing=filing)
        document: dict[str, Any] = json.loads(draft.content)
        document["goals"]["expected"] = body["edits"][0]["value"]
        draft.content = json.dumps(document, ensure_ascii=False)
        draft.save()
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


urlpatterns = [path("filings/<int:pk>/edits", save)]
