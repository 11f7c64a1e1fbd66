"""The example county: made from a seed, in every state, with a log that holds."""

from __future__ import annotations

from typing import Any

import pytest

from jiping.web.accounts.showcase import logins
from jiping.web.demo.load import load_county
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
