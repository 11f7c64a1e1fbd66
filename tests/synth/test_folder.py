"""`jiping synth`: the folder of documents and labels, the same for the same seed."""

import hashlib
import json
from pathlib import Path

import pytest

from jiping.cli import main
from jiping.filing import Extraction
from jiping.standards import names
from jiping.synth.corpus import samples
from jiping.synth.defects import DEFECTS
from jiping.synth.folder import Order, write_folder


def made(folder: Path, count: int = 8, jobs: int = 1, **order) -> dict[str, str]:
    """The digests of what is written."""
    write_folder(folder, count, Order(3, DEFECTS, **order), jobs=jobs, tell=id)
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    formats = ("docx", "xlsx", "html", "txt")
    one = made(tmp_path / "one", formats=formats)
    assert one == made(tmp_path / "two", formats=formats)
    told = [
        json.loads(line) for line in (tmp_path / "one" / "labels.jsonl").read_text().splitlines()
    ]
    documents = {name for label in told for name in label["documents"]}
    assert {Path(name).suffix.lstrip(".") for name in documents} == set(formats)
    assert {f"材料/{name}" for name in documents} == {n for n in one if not n.endswith(".jsonl")}


def test_more_processes_write_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("jiping.synth.folder._CHUNK", 4)
    assert made(tmp_path / "one", 12) == made(tmp_path / "two", 12, jobs=2)


def test_labels_tell_what_is_wrong_and_filings_are_the_truth(tmp_path):
    made(tmp_path, 40, share=100)
    labels = [json.loads(line) for line in (tmp_path / "labels.jsonl").read_text().splitlines()]
    lines = (tmp_path / "filings.jsonl").read_text().splitlines()
    filings = [Extraction.model_validate_json(line).filings[0] for line in lines]
    assert [label["number"] for label in labels] == list(range(1, 41))
    assert all(len(label["defects"]) == 1 for label in labels)
    for label, filing in zip(labels, filings, strict=True):
        assert (label["unit"], label["fiscal_year"]) == (filing.unit, filing.fiscal_year)
        [defect] = label["defects"]
        assert defect["code"] == DEFECTS[defect["name"]].code


def test_four_years_of_each_unit_and_all_standards_that_measure_no_management():
    some = list(samples(480, 5, {}, 0))
    assert {one.filing.fiscal_year for one in some} == {2020, 2021, 2022, 2023}
    assert {one.filing.standard for one in some} == {*names()} - {"national-2013", "ningxia-2021"}
    assert not any(one.labels for one in some)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["jiping", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_the_command_writes_and_tells(monkeypatch, tmp_path, capsys):
    folder = tmp_path / "示例"
    assert (
        run(monkeypatch, "synth", "5", "-o", str(folder), "--defects", "JP8", "--share", "100") == 0
    )
    told = capsys.readouterr().err
    assert "5份自评" in told
    codes = [
        json.loads(line)["defects"][0]["code"]
        for line in (folder / "labels.jsonl").read_text().splitlines()
    ]
    assert all(code.startswith("JP8") for code in codes)
    assert run(monkeypatch, "extract", str(folder / "filings.jsonl")) == 0


@pytest.mark.parametrize(
    ("option", "told", "said"),
    [
        ("--defects", "JP999", "没有编号或名称为“JP999”的差错"),
        ("--as", "odt", "可用的格式：json、docx"),
    ],
)
def test_a_faulty_option_is_told(monkeypatch, tmp_path, capsys, option, told, said):
    assert run(monkeypatch, "synth", "2", "-o", str(tmp_path / "x"), option, told) == 2
    assert said in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_alone(monkeypatch, tmp_path, capsys):
    (tmp_path / "filings.jsonl").write_text("别的")
    assert run(monkeypatch, "synth", "2", "-o", str(tmp_path)) == 2
    assert "不是空的" in capsys.readouterr().err
