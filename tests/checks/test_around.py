"""A right filing stays without errors whatever of its surroundings could not be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_run import FIELDS, emptied
from township import township

from jiping.checks import Surroundings, check_filing
from jiping.checks.around import clean_of, surroundings_of
from jiping.checks.case import case_of
from jiping.checks.examples import clean
from jiping.checks.limits import DEFAULT
from jiping.checks.measures import MeasuredPeers
from jiping.checks.registry import Example
from jiping.filing import Accounts, Filing
from jiping.standards import load

HUNAN = load("hunan-2022")
BEFORE = surroundings_of(Example({}, needs="last_year")).last_year
ACCOUNTS = surroundings_of(Example({}, needs="accounts")).accounts
PEERS = clean_of("peers")
assert BEFORE is not None
assert ACCOUNTS is not None


def errors(filing: Filing, around: Surroundings) -> list[str]:
    found = check_filing(filing, HUNAN, surroundings=around)
    return [one.message for one in found if one.severity == "error"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(FIELDS), max_size=12), st.booleans())
def test_last_year_half_read_proves_nothing(fields, complete):
    there = [at for at in fields if at not in ("/grade",)]
    before = emptied(BEFORE, there, complete=complete)
    assert errors(clean(), Surroundings(last_year=before)) == []


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(Accounts.model_fields))))
def test_accounts_half_read_prove_nothing(fields):
    told = ACCOUNTS.model_dump(exclude=fields)
    assert errors(clean(), Surroundings(accounts=Accounts.model_validate(told))) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(FIELDS), max_size=20), st.booleans())
def test_a_filing_half_read_is_accused_of_nothing(fields, complete):
    filing = emptied(clean(), fields, complete=complete)
    around = Surroundings(BEFORE, ACCOUNTS, MeasuredPeers(PEERS))
    assert errors(filing, around) == []


@pytest.mark.parametrize("limits", [DEFAULT, DEFAULT._replace(same_as_last_year=20, low_target=1)])
def test_last_year_kept_as_a_case_finds_the_same_whatever_the_thresholds(limits):
    kept = case_of(BEFORE, HUNAN, DEFAULT)
    told = [
        check_filing(clean(), HUNAN, limits=limits, surroundings=Surroundings(last_year=last_year))
        for last_year in (BEFORE, kept, kept)
    ]
    assert told[0] == told[1] == told[2]
    assert any(one.code.startswith("JP9") for one in told[0]) == (limits is not DEFAULT)


def test_no_check_stumbles_over_a_filing_of_another_kind():
    around = Surroundings(clean(), Accounts(), MeasuredPeers((township(), clean())))
    check_filing(township(), HUNAN, surroundings=around)
    check_filing(Filing(kind="project"), HUNAN, surroundings=around)
    check_filing(
        clean(), HUNAN, surroundings=Surroundings(Filing(kind="report"), None, MeasuredPeers(()))
    )
