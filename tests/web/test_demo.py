"""The example county: made from a seed, in every state, with a log that holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jiping import standards, synth
from jiping.checks import check_filing
from jiping.filing import Filing as Document
from jiping.filing.numbers import ZERO
from jiping.scoring import score
from jiping.web.accounts.showcase import logins
from jiping.web.demo.load import load_county
from jiping.web.demo.misses import with_misses
from jiping.web.demo.rest import with_rest
from jiping.web.filings.models import Filing
from jiping.web.history.verify import verify


@pytest.fixture
def loaded(db: None) -> list[str]:  # noqa: ARG001
    said: list[str] = []
    load_county(said.append, size=6, years=2)
    return said


def test_the_example_county_has_filings_on_their_way(loaded: list[str], settings: Any) -> None:
    assert loaded[0].startswith("正在载入示例县")
    states = set(Filing.objects.values_list("state", flat=True))
    assert "published" in states
    assert len(states) >= 3
    assert not Filing.objects.filter(campaign__phase="closed").exclude(state="published").exists()
    assert Filing.objects.filter(warnings__gt=0, submitted__gt=0).exists()
    assert verify().faults == ()
    assert {one.role for one in logins()} >= {"经办人", "财政局绩效管理人员", "审计管理员"}
    (settings.DATA / "showcase.json").unlink()


def test_a_database_that_holds_anything_stays_as_it_is(county: Any) -> None:  # noqa: ARG001
    said: list[str] = []
    load_county(said.append)
    assert said == ["数据库已有内容，不再载入示例县。"]


def test_targets_are_missed_as_in_life_and_form_and_report_still_agree() -> None:
    standard = standards.load("hunan-2022")
    whole = [synth.department_filing(unit, 2023, standard) for unit in synth.county(7).units[:30]]

    def lived(one: Document) -> Document:
        seed = one.unit or ""
        return with_misses(with_rest(one, standard, seed), standard, seed)

    told = [lived(one) for one in whole]
    assert told == [lived(one) for one in whole]

    rates = [one.budget.rows[0].execution_rate or ZERO for one in told]
    assert min(rates) < Decimal("0.9") < Decimal("0.98") < max(rates)
    scores = [one.total.score or ZERO for one in told]
    assert min(scores) < 90
    assert max(scores) > 98
    found = {one.code for document in told for one in check_filing(document, standard)}
    # Only what lies in money left over and in points given too kindly, nothing in what is told.
    assert found <= {"JP203", "JP205", "JP208", "JP304", "JP311", "JP313", "JP314", "JP315"}
    kind = [one for one in told if one.total.score != score(one, standard).rule_total]
    assert 0 < len(kind) < len(told) / 2
