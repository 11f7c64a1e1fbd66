"""Setting a campaign: year, standards, deadlines, texts; opened and closed by the bureau."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiping import standards
from jiping.web.actor import Actor
from jiping.web.history.log import log
from jiping.web.refusal import ConflictError, InvalidError

from .models import Campaign
from .standard_title import standard_title


def _standards() -> list[tuple[str, str]]:
    return [(one.id, standard_title(one.id)) for one in standards.listed()]


_ROWS = (
    ("year", "title"),
    ("standard", "project_standard"),
    ("unit_deadline", "department_deadline", "bureau_deadline"),
    ("text",),
    ("instructions",),
)


class CampaignForm(forms.ModelForm):
    """The fields of a campaign; deadlines follow one another."""

    standard = forms.ChoiceField(label=_("部门评分标准"), choices=_standards)
    project_standard = forms.ChoiceField(label=_("项目评分标准"), choices=_standards)

    class Meta:
        """What the bureau sets."""

        model = Campaign
        fields: ClassVar = [name for row in _ROWS for name in row]
        widgets: ClassVar = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("unit_deadline", "department_deadline", "bureau_deadline")
        } | {name: forms.Textarea(attrs={"rows": 4}) for name in ("text", "instructions")}

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields as they stand on the page: short ones side by side."""
        return [[self[name] for name in row] for row in _ROWS]

    def clean(self) -> dict[str, Any]:
        """Hold the deadlines against one another, the standards against filings already begun."""
        told = super().clean() or {}
        days = [told.get(f"{who}_deadline") for who in ("unit", "department", "bureau")]
        if None not in days and days != sorted(days):
            self.add_error("department_deadline", _("截止日期应依次为单位、部门、财政。"))
        if "year" in told and not 2000 <= told["year"] <= 2100:
            self.add_error("year", _("年度应在2000至2100之间。"))
        begun = self.instance.pk and self.instance.filings.exclude(state="not_started").exists()
        if begun:
            for name in ("year", "standard", "project_standard"):
                if name in self.changed_data:
                    self.add_error(name, _("已有单位开始填报，不能再改。"))
        return told


def set_campaign(actor: Actor, form: CampaignForm) -> Campaign:
    """Keep a valid form."""
    with transaction.atomic():
        campaign = form.save()
        log(actor, "campaign.set", campaign=campaign.pk, changed=sorted(form.changed_data))
        return campaign


_NEXT = {
    "open": (Campaign.Phase.PREPARING, Campaign.Phase.OPEN),
    "close": (Campaign.Phase.OPEN, Campaign.Phase.CLOSED),
    "reopen": (Campaign.Phase.CLOSED, Campaign.Phase.OPEN),
}


def turn(actor: Actor, pk: int, act: str) -> Campaign:
    """Open, close or reopen a campaign.

    Raises ConflictError where it is not in the phase that the act begins with, InvalidError where
    nobody would have anything to fill in.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().get(pk=pk)
        before, after = _NEXT.get(act, (None, None))
        if campaign.phase != before or after is None:
            raise ConflictError(_("任务的状态已变，请刷新后再试。"))
        if act == "open" and not campaign.filings.exists():
            raise InvalidError(_("还没有单位，不能开始填报。请先导入单位和预算。"))
        campaign.phase = after
        campaign.save(update_fields=["phase"])
        log(actor, f"campaign.{act}", campaign=campaign.pk)
        return campaign
