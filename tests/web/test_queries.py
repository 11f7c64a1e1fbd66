"""How many times each page asks the database: bounded, whatever the number of rows."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiping.web.filings.models import Filing
from jiping.web.units.models import Project


@pytest.fixture
def many(county: Any) -> None:
    """Sixty filings, of units and of projects."""
    for number in range(60):
        project = Project.objects.create(code=f"P{number}", name=f"项目{number}", unit=county.town)
        county.filing(county.town, project)


def asked(act: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = act()
    assert answer.status_code == 200, answer.content[:500]
    told = [one["sql"] for one in queries]
    return len([sql for sql in told if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))])


def test_a_save_asks_no_more_than_it_must(county: Any, drafted: Filing) -> None:
    client = county.client("preparer@104")
    base = iter(range(1, 9))

    def save() -> Any:
        edit = {"op": "set", "at": "/goals/expected", "value": "目标"}
        body = {"base": next(base), "client": str(uuid.uuid4()), "edits": [edit]}
        url = f"/filings/{drafted.pk}/edits"
        return client.post(url, json.dumps(body), content_type="application/json")

    save()
    assert asked(save) <= 11


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("person", "url", "most"),
    [
        ("bureau", "/campaigns/{campaign}/board", 11),
        ("bureau", "/", 9),
        ("preparer@301", "/", 9),
        ("bureau", "/campaigns/", 6),
        ("audit_admin", "/log", 7),
        ("system_admin", "/accounts/", 7),
        ("preparer@301", "/notices", 6),
    ],
)
def test_pages_ask_no_more_for_sixty_filings_than_for_one(
    county: Any, person: str, url: str, most: int
) -> None:
    client = county.client(person)
    client.defaults = {}
    told = url.format(campaign=county.campaign.pk)
    client.get(told)
    assert asked(lambda: client.get(told)) <= most


def test_the_form_asks_no_more_than_it_must(county: Any, drafted: Filing) -> None:
    client = county.client("preparer@104")
    client.defaults = {}
    assert asked(lambda: client.get(f"/filings/{drafted.pk}/")) <= 14
