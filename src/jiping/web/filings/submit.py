"""Submitting a draft: blocked by errors, warnings need an answer; every submission is a version."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiping.filing import Filing as Document
from jiping.web.accounts.models import User
from jiping.web.actor import Actor
from jiping.web.history.chain import sm3
from jiping.web.history.log import log
from jiping.web.refusal import ConflictError, InvalidError

from .assess import Assessment, assess, standard_of
from .edit import keep_figures
from .find import draft_of, filing_for
from .gaps import gaps
from .models import Filing, Version
from .step import step


def submit(actor: Actor, pk: int, base: int) -> Version:
    """Submit the draft as it stands at version *base*.

    Raises ConflictError where it was edited meanwhile, InvalidError with `errors`, `unanswered`
    and `gaps` where something still has to be done.
    """
    with transaction.atomic():
        filing = filing_for(actor.user, pk, "submit", lock=True)
        if filing.version != base:
            raise ConflictError(_("其他人刚刚修改了内容，请核对后再提交。"), version=filing.version)
        content = draft_of(filing)
        assessment = assess(filing, Document.model_validate(content))
        answers = answers_of(filing)
        _refuse_unready(assessment, answers, gaps(assessment.document, standard_of(filing)))
        filing.submitted += 1
        keep_figures(filing, assessment)
        version = _keep_version(actor, filing, content, assessment, answers)
        step(actor, filing, "submit")
        log(actor, "filing.submit", filing=filing, version=version.number, sm3=version.sm3)
        return version


def answers_of(filing: Filing) -> dict[str, str]:
    """What the unit said to findings, by the findings' names."""
    return dict(filing.answers.values_list("fingerprint", "text"))


def left_to_do(user: User, pk: int) -> dict[str, Any]:
    """Of a draft that *user* may edit the `gaps`, and how many remarks are `unreplied`."""
    filing = filing_for(user, pk, "edit")
    return {
        "gaps": gaps(Document.model_validate(draft_of(filing)), standard_of(filing)),
        "unreplied": filing.remarks.filter(resolved=None, reply="").count(),
    }


def _refuse_unready(
    assessment: Assessment, answers: dict[str, str], missing: list[dict[str, Any]]
) -> None:
    found = assessment.findings_json(answers)
    errors = [one for one in found if one["severity"] == "error"]
    open_ = [one for one in found if one["severity"] == "warning" and not one["answer"]]
    if errors or open_ or missing:
        said = [
            (ngettext("%(n)d 个错误须改正", "%(n)d 个错误须改正", len(errors)), len(errors)),
            (ngettext("%(n)d 个疑点须说明", "%(n)d 个疑点须说明", len(open_)), len(open_)),
            (
                ngettext("%(n)d 处待填内容须补上", "%(n)d 处待填内容须补上", len(missing)),
                len(missing),
            ),
        ]
        why = _("，").join(words % {"n": n} for words, n in said if n)
        raise InvalidError(
            _("还不能提交：%(why)s。") % {"why": why}, errors=errors, unanswered=open_, gaps=missing
        )


def _keep_version(
    actor: Actor,
    filing: Filing,
    content: dict[str, Any],
    assessment: Assessment,
    answers: dict[str, str],
) -> Version:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    outcome = {
        "scorecard": assessment.scorecard.to_json(),
        "findings": assessment.findings_json(answers),
    }
    told = json.dumps(outcome, ensure_ascii=False)
    return Version.objects.create(
        filing=filing,
        number=filing.submitted,
        content=text,
        outcome=told,
        sm3=sm3(text),
        by=actor.user,
        by_name=str(actor.user),
        address=actor.address,
        agent=actor.agent,
        at=dt.datetime.now(dt.UTC),
    )
