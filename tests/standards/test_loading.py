"""Standards by name, by short name and by path; what a child inherits."""

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.standards import load, names

CHILD = """
id = "my-county"
extends = "hunan-2022"
jurisdiction = "某县"
valid_from = 2023

[title]
zh = "某县"
en = "Some county"

[sources.notice]
document = "某县财政局通知"

[execution]
source = "notice"
kind = "threshold"
weight = 10
floor = 0.6
"""


def write(folder: Path, text: str, name: str = "county.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", names())
def test_every_packaged_standard_is_sound_and_says_its_sources(name: str) -> None:
    standard = load(name)
    assert standard.id == name
    assert standard.sources
    assert standard.title.zh and standard.title.en
    assert load(name) is standard


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("sichuan", "sichuan-2023"),
        ("anhui", "anhui-2022"),
        ("yunnan", "yunnan-2022"),
        ("chongqing", "chongqing-2022"),
        ("hunan", "hunan-2022"),
        ("national", "national-2020"),
    ],
)
def test_short_names(alias: str, name: str) -> None:
    assert load(alias).id == name


def test_short_names_are_unique() -> None:
    aliases = [alias for name in names() for alias in load(name).aliases]
    assert len(aliases) == len({*aliases, *names()} - set(names()))


def test_numbers_are_exact_decimals() -> None:
    standard = load("national-2021")
    assert standard.quantitative.pass_mark == Decimal("0.6")
    assert standard.execution.steps[1].share == Decimal("0.7")


def test_what_is_not_compared_with_the_paper_is_shown_as_such() -> None:
    standard = load("national-2021")
    assert not next(source for source in standard.sources if source.key == "m101").verified
    assert standard.basis["m101"].endswith("（条文待核对）")
    assert not standard.basis["printed-form"].endswith("（条文待核对）")


def test_a_standard_of_ones_own_inherits(tmp_path: Path) -> None:
    county = load(write(tmp_path, CHILD))
    hunan = load("hunan-2022")
    assert county.execution.kind == "threshold"
    assert county.execution.floor == Decimal("0.6")
    assert county.form == hunan.form
    assert county.basis["notice"] == "某县财政局通知（条文待核对）"
    assert county.aliases == ()
    assert county.recognise == ()


def test_a_file_may_extend_a_file_beside_it(tmp_path: Path) -> None:
    write(tmp_path, CHILD, "base.toml")
    town = CHILD.replace('id = "my-county"', 'id = "my-town"').replace("hunan-2022", "base.toml")
    path = write(tmp_path, town.replace("floor = 0.6", "floor = 0.5"), "town.toml")
    assert load(path).execution.floor == Decimal("0.5")


def test_another_kind_of_rule_replaces_the_whole_table() -> None:
    assert load("national-2020").execution.steps == ()
    assert load("national-2021").execution.kind == "steps"


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, CHILD)
    assert load(path).jurisdiction == "某县"
    path.write_text(CHILD.replace("某县", "另一县"), encoding="utf-8")
    path.touch()
    assert load(path).jurisdiction == "另一县"


def test_a_standard_is_json() -> None:
    data = load("hubei").model_dump(mode="json")
    assert data["execution"]["weight"] == "20"
    assert data["frame"]["level1"][2]["within"] == "效益指标"
