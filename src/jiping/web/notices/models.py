"""Notices that a person finds after logging in: reminders, returns, decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiping.web.filings.models import Filing
from jiping.web.filings.states import State

#: What a notice says (`Notice.said`), without the words of the person who caused it.
SENTENCES = {
    "about": _("关于《%(filing)s》"),
    "submit": _("《%(filing)s》已提交，待审核"),
    "withdraw": _("《%(filing)s》已撤回"),
    "approve": _("《%(filing)s》已通过上一环节，待审核"),
    "accept": _("《%(filing)s》已通过财政审核"),
    "return": _("《%(filing)s》被退回"),
    "publish": _("《%(filing)s》已公开"),
    "unpublish": _("《%(filing)s》已撤下公开"),
    "remind": _("请尽快办理：《%(filing)s》%(state)s，截止 %(due)s"),
}


class Notice(models.Model):
    """A line for one person; `mail` tells whether it went by mail too, `fault` why it did not.

    `said` names its sentence, `told` what else stands in it (of a reminder the state and the day
    at which it was due), `text` are the words of the person who caused it. The sentence is made
    when it is read, in the language of the reader.
    """

    class Kind(models.TextChoices):
        """What a notice is about."""

        STEP = "step", _("办理情况")
        REMINDER = "reminder", _("催办")
        AUTOMATIC = "automatic", _("自动提醒")

    class Mail(models.TextChoices):
        """How far its mail has gone."""

        NONE = "", _("不发邮件")
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("未送达")

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    filing = models.ForeignKey(
        Filing, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.STEP)
    said = models.CharField(max_length=12)
    told = models.JSONField(default=dict, blank=True)
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=8, choices=Mail.choices, default=Mail.NONE, blank=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["to", "read"]),
            models.Index(
                fields=["mail"], condition=models.Q(mail="waiting"), name="notices_to_be_mailed"
            ),
        ]

    @property
    def sentence(self) -> str:
        """All that it says; `filing` with its unit and project should be at hand."""
        name = self.filing.full_name if self.filing else ""
        words = SENTENCES[self.said] % {"filing": name, **self._told()}
        if not self.text:
            return gettext("%(words)s。") % {"words": words}
        # A reason follows from what was done; what is written to a reminder stands by itself.
        joined = (
            gettext("%(words)s。%(text)s")
            if self.said == "remind"
            else gettext("%(words)s：%(text)s")
        )
        return joined % {"words": words, "text": self.text}

    def _told(self) -> dict[str, Any]:
        if not self.told:
            return {}
        due = dt.date.fromisoformat(self.told["due"])
        return {"state": State(self.told["state"]).label, "due": due}
