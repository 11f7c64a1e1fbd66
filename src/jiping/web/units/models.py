"""Budget units (预算单位) in a tree, and their projects."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a unit is."""

    DEPARTMENT = "department", _("主管部门")
    TOWNSHIP = "township", _("乡镇（街道）")
    INSTITUTION = "institution", _("事业单位")
    SCHOOL = "school", _("学校")
    HOSPITAL = "hospital", _("医院")
    OTHER = "other", _("其他")


class Unit(models.Model):
    """A budget unit; `path` holds the codes from the top down (`/101/101003/`)."""

    code = models.CharField(_("单位编码"), max_length=24, unique=True)
    name = models.CharField(_("单位名称"), max_length=120)
    kind = models.CharField(_("类型"), max_length=16, choices=Kind.choices, default=Kind.OTHER)
    sector = models.CharField(_("行业"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=240, editable=False, db_index=True)
    active = models.BooleanField(default=True)

    class Meta:
        """The order of the budget book."""

        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        """The unit's name."""
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the path with the code and the parent."""
        self.path = f"{self.parent.path if self.parent else '/'}{self.code}/"
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def depth(self) -> int:
        """How many units stand above it."""
        return self.path.count("/") - 2


class Project(models.Model):
    """A project (项目) of a unit, over the years that it runs."""

    code = models.CharField(_("项目编码"), max_length=40, unique=True)
    name = models.CharField(_("项目名称"), max_length=160)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="projects")
    sector = models.CharField(_("行业"), max_length=40, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        """The order of the budget book."""

        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        """The project's name."""
        return self.name
