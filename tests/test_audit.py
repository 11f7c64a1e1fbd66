"""The audit of the packages: a hole is a fault, an audit that was not made is told and none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from requirements.audit import verdict


def told(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


SOUND = {"name": "lxml", "version": "6.0.0", "vulns": []}
UNKNOWN = {"name": "granian", "skip_reason": "Dependency not found on PyPI"}
HOLED = {
    "name": "django",
    "version": "5.2.1",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["5.2.2"], "aliases": [], "description": ""}],
}
NO_NETWORK = "requests.exceptions.ConnectionError: Failed to resolve host\n"


@pytest.mark.parametrize(
    ("out", "fault", "good", "text"),
    [
        (told(SOUND), "", True, "audit: no known holes in 1 packages"),
        (told(SOUND, UNKNOWN), "", True, "1 NOT AUDITED"),
        (told(SOUND, HOLED), "", False, "django 5.2.1: PYSEC-2026-1, mended in 5.2.2"),
        (told(UNKNOWN), "", True, "audit: SKIPPED"),
        ("", NO_NETWORK, True, "audit: SKIPPED, the advisory service cannot be reached"),
        ("", "no answer within 180 s", True, "audit: SKIPPED"),
        ("", "usage: pip-audit [-h]\nerror: unknown option", False, "error: unknown option"),
        ("", "No module named pip_audit", False, "audit: failed, No module named pip_audit"),
    ],
)
def test_an_audit_is_told_in_a_line(out: str, fault: str, good: bool, text: str) -> None:
    found = verdict(out, fault)
    assert found.good is good
    assert text in found.text
    assert good is False or "\n" not in found.text
