"""The library of indicators (指标库) by sector."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """An indicator that units may take over: where it belongs, how it is measured, on what basis."""

    sector = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=12, default="department")
    level1 = models.CharField(max_length=40)
    level2 = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    target = models.CharField(max_length=80, blank=True)
    meaning = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        """In the order of the form."""

        ordering: ClassVar = ["sector", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sector", "kind", "level2", "name"], name="one_entry_a_name"
            )
        ]
