"""The programming interface: tokens, pushing once, reading, and whatever schemathesis thinks of."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from jiping.web.api.models import Request, Token
from jiping.web.api.tokens import make_token, revoke
from jiping.web.filings.models import Filing
from jiping.web.filings.submit import submit
from jiping.web.refusal import ForbiddenError
from jiping.web.reviews.decide import decide
from jiping.web.units.models import Unit


class System:
    """A budget system with its token."""

    def __init__(self, county: Any, *, may_push: bool = True) -> None:
        actor = county.actor("system_admin")
        self.token, self.text = make_token(actor, f"预算系统{may_push}", may_push=may_push)
        self.client = Client(headers={"authorization": f"Bearer {self.text}"})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")

    def push(self, campaign: int, rows: list[dict[str, str]], key: str, query: str = "") -> Any:
        return self.client.put(
            f"/api/v1/campaigns/{campaign}/roster{query}",
            json.dumps({"rows": rows}),
            content_type="application/json",
            headers={"idempotency-key": key},
        )


@pytest.fixture
def system(county: Any) -> System:
    return System(county)


ROWS = [{"unit_code": "105", "unit_name": "青禾县林业局", "adjusted": "123.45"}]


def test_units_and_figures_are_pushed_once_however_often_they_are_sent(
    county: Any, system: System
) -> None:
    pk = county.campaign.pk
    first = system.push(pk, ROWS, "budget-2023-01")
    again = system.push(pk, ROWS, "budget-2023-01")

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.json() == {
        "units": 1, "projects": 0, "filings": 1, "unchanged": 0, "carried_out": True,
    }  # fmt: skip
    assert Filing.objects.get(unit__code="105").figures == {"adjusted": "123.45"}
    other = system.push(pk, [{"unit_code": "106", "unit_name": "x"}], "budget-2023-01")
    assert (other.status_code, other.json()["error"]) == (409, "conflict")


def test_a_dry_run_changes_nothing(county: Any, system: System) -> None:
    answer = system.push(county.campaign.pk, ROWS, "budget-2023-02", "?dry_run=true")
    assert answer.json()["carried_out"] is False
    assert not Unit.objects.filter(code="105").exists()
    assert not Request.objects.exists()


def test_one_bad_row_refuses_all_and_the_key_may_be_used_again(county: Any, system: System) -> None:
    rows = [*ROWS, {"unit_code": "107"}]
    answer = system.push(county.campaign.pk, rows, "budget-2023-03")
    assert answer.status_code == 422
    assert answer.json()["faults"] == [
        {"place": "第2行", "column": "单位名称", "message": "新单位须写明单位名称。"}
    ]
    assert not Unit.objects.filter(code="105").exists()
    assert system.push(county.campaign.pk, ROWS, "budget-2023-03").status_code == 200


def test_who_has_no_valid_token_gets_nothing(county: Any, system: System) -> None:
    assert Client().get("/api/v1/filings").status_code == 401
    told = Client(headers={"authorization": "Bearer jiping_x"}).get("/api/v1/filings")
    assert (told.status_code, told.json()["error"]) == (401, "no_token")
    Token.objects.update(expires=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert system.get("/filings").status_code == 401
    Token.objects.update(expires=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    assert system.get("/filings").status_code == 200
    revoke(county.actor("system_admin"), system.token.pk)
    assert system.get("/filings").status_code == 401


def test_a_token_to_read_cannot_push(county: Any) -> None:
    answer = System(county, may_push=False).push(county.campaign.pk, ROWS, "budget-2023-04")
    assert (answer.status_code, answer.json()["error"]) == (403, "forbidden")


def test_tokens_are_made_by_the_system_administrator_only(county: Any) -> None:
    with pytest.raises(ForbiddenError):
        make_token(county.actor("bureau"), "x", may_push=True)
    assert county.client("bureau").get("/tokens").status_code == 403
    page = county.client("system_admin").post("/tokens", {"name": "一体化", "days": "90"})
    assert "jiping_" in page.content.decode()


def test_a_submission_is_read_once_it_has_reached_the_bureau(
    county: Any, system: System, drafted: Filing
) -> None:
    submit(county.actor("preparer@104"), drafted.pk, 1)
    assert system.get(f"/filings/{drafted.pk}").json()["state"] == "unit_review"
    assert system.get(f"/filings/{drafted.pk}/submission").status_code == 404
    decide(county.actor("unit_reviewer@104"), drafted.pk, "approve", 1)

    told = system.get(f"/filings/{drafted.pk}/submission").json()
    assert told["filing"]["unit"] == "青禾县水利局"
    assert told["scorecard"]["self_total"] == "99.38"
    assert len(told["sm3"]) == 64


def test_filings_are_found_by_campaign_state_and_unit(county: Any, system: System) -> None:
    county.filing(county.town)
    county.filing(county.school)
    told = system.get(f"/filings?campaign={county.campaign.pk}&unit=301&state=not_started").json()
    assert (told["count"], told["items"][0]["unit_code"]) == (1, "301")
    assert system.get("/filings?state=lost").status_code == 422


@pytest.fixture
def connection_kept() -> Iterator[None]:
    """Requests leave the connection of the test open, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_kept")
def test_the_interface_holds_to_its_own_description(system: System) -> None:
    """Every answer to made-up requests is one that the OpenAPI document names; none is a 500."""
    from django.core.handlers.wsgi import WSGIHandler

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for operation in schema.get_all_operations():

        @settings(
            max_examples=15, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @schemathesis_given(operation.ok())
        def holds(case: Any) -> None:
            case.headers["Authorization"] = f"Bearer {system.text}"
            case.headers["Accept-Encoding"] = "identity"
            # Rows that look right may still name units that are not there: 422 is an answer.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        holds()


def schemathesis_given(operation: Any) -> Any:
    from hypothesis import given

    return given(case=operation.as_strategy())
