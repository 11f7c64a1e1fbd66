"""Publication: looked through first, built aside, served to everybody, taken down at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiping.checks.examples import edited
from jiping.web import builds
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State
from jiping.web.history.chain import first_break
from jiping.web.history.models import Entry
from jiping.web.portal import build as building
from jiping.web.portal import screening
from jiping.web.portal.models import LookedThrough
from jiping.web.portal.publish import publish_all, ready
from jiping.web.reviews.models import Decision
from jiping.web.units.models import Unit

PHONE = {"/indicators/0/reason": "联系李某13800138000"}
SECRET = {"/goals/achieved": "机密★ 完成"}


@pytest.fixture(autouse=True)
def site(settings: Any, tmp_path: Path) -> None:
    """A folder of its own."""
    settings.DATA = tmp_path


def built() -> int:
    """How often the site was built now."""
    return builds.do_wanted(building.SITE, building.build_site)


def text(client: Any, url: str) -> str:
    """A page of the public site, read to its end, which closes it."""
    return b"".join(client.get(url).streaming_content).decode()


def test_what_is_accepted_is_looked_through_before_it_is_published(
    county: Any, under_review: Any
) -> None:
    under_review(PHONE, state=State.ACCEPTED)
    under_review(SECRET, unit=county.school, state=State.ACCEPTED)
    under_review({}, unit=county.town, state=State.FINANCE_REVIEW)
    found = {one.filing.unit.code: one.found for one in ready(county.campaign)}
    told = [(code, one.covered, one.withheld) for code, one in found.items() if one]
    assert told == [("101", 0, "含国家秘密标志"), ("104001", 1, "")]


def test_a_submission_is_looked_through_once(
    county: Any, under_review: Any, monkeypatch: pytest.MonkeyPatch, post: Any
) -> None:
    """When it is accepted; the page then only shows what was found, until the program is renewed."""
    filing = under_review(PHONE, state=State.FINANCE_REVIEW)
    bureau = county.client("bureau")
    post(bureau, f"/filings/{filing.pk}/decisions", {"act": "approve", "version": 1})
    assert screening.accepted().count() == 1
    with monkeypatch.context() as patch:
        patch.setattr(screening, "publications", None)
        assert "遮盖1处" in bureau.get("/portal", headers={"accept": "text/html"}).content.decode()

    LookedThrough.objects.update(made="0.0.1", covered=7)
    assert "遮盖1处" in bureau.get("/portal", headers={"accept": "text/html"}).content.decode()


def test_many_that_nobody_looked_through_are_left_to_another_process(
    county: Any, under_review: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_review(PHONE, state=State.ACCEPTED)
    under_review({}, unit=county.school, state=State.ACCEPTED)
    monkeypatch.setattr(screening, "AT_ONCE", 1)
    bureau = county.client("bureau")
    page = bureau.get("/portal", headers={"accept": "text/html"}).content.decode()
    assert "正在检查2份自评" in page
    assert page.count("尚未检查") == 2
    assert builds.do_wanted(screening.SCREENING, screening.look_through_all) == 1
    page = bureau.get("/portal", headers={"accept": "text/html"}).content.decode()
    assert "正在检查" not in page
    assert "没有个人信息" in page


def test_the_page_asks_no_more_for_many_filings_than_for_one(
    county: Any, under_review: Any
) -> None:
    under_review({}, state=State.ACCEPTED)
    bureau = county.client("bureau")
    asked = []
    for unit in (None, county.school, county.town, county.water):
        if unit:
            under_review({}, unit=unit, state=State.ACCEPTED)
        bureau.get("/portal", headers={"accept": "text/html"})
        with CaptureQueriesContext(connection) as queries:
            bureau.get("/portal", headers={"accept": "text/html"})
        asked.append(len(queries))
    assert asked == [asked[0]] * 4
    assert asked[0] <= 9


def test_publishing_builds_a_site_that_everybody_can_read(
    county: Any, under_review: Any, client: Any
) -> None:
    filing = under_review(PHONE, state=State.ACCEPTED)
    kept_back = under_review(SECRET, unit=county.school, state=State.ACCEPTED)
    told = {"act": "publish", "campaign": county.campaign.pk}
    assert county.client("bureau").post("/portal", told).status_code == 302
    filing.refresh_from_db()
    kept_back.refresh_from_db()
    assert (filing.state, kept_back.state) == (State.PUBLISHED, State.ACCEPTED)

    assert built() == 1
    assert "云溪县图书馆" in text(client, "/public/")
    (path,) = (one for one in building.root().glob("2023/*") if one.is_dir())
    shown = text(client, f"/public/2023/{path.name}/")
    assert "138****8000" in shown
    assert "13800138000" not in shown
    status = builds.status(building.SITE)
    assert (status["filings"], status["covered"], status["pending"]) == (1, 1, False)


def test_many_are_published_with_as_few_queries_as_one(county: Any, under_review: Any) -> None:
    """Each with its own decision, notice and entry of the log; the chain holds."""
    asked = []
    for number in (1, 2, 9):
        for place in range(number):
            unit = Unit.objects.create(
                code=f"9{number}{place}", name=f"云溪县第{number}{place}中心"
            )
            under_review({"/unit": unit.name}, unit=unit, state=State.ACCEPTED)
        ready(county.campaign)
        with CaptureQueriesContext(connection) as queries:
            assert publish_all(county.actor("bureau"), county.campaign) == (number, 0)
        asked.append(len(queries))
    assert asked[0] == asked[1] == asked[2] <= 16
    assert Filing.objects.filter(state=State.PUBLISHED).count() == 12
    assert Decision.objects.filter(act="publish", after="published").count() == 12
    assert Entry.objects.filter(action="filing.publish").count() == 12
    assert first_break(Entry.objects.order_by("seq"))[2] is None


def test_what_is_taken_down_is_gone_before_the_answer_comes(
    county: Any, under_review: Any, post: Any, client: Any
) -> None:
    filing = under_review({}, state=State.PUBLISHED)
    builds.want(building.SITE)
    built()
    url = f"/public/{building.path_of(edited({}))}/"
    assert "云溪县图书馆" in text(client, url)
    # A browser that has the page asks whether it still stands.
    held = client.get(url)
    assert b"".join(held.streaming_content)
    assert held["Cache-Control"] == "public, no-cache"
    again = client.get(url, headers={"if-none-match": held["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    body = {"act": "unpublish", "version": 1, "reason": "数据有误，更正后再公开"}
    status, _ = post(county.client("bureau"), f"/filings/{filing.pk}/decisions", body)
    assert status == 200
    assert client.get(url, headers={"accept": "application/json"}).status_code == 404
    assert built() == 1
    assert "云溪县图书馆" not in (building.root() / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["../jiping.sqlite3", "..%2f..%2fetc/passwd", ".hidden", "x.py"])
def test_only_the_site_is_served(county: Any, under_review: Any, client: Any, path: str) -> None:  # noqa: ARG001
    under_review({}, state=State.PUBLISHED)
    builds.want(building.SITE)
    built()
    assert client.get(f"/public/{path}", headers={"accept": "application/json"}).status_code == 404


def test_before_the_first_publication_the_page_says_so(client: Any, db: None) -> None:  # noqa: ARG001
    answer = client.get("/public/", headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert "还没有公开的自评" in answer.json()["message"]
    # From a page that is missing the public goes on to the public site, not to the log-in.
    missing = client.get("/public/2019/", headers={"accept": "text/html"}).content.decode()
    assert 'href="/public/"' in missing
    assert 'href="/"' not in missing


def test_only_the_bureau_publishes(county: Any) -> None:
    for name in ("preparer@104001", "department_reviewer@104", "system_admin"):
        assert county.client(name).post("/portal", {"act": "publish"}).status_code == 403


def test_a_full_disk_is_told_and_the_former_site_stays(
    county: Any,  # noqa: ARG001
    under_review: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    under_review({}, state=State.PUBLISHED)
    builds.want(building.SITE)
    built()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "write_site", full)
    builds.want(building.SITE)
    built()
    assert "No space left" in builds.status(building.SITE)["error"]
    assert (building.root() / "index.html").is_file()
