"""Notices that a person finds after logging in: reminders, returns, decisions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jiping.web.filings.models import Filing


class Notice(models.Model):
    """A line for one person."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    filing = models.ForeignKey(
        Filing, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["to", "read"])]
