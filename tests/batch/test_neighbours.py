"""Copied paragraphs and names of others left in: a batch finds what the single command finds."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from material import digest, gone_on_with
from test_compared import alone, around, example, put, rows, unit

from jiping.batch import marking, neighbours, parquet, second_pass
from jiping.batch.progress import Progress
from jiping.batch.run import batch
from jiping.batch.spreading import Processes
from jiping.checks.measures import MeasuredPeers
from jiping.filing import Filing

PLACE = "株洲市渌口区"
FLOOD = "汛期前三天才拿到批复的资金，采购比原定晚了四十天，因为项目入库材料补正了两次，而经办人只有一名。"
SCHOOL = (
    "食堂改造在开学以后才动工，因为中标单位的施工队六月还在外地，而合同没有约定最迟进场的日子。"
)
PLACES = (PLACE, "益阳市赫山区")


@pytest.fixture
def workers() -> Iterator[Processes]:
    made = Processes(2)
    yield made
    made.close()


def told(name: str, year: int, problem: str, place: str = PLACE) -> Filing:
    """A unit's filing with a text of its own in every part but its problems."""
    made = unit(f"{place}{name}", year)
    own = (
        f"{year}年{name}所做的事写在这里，与别家的都不一样："
        + "".join(chr(ord(sign) + 1) for sign in name) * 20
    )
    sections = tuple(
        one.model_copy(update={"text": problem if one.topic == "problems" else f"{own}{one.heading}。"})
        for one in made.report.sections
    )  # fmt: skip
    report = made.report.model_copy(update={"sections": sections, "figures": ()})
    indicators = tuple(one.model_copy(update={"reason": None}) for one in made.indicators)
    goals = made.goals.model_copy(update={"expected": None, "achieved": None})
    return made.model_copy(
        update={"report": report, "indicators": indicators, "goals": goals, "evidence": {}}
    )


def filings() -> tuple[Filing, ...]:
    """Of a district: two that say the same, one that says what another said last year, one that
    names a neighbour as itself, one that names it as a partner.
    """
    flood = re.sub("四十天", "41 天", FLOOD)
    return (
        told("体育局", 2022, SCHOOL), told("体育局", 2023, f"体育局自己的问题：{FLOOD[::-1]}"),
        told("水利局", 2023, FLOOD), told("林业局", 2023, flood), told("教育局", 2023, SCHOOL),
        told("财政局", 2023, f"{PLACE}审计局没有按时完成任务，原因是人手不够，下一年要增加两名工作人员。"),
        told("审计局", 2023, f"与{PLACE}财政局联合开展的检查没有按时完成，因为两家对口径的理解不一致。"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district's filings by year, and a unit far away that says the same."""
    at = tmp_path_factory.mktemp("neighbours") / "材料"
    for year in (2022, 2023):
        put(at / f"{year}.jsonl", *(one for one in filings() if one.fiscal_year == year))
    put(at / "远处.jsonl", told("水利局", 2023, FLOOD, PLACES[1]), told("司法局", 2023, "没有问题。" * 9, PLACES[1]))  # fmt: skip
    return at


@pytest.fixture(scope="module")
def result(material: Path) -> Path:
    workers = Processes(2)
    batch([str(material)], material.parent / "结果", workers)
    workers.close()
    return material.parent / "结果"


def test_what_is_found_is_what_the_single_command_finds(result: Path) -> None:
    peers = MeasuredPeers(filings())
    found = {}
    for one in peers.filings:
        if one.fiscal_year == 2023:
            before = next((o for o in peers.filings if o.unit == one.unit and o.fiscal_year == 2022), None)  # fmt: skip
            found[one.unit] = around(result, one.unit)
            assert found[one.unit] == alone(one, peers=peers, last_year=before), one.unit

    texts = {name.removeprefix(PLACE): {(code, message[:40]) for code, _, message in some if code in ("JP931", "JP932")} for name, some in found.items()}  # fmt: skip
    assert {name: {code for code, _ in some} for name, some in texts.items()} == {
        "水利局": {"JP931"}, "林业局": {"JP931"}, "教育局": {"JP931"}, "财政局": {"JP932"},
        "体育局": set(), "审计局": set(),
    }  # fmt: skip
    ((_, message),) = texts["教育局"]
    assert message.startswith(f"与“{PLACE}体育局”2022年度的")


def test_units_elsewhere_are_no_neighbours(result: Path) -> None:
    assert around(result, f"{PLACES[1]}水利局") == set()


def test_the_place_and_the_text_are_told(result: Path) -> None:
    query = "select distinct severity, pointer from {findings} join {filings} using (filing) where unit like '%财政局' and code = 'JP932'"  # fmt: skip

    assert rows(result, query) == [("warning", "/report/sections/10/text")]


def test_the_same_by_one_process_and_gone_on_with(
    material: Path, result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for made in gone_on_with(
        monkeypatch, material, tmp_path, second_pass.surroundings, ("keep", "comparisons")
    ):
        assert made == digest(result)


def test_many_in_one_place_are_taken_in_runs(
    material: Path, tmp_path: Path, workers: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "TOGETHER", 4)
    seen: list[Progress] = []

    batch([str(material)], tmp_path / "结果", workers, tell=seen.append)

    assert around(tmp_path / "结果", f"{PLACE}水利局")  # its copy lies next to it
    assert not {code for code, *_ in around(tmp_path / "结果", f"{PLACE}教育局")} & {"JP931"}
    assert seen[-1].texts == 8


def test_where_no_place_is_known_those_of_one_folder_or_of_one_above_are_neighbours(
    tmp_path: Path, workers: Processes
) -> None:
    at = tmp_path / "材料"
    for name in ("水利局", "林业局"):  # each in its own folder
        put(at / "甲县" / name / "2023年" / "a.jsonl", told(name, 2023, FLOOD, ""))
        put(at / "乙县" / f"{name}.jsonl", told(name, 2023, SCHOOL, ""))
    put(at / "丙县" / "a.jsonl", told("审计局", 2023, SCHOOL, ""))

    batch([str(at)], tmp_path / "结果", workers)

    told_of = "select f.unit, regexp_extract(file, '.县'), message[:6] from {findings} join {filings} f using (filing) where code = 'JP931' order by all"  # fmt: skip
    assert rows(tmp_path / "结果", told_of) == [
        ("林业局", "乙县", "与“水利局”"), ("林业局", "甲县", "与“水利局”"),
        ("水利局", "乙县", "与“林业局”"), ("水利局", "甲县", "与“林业局”"),
    ]  # fmt: skip


def test_a_text_of_the_data_sets_is_found_by_what_it_says(result: Path) -> None:
    texts = f"read_parquet('{result}/texts/**/*.parquet')"
    query = f"select count(*), min(topic), min(heading) from {texts} where text like '%只有一名%'"

    (count, topic, heading) = rows(result, query)[0]

    assert (count, topic) == (3, "problems")
    assert heading
    assert example(2023).report is not None


def test_texts_that_do_not_lie_in_memory_are_put_away_run_by_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(parquet._SETTINGS, "memory_limit", "60MB")
    filings = """(
        select i || '-0' as filing, 2023 as year, 'report' as kind, '单位' || i as unit, unit as unit_key,
            null as supervisor, null as project, '' as standard, '县/' || i || '.docx' as file, 0 as number,
            null as place_code, null as district
        from range(800) t(i)
    )"""
    said = """(
        select i || '-0' as filing, 39 - r as row, 'problems' as topic, '/report/sections/' || r as pointer,
            r || ' ' || repeat(md5(i || '-' || r), 60) as text
        from range(800) t(i), range(40) s(r)
    )"""
    nothing = "(select '' as filing, 0 as row, '' as level2, '' as name, '' as reason where false)"

    tables = neighbours.Tables(filings, nothing, said)
    ((one, body),) = neighbours.together(tables, tmp_path, 2023)

    assert one.judged == 800
    told = marking.told(body)
    assert [name for name, _, _ in told] == [f"{n}-0" for n in sorted(range(800), key=str)]
    (*_, filing) = told[0]
    assert [one.text.split()[0] for one in filing.report.sections] == [str(39 - n) for n in range(40)]  # fmt: skip
    assert not list(tmp_path.iterdir())


def test_many_runs_of_one_place_are_put_away_in_the_same_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(parquet._SETTINGS, "memory_limit", "60MB")
    monkeypatch.setattr(neighbours, "TOGETHER", 500)
    filings = """(
        select i || '-0' as filing, 2023 - i % 2 as year, 'report' as kind, '单位' || i as unit, unit as unit_key,
            null as supervisor, null as project, '' as standard, translate(printf('县/%05d', i), '0123456789', 'abcdefghij') as file, 0 as number,
            '430212' as place_code, null as district
        from range(10_000) t(i)
    )"""
    said = """(
        select i || '-0' as filing, r as row, 'problems' as topic, '/report/sections/' || r as pointer,
            repeat(md5(i || '-' || r), 40) as text
        from range(10_000) t(i), range(8) s(r)
    )"""
    nothing = "(select '' as filing, 0 as row, '' as level2, '' as name, '' as reason where false)"

    found = list(neighbours.together(neighbours.Tables(filings, nothing, said), tmp_path, 2023))

    assert [(one.name, one.judged) for one, _ in found] == [
        (f"texts-{run:06}", 250) for run in range(20)
    ]
    named = [name for _, body in found for name, _, _ in marking.told(body)]
    assert named == [f"{n}-0" for n in range(10_000)]
