"""Attaching evidence files to rows, and taking them off again."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.models import Filing
from jiping.web.history.log import log
from jiping.web.refusal import InvalidError, MissingError

from . import store
from .kinds import kind_of
from .models import Attachment

_MOST_FILES = 200
_ROW = re.compile(r"(?:/(?:indicators|budget/rows|report/sections)/(?:0|[1-9]\d{0,2}))?", re.ASCII)


def attached(filing: Filing) -> QuerySet[Attachment]:
    """The evidence of *filing* that was not taken off, with who attached it."""
    return filing.attachments.filter(removed=None).select_related("by")


def attach(actor: Actor, pk: int, pointer: str, upload: UploadedFile) -> Attachment:
    """Keep *upload* as evidence at the row *pointer* (empty: for the filing as a whole).

    Raises InvalidError for a file that is too large or of a kind that is not allowed.
    """
    if not _ROW.fullmatch(pointer):
        raise InvalidError(_("没有这个位置。"), {"pointer": _("没有这个位置。")})
    media_type = kind_of(upload)
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "attach", lock=True)
        if filing.attachments.filter(removed=None).count() >= _MOST_FILES:
            raise InvalidError(_("每份自评最多 %(most)d 个佐证文件。") % {"most": _MOST_FILES})
        _row_must_exist(filing, pointer)
        sm3, size = store.keep(upload)
        kept = filing.attachments.create(
            pointer=pointer,
            name=clean_name(upload.name or ""),
            media_type=media_type,
            size=size,
            sm3=sm3,
            by=actor.user,
            at=dt.datetime.now(dt.UTC),
        )
        log(actor, "evidence.attach", filing=filing, pointer=pointer, name=kept.name, sm3=sm3)
        return kept


def detach(actor: Actor, pk: int, attachment: int) -> None:
    """Take a file off its row; its bytes stay, submitted versions speak of them."""
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "attach", lock=True)
        kept = filing.attachments.filter(pk=attachment, removed=None).first()
        if kept is None:
            raise MissingError(_("没有这个文件。"))
        kept.removed = dt.datetime.now(dt.UTC)
        kept.save(update_fields=["removed"])
        log(actor, "evidence.detach", filing=filing, name=kept.name, sm3=kept.sm3)


def clean_name(name: str) -> str:
    """The file's name without path, control characters and tricks of writing direction."""
    name = re.split(r"[\\/]", name)[-1]
    kept = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    return kept.strip(" .")[-200:] or "未命名"


def _row_must_exist(filing: Filing, pointer: str) -> None:
    from jiping.web.filings.apply import value_at

    if pointer and value_at(draft_of(filing), pointer) is None:
        raise InvalidError(_("这一行已不存在，请刷新后再试。"), {"pointer": _("这一行已不存在。")})
