"""Order, places and silence: how findings are given, and what no check may say."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from township import township

from jiping.checks import check_filing, rules
from jiping.checks.examples import clean, edited
from jiping.checks.registry import REGISTRY, SEVERITIES, THEMES, check
from jiping.checks.run import Places
from jiping.filing import Evidence, Filing, Place
from jiping.standards import load

HUNAN = load("hunan-2022")


def test_errors_come_first_then_document_order():
    found = check_filing(township(), HUNAN)
    ranks = [list(SEVERITIES).index(one.severity) for one in found]
    assert ranks == sorted(ranks)
    rows = [one.pointer for one in found if one.code == "JP303"]
    assert rows == sorted(rows)


def test_a_finding_is_json():
    found = check_filing(edited({"#/total/score": "99.8", "/total/score": "99.8"}), HUNAN)
    (one,) = (one for one in found if one.code == "JP105")
    told = json.loads(json.dumps(one.as_json(), ensure_ascii=False))
    assert told["severity"] == "error"
    assert told["where"] == {"line": 1}
    assert told["message"] == "总分99.8分，各项得分合计99.4分，总分多0.4分。"


def test_a_place_falls_back_to_the_row():
    def at(line: int) -> Evidence:
        return Evidence(raw="", where=Place(line=line))

    places = Places({"/indicators/0/name": at(4), "/indicators/1/name": at(7), "/unit": at(1)})
    assert places.of("/indicators/1/name") == Place(line=7)
    assert places.of("/indicators/1/score") == Place(line=7)
    assert places.of("/indicators/1") == Place(line=7)
    assert places.of("/indicators") == Place(line=4)
    assert places.of("/report") is None
    assert Places({}).of("/unit") is None


def test_codes_name_their_theme_and_are_unique():
    assert len(rules()) >= 100
    for one in rules():
        assert one.theme is THEMES[one.code[2]]
        assert one.severity in SEVERITIES
        assert all((one.title, one.title_en, one.basis, one.explanation, one.remedy))
    assert len({one.title for one in rules()}) == len({one.name for one in rules()}) == len(rules())


def test_a_code_is_never_used_twice():
    words = dict.fromkeys(("title", "title_en", "basis", "explanation", "remedy"), "x")
    with pytest.raises(ValueError, match="already taken"):
        check(code="JP101", name="another", severity="error", bad={}, **words)
    with pytest.raises(ValueError, match="malformed"):
        check(code="JPX01", name="another", severity="error", bad={}, **words)
    assert "JPX01" not in REGISTRY


def pointers(tree: Any, at: str = "") -> list[str]:
    """Every field of a filing that may be empty."""
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in pointers(value, f"{at}/{key}")]
    if isinstance(tree, list | tuple):
        return [leaf for n, value in enumerate(tree) for leaf in pointers(value, f"{at}/{n}")]
    return [at]


REQUIRED = ("kind", "standard", "complete", "currency_unit", "item", "label", "raw", "heading",
            "topic", "text", "evidence")  # fmt: skip
FIELDS = sorted(
    at for at in pointers(clean().model_dump()) if at.rpartition("/")[2] not in REQUIRED
)


def emptied(filing: Filing, fields: list[str], *, complete: bool) -> Filing:
    tree = filing.model_dump()
    for at in fields:
        *path, last = at.strip("/").split("/")
        holder: Any = tree
        for step in path:
            holder = holder[int(step)] if isinstance(holder, list | tuple) else holder[step]
        holder[last] = None
    tree["complete"] = complete
    return Filing.model_validate(tree)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FIELDS), max_size=12), st.booleans())
def test_what_was_not_read_is_never_an_error(fields, complete):
    """A right filing stays free of errors whatever could not be read of it."""
    found = check_filing(emptied(clean(), fields, complete=complete), HUNAN)
    assert [one for one in found if one.severity == "error"] == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10), st.integers(0, 11), st.integers(0, 3))
def test_a_document_that_breaks_off_is_accused_of_nothing(rows, sections, figures):
    """Cut anywhere, a right filing has no finding but that nobody knows the rest."""
    tree = clean().model_dump()
    tree["complete"] = False
    tree["indicators"] = tree["indicators"][:rows]
    if rows < 10:
        tree["total"], tree["report"] = {}, None
    else:
        tree["report"]["sections"] = tree["report"]["sections"][:sections]
        tree["report"]["figures"] = tree["report"]["figures"][:figures]
    assert check_filing(Filing.model_validate(tree), HUNAN) == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(FIELDS), max_size=20))
def test_no_check_stumbles_over_empty_fields(fields):
    there = [at for at in fields if at in set(pointers(township().model_dump()))]
    check_filing(emptied(township(), there, complete=True), HUNAN)
