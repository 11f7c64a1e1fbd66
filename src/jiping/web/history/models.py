"""The log of all acts: entries in a chain of SM3 hashes, written once and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiping.web.append_only import AppendOnly


class Entry(AppendOnly):
    """One act: who, as what, from where, did what to which filing, and the hash before it."""

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    act = models.UUIDField()
    actor = models.CharField(max_length=64, blank=True)
    actor_name = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=24, blank=True)
    address = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=40, db_index=True)
    unit = models.CharField(max_length=24, blank=True, db_index=True)
    filing = models.BigIntegerField(null=True, blank=True, db_index=True)
    detail = models.TextField(default="{}")
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-seq"]
