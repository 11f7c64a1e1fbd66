"""Campaigns: the yearly task that the bureau sets."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Campaign(models.Model):
    """One year's self-evaluation: by which standard, until when, with which words."""

    class Phase(models.TextChoices):
        """Whether units can work on it."""

        PREPARING = "preparing", _("准备中")
        OPEN = "open", _("进行中")
        CLOSED = "closed", _("已结束")

    year = models.PositiveSmallIntegerField(_("预算年度"))
    title = models.CharField(_("名称"), max_length=120)
    standard = models.CharField(_("评分标准"), max_length=60)
    project_standard = models.CharField(_("项目评分标准"), max_length=60, blank=True)
    phase = models.CharField(max_length=12, choices=Phase.choices, default=Phase.PREPARING)
    text = models.TextField(_("通知正文"), blank=True)
    instructions = models.TextField(_("填报说明"), blank=True)
    unit_deadline = models.DateField(_("单位报送截止"))
    department_deadline = models.DateField(_("部门审核截止"))
    bureau_deadline = models.DateField(_("财政审核截止"))
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first; one campaign a year and title."""

        ordering: ClassVar = ["-year", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "title"], name="one_campaign_a_year_and_title")
        ]

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether units may fill in and submit."""
        return self.phase == self.Phase.OPEN

    @property
    def why_closed(self) -> str:
        """Why units may not fill in, where it is not open."""
        if self.phase == self.Phase.PREPARING:
            return gettext("任务还没有开始，不能填报。")
        return gettext("任务已结束，不能再填报和提交；需要补报请联系财政局。")


class RosterFile(models.Model):
    """An uploaded roster between its preview and its confirmation."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="roster_files")
    name = models.CharField(max_length=200)
    rows = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
