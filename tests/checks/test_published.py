"""Checks on documents as they are published: nothing is said of what only the way of printing does."""

from __future__ import annotations

from pathlib import Path

from jiping.checks import check_filing
from jiping.intake import extract
from jiping.standards import load


def findings(path: Path) -> dict[str, list[str]]:
    """What the checks say of the one filing of a document: code → messages."""
    (filing,) = extract(path).filings
    told: dict[str, list[str]] = {}
    for finding in check_filing(filing, load(filing.standard)):
        told.setdefault(finding.code, []).append(finding.message)
    return told


def test_a_budget_without_points_is_not_counted_among_the_full_scores(examples: Path) -> None:
    (message,) = findings(examples / "layouts" / "L6-4.txt")["JP310"]
    assert message.startswith("11项")
