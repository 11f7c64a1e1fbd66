"""Filings: the task of a unit in a campaign, its draft, its edits, answers and submitted versions."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiping.web.append_only import AppendOnly

from .states import DONE, State


class Filing(models.Model):
    """A self-evaluation that a campaign demands of a unit: of the whole unit, or of one project.

    `version` counts the edits of the draft (optimistic locking); `submitted` is the number of the
    last submission. Figures that lists and summaries need stand here; the document is in `Draft`.
    """

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="filings")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="filings")
    project = models.ForeignKey(
        "units.Project", models.PROTECT, null=True, blank=True, related_name="filings"
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.NOT_STARTED)
    version = models.PositiveIntegerField(default=0)
    submitted = models.PositiveIntegerField(default=0)
    deadline = models.DateField(_("延期至"), null=True, blank=True)
    figures = models.JSONField(_("预算数"), default=dict, blank=True)
    self_total = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    rule_total = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    reviewed_total = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    adjusted = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    executed = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    changed = models.DateTimeField(null=True, blank=True)
    arrived = models.DateTimeField(_("到达当前环节"), null=True, blank=True)

    class Meta:
        """One filing a unit and one a project in each campaign."""

        ordering: ClassVar = ["unit__code", "project__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "unit"],
                condition=models.Q(project__isnull=True),
                name="one_filing_a_unit",
            ),
            models.UniqueConstraint(fields=["campaign", "project"], name="one_filing_a_project"),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "state"])]

    def __str__(self) -> str:
        """Unit or project."""
        return self.project.name if self.project else self.unit.name

    @property
    def full_name(self) -> str:
        """The unit's name, and the project's."""
        return f"{self.unit.name}·{self.project.name}" if self.project else self.unit.name

    @property
    def kind(self) -> str:
        """`project` or `department`, as in the JSON contract."""
        return "project" if self.project_id else "department"

    @property
    def standard_name(self) -> str:
        """The standard by which it is scored and checked."""
        own = self.campaign.project_standard if self.project_id else ""
        return own or self.campaign.standard

    @property
    def is_sent(self) -> bool:
        """Whether it is out of the hands of who fills it in."""
        return self.state not in (State.NOT_STARTED, State.DRAFTING)

    @property
    def is_with_unit(self) -> bool:
        """Whether the unit still has to do its part."""
        return self.state in (State.NOT_STARTED, State.DRAFTING, State.UNIT_REVIEW)

    @property
    def is_done(self) -> bool:
        """Whether the unit has done its part."""
        return self.state in DONE

    @property
    def due(self) -> dt.date:
        """Until when the current holder has to be done."""
        campaign = self.campaign
        if self.state == State.DEPARTMENT_REVIEW:
            return campaign.department_deadline
        if self.state == State.FINANCE_REVIEW:
            return campaign.bureau_deadline
        return self.deadline or campaign.unit_deadline


class Draft(models.Model):
    """The document as it stands now: `jiping/filing/1` (one Filing) as JSON text."""

    filing = models.OneToOneField(Filing, models.CASCADE, primary_key=True, related_name="draft")
    content = models.TextField()


class Edit(models.Model):
    """One acknowledged save: its edits as they were applied, with the values before."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="edits")
    version = models.PositiveIntegerField()
    client = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    edits = models.JSONField()

    class Meta:
        """A version is made once, and a client's save applied once."""

        ordering: ClassVar = ["filing", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "version"], name="one_edit_a_version"),
            models.UniqueConstraint(fields=["filing", "client"], name="one_edit_a_client_save"),
        ]


class Reading(models.Model):
    """A document that was uploaded to fill in the form: what was read from it."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="readings")
    name = models.CharField(max_length=200)
    sm3 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    extraction = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["filing", "-pk"]


class FinalAccounts(models.Model):
    """The final accounts (部门决算) that the form is held against, as read from the file `name`."""

    filing = models.OneToOneField(
        Filing, models.CASCADE, primary_key=True, related_name="final_accounts"
    )
    name = models.CharField(max_length=200)
    content = models.TextField()
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Measures(models.Model):
    """What was measured of an accepted filing, for comparison with others of its kind.

    `kind` is the kind of unit by its name (`checks.peers`), `values` decimals by measure; `made` is
    the version of the program that measured.
    """

    filing = models.OneToOneField(Filing, models.CASCADE, related_name="measures")
    campaign = models.ForeignKey("campaigns.Campaign", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    values = models.JSONField()
    made = models.CharField(max_length=40)

    class Meta:
        """Asked for by kind."""

        indexes: ClassVar = [models.Index(fields=["campaign", "kind", "sector"])]


class Answer(models.Model):
    """What the unit says to a finding, by the finding's lasting name."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="answers")
    fingerprint = models.CharField(max_length=29)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One answer a finding."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "fingerprint"], name="one_answer_a_finding")
        ]


class Version(AppendOnly):
    """A submission: the document with its findings and answers, who, when, from where, SM3."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    outcome = models.TextField()
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=64)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Numbered from 1."""

        ordering: ClassVar = ["filing", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "number"], name="one_version_a_number")
        ]
