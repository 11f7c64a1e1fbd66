"""What the first pages lead to: for each role its own work, and no way that ends at a refusal."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from lxml import html

from jiping.web import builds
from jiping.web.filings.models import Filing
from jiping.web.notices.tell import tell


def links(county: Any, name: str, path: str) -> list[str]:
    answer = county.client(name).get(path, headers={"accept": "text/html"})
    assert answer.status_code == 200
    return [str(one) for one in html.fromstring(answer.content.decode()).xpath("//main//a/@href")]


@pytest.mark.parametrize(
    ("name", "page"),
    [("system_admin", "/accounts/"), ("security_admin", "/accounts/"), ("audit_admin", "/log")],
)
def test_administrators_start_at_their_own_page(county: Any, name: str, page: str) -> None:
    answer = county.client(name).get("/")
    assert (answer.status_code, answer["location"]) == (302, page)
    shown = county.client(name).get(page, headers={"accept": "text/html"}).content.decode()
    assert "我的自评" not in shown


@pytest.mark.parametrize(
    ("name", "state", "page"),
    [
        ("preparer@104001", "drafting", ""),
        ("preparer@104001", "unit_review", ""),
        ("unit_reviewer@104001", "drafting", ""),
        ("unit_reviewer@104001", "unit_review", "review"),
        ("department_reviewer@104", "department_review", "review"),
        ("bureau", "finance_review", "review"),
        ("bureau", "published", "review"),
    ],
)
def test_the_first_page_leads_where_the_work_is(
    county: Any, name: str, state: str, page: str
) -> None:
    filing = county.filing()
    Filing.objects.filter(pk=filing.pk).update(state=state, submitted=1)
    assert set(links(county, name, "/")) == {f"/filings/{filing.pk}/{page}"}


def test_a_notice_names_the_year_of_its_filing(county: Any) -> None:
    filing = county.filing()
    tell([county.users["preparer@104001"]], filing, "return", "再看一看")
    shown = county.client("preparer@104001").get("/notices").content.decode()
    assert f"{county.campaign.year}年度" in shown


def test_what_is_tracked_only_is_named_without_a_link(county: Any) -> None:
    filing = county.filing()
    Filing.objects.filter(pk=filing.pk).update(state="unit_review")
    board = f"/campaigns/{county.campaign.pk}/board"
    for name, path in (("department_reviewer@104", "/"), ("bureau", board)):
        assert not [one for one in links(county, name, path) if one.startswith("/filings/")]


def test_work_is_pending_until_it_is_done(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    told = []

    def work() -> dict[str, Any]:
        told.append(builds.status("site")["pending"])
        return {}

    builds.want("site")
    assert builds.do_wanted("site", work) == 1
    assert (told, builds.status("site")["pending"]) == ([True], False)


def test_work_whose_process_died_is_not_pending(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    (tmp_path / "builds").mkdir()
    (tmp_path / "builds" / "site.begun").write_text(str(2**22 + 1))
    assert not builds.status("site")["pending"]


def test_a_worker_that_has_ended_is_not_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    class Worker:
        def __init__(self, command: list[str], **_: Any) -> None:
            self.command, self.waited = command, threading.Event()
            started.append(self)

        def wait(self) -> None:
            self.waited.set()

    monkeypatch.undo()
    monkeypatch.setattr(builds.subprocess, "Popen", Worker)
    builds.start_worker("site")
    assert started[0].command[-2:] == ["build", "site"]
    assert started[0].waited.wait(10)
