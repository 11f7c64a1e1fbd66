"""Tokens of budget systems, and the answers already given to their requests."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Token(models.Model):
    """A token: its hash only, what it may do, and until when."""

    name = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    may_push = models.BooleanField(default=False)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]


class Request(models.Model):
    """A pushed request by its Idempotency-Key, with the answer that was given."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="requests")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """A key is used once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "key"], name="one_request_a_key")
        ]
