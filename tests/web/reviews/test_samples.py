"""Spot checks: reproducible from the seed, weighted by risk, kept and logged."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.web.filings.states import State
from jiping.web.history.models import Entry
from jiping.web.refusal import ForbiddenError, InvalidError
from jiping.web.reviews.draw import Member, draw
from jiping.web.reviews.models import Sample
from jiping.web.reviews.sample import draw_sample, redrawn

from .conftest import Reviewed

FRAME = [Member(number, f"2023/{number:04}/", Decimal(1 + number % 5)) for number in range(200)]


def test_the_same_seed_draws_the_same_filings() -> None:
    one = draw(FRAME, "random", "2024-04-01", 12)
    assert draw(list(reversed(FRAME)), "random", "2024-04-01", 12) == one
    assert draw(FRAME, "random", "2024-04-02", 12) != one


@given(st.text(min_size=1, max_size=32), st.sampled_from(["random", "risk"]), st.integers(1, 200))
def test_a_sample_is_part_of_the_frame_and_has_its_size(seed: str, method: Any, size: int) -> None:
    drawn = draw(FRAME, method, seed, size)
    assert len(set(drawn)) == size
    assert set(drawn) <= set(FRAME)


def test_a_smaller_sample_is_the_beginning_of_a_larger_one() -> None:
    assert draw(FRAME, "risk", "七", 20)[:5] == draw(FRAME, "risk", "七", 5)


def test_risk_is_drawn_in_proportion() -> None:
    frame = [Member(0, "a", Decimal(9)), Member(1, "b", Decimal(1))]
    first = [draw(frame, "risk", str(seed), 1)[0].code for seed in range(400)]
    assert 330 <= first.count("a") <= 390  # nine in ten


def test_a_draw_is_kept_with_its_frame_and_logged(county: Any, under_review: Reviewed) -> None:
    for unit in (county.river, county.school, county.town):
        under_review({}, unit=unit)
    county.filing(county.water)  # not yet with the bureau
    client = county.client("bureau")
    told = {"campaign": county.campaign.pk, "method": "risk", "size": "2", "seed": "春季"}
    answer = client.post("/samples", told)
    kept = Sample.objects.get()
    assert answer["Location"] == f"/samples/{kept.pk}"
    assert (len(kept.frame), len(kept.drawn), kept.seed) == (3, 2, "春季")
    assert [one.pk for one in redrawn(kept)] == kept.drawn
    assert Entry.objects.filter(action="review.sample").count() == 1
    page = client.get(f"/samples/{kept.pk}", headers={"accept": "text/html"}).content.decode()
    assert "结果相同" in page
    frame = client.get(f"/samples/{kept.pk}/frame.csv").getvalue().decode()
    assert frame.startswith("\ufeff编码,权重,随机数,抽中次序\r\n")
    assert frame.count("\r\n") == 4

    # What cannot be drawn is told where it was asked for; what was filled in stays.
    refused = client.post("/samples", {**told, "size": "9"}, headers={"accept": "text/html"})
    assert refused.status_code == 422
    assert "抽查份数不对。应为1至3。" in refused.content.decode()
    assert 'value="春季"' in refused.content.decode()


def test_without_a_seed_one_is_made(county: Any, under_review: Reviewed) -> None:
    under_review({})
    kept = draw_sample(county.actor("bureau"), county.campaign, "random", 1)
    assert len(kept.seed) == 16


@pytest.mark.parametrize("size", [0, 2, 501])
def test_more_than_there_is_cannot_be_drawn(county: Any, under_review: Reviewed, size: int) -> None:
    under_review({})
    with pytest.raises(InvalidError, match="份数"):
        draw_sample(county.actor("bureau"), county.campaign, "random", size)


def test_only_the_bureau_draws(county: Any, under_review: Reviewed) -> None:
    under_review({}, state=State.ACCEPTED)
    with pytest.raises(ForbiddenError):
        draw_sample(county.actor("department_reviewer@104"), county.campaign, "random", 1)
    assert county.client("preparer@104001").get("/samples").status_code == 403
