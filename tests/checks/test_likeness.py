"""Copied paragraphs are found again whatever figures and names were changed in them."""

import random

import pytest

from jiping.checks.examples import edited
from jiping.checks.likeness import (
    Library,
    Texts,
    likeness,
    mask,
    own_names,
    paragraphs,
    shared_by,
    whole_paragraphs,
)

PROBLEM = (
    "渠道清淤进度比计划晚了{n}天，原因是{n}月以后连续降雨、淤泥运不出去，{unit}已调整施工顺序。"
)


def filing(unit, text, year=2023):
    section = {"heading": "存在的问题", "topic": "problems", "text": text}
    return edited(
        {
            "/unit": unit, "/fiscal_year": year, "/goals/expected": None, "/goals/achieved": None,
            "/indicators/1/reason": None, "/report/sections": [section],
        }
    )  # fmt: skip


def test_numbers_signs_and_own_names_are_masked():
    one = mask("青禾县水利局清淤 43.5 公里，我局验收。", own_names("青禾县水利局"))
    other = mask("红山县农业局清淤51公里；本局验收", own_names("红山县农业局"))
    assert one == other == "□清淤0公里□验收"


def test_a_line_that_ends_within_a_sentence_goes_on():
    text = "一是进度慢，\n原因是降雨。\n二是验收晚。\n三"
    assert list(whole_paragraphs(text)) == ["一是进度慢，原因是降雨。", "二是验收晚。", "三"]


def test_paragraphs_know_their_field():
    (one,) = paragraphs(filing("青禾县水利局", PROBLEM.format(n=3, unit="本单位")))
    assert one.pointer == "/report/sections/0/text"


def test_a_copy_is_found_between_units_and_between_years():
    filings = [
        filing("青禾县水利局", PROBLEM.format(n=12, unit="青禾县水利局")),
        filing("红山县水利局", PROBLEM.format(n=9, unit="我局")),
        filing("青禾县水利局", PROBLEM.format(n=30, unit="我局"), year=2022),
        filing(
            "白石县水利局",
            "水库管护经费没有按季度拨付，村级管护员的补助到年底才发，影响了巡查的积极性。",
        ),
    ]
    found = Library(filings, shared_by(4)).alike(85)
    assert {(pair.one.filing, pair.other.filing) for pair in found.pairs} == {
        (0, 1),
        (0, 2),
        (1, 2),
    }
    assert found.common == ()


def test_one_unit_may_repeat_itself_within_a_year():
    text = PROBLEM.format(n=5, unit="本局")
    filings = [filing("青禾县水利局", text), filing("青禾县水利局", text)]
    assert Library(filings, 5).alike(85).pairs == ()


def test_what_many_units_share_is_a_template():
    filings = [filing(f"第{n}县水利局", PROBLEM.format(n=n, unit="本局")) for n in range(8)]
    found = Library(filings, shared_by(8)).alike(85)
    assert found.pairs == ()
    assert [len(common.spots) for common in found.common] == [8]


@pytest.mark.parametrize("threshold", [70, 85, 95])
def test_sketches_miss_nothing_that_comparing_all_would_find(threshold):
    chance = random.Random(7)
    stock = "渠道清淤水库除险加固工程验收合格及时率满意度群众补助资金拨付进度计划原因措施整改"
    texts = ["".join(chance.choices(stock, k=chance.randint(40, 160))) for _ in range(60)]
    for text in texts[:40]:
        share = chance.choice((0.02, 0.08, 0.12))
        texts.append("".join(chance.choice(stock) if chance.random() < share else s for s in text))
    texts = list(dict.fromkeys(texts))
    known = Texts()
    for text in texts:
        known.add(text)
    for number, text in enumerate(texts):
        wanted = [
            (at, percent)
            for at, other in enumerate(texts)
            if at > number and (percent := likeness(text, other)) >= threshold
        ]
        assert known.like(text, threshold, number) == wanted


def test_a_text_is_like_itself_whether_or_not_others_share_anything_with_it():
    known = Texts()
    number = known.add("渠道清淤" * 10)
    assert known.like("渠道清淤" * 10, 85) == [(number, 100)]
    other = known.add("食堂改造" * 10)
    assert known.like("食堂改造" * 10 + "了", 85) == [(other, 98)]
