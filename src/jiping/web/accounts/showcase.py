"""The log-ins that a demonstration shows on its log-in page; only the demo's data folder has them."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.conf import settings

FILE = "showcase.json"


class ShownLogin(NamedTuple):
    """A log-in of the demonstration."""

    role: str
    unit: str
    username: str
    password: str


def logins() -> list[ShownLogin]:
    """The demonstration's log-ins; none in a real installation."""
    file = settings.DATA / FILE
    if not settings.LOCAL or not file.is_file():
        return []
    return [ShownLogin(**one) for one in json.loads(file.read_text(encoding="utf-8"))]


def show(found: list[ShownLogin]) -> None:
    """Keep the log-ins for the log-in page of a local start."""
    told = json.dumps([one._asdict() for one in found], ensure_ascii=False)
    (settings.DATA / FILE).write_text(told, encoding="utf-8")
