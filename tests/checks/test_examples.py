"""Every check holds what its page says: the bad example raises it, and the clean twin is silent."""

import pytest

from jiping import standards
from jiping.checks import check_filing, rules
from jiping.checks.around import surroundings_of
from jiping.checks.case import Case
from jiping.checks.examples import clean, filing_of, others_of
from jiping.checks.limits import DEFAULT
from jiping.checks.registry import NEEDS, PARTS, Check, Example, Need, Part
from jiping.scoring import score


def raised(example: Example) -> set[str]:
    found = check_filing(
        filing_of(example),
        standards.load(example.under),
        surroundings=surroundings_of(example),
        beside=others_of(example),
    )
    return {one.code for one in found}


def test_the_clean_filing_has_no_finding_at_all():
    assert check_filing(clean(), standards.load("hunan-2022")) == ()


@pytest.mark.parametrize("need", NEEDS)
def test_the_clean_filing_has_none_among_its_clean_surroundings(need: Need):
    assert raised(Example({}, needs=need)) == set()


@pytest.mark.parametrize("check", rules(), ids=lambda check: check.code)
def test_the_bad_example_raises_its_check_and_no_other_of_the_theme(check: Check):
    found = raised(check.bad)
    assert {code for code in found if code[2] == check.theme.digit} == {check.code}


@pytest.mark.parametrize("check", rules(), ids=lambda check: check.code)
def test_the_clean_twin_raises_nothing_of_the_theme(check: Check):
    assert not {code for code in raised(check.good) if code[2] == check.theme.digit}


@pytest.mark.parametrize("part", PARTS)
def test_a_check_finds_nothing_where_a_part_is_absent_that_it_speaks_of(part: Part):
    without = {"report": None, "indicators": ()}[part]
    for example in (one.bad for one in rules()):
        filing = filing_of(example).model_copy(update={part: without})
        standard = standards.load(example.under)
        case = Case(filing, standard, score(filing, standard), DEFAULT, *surroundings_of(example))
        for check in rules():
            if part in check.parts:
                assert not list(check.run(case)), (check.code, example)
