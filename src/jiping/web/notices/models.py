"""Notices that a person finds after logging in: reminders, returns, decisions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiping.web.filings.models import Filing


class Notice(models.Model):
    """A line for one person; `mail` tells whether it went by mail too, `fault` why it did not."""

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
    text = models.CharField(max_length=500)
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
