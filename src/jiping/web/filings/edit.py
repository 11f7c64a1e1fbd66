"""Saving edits of a draft: merged with what others saved meanwhile, or refused with both values.

The contract: a save names the version it was made on (`base`), its edits, and an id of its own
(`client`); the same id is applied once, so that a lost answer can be asked for again.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError

from jiping.filing import Filing as Document
from jiping.web.actor import Actor
from jiping.web.campaigns.models import Campaign
from jiping.web.history.log import log
from jiping.web.refusal import InvalidError, RefusedError

from .anchors import carry_anchors
from .apply import OPS, apply
from .assess import Assessment, assess
from .find import draft_of, filing_for
from .follow import follow
from .merge import merged
from .models import Draft, Edit, Filing
from .pointers import is_index, row_at
from .readings import with_readings
from .rebase import STILL
from .states import State

#: What a save changes beside the draft.
_KEPT = (
    "state", "version", "changed", "self_total", "rule_total", "adjusted", "executed", "errors",
    "warnings",
)  # fmt: skip
_COLUMNS = [Filing._meta.get_field(name) for name in _KEPT]
#: Written by hand: every save of everybody waits for this statement, and putting it together anew
#: each time took longer than carrying it out.
_CLAIM = f"""
    UPDATE {Filing._meta.db_table} SET {", ".join(f"{one.column} = %s" for one in _COLUMNS)}
    WHERE id = %s AND version = %s AND state = %s
    AND campaign_id IN (SELECT id FROM {Campaign._meta.db_table} WHERE phase = %s)
"""  # noqa: S608 - names of tables and columns alone
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
    filing = filing_for(actor.user, pk, "edit")
    # Scores and checks are worked out before the lock, so that nobody waits for them. Where another
    # save came in between, this very one had come before, or it is refused, they are worked out
    # again under the lock, where nothing changes any more.
    try:
        worked = _work_out(filing, base, edits, client)
        with transaction.atomic():
            return _keep(actor, filing, worked, client)
    except (_OvertakenError, IntegrityError, RefusedError):
        with transaction.atomic():
            filing = filing_for(actor.user, pk, "edit", lock=True)
            again = Edit.objects.filter(filing=filing, client=client).exists()
            worked = _work_out(filing, base, edits, client, again=again)
            return _keep(actor, filing, worked, client)


class _OvertakenError(Exception):
    """The filing is no longer what the save was worked out on."""


class _Worked(NamedTuple):
    """A save worked out; `applied` is None where it was applied before."""

    document: dict[str, Any]
    applied: list[dict[str, Any]] | None
    assessment: Assessment
    since: list[Edit]


def _work_out(
    filing: Filing,
    base: int,
    edits: list[dict[str, Any]],
    client: uuid.UUID,
    *,
    again: bool = False,
) -> _Worked:
    """Work a save out; *again* where it is known to have been applied before."""
    if not 0 <= base <= filing.version:
        raise InvalidError(_("版本号不存在，请刷新页面后重试。"))
    document, applied, since = draft_of(filing), None, _since(filing, base)
    if not (again or any(edit.client == client for edit in since)):
        mine = merged(filing, document, since, with_readings(filing, edits))
        document, applied = apply(document, mine)
        applied += follow(document, applied)
    try:
        model = Document.model_validate(document)
    except ValidationError as error:
        raise InvalidError(_("内容不符合自评表的格式，没有保存。")) from error
    return _Worked(document, applied, assess(filing, model), since)


def _keep(actor: Actor, filing: Filing, worked: _Worked, client: uuid.UUID) -> Saved:
    """Write what was worked out.

    Raises _OvertakenError where the filing is no longer what it was worked out on, IntegrityError
    where the save was applied before.
    """
    seen, now, since = (filing.version, filing.state), dt.datetime.now(dt.UTC), worked.since
    keep_figures(filing, worked.assessment)
    if worked.applied is not None:
        started = filing.state == State.NOT_STARTED
        filing.state = State.DRAFTING if started else filing.state
        filing.version, filing.changed = filing.version + 1, now
    _claim(filing, *seen)
    if worked.applied is not None:
        edit = Edit.objects.create(
            filing=filing, version=filing.version, client=client, by=actor.user, at=now,
            edits=worked.applied,
        )  # fmt: skip
        since = [*since, edit]
        Draft(filing=filing, content=json.dumps(worked.document, ensure_ascii=False)).save()
        carry_anchors(filing, worked.applied)
        told = len(worked.applied)
        log(actor, "filing.edit", filing=filing, version=filing.version, edits=told)
    return Saved(filing, worked.document, worked.assessment, since)


def _claim(filing: Filing, version: int, state: str) -> None:
    """Write the filing's own row, and lock it by that, if nobody wrote it since *version*.

    The version stands in the row itself: PostgreSQL looks at it anew after waiting for a lock.
    """
    kept = [one.get_db_prep_save(getattr(filing, one.attname), connection) for one in _COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [*kept, filing.pk, version, str(state), str(Campaign.Phase.OPEN)])
        if not cursor.rowcount:
            raise _OvertakenError


def _since(filing: Filing, base: int) -> list[Edit]:
    if base == filing.version:
        return []
    return list(Edit.objects.filter(filing=filing, version__gt=base).select_related("by"))


def _check_shape(edits: list[dict[str, Any]]) -> None:
    if not edits or len(edits) > MOST:
        raise InvalidError(_("一次保存应有1至%(most)d处修改。") % {"most": MOST})
    for edit in edits:
        at = edit.get("at")
        if edit.get("op") not in OPS or not isinstance(at, str) or len(at) > 120:
            raise InvalidError(_("修改的格式不对。"), {str(at)[:120]: _("没有这样的修改。")})
        if edit["op"] not in STILL:
            row_at(at)
        if edit["op"] == "move" and not is_index(edit.get("to")):
            raise InvalidError(_("修改的格式不对。"), {at: _("移动的目标应为行号。")})


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
