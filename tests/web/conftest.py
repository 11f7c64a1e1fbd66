"""A small county for the tests of the web application."""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import json
import os
import tempfile
import uuid
from pathlib import Path
from typing import Any

import pytest

_DATA = Path(tempfile.mkdtemp(prefix="jiping-tests-"))
os.environ["JIPING_DATA"] = str(_DATA)
os.environ["JIPING_LOCAL"] = "1"
os.environ.pop("JIPING_SECRET_KEY", None)
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "jiping.web.settings"
if os.environ.get("JIPING_TEST_POSTGRES") == "1":
    from .postgres import cluster

    _held = contextlib.ExitStack()
    os.environ["DATABASE_URL"] = _held.enter_context(cluster())
    atexit.register(_held.close)

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

if connection.vendor == "sqlite":
    # A database in memory has one connection, which all threads of a running site would share:
    # one request would stand within another's transaction, as on no real site.
    connection.settings_dict["TEST"]["NAME"] = str(_DATA / "test.sqlite3")

from jiping.web import builds  # noqa: E402
from jiping.web.accounts.models import User  # noqa: E402
from jiping.web.accounts.roles import Role  # noqa: E402
from jiping.web.actor import Actor  # noqa: E402
from jiping.web.campaigns.models import Campaign  # noqa: E402
from jiping.web.filings.lately import forget  # noqa: E402
from jiping.web.filings.models import Draft, Filing  # noqa: E402
from jiping.web.units.models import Project, Unit  # noqa: E402


class County:
    """水利局 with 河道所 under it, 教育局 apart, a town; everybody who takes part; one campaign."""

    def __init__(self) -> None:
        self.water = Unit.objects.create(code="104", name="青禾县水利局", kind="department")
        self.river = Unit.objects.create(code="104001", name="青禾县河道管理所", parent=self.water)
        self.school = Unit.objects.create(code="101", name="青禾县教育局", kind="department")
        self.town = Unit.objects.create(code="301", name="青禾县古岳镇人民政府", kind="township")
        self.campaign = Campaign.objects.create(
            year=2023,
            title="2023年度预算绩效自评",
            standard="hunan-2022",
            project_standard="national-2020",
            phase=Campaign.Phase.OPEN,
            unit_deadline=dt.date(2024, 3, 15),
            department_deadline=dt.date(2024, 3, 31),
            bureau_deadline=dt.date(2024, 4, 30),
        )
        self.users: dict[str, User] = {}
        for unit in (self.water, self.river, self.school, self.town):
            for role in (Role.PREPARER, Role.UNIT_REVIEWER, Role.DEPARTMENT_REVIEWER):
                self._user(f"{role}@{unit.code}", role, unit)
        for role in Role:
            if role not in (Role.PREPARER, Role.UNIT_REVIEWER, Role.DEPARTMENT_REVIEWER):
                self._user(role.value, role, None)

    def _user(self, name: str, role: Role, unit: Unit | None) -> None:
        self.users[name] = User.objects.create_user(name, None, name=name, role=role, unit=unit)

    def filing(self, unit: Unit | None = None, project: Project | None = None) -> Filing:
        unit = unit or self.river
        return Filing.objects.create(campaign=self.campaign, unit=unit, project=project)

    def actor(self, name: str) -> Actor:
        return Actor(self.users[name], "10.0.0.8", "pytest", uuid.uuid4())

    def client(self, name: str) -> Client:
        client = Client(headers={"accept": "application/json"})
        client.force_login(self.users[name])
        return client


@pytest.fixture(autouse=True)
def _nobody_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process works behind the tests."""
    monkeypatch.setattr(builds, "start_worker", lambda _: None)


@pytest.fixture
def county(db: None) -> County:  # noqa: ARG001
    forget()
    return County()


@pytest.fixture
def post() -> Any:
    """Post JSON and tell (status, answer)."""

    def send(client: Client, url: str, body: Any) -> tuple[int, Any]:
        answer = client.post(url, json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    return send


@pytest.fixture(scope="session")
def clean(examples: Path) -> dict[str, Any]:
    """The draft of a department filing on which all checks are silent."""
    from jiping.intake import extract

    (filing,) = extract(examples / "clean-2023" / "clean-2023.docx").filings
    return filing.model_dump(mode="json", exclude_none=True)


@pytest.fixture
def drafted(county: County, clean: dict[str, Any]) -> Filing:
    """水利局's filing, filled in and ready to be submitted."""
    filing = county.filing(county.water)
    Filing.objects.filter(pk=filing.pk).update(state="drafting", version=1)
    Draft.objects.create(filing=filing, content=json.dumps(clean, ensure_ascii=False))
    filing.refresh_from_db()
    return filing
