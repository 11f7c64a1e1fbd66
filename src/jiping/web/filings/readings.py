"""Documents read to fill in a form: an old Word, Excel or PDF file, each value with its source."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from jiping.intake import UnreadableError
from jiping.intake.bounded import extract_bounded
from jiping.web.actor import Actor
from jiping.web.evidence import store
from jiping.web.evidence.attach import clean_name
from jiping.web.history.log import log
from jiping.web.refusal import InvalidError, MissingError

from .models import Filing, Reading
from .pointers import PARTS


def read_document(actor: Actor, pk: int, upload: UploadedFile) -> Reading:
    """Read *upload* in a process of its own and keep what was read; the draft is not changed.

    Raises InvalidError with the reader's sentence where the document cannot be used.
    """
    from .find import filing_for

    filing_for(actor.user, pk, "edit")
    name = clean_name(upload.name or "")
    if said := _unusable(upload.size or 0):
        raise InvalidError(said, {"file": said})
    try:
        # Outside of any transaction: reading takes seconds, and nobody should wait for it.
        extraction = extract_bounded(name, upload.read())
    except UnreadableError as error:
        said = _("没有读入：%(why)s") % {"why": error}
        raise InvalidError(said, {"file": said}) from error
    if not extraction.filings:
        said = _("没有在文件中找到自评表或自评报告。")
        raise InvalidError(said, {"file": said})
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "edit", lock=True)
        upload.seek(0)
        sm3, size = store.keep(upload)
        kept = filing.readings.create(
            name=name,
            sm3=sm3,
            size=size,
            extraction=extraction.model_dump_json(by_alias=True, exclude_none=True),
            by=actor.user,
            at=dt.datetime.now(dt.UTC),
        )
        log(actor, "filing.read", filing=filing, reading=kept.pk, name=name, sm3=sm3)
        return kept


def _unusable(size: int) -> str:
    """Why a file of *size* bytes is not read at all; nothing where it is."""
    if size == 0:
        return _("文件是空的，没有内容可读。请检查后重新选择。")
    if size <= settings.UPLOAD_BYTES:
        return ""
    mega = {"size": -(-size // 1024**2), "most": settings.UPLOAD_BYTES // 1024**2}
    return (
        _("文件有%(size)d MB，最大%(most)d MB。请只留自评表和报告，或压缩图片后重新选择。") % mega
    )


def reading_for(filing: Filing, number: int) -> Reading:
    """One reading of *filing*.

    Raises MissingError where there is none.
    """
    found = filing.readings.filter(pk=number).first()
    if found is None:
        raise MissingError(_("没有这份上传的文件。"))
    return found


def reading_json(reading: Reading) -> dict[str, Any]:
    """A reading with all that was read."""
    told = json.loads(reading.extraction)
    return {
        "id": reading.pk,
        "name": reading.name,
        "filings": told["filings"],
        "problems": told["problems"],
    }


def with_readings(filing: Filing, edits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Edits that take a part over from a reading get that part, with its evidence."""
    read: dict[int, Reading] = {}
    told = []
    for edit in edits:
        plain = {name: value for name, value in edit.items() if name != "evidence"}
        number = edit.get("reading")
        if edit["op"] == "take" and isinstance(number, int):
            if number not in read:
                read[number] = reading_for(filing, number)
            plain |= _part(read[number], edit)
        told.append(plain)
    return told


def _part(reading: Reading, edit: dict[str, Any]) -> dict[str, Any]:
    index, at = edit.get("index", 0), edit["at"]
    filings = json.loads(reading.extraction)["filings"]
    if not isinstance(index, int) or not 0 <= index < len(filings) or at not in PARTS:
        raise InvalidError(_("没有这一部分。"), {at: _("没有这一部分。")})
    evidence = filings[index].get("evidence", {})
    kept = {
        pointer: {"raw": one["raw"], "where": {"file": reading.name, **one["where"]}}
        for pointer, one in evidence.items()
        if pointer == at or pointer.startswith(f"{at}/")
    }
    return {"value": filings[index].get(at[1:]), "evidence": kept}
