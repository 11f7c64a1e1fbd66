"""JSON of a review: decisions, remarks, reviewed scores."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jiping.web.accounts.gate import logged_in
from jiping.web.actor import actor_of
from jiping.web.filings.states import State
from jiping.web.filings.views import body_of
from jiping.web.portal.build import site_follows
from jiping.web.portal.screening import accepted_now
from jiping.web.refusal import InvalidError
from jiping.web.replies import json_reply

from . import remark as remarking
from . import rescore as rescoring
from .decide import decide
from .models import Remark

#: Act → what the page that is seen next says.
DONE = {
    "approve": gettext_lazy("已通过《%(filing)s》。"),
    "return": gettext_lazy("已退回《%(filing)s》，单位会收到通知。"),
    "withdraw": gettext_lazy("已撤回《%(filing)s》，可以修改。"),
    "publish": gettext_lazy("已公开《%(filing)s》。"),
    "unpublish": gettext_lazy("已撤下《%(filing)s》。"),
}


@require_POST
@logged_in
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step: `{"act": "return", "version": 2, "reason": "…"}`."""
    body = body_of(request)
    version = body.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise InvalidError(_("请求的格式不对：应有 version。"))
    act = _text(body, "act")
    filing = decide(actor_of(request), pk, act, version, _text(body, "reason", ""))
    if act in ("publish", "unpublish"):
        # The site belongs to the act: what is taken down is gone before the answer comes.
        site_follows(filing)
    elif filing.state == State.ACCEPTED:
        accepted_now(filing)
    messages.success(request, DONE[act] % {"filing": filing.full_name})
    return json_reply({"state": filing.state, "state_zh": filing.get_state_display()})


@require_POST
@logged_in
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a remark: `{"pointer": "/indicators/3/actual", "text": "…"}`."""
    body = body_of(request)
    kept = remarking.remark(actor_of(request), pk, _text(body, "pointer", ""), _text(body, "text"))
    return json_reply(remark_json(kept))


@require_POST
@logged_in
def remark_reply(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """The unit's reply."""
    return json_reply(
        remark_json(remarking.reply(actor_of(request), pk, remark, _text(body_of(request), "text")))
    )


@require_POST
@logged_in
def remark_resolve(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Close a remark."""
    return json_reply(remark_json(remarking.resolve(actor_of(request), pk, remark)))


@require_POST
@logged_in
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the reviewed score of a row: `{"pointer": "/indicators/3", "score": "8.5", "reason"}`."""
    body = body_of(request)
    kept = rescoring.rescore(
        actor_of(request),
        pk,
        _text(body, "pointer"),
        _text(body, "score"),
        _text(body, "reason", ""),
    )
    return json_reply(kept)


def remark_json(one: Remark) -> dict[str, Any]:
    """A remark as JSON."""
    return {
        "id": one.pk,
        "version": one.version,
        "pointer": one.pointer,
        "text": one.text,
        "by": str(one.by),
        "at": one.at.isoformat(),
        "reply": one.reply,
        "resolved": one.resolved is not None,
    }


def _text(body: dict[str, Any], name: str, default: str | None = None) -> str:
    told = body.get(name, default)
    if not isinstance(told, str):
        raise InvalidError(
            _("请求的格式不对：应有 %(name)s。") % {"name": name}, {name: _("应为文字。")}
        )
    return told
