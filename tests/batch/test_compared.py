"""Filings of a batch are held against their year before and their peers in the same data sets."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from material import EXAMPLES, digest, gone_on_with, halves

from jiping.batch import second_pass
from jiping.batch.progress import Progress
from jiping.batch.run import batch
from jiping.batch.spreading import Processes
from jiping.checks import Surroundings, check_filing
from jiping.checks.measures import MeasuredPeers
from jiping.filing import Extraction, Filing, Source
from jiping.filing.joining import with_report
from jiping.intake import extract
from jiping.standards import load

NAMES = ("教育局", "民政局", "司法局", "财政局", "卫生健康局", "统计局", "审计局", "林业局", "应急管理局")  # fmt: skip


@pytest.fixture
def workers() -> Iterator[Processes]:
    made = Processes(2)
    yield made
    made.close()


def example(year: int) -> Filing:
    return extract(EXAMPLES / f"clean-{year}" / f"clean-{year}.txt").filings[0]


def unit(name: str, year: int, executed: str = "", **fields: object) -> Filing:
    """The example of the year as another unit's, with other money spent of its budget."""
    made = example(year).model_copy(update={"unit": name, "supervisor": None, **fields})
    if not executed:
        return made
    (total, *rest) = made.budget.rows
    total = total.model_copy(update={"executed": Decimal(executed)})
    budget = made.budget.model_copy(update={"rows": (total, *rest)})
    return made.model_copy(update={"budget": budget})


def put(at: Path, *filings: Filing) -> Path:
    """Each filing as the stored reading of a document of its own."""
    at.parent.mkdir(parents=True, exist_ok=True)
    with at.open("w", encoding="utf-8") as file:
        for number, one in enumerate(filings):
            sha256 = hashlib.sha256(f"{at} {number}".encode()).hexdigest()
            source = Source(name=f"{number}.docx", media_type="text/plain", sha256=sha256)
            read = Extraction(schema="jiping/filing/1", source=source, filings=(one,))
            file.write(read.model_dump_json(by_alias=True) + "\n")
    return at


def rows(output: Path, query: str) -> list[tuple]:
    files = {
        name: f"read_parquet('{output}/{name}/**/*.parquet')" for name in ("filings", "findings")
    }
    return duckdb.sql(query.format_map(files)).fetchall()


def around(output: Path, name: str, year: int = 2023) -> set[tuple[str, ...]]:
    """What the checks found in a unit's filing that need its surroundings."""
    query = f"""select code, pointer, message from {{findings}} join {{filings}} f using (filing)
        where unit = '{name}' and f.year = {year} and code like 'JP9%'"""
    return set(rows(output, query))


def peers() -> list[Filing]:
    spent = ("698", "690", "685", "702", "695", "700", "688", "693", "300")
    return [unit(f"青禾县{name}", 2023, money) for name, money in zip(NAMES, spent, strict=True)]


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit's filings of two years, the later one in two documents, and its peers."""
    at = tmp_path_factory.mktemp("surroundings") / "材料"
    before = example(2022)
    missed = example(2023).indicators  # last year's are this year's: values, scores, names
    put(at / "2022年" / "水利局.jsonl", before.model_copy(update={"indicators": missed}))
    for half, text in zip(("表", "报告"), halves("clean-2023"), strict=True):
        (at / "2023年").mkdir(exist_ok=True)
        (at / "2023年" / f"{half}.txt").write_text(text, encoding="utf-8")
    put(at / "2023年" / "各局.jsonl", *peers())
    return at


@pytest.fixture(scope="module")
def result(material: Path) -> Path:
    workers = Processes(2)
    batch([str(material)], material.parent / "结果", workers)
    workers.close()
    return material.parent / "结果"


def test_what_is_found_is_what_the_single_command_finds(result: Path, material: Path) -> None:
    form, report = (
        extract(material / "2023年" / f"{name}.txt").filings[0] for name in ("表", "报告")
    )
    own = with_report(form, report)
    before = unit(own.unit or "", 2022, indicators=own.indicators)
    odd = peers()[-1]

    everybody = MeasuredPeers((*peers(), before, own))
    assert around(result, "青禾县水利局") == alone(own, last_year=before, peers=everybody)
    assert {code for code, *_ in around(result, "青禾县水利局")} >= {"JP901", "JP907", "JP913"}
    assert around(result, "青禾县应急管理局") == alone(odd, peers=everybody)
    assert "JP922" in {code for code, *_ in around(result, "青禾县应急管理局")}


def alone(filing: Filing, **given: object) -> set[tuple[str, ...]]:
    """What `jiping check` finds in a filing with these surroundings."""
    found = check_filing(filing, load(filing.standard), surroundings=Surroundings(**given))
    told = [f for f in found if f.code.startswith("JP9")]
    return {(f.code, f.pointer, f.message) for f in told}


def test_each_filing_says_with_what_it_was_compared(result: Path) -> None:
    told = rows(
        result,
        "select f.unit, b.unit, b.year, f.peers from {filings} f left join {filings} b on f.last_year = b.filing"
        " where f.year = 2023 and (b.unit is not null or f.unit like '%财政局') order by all",
    )

    assert told == [("青禾县水利局", "青禾县水利局", 2022, 9), ("青禾县财政局", None, None, 9)]


def test_filings_count_all_that_is_found_and_number_it_through(result: Path) -> None:
    counted = "select sum(errors), sum(warnings), sum(notices) from {filings}"
    found = "select count(*) filter (severity = 'error'), count(*) filter (severity = 'warning'), count(*) filter (severity = 'notice') from {findings}"  # fmt: skip

    assert rows(result, counted) == rows(result, found)
    assert rows(
        result,
        "select filing from {findings} group by filing having count(*) <> max(number) or count(distinct number) <> count(*)",
    ) == []  # fmt: skip


def test_alone_nothing_is_compared_and_later_it_is(
    result: Path, material: Path, tmp_path: Path, workers: Processes
) -> None:
    batch([str(material)], tmp_path / "结果", workers, alone=True)
    assert around(tmp_path / "结果", "青禾县水利局") == set()

    batch([str(material)], tmp_path / "结果", workers)

    assert digest(tmp_path / "结果") == digest(result)


def test_the_same_by_one_process_and_gone_on_with(
    material: Path, result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for made in gone_on_with(
        monkeypatch, material, tmp_path, second_pass.surroundings, ("keep", "write")
    ):
        assert made == digest(result)


def test_what_comes_later_brings_the_findings_up_to_date(
    result: Path, material: Path, tmp_path: Path, workers: Processes
) -> None:
    output = tmp_path / "结果"
    batch([str(material / "2023年")], output, workers)
    assert around(output, "青禾县水利局") == set()

    told: list[Progress] = []
    batch([str(material)], output, workers, tell=told.append)
    assert around(output, "青禾县水利局") == around(result, "青禾县水利局")
    compared = told[-1].compared

    batch([str(material)], output, workers, tell=told.append)
    assert compared
    assert told[-1].compared == 0  # nothing has come since


def test_a_missing_year_is_no_year_before(tmp_path: Path, workers: Processes) -> None:
    later = example(2023).model_copy(update={"fiscal_year": 2024})
    put(tmp_path / "材料" / "a.jsonl", example(2022), later)

    batch([str(tmp_path / "材料")], tmp_path / "结果", workers)

    assert rows(tmp_path / "结果", "select count(last_year) from {filings}") == [(0,)]


def test_two_units_of_one_name_are_not_mixed(tmp_path: Path, workers: Processes) -> None:
    at = tmp_path / "材料"
    # The place is known: each has its own year before.
    for place in ("株洲市渌口区", "益阳市赫山区"):
        put(at / f"{place}.jsonl", *(unit("水利局", y, supervisor=f"{place}财政局") for y in (2022, 2023)))  # fmt: skip
    # It is not: those in folders that differ but for the year are of one unit,
    put(at / "甲县" / "2022年度" / "a.jsonl", unit("林业局", 2022))
    put(at / "甲县" / "2023年度" / "a.jsonl", unit("林业局", 2023))
    put(at / "乙县" / "2022年度" / "a.jsonl", unit("财政局", 2022))
    put(at / "丙县" / "2023年度" / "a.jsonl", unit("财政局", 2023))
    # and two in one folder are copies only where they tell the same money.
    put(at / "同一" / "a.jsonl", unit("民政局", 2022), unit("民政局", 2022), unit("民政局", 2023))
    put(at / "两个" / "a.jsonl", unit("司法局", 2022), unit("司法局", 2022, "600"), unit("司法局", 2023))  # fmt: skip

    batch([str(at)], tmp_path / "结果", workers)

    told = rows(
        tmp_path / "结果",
        "select f.unit, f.place_code, b.place_code, b.year from {filings} f join {filings} b on f.last_year = b.filing order by all",
    )
    assert told == [
        ("林业局", None, None, 2022), ("民政局", None, None, 2022),
        ("水利局", "430212", "430212", 2022), ("水利局", "430903", "430903", 2022),
    ]  # fmt: skip


def test_a_comparison_that_fails_is_told_and_done_by_the_next_run(
    material: Path,
    result: Path,
    tmp_path: Path,
    workers: Processes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Progress] = []
    with monkeypatch.context() as patch:
        patch.setattr("jiping.batch.readings.Readings.text", lambda *_: b"no reading")
        batch([str(material)], tmp_path / "结果", workers, tell=told.append)
    assert 0 < told[-1].not_compared < told[-1].compared == told[-1].to_compare

    batch([str(material)], tmp_path / "结果", workers, tell=told.append)

    assert told[-1].not_compared == 0
    assert digest(tmp_path / "结果") == digest(result)
