"""Figures held against those of accepted filings of the same kind, which stay unnamed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jiping.checks.examples import edited
from jiping.web.filings.lately import forget
from jiping.web.filings.models import Draft, Filing, Measures
from jiping.web.filings.peers import is_missing, keep_measures, measure_missing
from jiping.web.filings.states import State
from jiping.web.units.models import Unit


@pytest.fixture
def libraries(county: Any) -> list[Filing]:
    """Ten accepted filings of libraries, whose rates of execution lie close together."""
    found = []
    for number in range(10):
        unit = Unit.objects.create(code=f"7{number:02}", name=f"第{number}县图书馆")
        filing = county.filing(unit)
        told = edited({"/unit": unit.name, "/budget/rows/0/executed": f"{300 + number}.00"})
        filing.versions.create(
            number=1, content=told.model_dump_json(exclude={"evidence"}), outcome="{}",
            sm3="0" * 64, by=county.users["bureau"], by_name="经办人", at="2024-04-01T08:00:00Z",
        )  # fmt: skip
        filing.submitted, filing.state = 1, State.ACCEPTED
        filing.save()
        keep_measures(filing, State.FINANCE_REVIEW)
        found.append(filing)
    return found


def findings(county: Any) -> list[dict[str, Any]]:
    """What a library that spent much less is told of its rate."""
    unit = county.town
    Unit.objects.filter(pk=unit.pk).update(name="云溪县图书馆")
    filing, _ = Filing.objects.get_or_create(campaign=county.campaign, unit=unit)
    told = edited({"/budget/rows/0/executed": "150.00"}).model_dump(mode="json", exclude_none=True)
    Draft.objects.update_or_create(filing=filing, defaults={"content": json.dumps(told)})
    answer = county.client("preparer@301").get(f"/filings/{filing.pk}/data").json()
    return [one for one in answer["findings"] if one["code"].startswith("JP92")]


@pytest.mark.usefixtures("libraries")
def test_what_lies_far_from_its_peers_is_told_without_naming_them(county: Any) -> None:
    found = findings(county)
    assert "JP922" in [one["code"] for one in found]
    said = json.dumps(found, ensure_ascii=False)
    assert "10家" in said
    assert "第3县图书馆" not in said


def test_what_is_taken_back_or_too_few_takes_no_part(county: Any, libraries: list[Filing]) -> None:
    assert findings(county)
    for filing in libraries[:3]:
        filing.state = State.DRAFTING
        filing.save()
        keep_measures(filing, State.ACCEPTED)
    assert Measures.objects.count() == 7
    assert findings(county) == []


def test_publishing_measures_nothing_anew(
    libraries: list[Filing], django_assert_num_queries: Any
) -> None:
    filing = libraries[0]
    filing.state = State.PUBLISHED
    with django_assert_num_queries(0):
        keep_measures(filing, State.ACCEPTED)


def test_another_version_of_the_program_measures_anew(county: Any, libraries: list[Filing]) -> None:
    assert not is_missing()
    Measures.objects.update(made="0.0.1")
    forget()
    assert findings(county) == []
    assert is_missing()
    assert measure_missing() == {"measured": len(libraries)}
    assert measure_missing() == {"measured": 0}
    assert findings(county)
