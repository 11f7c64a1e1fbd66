"""A pushed request is carried out once, however often it is sent (Idempotency-Key)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiping.web.refusal import ConflictError, InvalidError

from .models import Request, Token

_KEY = re.compile(r"[\x21-\x7e]{8,80}")


def once(token: Token, key: str, body: Any, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What *act* answers, or what it answered when *key* came for the first time.

    The answer is kept in the transaction of the act itself. A refused request may come again under
    its key. Raises InvalidError for no usable key and ConflictError for a key used otherwise.
    """
    if not _KEY.fullmatch(key):
        raise InvalidError(
            _("请求头 Idempotency-Key 应为8至80个可见字符。"), {"Idempotency-Key": _("格式不对。")}
        )
    told = json.dumps(body, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        with transaction.atomic():
            if (kept := Request.objects.filter(token=token, key=key).first()) is not None:
                return _again(kept, digest)
            answer = act()
            Request.objects.create(
                token=token,
                key=key,
                digest=digest,
                status=200,
                answer=json.dumps(answer, ensure_ascii=False),
                at=dt.datetime.now(dt.UTC),
            )
            return answer
    except IntegrityError:
        kept = Request.objects.filter(token=token, key=key).first()
        if kept is None:
            raise
        return _again(kept, digest)


def _again(kept: Request, digest: str) -> dict[str, Any]:
    if kept.digest != digest:
        raise ConflictError(_("这个 Idempotency-Key 已用于另一个请求。"))
    return json.loads(kept.answer)  # type: ignore[no-any-return]
