"""Figures of the final accounts for the form: read from the unit's tables, each with its source."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiping.filing import Accounts
from jiping.filing.numbers import plain
from jiping.intake import UnreadableError
from jiping.intake.accounts.bounded import read_accounts_bounded
from jiping.web.accounts.gate import logged_in
from jiping.web.actor import actor_of
from jiping.web.evidence.attach import clean_name
from jiping.web.filings.accounts import keep_accounts
from jiping.web.filings.find import filing_for
from jiping.web.filings.models import Filing
from jiping.web.refusal import InvalidError
from jiping.web.replies import json_reply

from .places import said as place_said

#: Figure of the accounts → field of the form: of the total's row, or by its own pointer.
_FIELDS = {
    "initial": "initial",
    "adjusted": "adjusted",
    "expenditure": "executed",
    "basic": "/budget/by_expenditure/basic",
    "project": "/budget/by_expenditure/project",
}


@require_POST
@logged_in
def accounts(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the accounts in the file (multipart `file`) for the checks; what they tell for the form.

    The form itself is not changed.
    """
    filing = filing_for(request.user, pk, "edit")
    upload = request.FILES.get("file")
    if upload is None or not upload.size or upload.size > settings.UPLOAD_BYTES:
        most = settings.UPLOAD_BYTES // 1024 // 1024
        raise InvalidError(_("请选择一个文件，不超过 %(most)d MB。") % {"most": most})
    try:
        found = read_accounts_bounded(upload.name or "决算报表", upload.read())
    except UnreadableError as error:
        raise InvalidError(_("没有读入：%(why)s") % {"why": error}) from error
    keep_accounts(actor_of(request), pk, clean_name(upload.name or ""), found)
    told = {"figures": list(figures(found)), "warnings": differences(found, filing)}
    return json_reply(told)


def figures(found: Accounts) -> list[dict[str, Any]]:
    """The amounts (万元) that the form has fields for, each with its place and words."""
    told = []
    for name, field in _FIELDS.items():
        amount = getattr(found, name)
        source = found.evidence.get(f"/{name}")
        if amount is not None:
            told.append(
                {
                    "field": field,
                    "value": plain(amount),
                    "where": place_said(source.where) if source else "",
                    "raw": source.raw if source else "",
                }
            )
    return told


def differences(found: Accounts, filing: Filing) -> list[str]:
    """Unit and year of the accounts where they are not the filing's, and what could not be read."""
    said = [problem.message for problem in found.problems]
    if found.unit and found.unit != filing.unit.name:
        said.append(
            _("决算报表的单位是“%(told)s”，本份自评的单位是“%(own)s”。")
            % {"told": found.unit, "own": filing.unit.name}
        )
    if found.fiscal_year and found.fiscal_year != filing.campaign.year:
        said.append(
            _("决算报表是%(told)d年度的，本份自评是%(own)d年度。")
            % {"told": found.fiscal_year, "own": filing.campaign.year}
        )
    return said
