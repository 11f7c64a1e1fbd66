"""What was found when a submission was looked through before its publication."""

from __future__ import annotations

from django.db import models

from jiping.web.filings.models import Version


class LookedThrough(models.Model):
    """Numbers that will be covered in a submission, or why it stays back; `made` by this program.

    A submission never changes, so it is looked through once; another version of the program, which
    may know more kinds, looks again.
    """

    version = models.OneToOneField(
        Version, models.PROTECT, primary_key=True, related_name="looked_through"
    )
    covered = models.PositiveIntegerField()
    withheld = models.CharField(max_length=200, blank=True)
    made = models.CharField(max_length=40)
