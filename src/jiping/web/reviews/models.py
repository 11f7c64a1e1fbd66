"""Reviews: decisions, remarks at a field, reviewed scores, and what third parties were given."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from jiping.web.append_only import AppendOnly
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State

_USER = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """A step from one state to the next, with the reason where one is due."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="decisions")
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    before = models.CharField(max_length=20, choices=State.choices)
    after = models.CharField(max_length=20, choices=State.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In their order."""

        ordering: ClassVar = ["filing", "pk"]


class Remark(models.Model):
    """A reviewer's remark at a field; it follows its row when rows move."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="remarks")
    version = models.PositiveIntegerField()
    pointer = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reply = models.CharField(max_length=1000, blank=True)
    resolved = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["filing", "pk"]


class ReviewedScore(models.Model):
    """The reviewer's score (复核得分) of a row, beside the self score and the rule score."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="reviewed_scores")
    version = models.PositiveIntegerField()
    pointer = models.CharField(max_length=120)
    score = models.DecimalField(max_digits=7, decimal_places=2)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One score a row, reviewer and version."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filing", "version", "pointer", "by"], name="one_score_a_row_and_reviewer"
            )
        ]


class Assignment(models.Model):
    """A filing given to a third party for review."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(_USER, models.CASCADE, related_name="assignments")
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due = models.DateField(null=True, blank=True)

    class Meta:
        """Given once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "reviewer"], name="given_once")
        ]


class Sample(AppendOnly):
    """A drawn spot check: the frame with its weights, the seed, and what came out."""

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="samples")
    method = models.CharField(max_length=8)
    seed = models.CharField(max_length=32)
    size = models.PositiveSmallIntegerField()
    frame = models.JSONField()
    drawn = models.JSONField()
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
