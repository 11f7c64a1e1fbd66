"""The review: queue, three scores side by side, findings and remarks at the fields, versions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from jiping.filing import Filing as Document
from jiping.web.filings.answer import answer
from jiping.web.filings.assess import assess
from jiping.web.filings.find import draft_of
from jiping.web.filings.states import State
from jiping.web.reviews.screen import screen_of

from .conftest import Reviewed

WRONG = {"/indicators/1/score": "9"}


def page(county: Any, name: str, url: str) -> html.HtmlElement:
    response = county.client(name).get(url, headers={"accept": "text/html"})
    assert response.status_code == 200, response.content.decode()[:300]
    return html.fromstring(response.content.decode())


def test_the_queue_holds_what_waits_for_this_person(county: Any, under_review: Reviewed) -> None:
    waits = under_review({}, warnings=3)
    under_review({}, unit=county.school, state=State.DEPARTMENT_REVIEW)
    rows = page(county, "bureau", "/reviews").xpath("//tbody/tr")
    assert [row.xpath(".//a/@href") for row in rows] == [[f"/filings/{waits.pk}/review"]]
    assert not page(county, "department_reviewer@104", "/reviews").xpath("//tbody/tr")
    missed = page(county, "bureau", "/reviews?q=没有的单位").text_content()
    assert "没有符合条件的自评" in missed
    assert "没有等您审核的自评" not in missed


@pytest.mark.parametrize(
    ("order", "first"), [("doubts", "青禾县教育局"), ("apart", "青禾县古岳镇人民政府")]
)
def test_the_queue_is_ordered_as_asked(
    county: Any, under_review: Reviewed, order: str, first: str
) -> None:
    under_review({}, warnings=1)
    under_review({}, unit=county.school, warnings=9)
    under_review({}, unit=county.town, self_total=Decimal(99), rule_total=Decimal(80))
    rows = page(county, "bureau", f"/reviews?order={order}").xpath("//tbody/tr/th")
    assert rows[0].text_content().strip() == first


def test_three_scores_stand_side_by_side(county: Any, under_review: Reviewed, post: Any) -> None:
    filing = under_review({})
    client = county.client("bureau")
    url = f"/filings/{filing.pk}/scores"
    post(client, url, {"pointer": "/indicators/1", "score": "7", "reason": "目录不全"})
    line = screen_of(filing, county.users["bureau"]).lines[1]
    assert (line.scores.self_score.text, line.scores.own) == ("7.6", Decimal(7))
    assert line.scores.rule is not None
    assert "÷" in line.scores.why or "达到" in line.scores.why
    shown = page(county, "bureau", f"/filings/{filing.pk}/review")
    field = shown.xpath("//input[@data-score='/indicators/1']")[0]
    assert (field.get("value"), field.get("data-weight")) == ("7", "8")


def test_findings_and_remarks_stand_at_their_fields(
    county: Any, under_review: Reviewed, post: Any
) -> None:
    filing = under_review(WRONG)
    at = "/indicators/1/score"
    told = post(
        county.client("bureau"),
        f"/filings/{filing.pk}/remarks",
        {"pointer": at, "text": "得分超过分值"},
    )
    cell = screen_of(filing, county.users["bureau"]).lines[1].scores.self_score
    assert {one.finding.code for one in cell.found} >= {"JP106"}
    assert [one.text for one in cell.remarks] == ["得分超过分值"]
    shown = page(county, "bureau", f"/filings/{filing.pk}/review")
    (listed,) = shown.xpath(f"//li[@id='remark-{told[1]['id']}']")
    name = screen_of(filing, county.users["bureau"]).lines[1].name.text
    assert f"{name}·得分" in listed.text_content()
    assert shown.xpath(f"//button[@data-remark='{at}']")


def test_who_may_not_remark_sees_no_buttons(county: Any, under_review: Reviewed) -> None:
    filing = under_review({}, state=State.ACCEPTED)
    shown = page(county, "bureau", f"/filings/{filing.pk}/review")
    assert not shown.xpath("//button[@class='note']|//input[@data-score]")


def test_what_changed_since_the_last_submission_is_shown(
    county: Any, under_review: Reviewed
) -> None:
    filing = under_review({"/indicators/1/actual": "3000册"}, {})
    screen = screen_of(filing, county.users["bureau"])
    assert screen.since == 1
    assert screen.lines[1].actual.was == "3000册"
    assert screen.lines[0].actual.was is None
    shown = page(county, "bureau", f"/filings/{filing.pk}/comparison/1/2")
    assert "3000册" in [one.text_content() for one in shown.xpath("//del")]


def test_versions_are_compared_forwards_only(county: Any, under_review: Reviewed) -> None:
    filing = under_review({}, {})
    client = county.client("bureau")
    assert client.get(f"/filings/{filing.pk}/comparison/2/1").status_code == 404
    assert client.get(f"/filings/{filing.pk}/comparison/1/9").status_code == 404


def test_a_review_needs_few_queries(
    county: Any, under_review: Reviewed, django_assert_max_num_queries: Any
) -> None:
    filing = under_review({}, {})
    client = county.client("bureau")
    with django_assert_max_num_queries(30):
        client.get(f"/filings/{filing.pk}/review", headers={"accept": "text/html"})


# --- third parties ------------------------------------------------------------------------------


def test_a_third_party_sees_what_it_was_given_and_nothing_else(
    county: Any, under_review: Reviewed
) -> None:
    given, other = under_review({}), under_review({}, unit=county.school)
    third, bureau = county.client("third_party"), county.client("bureau")
    assert third.get(f"/filings/{given.pk}/review").status_code == 404
    told = {"reviewer": county.users["third_party"].pk}
    assert bureau.post(f"/filings/{given.pk}/assignments", told).status_code == 302
    assert third.get(f"/filings/{given.pk}/review").status_code == 200
    assert third.get(f"/filings/{other.pk}/review").status_code == 404
    bureau.post(f"/filings/{given.pk}/assignments/{told['reviewer']}/end")
    assert third.get(f"/filings/{given.pk}/review").status_code == 404


def test_only_third_parties_can_be_given_a_filing(county: Any, under_review: Reviewed) -> None:
    filing = under_review({})
    told = {"reviewer": county.users["preparer@101"].pk}
    answer_ = county.client("bureau").post(f"/filings/{filing.pk}/assignments", told)
    assert answer_.status_code == 422
    assert "第三方" in answer_.json()["message"]


# --- work sheets --------------------------------------------------------------------------------


def test_answers_travel_out_and_in_by_excel(county: Any, under_review: Reviewed) -> None:
    filing = under_review(WRONG, state=State.DRAFTING)
    client = county.client("preparer@104001")
    (name, *_) = assess(filing, Document.model_validate(draft_of(filing))).names
    answer(county.actor("preparer@104001"), filing.pk, name, "系统填错，已改正")
    out = client.get(f"/filings/{filing.pk}/worksheet")
    assert "attachment" in out["Content-Disposition"]
    book = b"".join(out.streaming_content)

    filing.answers.all().delete()
    upload = SimpleUploadedFile("意见表.xlsx", book)
    told = client.post(f"/filings/{filing.pk}/worksheet", {"file": upload}).json()
    assert (told["kept"], told["gone"]) == (1, 0)
    assert filing.answers.get().text == "系统填错，已改正"


def test_a_file_that_is_no_work_sheet_is_refused(county: Any, under_review: Reviewed) -> None:
    filing = under_review(WRONG, state=State.DRAFTING)
    client = county.client("preparer@104001")
    upload = SimpleUploadedFile("照片.jpg", b"\xff\xd8\xff")
    refused = client.post(f"/filings/{filing.pk}/worksheet", {"file": upload})
    assert refused.status_code == 422
    assert "照片.jpg" in refused.json()["message"]


def test_a_reviewer_cannot_answer_for_the_unit(county: Any, under_review: Reviewed) -> None:
    filing = under_review(WRONG)
    upload = SimpleUploadedFile("意见表.xlsx", b"PK")
    assert (
        county.client("bureau")
        .post(f"/filings/{filing.pk}/worksheet", {"file": upload})
        .status_code
        == 403
    )


def test_after_a_decision_the_next_page_says_what_was_done(
    county: Any, under_review: Reviewed, post: Any
) -> None:
    filing = under_review({})
    client = county.client("bureau")
    told = {"act": "return", "version": filing.submitted, "reason": "依据不足，请补充。"}
    assert post(client, f"/filings/{filing.pk}/decisions", told)[0] == 200
    shown = client.get("/reviews", headers={"accept": "text/html"}).content.decode()
    assert f"已退回《{filing.full_name}》，单位会收到通知。" in shown
