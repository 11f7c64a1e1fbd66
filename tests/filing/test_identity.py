"""Whether two filings are of one unit or project, by the names that offices print."""

import pytest

from jiping.filing import Accounts, Filing
from jiping.filing.identity import (
    accounts_of,
    name_key,
    same_name,
    same_subject,
    short_name,
    year_before,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("湘沅市青禾县云岭镇人民政府", "青禾县云岭镇"),
        ("青禾县水利局", "水利局"),
        ("青禾县水利局（本级）", "青禾县 水利局"),
        ("长沙市第一中学", "第一中学"),
        ("[104001]青禾县水利局", "青禾县水利局"),
        ("104001 青禾县水利局", "水利局"),
        ("104001—青禾县水利局本级", "青禾县水利局"),
        ("【105】云岭镇人民政府", "云岭镇"),
        ("青禾县水利局机关本级", "青禾县水利局"),
    ],
)
def test_names_of_one_body(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾县水利局", "红禾县水利局"),
        ("青禾县第一中学", "青禾县第二中学"),
        ("青禾县中医院", "医院"),
        ("云岭镇", "岭镇"),
        ("120急救中心", "急救中心"),
        ("301医院", "302医院"),
        ("青禾县水利局", ""),
    ],
)
def test_names_of_two_bodies(one, other):
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("湘沅市青禾县云岭镇人民政府", "云岭镇"),
        ("青禾县市场监督管理局", "市场监督管理局"),
        ("青禾县城市管理局", "城市管理局"),
        ("青禾县乡村振兴局", "乡村振兴局"),
        ("水利局", "水利局"),
    ],
)
def test_the_short_name_is_without_districts(name, short):
    assert short_name(name) == short


def test_a_key_is_without_signs_and_years():
    assert name_key("2023年度“春蕾”计划（二期）") == name_key("“春蕾”计划") == "春蕾计划"


def test_amounts_and_years_in_front_of_a_project_are_no_code():
    assert name_key("1000亩高标准农田") == "1000亩高标准农田"
    assert name_key("100 户改厕") == "100户改厕"
    assert name_key("100-200人培训") == "100200人培训"
    assert name_key("2022 年渠道清淤") == name_key("43012322P0001-渠道清淤") == "渠道清淤"


def department(unit, year):
    return Filing(kind="department", unit=unit, fiscal_year=year)


def test_the_year_before_is_of_the_same_unit():
    now = department("青禾县水利局", 2023)
    old = department("水利局", 2022)
    others = [department("青禾县教育局", 2022), department("青禾县水利局", 2021), now]
    assert year_before(now, [*others, old]) is old
    assert year_before(now, others) is None


def test_a_filing_without_a_year_is_taken_where_only_one_can_be_meant():
    now, bare = department("青禾县水利局", 2023), department("青禾县水利局", None)
    assert year_before(now, [bare]) is bare
    assert year_before(now, [bare, department("水利局", None)]) is None


def test_projects_are_the_same_by_their_own_name():
    one = Filing(kind="project", unit="青禾县水利局", project="2023年渠道清淤", fiscal_year=2023)
    old = Filing(kind="project", unit="水利局", project="2022年渠道清淤", fiscal_year=2022)
    other = Filing(kind="project", unit="水利局", project="水库除险加固", fiscal_year=2022)
    assert same_subject(one, old)
    assert not same_subject(one, other)
    assert not same_subject(one, department("青禾县水利局", 2022))


def test_accounts_are_of_the_same_unit_and_year():
    filing = department("青禾县水利局", 2023)
    own = Accounts(unit="青禾县水利局", fiscal_year=2023)
    assert accounts_of(filing, [Accounts(unit="教育局", fiscal_year=2023), own]) is own
    assert accounts_of(filing, [Accounts(unit="水利局", fiscal_year=2022)]) is None
    nameless = Accounts()
    assert accounts_of(filing, [nameless]) is nameless
    assert accounts_of(filing, [nameless, Accounts()]) is None
