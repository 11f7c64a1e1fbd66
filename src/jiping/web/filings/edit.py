"""Saving edits of a draft: merged with what others saved meanwhile, or refused with both values.

The contract: a save names the version it was made on (`base`), its edits, and an id of its own
(`client`); the same id is applied once, so that a lost answer can be asked for again.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any, NamedTuple

from django.db import transaction
from pydantic import ValidationError

from jiping.filing import Filing as Document
from jiping.web.actor import Actor
from jiping.web.history.log import log
from jiping.web.refusal import ConflictError, InvalidError

from .anchors import carry_anchors
from .apply import OPS, apply, same, value_at
from .assess import Assessment, assess
from .find import draft_of, filing_for
from .follow import follow
from .models import Draft, Edit, Filing
from .pointers import is_index, row_at
from .readings import with_readings
from .rebase import STILL, carry
from .states import State

#: Most edits of one save.
MOST = 500


class Saved(NamedTuple):
    """What a save came to: the filing, its document, and the saves since this save's base."""

    filing: Filing
    document: dict[str, Any]
    assessment: Assessment
    since: list[Edit]


def save_edits(
    actor: Actor, pk: int, base: int, edits: list[dict[str, Any]], client: uuid.UUID
) -> Saved:
    """Apply *edits* made on version *base* of a draft.

    Raises MissingError, ForbiddenError, InvalidError (sentences by field), and ConflictError with
    `conflicts` where a field was changed by somebody else meanwhile; then nothing was saved.
    """
    _check_shape(edits)
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "edit", lock=True)
        if not 0 <= base <= filing.version:
            raise InvalidError("版本号不存在，请刷新页面后重试。")
        document = draft_of(filing)
        since = list(Edit.objects.filter(filing=filing, version__gt=base).select_related("by"))
        if not any(edit.client == client for edit in since) and not _already(filing, client):
            mine = _carry(filing, document, since, with_readings(filing, edits))
            document = _apply(actor, filing, document, mine, client, since)
        return _saved(filing, document, since)


def _already(filing: Filing, client: uuid.UUID) -> bool:
    return Edit.objects.filter(filing=filing, client=client).exists()


def _check_shape(edits: list[dict[str, Any]]) -> None:
    if not edits or len(edits) > MOST:
        raise InvalidError(f"一次保存应有1至{MOST}处修改。")
    for edit in edits:
        at = edit.get("at")
        if edit.get("op") not in OPS or not isinstance(at, str) or len(at) > 120:
            raise InvalidError("修改的格式不对。", {str(at)[:120]: "没有这样的修改。"})
        if edit["op"] not in STILL:
            row_at(at)
        if edit["op"] == "move" and not is_index(edit.get("to")):
            raise InvalidError("修改的格式不对。", {at: "移动的目标应为行号。"})


def _carry(
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
            "其他人已修改了同一处内容，请选择保留哪一个。",
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


def _apply(
    actor: Actor,
    filing: Filing,
    document: dict[str, Any],
    edits: list[dict[str, Any]],
    client: uuid.UUID,
    since: list[Edit],
) -> dict[str, Any]:
    after, applied = apply(document, edits)
    applied += follow(after, applied)
    now = dt.datetime.now(dt.UTC)
    started = filing.state == State.NOT_STARTED
    filing.state = State.DRAFTING if started else filing.state
    filing.version, filing.changed = filing.version + 1, now
    edit = Edit.objects.create(
        filing=filing, version=filing.version, client=client, by=actor.user, at=now, edits=applied
    )
    since.append(edit)
    Draft.objects.update_or_create(
        filing=filing, defaults={"content": json.dumps(after, ensure_ascii=False)}
    )
    carry_anchors(filing, applied)
    log(actor, "filing.edit", filing=filing, version=filing.version, edits=len(applied))
    return after


def _saved(filing: Filing, document: dict[str, Any], since: list[Edit]) -> Saved:
    try:
        model = Document.model_validate(document)
    except ValidationError as error:
        raise InvalidError("内容不符合自评表的格式，没有保存。") from error
    assessment = assess(filing, model)
    keep_figures(filing, assessment)
    filing.save()
    return Saved(filing, document, assessment, since)


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


def keep_figures(filing: Filing, assessment: Assessment) -> None:
    """Keep beside the filing what lists and summaries show of its document."""
    total = assessment.document.budget.total
    filing.self_total = bounded(assessment.scorecard.self_total)
    filing.rule_total = bounded(assessment.scorecard.rule_total)
    filing.adjusted = total.adjusted if total else None
    filing.executed = total.executed if total else None
    filing.errors = assessment.count("error")
    filing.warnings = assessment.count("warning")


def bounded(score: Any) -> Any:
    """A total that a list can show; what no total can be (over 9,999) is left out."""
    return score if score is not None and abs(score) < 10_000 else None
