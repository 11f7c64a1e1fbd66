"""Merging a save with what others saved since its base, or refusing it with both values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from jiping.web.refusal import ConflictError

from .apply import same, value_at
from .models import Edit, Filing
from .rebase import STILL, carry


def merged(
    filing: Filing, document: dict[str, Any], since: list[Edit], edits: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """My edits as they stand after those of *since*; raises ConflictError where they cannot."""
    others = [(saved, one) for saved in since for one in saved.edits]
    told = list(zip(edits, carry(edits, [one for _, one in others]), strict=True))
    conflicts = [
        _conflict(edit, now.edit, document, others[now.rival][0] if now.rival is not None else None)
        for edit, now in told
        if now.edit is None
        or (now.rival is not None and not _agrees(edit, now.edit["at"], document))
    ]
    if conflicts:
        raise ConflictError(
            _("其他人已修改了同一处内容，请选择保留哪一个。"),
            version=filing.version,
            conflicts=conflicts,
            saves=saves_json(since),
            filing=document,
        )
    return [now.edit for _, now in told if now.edit is not None]


def _agrees(edit: dict[str, Any], at: str, document: dict[str, Any]) -> bool:
    """Whether the field holds what I mean already, or still what I saw before typing."""
    now = value_at(document, at)
    return edit["op"] in STILL and (
        same(edit.get("value"), now) or ("was" in edit and same(edit["was"], now))
    )


def _conflict(
    mine: dict[str, Any],
    now: dict[str, Any] | None,
    document: dict[str, Any],
    rival: Edit | None,
) -> dict[str, Any]:
    return {
        "at": mine["at"],
        "now_at": now["at"] if now else None,
        "op": mine["op"],
        "base": mine.get("was"),
        "mine": mine.get("value"),
        "theirs": value_at(document, now["at"]) if now else None,
        "removed": now is None,
        "by": str(rival.by) if rival else None,
        "when": rival.at.isoformat() if rival else None,
    }


def saves_json(since: list[Edit]) -> list[dict[str, Any]]:
    """Saves in their order, mine and others', with the edits as they were applied."""
    return [
        {
            "version": one.version,
            "client": str(one.client),
            "by": str(one.by),
            "at": one.at.isoformat(),
            "edits": one.edits,
        }
        for one in since
    ]
