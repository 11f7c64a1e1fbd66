"""What the unit says to a finding."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from jiping.web.actor import Actor
from jiping.web.history.log import log
from jiping.web.refusal import InvalidError
from jiping.writers.fingerprint import PATTERN

from .find import filing_for
from .models import Answer

_MOST = 1000


def answer(actor: Actor, pk: int, fingerprint: str, text: str) -> None:
    """Keep the answer to the finding of that name; an empty text takes it back."""
    text = text.strip()
    if not PATTERN.fullmatch(fingerprint):
        raise InvalidError(_("没有这个疑点。"), {"fingerprint": _("没有这个疑点。")})
    if len(text) > _MOST:
        raise InvalidError(_("说明太长。"), {"text": _("最多%(most)d字。") % {"most": _MOST}})
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "answer", lock=True)
        if text:
            Answer.objects.update_or_create(
                filing=filing,
                fingerprint=fingerprint,
                defaults={"text": text, "by": actor.user, "at": dt.datetime.now(dt.UTC)},
            )
        else:
            filing.answers.filter(fingerprint=fingerprint).delete()
        log(actor, "filing.answer", filing=filing, finding=fingerprint, text=text)
