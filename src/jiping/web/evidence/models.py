"""Evidence files (佐证材料) at a row of the form."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.db import models

from jiping.web.filings.models import Filing


class Attachment(models.Model):
    """A file at a row; its bytes lie in the evidence folder under their SM3 hash."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="attachments")
    pointer = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sm3 = models.CharField(max_length=64, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["filing", "pk"]

    @property
    def ending(self) -> str:
        """The kind of file as its name tells it: `PDF`."""
        return PurePath(self.name).suffix.lstrip(".").upper()
