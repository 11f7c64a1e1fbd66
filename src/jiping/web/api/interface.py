"""The programming interface for budget systems: OpenAPI, tokens, pages of at most 500."""

from __future__ import annotations

import json
import uuid
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Header, NinjaAPI, Path, Query
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jiping.web.accounts.roles import Role
from jiping.web.actor import Actor
from jiping.web.address import address_of
from jiping.web.campaigns.models import Campaign
from jiping.web.campaigns.roster.carry_out import carry_out
from jiping.web.campaigns.roster.plan import plan
from jiping.web.campaigns.roster.row import Row
from jiping.web.filings.models import Filing, Version
from jiping.web.filings.states import State
from jiping.web.filings.versions import reached_by
from jiping.web.refusal import InvalidError, MissingError, RefusedError
from jiping.web.units.models import Unit

from . import shapes
from .models import Token
from .once import once
from .tokens import Bearer

api = NinjaAPI(
    title="绩评 Jiping",
    version="1",
    description="预算管理系统推送单位和预算数，读取自评、审核疑点和进度。金额为万元的十进制字符串。",
    urls_namespace="api",
    docs_url=None,
    auth=Bearer(),
)
_FAULTS = dict.fromkeys((400, 401, 403, 404, 409, 422), shapes.Fault)
Pk = Annotated[int, Path(ge=1, le=2**62)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


@api.get("/campaigns", response={200: list[shapes.CampaignOut], **_FAULTS}, tags=["任务"])
def campaigns(request: HttpRequest) -> Any:  # noqa: ARG001
    """All campaigns, latest first."""
    return list(Campaign.objects.all())


@api.get("/units", response={200: list[shapes.UnitOut], **_FAULTS}, tags=["单位"])
def units(request: HttpRequest, limit: Limit = 100, offset: Offset = 0) -> Any:  # noqa: ARG001
    """Units in the order of their codes."""
    found = Unit.objects.select_related("parent")[offset : offset + limit]
    return [
        {
            "code": one.code, "name": one.name, "kind": one.kind, "sector": one.sector,
            "parent_code": one.parent.code if one.parent else None, "active": one.active,
        }
        for one in found
    ]  # fmt: skip


@api.put(
    "/campaigns/{pk}/roster",
    response={200: shapes.RosterOut, **_FAULTS},
    auth=Bearer(push=True),
    tags=["单位"],
)
def roster(
    request: HttpRequest,
    pk: Pk,
    body: shapes.RosterIn,
    idempotency_key: Annotated[shapes.Key, Header(alias="Idempotency-Key")],
    dry_run: bool = False,
) -> Any:
    """Bring units, projects and budget figures into a campaign; with `dry_run` only tell what would."""
    campaign = Campaign.objects.filter(pk=pk).first()
    if campaign is None:
        raise MissingError(_("没有这个任务。"))
    rows = [
        Row(_("第%(n)d行") % {"n": number}, **one.model_dump(exclude_none=True))
        for number, one in enumerate(body.rows, start=1)
    ]
    if dry_run:
        made = plan(campaign, rows)
        if made.faults:
            told = [fault._asdict() for fault in made.faults]
            raise InvalidError(_("有 %(n)d 处不能导入。") % {"n": len(told)}, faults=told)
        return _made(made, carried_out=False)
    token: Token = request.auth  # type: ignore[attr-defined]
    asked = {"campaign": pk, **body.model_dump()}
    return once(
        token,
        idempotency_key,
        asked,
        lambda: _made(carry_out(_actor(request), campaign, rows), carried_out=True),
    )


@api.get("/filings", response={200: shapes.Filings, **_FAULTS}, tags=["自评"])
def filings(
    request: HttpRequest,  # noqa: ARG001
    campaign: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    state: State | None = None,
    unit: Annotated[str | None, Query(max_length=24, pattern=r"^[0-9A-Za-z_-]+$")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """Where filings stand."""
    found = Filing.objects.select_related("campaign", "unit", "project").order_by("pk")
    if campaign is not None:
        found = found.filter(campaign_id=campaign)
    if state is not None:
        found = found.filter(state=state)
    if unit is not None:
        found = found.filter(unit__code=unit)
    items = [_filing(one) for one in found[offset : offset + limit]]
    return {"count": found.count(), "items": items}


@api.get("/filings/{pk}", response={200: shapes.FilingOut, **_FAULTS}, tags=["自评"])
def filing(request: HttpRequest, pk: Pk) -> Any:  # noqa: ARG001
    """Where one filing stands."""
    return _filing(_found(pk))


@api.get("/filings/{pk}/submission", response={200: shapes.Submission, **_FAULTS}, tags=["自评"])
def submission(request: HttpRequest, pk: Pk) -> Any:  # noqa: ARG001
    """The latest submission that reached the bureau, with scores and findings of its day."""
    version = reached_by(Role.BUREAU, _found(pk)).order_by("-number").first()
    if version is None:
        raise MissingError(_("这份自评还没有报送到财政局。"))
    return _submission(version)


def _submission(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "at": version.at,
        "sm3": version.sm3,
        "filing": json.loads(version.content),
        **json.loads(version.outcome),
    }


def _found(pk: int) -> Filing:
    found = Filing.objects.select_related("campaign", "unit", "project").filter(pk=pk).first()
    if found is None:
        raise MissingError(_("没有这份自评。"))
    return found


def _filing(one: Filing) -> dict[str, Any]:
    totals = ("self_total", "rule_total", "reviewed_total")
    return {
        "id": one.pk,
        "campaign": one.campaign_id,
        "year": one.campaign.year,
        "unit_code": one.unit.code,
        "unit_name": one.unit.name,
        "project_code": one.project.code if one.project else None,
        "project_name": one.project.name if one.project else None,
        **{name: None if (v := getattr(one, name)) is None else str(v) for name in totals},
        **{n: getattr(one, n) for n in ("kind", "state", "submitted", "errors", "warnings")},
        "due": one.due,
        "arrived": one.arrived,
    }


def _made(made: Any, *, carried_out: bool) -> dict[str, Any]:
    return {
        "units": len(made.units),
        "projects": len(made.projects),
        "filings": len(made.filings),
        "unchanged": made.unchanged,
        "carried_out": carried_out,
    }


def _actor(request: HttpRequest) -> Actor:
    agent = request.META.get("HTTP_USER_AGENT", "")[:200]
    name = f"接口 {request.auth.name}"[:64]  # type: ignore[attr-defined]
    return Actor(None, address_of(request), agent, uuid.uuid4(), name)


# --- faults ----------------------------------------------------------------------------------


def _answer(request: HttpRequest, status: int, body: dict[str, Any]) -> HttpResponse:
    return api.create_response(request, body, status=status)


@api.exception_handler(RefusedError)
def _refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return _answer(request, error.status, error.as_json())


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
    answer = _answer(
        request, 401, {"error": "no_token", "message": _("令牌缺失、无效、已过期或已撤销。")}
    )
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {"/".join(map(str, one["loc"])): str(one["msg"]) for one in error.errors[:100]}
    body = {"error": "invalid", "message": _("请求的格式不对。"), "fields": fields}
    return _answer(request, 422, body)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    body = {"error": "bad_request", "message": _("请求不能处理：%(why)s。") % {"why": error}}
    return _answer(request, error.status_code, body)
