"""Statistics of peers, and who is a peer of whom."""

from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiping.checks import Surroundings, check_filing
from jiping.checks.around import clean_of, surroundings_of
from jiping.checks.examples import clean, edited
from jiping.checks.measures import MeasuredPeers
from jiping.checks.peers import MOST_GROUPS, StoredPeers, kind_of
from jiping.checks.registry import Example
from jiping.checks.spread import Values, spread
from jiping.checks.unit_names import UnitNames
from jiping.filing import Filing
from jiping.standards import load

HUNAN = load("hunan-2022")
AMOUNTS = st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=30)


def codes(filing, peers):
    found = check_filing(filing, HUNAN, surroundings=Surroundings(peers=peers))
    return {one.code for one in found if one.code.startswith("JP9")}


@given(AMOUNTS)
def test_the_median_has_as_many_below_as_above(values):
    found = spread(values)
    assert found is not None
    assert found.least <= found.median <= found.most
    below = sum(value < found.median for value in values)
    above = sum(value > found.median for value in values)
    assert max(below, above) <= len(values) // 2
    assert found.deviation >= 0


@given(AMOUNTS, st.decimals(-1000, 1000, places=2))
def test_moving_all_values_moves_the_median_and_no_score(values, by):
    one, other = spread(values), spread(value + by for value in values)
    assert one is not None
    assert other is not None
    assert other.median == one.median + by
    assert other.deviation == one.deviation


@given(AMOUNTS)
def test_the_deviation_is_the_median_of_the_distances(values):
    found = spread(values)
    assert found is not None
    assert found.deviation == median(abs(value - found.median) for value in values)


@given(AMOUNTS, st.data())
def test_all_but_one_lie_as_without_it(values, data):
    at = data.draw(st.integers(0, len(values) - 1))
    assert Values(values).without(values[at]) == spread(values[:at] + values[at + 1 :])


def test_names_are_found_in_a_text_wherever_they_stand():
    names = UnitNames(["青禾县水利局", "青禾县云岭镇人民政府", "青禾县林业局", "云"])

    assert names.within("云岭镇请青禾县水利局到场，青禾县水利局没有来。") == [0, 1]
    assert names.within("青禾县水利局、青禾县林业局", but="青禾县水利局") == [2]
    assert names.within("") == UnitNames([]).within("青禾县水利局") == []


def test_no_values_no_spread():
    assert spread([]) is None
    assert Values([]).without(None) is None


def test_peers_that_are_all_alike_tell_no_outlier():
    found = spread([Decimal(1)] * 9)
    assert found is not None
    assert found.z(Decimal(2)) is None


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("湘沅市青禾县云岭镇人民政府", "乡镇街道"),
        ("青禾县水利局", "机关"),
        ("青禾县第一中学", "学校"),
        ("青禾县人民医院", "医疗卫生机构"),
        ("云溪县图书馆", "事业单位"),
        ("某公司", "企业"),
        ("张三", ""),
    ],
)
def test_the_kind_of_a_unit_is_told_by_its_name(unit, kind):
    assert kind_of(edited({"/unit": unit})) == kind


def test_a_unit_is_not_its_own_peer_and_counts_once():
    others = clean_of("peers")
    peers = MeasuredPeers(
        (clean(), clean(), *others, edited({"/fiscal_year": 2022, "/unit": "外县图书馆"}))
    )
    assert len(peers.members) == len(others) + 2
    assert len(peers.of(clean())) == len(others)


def test_few_peers_prove_nothing():
    odd = edited({"/budget/rows/0/executed": "350.00"})
    peers = surroundings_of(Example({}, needs="peers")).peers
    assert peers is not None
    assert "JP922" in codes(odd, peers)
    assert "JP922" not in codes(odd, MeasuredPeers(peers.filings[:7]))


def test_a_unit_among_the_peers_is_not_held_against_itself():
    peers = surroundings_of(Example({}, needs="peers")).peers
    assert peers is not None
    assert codes(clean(), MeasuredPeers((*peers.filings, clean()))) == set()


def test_what_lies_around_is_asked_only_where_it_is_given():
    odd = edited({"/budget/rows/0/executed": "350.00"})
    assert codes(odd, None) == set()
    assert Surroundings().given == ()
    assert Surroundings(last_year=clean()).given == ("last_year",)


def test_whatever_name_is_typed_the_groups_at_hand_stay_few():
    peers = StoredPeers(measured=())
    for number in range(2 * MOST_GROUPS):
        filing = Filing(kind="department", unit=f"云溪县{number}局")
        assert peers.of(filing) is peers.of(filing)
    assert len(peers._groups) <= MOST_GROUPS
