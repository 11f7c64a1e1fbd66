"""The final accounts (部门决算) of a filing's unit: kept as they were read, held against the form."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.db import transaction

from jiping.filing import Accounts
from jiping.filing import Filing as Document
from jiping.filing.identity import accounts_of as fitting
from jiping.web.actor import Actor
from jiping.web.history.chain import sm3
from jiping.web.history.log import log
from jiping.writers.form.base_data import Books

from .find import filing_for
from .models import Filing, FinalAccounts


def keep_accounts(actor: Actor, pk: int, name: str, accounts: Accounts) -> None:
    """Keep what was read from the file *name*, instead of what was read before."""
    content = accounts.model_dump_json(exclude_none=True)
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "edit", lock=True)
        told = {
            "name": name, "content": content, "sm3": sm3(content), "by": actor.user,
            "at": dt.datetime.now(dt.UTC),
        }  # fmt: skip
        FinalAccounts.objects.update_or_create(filing=filing, defaults=told)
        log(actor, "filing.accounts", filing=filing, name=name, sm3=told["sm3"])


def drop_accounts(actor: Actor, pk: int) -> None:
    """Hold the filing against no accounts any more."""
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "edit", lock=True)
        for kept in FinalAccounts.objects.filter(filing=filing):
            log(actor, "filing.accounts_drop", filing=filing, name=kept.name, sm3=kept.sm3)
            kept.delete()


def accounts_of(filing: Filing, document: Document) -> Accounts | None:
    """The accounts kept for *filing*, where they are of the unit and year of its *document*."""
    return _fitting(getattr(filing, "final_accounts", None), document)


def books_of(filing: Filing, document: Document) -> Books:
    """The accounts of the year and of the year before, as far as units have uploaded theirs."""
    before = (
        FinalAccounts.objects.filter(
            filing__campaign__year=filing.campaign.year - 1,
            filing__unit_id=filing.unit_id,
            filing__project_id=filing.project_id,
        )
        .order_by("-filing__campaign")
        .first()
    )
    year = document.fiscal_year
    last = document.model_copy(update={"fiscal_year": year - 1 if year else None})
    return Books(accounts_of(filing, document), _fitting(before, last))


def _fitting(held: FinalAccounts | None, document: Document) -> Accounts | None:
    return fitting(document, [_read(held.content)]) if held else None


@lru_cache(maxsize=128)
def _read(content: str) -> Accounts:
    return Accounts.model_validate_json(content)
