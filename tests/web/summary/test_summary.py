"""The summary: built aside, brought up to date filing by filing, every figure a way in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import html

from jiping.web import builds
from jiping.web.filings.states import State
from jiping.web.summary import build as building

OVERSTATED = {"/indicators/1/score": "8", "/total/score": "99.8"}


@pytest.fixture(autouse=True)
def aside(settings: Any, tmp_path: Path) -> None:
    """A folder of its own."""
    settings.DATA = tmp_path


def built() -> dict[str, Any]:
    """Build what is asked for and tell what was done."""
    builds.want(building.SUMMARY)
    builds.do_wanted(building.SUMMARY, building.build_summary)
    return builds.status(building.SUMMARY)


def page(county: Any, url: str) -> html.HtmlElement:
    answer = county.client("bureau").get(url, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.content.decode()[:300]
    return html.fromstring(answer.content.decode())


def test_a_year_is_summed_up(county: Any, under_review: Any) -> None:
    under_review({})
    under_review(OVERSTATED, unit=county.school, state=State.ACCEPTED)
    under_review({}, unit=county.town, state=State.DEPARTMENT_REVIEW)  # not with the bureau yet
    assert built()["years"] == [2023]
    shown = page(county, "/summary/2023")
    figures = {
        one.xpath("string(*[@class='label'])"): one.xpath("string(*[@class='value'])")
        for one in shown.xpath("//section[contains(@class, 'stats')]/a")
    }
    assert figures["自评份数"] in ("1", "2")  # one subject's filing of a year counts once
    assert figures["全年执行数"].startswith(("490.00", "980.00"))


def test_every_figure_leads_to_its_filings(county: Any, under_review: Any) -> None:
    filing = under_review(OVERSTATED, state=State.ACCEPTED)
    built()
    shown = page(county, "/summary/2023")
    (finding, *_) = shown.xpath("//section[@id='findings']//td/a/@href")
    behind = page(county, finding)
    assert behind.xpath("//tbody//a/@href") == [f"/filings/{filing.pk}/review"]
    assert county.client("bureau").get("/summary/2023/findings/999").status_code == 404


def test_only_what_changed_is_laid_out_anew(county: Any, under_review: Any) -> None:
    under_review({})
    other = under_review({}, unit=county.school)
    assert built()["new"] == 2
    assert built()["new"] == 0
    other.versions.create(
        number=2, content=other.versions.get().content, outcome="{}", sm3="0" * 64,
        by=county.users["preparer@101"], by_name="经办人", at="2024-04-02T00:00Z",
    )  # fmt: skip
    other.submitted = 2
    other.save()
    assert built()["new"] == 1
    other.state = State.DRAFTING  # returned: it no longer counts
    other.save()
    built()
    with duckdb.connect(str(building.read_path()), read_only=True) as base:
        assert base.execute("select count(*) from filings").fetchone() == (1,)


def test_a_new_submission_asks_for_a_new_summary(county: Any, under_review: Any) -> None:
    under_review({})
    built()
    assert not builds.status(building.SUMMARY)["pending"]
    under_review({}, unit=county.school)
    assert "正在更新" in page(county, "/summary/2023").text_content()
    assert builds.status(building.SUMMARY)["pending"]


def test_before_the_first_filing_the_page_says_so(county: Any) -> None:
    assert "正在汇总" in page(county, "/summary").text_content()
    built()
    assert "还没有可以汇总的自评" in page(county, "/summary").text_content()


def test_the_summary_goes_out_as_workbook_and_paper(county: Any, under_review: Any) -> None:
    under_review({})
    built()
    client = county.client("bureau")
    for ending, magic in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(f"/summary/2023/export.{ending}")
        assert b"".join(answer.streaming_content).startswith(magic)
    assert client.get("/summary/2023/export.exe").status_code == 404


def test_only_the_bureau_sees_it(county: Any, under_review: Any) -> None:
    under_review({})
    built()
    for name in ("preparer@104001", "department_reviewer@104", "third_party", "audit_admin"):
        assert county.client(name).get("/summary/2023").status_code == 403


def test_the_page_asks_the_database_little(
    county: Any, under_review: Any, django_assert_max_num_queries: Any
) -> None:
    under_review({})
    built()
    client = county.client("bureau")
    with django_assert_max_num_queries(8):
        client.get("/summary/2023", headers={"accept": "text/html"})


def test_the_summary_is_read_in_english(county: Any, under_review: Any) -> None:
    """All that the core says of its figures; names, and what stands on the forms, stay Chinese."""
    under_review({})
    under_review(OVERSTATED, unit=county.school, state=State.ACCEPTED)
    built()
    client = county.client("bureau")
    client.cookies["jiping_language"] = "en"
    answer = client.get("/summary/2023", headers={"accept": "text/html"})
    shown = html.fromstring(answer.content.decode())
    said = shown.xpath(
        "//h1 | //section[contains(@class, 'stats')]//span | //section[contains(@class, 'stats')]//small"
        " | //section[contains(@class, 'exhibit')]//h2 | //section[contains(@class, 'exhibit')]//p"
        " | //th | //section[@id!='ranking' and @id!='missed' and @id!='peers']//td"
    )
    assert len(said) > 100
    left = [one.text_content() for one in said if re.search("[\u4e00-\u9fff]", one.text_content())]
    assert left == []
