"""`jiping check --last-year --accounts --peers` and `jiping alike`."""

import json
from pathlib import Path

from command import jiping_told as jiping

EXAMPLES = Path(__file__).parents[2] / "examples"
CLEAN = EXAMPLES / "clean-2023"
BEFORE = EXAMPLES / "clean-2022" / "clean-2022.docx"
TOWNSHIP = EXAMPLES / "township-2022"


def test_a_filing_that_ties_with_everything_around_it():
    done = jiping(
        "check", CLEAN / "clean-2023.docx", "--last-year", BEFORE,
        "--accounts", CLEAN / "accounts.xlsx", "--peers", EXAMPLES / "township-2022" / "township-2022.txt",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "没有发现问题" in done.stdout


def test_findings_name_the_place_in_the_accounts():
    done = jiping(
        "check", TOWNSHIP / "township-2022.txt", "--accounts", TOWNSHIP / "accounts.html", "-f", "json"
    )  # fmt: skip
    assert done.returncode == 1
    told = {one["code"]: one["message"] for one in json.loads(done.stdout)["findings"]}
    assert "accounts.html" in told["JPA02"]
    assert not any(code.startswith("JP9") for code in told)


def test_another_units_filing_is_refused_with_a_sentence():
    done = jiping("check", CLEAN / "clean-2023.txt", "--last-year", TOWNSHIP / "township-2022.txt")
    assert done.returncode == 2
    assert "没有找到“青禾县水利局”2022年度的自评" in done.stderr
    assert "云岭镇" in done.stderr
    assert "没有发现问题" in done.stdout


def test_another_units_accounts_are_refused_with_a_sentence():
    done = jiping("check", CLEAN / "clean-2023.txt", "--accounts", TOWNSHIP / "accounts.html")
    assert done.returncode == 2
    assert "没有找到“青禾县水利局”2023年度的部门决算" in done.stderr


def test_peers_may_be_json_lines_of_extract(tmp_path: Path):
    lines = jiping(
        "extract", CLEAN / "clean-2023.txt", BEFORE, TOWNSHIP / "township-2022.txt"
    ).stdout
    stored = tmp_path / "同类.jsonl"
    stored.write_text(lines, encoding="utf-8")
    done = jiping("check", CLEAN / "clean-2023.txt", "--peers", stored, "--last-year", stored)
    assert (done.returncode, done.stderr) == (0, "")


def test_alike_tells_both_places(tmp_path: Path):
    text = (CLEAN / "clean-2023.txt").read_text(encoding="utf-8")
    copy = text.replace("青禾县水利局", "红山县水利局").replace("93.1%", "91.7%")
    (tmp_path / "红山.txt").write_text(copy, encoding="utf-8")
    (tmp_path / "青禾.txt").write_text(text, encoding="utf-8")

    done = jiping("alike", tmp_path, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    pairs = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(pair["likeness"] == 100 for pair in pairs)
    units = [place["unit"] for place in pairs[0]["places"]]
    assert sorted(units) == ["红山县水利局", "青禾县水利局"]
    assert all(place["where"] for pair in pairs for place in pair["places"])

    shown = jiping("alike", tmp_path)
    assert "2份自评" in shown.stdout
    assert f"{len(pairs)}处雷同" in shown.stdout


def test_filings_of_their_own_words_are_not_alike():
    done = jiping("alike", CLEAN / "clean-2023.txt", BEFORE, TOWNSHIP / "township-2022.txt")
    assert done.returncode == 0
    assert "3份自评，0处雷同" in done.stdout
