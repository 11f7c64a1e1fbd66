"""What hangs at a row follows it: attachments and open remarks, when rows are moved or removed."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from .models import Filing
from .rebase import carried

#: (model, what still hangs there).
_ANCHORED = (
    ("evidence.Attachment", {"removed": None}),
    ("reviews.Remark", {"resolved": None}),
)


def carry_anchors(filing: Filing, edits: list[dict[str, Any]]) -> None:
    """Move the pointers of what hangs at rows; what hung at a removed row hangs at the filing."""
    moves = [edit for edit in edits if edit["op"] != "set"]
    if not moves:
        return
    for name, still in _ANCHORED:
        for row in apps.get_model(name).objects.filter(filing=filing, **still):
            pointer = carried(row.pointer, moves) or ""
            if row.pointer and pointer != row.pointer:
                row.pointer = pointer
                row.save(update_fields=["pointer"])
