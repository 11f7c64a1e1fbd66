"""Writing the log: called by the services inside their transaction, so act and entry stand or fall."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction

from jiping.web.actor import Actor

from .chain import GENESIS, hash_of
from .models import Entry

if TYPE_CHECKING:
    from jiping.web.filings.models import Filing
    from jiping.web.units.models import Unit

#: One writer at a time appends to the chain (PostgreSQL; SQLite has one writer anyway).
_LOCK = 0x6A69_7069_6E67
_LAST = f"SELECT seq, hash FROM {Entry._meta.db_table} ORDER BY seq DESC LIMIT 1"  # noqa: S608


class About(NamedTuple):
    """What an entry is about: a filing or a unit, and the details of the act."""

    filing: Filing | None
    unit: Unit | None
    detail: dict[str, Any]


def log(
    actor: Actor,
    action: str,
    *,
    filing: Filing | None = None,
    unit: Unit | None = None,
    **detail: Any,
) -> Entry:
    """Append one entry; must be called inside the transaction of the act itself.

    Raises TransactionManagementError outside of one.
    """
    (entry,) = log_each(actor, action, [About(filing, unit, detail)])
    return entry


def log_each(actor: Actor, action: str, things: Iterable[About]) -> list[Entry]:
    """Append an entry for each of *things* that were done in one act, with as few queries as one.

    Raises TransactionManagementError outside of a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the log is written inside a transaction")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(_LAST)
        seq, before = cursor.fetchone() or (0, GENESIS)
    entries = []
    for thing in things:
        entry = _entry(actor, action, thing)
        seq += 1
        entry.seq, entry.previous = seq, before
        before = entry.hash = hash_of(entry)
        entries.append(entry)
    return Entry.objects.bulk_create(entries)


def _entry(actor: Actor, action: str, about: About) -> Entry:
    user, filing = actor.user, about.filing
    place = about.unit or (filing.unit if filing else None)
    return Entry(
        at=dt.datetime.now(dt.UTC),
        act=actor.act,
        actor=user.username if user else "",
        actor_name=str(user) if user else actor.name,
        role=user.role if user else "",
        address=actor.address,
        action=action,
        unit=place.code if place else "",
        filing=filing.pk if filing else None,
        detail=json.dumps(about.detail, ensure_ascii=False, default=str, sort_keys=True),
    )
