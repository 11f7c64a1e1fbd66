"""The same said in another spelling is the same filing or less of it, never a different one."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twins import SAME, different, figures

from jiping import standards
from jiping.checks import check_filing
from jiping.filing import Extraction
from jiping.intake import extract

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted([*EXAMPLES.glob("layouts/*.txt"), *EXAMPLES.glob("*-20*/*-20*.txt")])
}


@lru_cache(maxsize=256)
def read(text: str) -> Extraction:
    return extract("a.txt", text.encode())


@pytest.mark.parametrize("twin", SAME)
def test_another_spelling_never_says_something_else(twin: str) -> None:
    said, kept, all_of_them = {}, 0, 0
    for name, text in TEXTS.items():
        other = SAME[twin](text)
        if other == text:
            continue
        if unlike := different(read(text), read(other)):
            said[name] = unlike
        kept += sum(map(len, figures(read(other)).values()))
        all_of_them += sum(map(len, figures(read(text)).values()))

    assert said == {}
    # Less is allowed, but not so little that the spelling may be called unread.
    assert kept >= all_of_them * 0.9


def test_marks_that_nobody_sees_part_no_words() -> None:
    """Found as a fault: a limit in words, behind marks without width, was read as part of the name."""
    text = SAME["≥ as no less"](SAME["invisible characters"](TEXTS["L1-2"]))

    assert figures(read(text)) == figures(read(SAME["≥ as no less"](TEXTS["L1-2"])))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_several_changes_of_spelling_at_once(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    for twin in data.draw(
        st.lists(st.sampled_from(sorted(SAME)), min_size=2, max_size=3, unique=True)
    ):
        text = SAME[twin](text)

    assert different(read(TEXTS[name]), read(text)) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_text_that_breaks_off_says_less_and_is_not_accused_of_it(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[name].split("\n")
    row = data.draw(st.integers(1, len(lines)))
    rest = "\n".join(lines[:row])
    if not rest.strip():
        return

    cut = read(rest)

    assert different(read(TEXTS[name]), cut) == []
    known = {code for code, _ in sums_found(read(TEXTS[name]))}
    assert [(code, told) for code, told in sums_found(cut) if code not in known] == []


def sums_found(extraction: Extraction) -> list[tuple[str, str]]:
    """The findings of severity error about sums (JP1…)."""
    return [
        (finding.code, finding.message)
        for filing in extraction.filings
        for finding in check_filing(filing, standards.load(filing.standard))
        if finding.code.startswith("JP1") and finding.severity == "error"
    ]


@pytest.mark.parametrize("name", ["project-2023", "township-2022"])
def test_a_form_in_yuan_is_the_same_as_in_wan_yuan(name: str) -> None:
    text = TEXTS[name]
    (whole,) = read(text).filings
    amounts = {a for row in whole.budget.rows for a in (row.initial, row.adjusted, row.executed)}
    for view in (whole.budget.by_revenue, whole.budget.by_expenditure):
        amounts |= {amount for _, amount in view}

    def in_yuan(match: re.Match[str]) -> str:
        amount = Decimal(match[0])
        return f"{amount * 10000:.2f}" if amount in amounts else match[0]

    start = text.index("（万元）")
    end = text.index("目标", start)
    block = re.sub(r"(?<=[\t：])\d+\.\d\d(?=\n)", in_yuan, text[start:end])
    (filing,) = read(text[:start] + block.replace("万元", "元", 1) + text[end:]).filings

    assert (whole.currency_unit, filing.currency_unit) == ("万元", "元")
    assert filing.budget == whole.budget
    assert filing.indicators == whole.indicators
