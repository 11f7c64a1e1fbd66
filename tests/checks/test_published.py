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


def test_one_of_the_costs_is_a_cost(tmp_path: Path, examples: Path) -> None:
    text = (examples / "layouts" / "L1-3.txt").read_text(encoding="utf-8")
    path = tmp_path / "costs.txt"
    path.write_text(text.replace("成本指标\n", "经济成本指标\n"), encoding="utf-8")
    assert findings(path)["JP501"] == ["“产出指标”缺少“时效指标”。"]
