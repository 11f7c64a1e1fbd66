"""From a folder of documents to data sets: every input accounted for, nothing read twice."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from material import EXAMPLES, digest, folder, killed_at

from jiping.batch import run as module
from jiping.batch.folder import FolderError
from jiping.batch.job import Rules
from jiping.batch.run import batch
from jiping.batch.spreading import Processes
from jiping.intake import Bounds, extract
from jiping.scoring import score
from jiping.standards import load

FAULTS = EXAMPLES.parent / "tests" / "intake" / "faults"
QUICK = Bounds(seconds=30)


@pytest.fixture
def workers() -> Iterator[Processes]:
    made = Processes(2)
    yield made
    made.close()


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What comes of the folder."""
    base = tmp_path_factory.mktemp("batch")
    made = Processes(2)
    batch([str(folder(base / "材料"))], base / "结果", made)
    made.close()
    return base / "结果"


def rows(output: Path, query: str) -> list[tuple]:
    """Ask the data sets: `{filings}` and the like stand for their files."""
    names = ("filings", "budget_rows", "indicators", "scores", "findings", "report_figures", "problems", "inputs", "rules")  # fmt: skip
    files = {name: f"read_parquet('{output}/{name}/**/*.parquet')" for name in names}
    return duckdb.sql(query.format_map(files)).fetchall()


def outcomes(output: Path) -> dict[str, str]:
    return {
        address.rpartition("材料/")[2]: outcome
        for address, outcome in rows(output, "select address, outcome from {inputs}")
    }


def test_every_input_is_accounted_for(result: Path) -> None:
    told = outcomes(result)

    assert Counter(told.values()) == {"read": 13, "failed": 3, "duplicate": 1}
    assert told["坏.docx"] == told["通知.txt"] == told["报送.zip/空.docx"] == "failed"
    assert told["报送.zip/再报/township.docx"] == "duplicate"


def test_a_failure_says_why(result: Path) -> None:
    ((broken,), (notice,)) = rows(
        result,
        "select reason from {inputs} where address like '%/坏.docx' or address like '%通知.txt' order by address",
    )

    assert broken.startswith("文件已损坏或不完整")
    assert notice.startswith("没有找到绩效自评表或自评报告")


def test_the_same_document_twice_is_one(result: Path) -> None:
    ((reason,),) = rows(result, "select reason from {inputs} where outcome = 'duplicate'")

    assert "township-2022/township-2022.docx 内容相同" in reason
    assert rows(
        result, "select count(*) from {filings} where unit like '%云岭镇%' and year = 2022"
    ) == [(3,)]


def test_what_is_written_is_what_the_single_commands_say(result: Path) -> None:
    filing = extract(EXAMPLES / "township-2022" / "township-2022.docx").filings[0]
    card = score(filing, load(filing.standard))
    where = "where file like '%/township-2022.docx'"

    (told,) = rows(
        result,
        f"select self_total, rule_total, gap, executed, execution_rate from {{filings}} {where}",
    )
    lines = rows(
        result,
        f"select s.label, s.rule_score from {{scores}} s join {{filings}} f using (filing) {where}",
    )

    assert told == (card.self_total, card.rule_total, Decimal("-1.78"), Decimal("3852.54"), 1)
    assert lines == [(line.label, line.rule_score) for line in card.lines]
    assert ("严格控制成本不突破预算数", Decimal("2.52")) in lines


def test_every_finding_leads_to_its_place_and_text(result: Path) -> None:
    (told,) = rows(
        result,
        "select g.place, g.quote, r.title, g.message from {findings} g join {rules} r using (code)"
        " join {filings} f using (filing) where code = 'JP302' and f.file like '%/township-2022.docx'",
    )

    assert told[:3] == ("表1 第15行第8列", "9", "超过上限仍得高分")
    assert "上限≤972.54，完成值3852.54" in told[3]


def test_the_data_sets_are_partitioned_by_year_and_region(result: Path) -> None:
    folders = {str(p.relative_to(result / "filings")) for p in (result / "filings").glob("*/*")}

    assert "year=2022/region=000000" in folders
    assert all(name.startswith("year=20") for name in folders)


def readings(output: Path) -> dict[str, bytes]:
    """The kept readings by their names."""
    return {
        name: archive.read(name)
        for path in (output / "json").rglob("*.zip")
        for archive in [zipfile.ZipFile(path)]
        for name in archive.namelist()
    }


def test_the_reading_of_each_document_is_kept_as_json(result: Path) -> None:
    read = [json.loads(text) for text in readings(result).values()]

    assert len(read) == 13
    assert {one["schema"] for one in read} == {"jiping/filing/1"}


def test_readings_are_read_again_as_their_documents(
    result: Path, tmp_path: Path, workers: Processes
) -> None:
    counts = batch([str(result / "json")], tmp_path / "再", workers)

    assert counts == {"read": 13}
    assert readings(tmp_path / "再") == readings(result)
    assert rows(tmp_path / "再", "select filing, rule_total from {filings} order by all") == rows(
        result, "select filing, rule_total from {filings} order by all"
    )


def test_a_reading_by_hand_is_kept_as_it_came_and_a_faulty_one_says_where(
    tmp_path: Path, workers: Processes
) -> None:
    read = extract(EXAMPLES / "clean-2022" / "clean-2022.txt").model_dump(
        mode="json", by_alias=True
    )
    laid_out = json.dumps(read, ensure_ascii=False, indent=1)
    material = tmp_path / "材料"
    material.mkdir()
    (material / "好.json").write_text(laid_out + "\n", encoding="utf-8")
    read["source"]["sha256"] = "0" * 64
    read["filings"][0]["evidence"]["/unit"]["where"] = {"line": 0}
    (material / "坏.json").write_text(json.dumps(read), encoding="utf-8")

    counts = batch([str(material)], tmp_path / "结果", workers)

    ((reason,),) = rows(tmp_path / "结果", "select reason from {inputs} where outcome = 'failed'")
    assert counts == {"read": 1, "failed": 1}
    assert list(readings(tmp_path / "结果").values()) == [laid_out.encode()]
    assert "字段filings.0.evidence./unit.where.line" in reason


def test_the_same_again_by_another_number_of_processes(result: Path, tmp_path: Path) -> None:
    one = Processes(1)
    batch([str(result.parent / "材料")], tmp_path / "结果", one)
    one.close()

    assert digest(tmp_path / "结果") == digest(result)


def test_a_second_run_reads_only_what_is_new(tmp_path: Path, workers: Processes) -> None:
    material = tmp_path / "材料"
    (material / "甲").mkdir(parents=True)
    source = EXAMPLES / "clean-2022"
    (material / "甲" / "a.docx").write_bytes((source / "clean-2022.docx").read_bytes())
    batch([str(material)], tmp_path / "结果", workers)
    (material / "甲" / "b.txt").write_bytes((source / "clean-2022.txt").read_bytes())

    told = []
    counts = batch(
        [str(material)], tmp_path / "结果", workers, tell=lambda p: told.append((p.phase, p.total))
    )

    assert counts == {"read": 2}
    assert ("read", 1) in told
    assert rows(tmp_path / "结果", "select address[-5:], batch from {inputs} order by address") == [
        ("a.docx"[-5:], 1),
        ("b.txt", 2),
    ]
    assert rows(tmp_path / "结果", "select count(*) from {filings}") == [(2,)]


def test_a_document_that_has_moved_is_not_read_again(tmp_path: Path, workers: Processes) -> None:
    (tmp_path / "材料").mkdir()
    first = tmp_path / "材料" / "a.txt"
    first.write_bytes((EXAMPLES / "clean-2022" / "clean-2022.txt").read_bytes())
    batch([str(tmp_path / "材料")], tmp_path / "结果", workers)
    first.rename(first.with_name("b.txt"))

    assert batch([str(first.with_name("b.txt"))], tmp_path / "结果", workers) == {"read": 1}


def test_documents_that_hang_crash_or_eat_memory_cost_only_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(FAULTS))
    material = tmp_path / "材料"
    material.mkdir()
    for number, does in enumerate(("for ever", "much memory", "crash", "fault", "wrong answer")):
        (material / f"{number}.txt").write_text(f"fault: {does}", encoding="utf-8")
        clean = (EXAMPLES / "clean-2022" / "clean-2022.txt").read_text(encoding="utf-8")
        (material / f"{number}好.txt").write_text(clean + "。" * number, encoding="utf-8")
    made = Processes(1)
    bounds = Bounds(seconds=4, memory=300 * 1024 * 1024)

    counts = batch([str(material)], tmp_path / "结果", made, bounds=bounds)
    made.close()

    reasons = dict(
        rows(
            tmp_path / "结果", "select address[-5:], reason from {inputs} where outcome = 'failed'"
        )
    )
    assert counts == {"read": 5, "failed": 5}
    assert "读取超过4秒" in reasons["0.txt"]
    assert "过多的内存" in reasons["1.txt"]
    assert "意外终止（代码-11" in reasons["2.txt"]
    assert "KeyError" in reasons["3.txt"]
    assert "无效的答复" in reasons["4.txt"] or "意外终止" in reasons["4.txt"]


def test_what_failed_is_read_again_where_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    material = tmp_path / "材料"
    material.mkdir()
    (material / "a.txt").write_text("fault: crash", encoding="utf-8")
    told = []
    for retry in (False, False, True):
        with monkeypatch.context() as patch:
            patch.setenv("PYTHONPATH", "" if retry else str(FAULTS))
            made = Processes(1)
            batch([str(material)], tmp_path / "结果", made, retry=retry)
            made.close()
        told += rows(tmp_path / "结果", "select batch, reason[:4] from {inputs}")

    assert told == [(1, "读取时程"), (1, "读取时程"), (2, "没有找到")]


def test_killed_in_the_middle_it_goes_on_and_ends_the_same(
    result: Path, tmp_path: Path, workers: Processes
) -> None:
    output = tmp_path / "结果"
    code = (
        "import sys; from pathlib import Path; from jiping.batch.run import batch;"
        " from jiping.batch.spreading import Processes;"
        " batch([sys.argv[1]], Path(sys.argv[2]), Processes(1))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, result.parent / "材料", output])
    parts = output / "_batch" / "0001" / "parts"
    while process.poll() is None and not list(parts.glob("[0-9]*")):
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    left = [path.name for path in parts.glob("[0-9]*")]
    assert left
    assert not (output / "filings").exists()

    batch([str(result.parent / "材料")], output, workers)

    assert digest(output) == digest(result)


def test_killed_while_the_data_sets_are_put_in_place(
    result: Path, tmp_path: Path, workers: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "结果"

    with killed_at(monkeypatch, module.Delivery, "finish"):
        batch([str(result.parent / "材料")], output, workers)

    batch([str(result.parent / "材料")], output, workers)

    assert digest(output) == digest(result)


def test_results_by_other_rules_are_not_mixed(tmp_path: Path, workers: Processes) -> None:
    material = [str(EXAMPLES / "clean-2022" / "clean-2022.txt")]
    batch(material, tmp_path / "结果", workers)

    with pytest.raises(FolderError, match="不能混在一起"):
        batch(material, tmp_path / "结果", workers, Rules("sichuan"))


def test_a_folder_of_something_else_is_not_written_into(tmp_path: Path, workers: Processes) -> None:
    (tmp_path / "论文.txt").write_text("x")

    with pytest.raises(FolderError, match="不是空的"):
        batch([str(EXAMPLES)], tmp_path, workers)


def test_paths_that_are_not_there_are_inputs_that_failed(
    tmp_path: Path, workers: Processes
) -> None:
    (tmp_path / "空").mkdir()

    counts = batch([str(tmp_path / "无.docx"), str(tmp_path / "空")], tmp_path / "结果", workers)

    assert counts == {"failed": 2}
    assert {reason[:5] for (reason,) in rows(tmp_path / "结果", "select reason from {inputs}")} == {
        "文件不存在", "文件夹 /"[:5],
    }  # fmt: skip
