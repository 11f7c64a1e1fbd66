"""`jiping check` into files of every form, and the answers that come back."""

import json
from pathlib import Path

import pytest
from command import jiping

from jiping.filing import Place
from jiping.intake import extract
from jiping.standards import load
from jiping.writers.answers import Answer, read_answers
from jiping.writers.dossier import dossier
from jiping.writers.worksheet import worksheet

TOWNSHIP = Path(__file__).parents[2] / "examples" / "township-2022"
TEXT = TOWNSHIP / "township-2022.txt"


def answered(path: Path) -> str:
    """Write a work sheet in which the first finding is answered; the finding's name."""
    read, standard = extract(TEXT), load("hunan-2022")
    name = dossier(read, 0, standard).entries[0].fingerprint
    given = Answer(name, "", "", "", "", "已补办", "采纳", "", Place())
    path.write_bytes(worksheet([dossier(read, 0, standard, answers={name: given})]))
    return name


@pytest.mark.parametrize(
    ("name", "begins"),
    [("意见.html", b"<!doctype html>"), ("意见.sarif", b"{"), ("意见.xlsx", b"PK"), ("意见.jsonl", b'{"source"'),
     ("意见.txt", "湘沅市".encode())],
)  # fmt: skip
def test_the_name_of_the_file_tells_its_form(tmp_path: Path, name: str, begins: bytes) -> None:
    done = jiping("check", TEXT, "-o", tmp_path / name)

    assert done.returncode == 1
    assert done.stdout == b""
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_takes_one_file_a_document(tmp_path: Path) -> None:
    jiping("check", TOWNSHIP, "-f", "html", "-o", f"{tmp_path}/意见/")

    assert len(list((tmp_path / "意见").glob("township-2022*.html"))) == 5


def test_the_line_of_the_source_is_underlined() -> None:
    lines = jiping("check", TOWNSHIP / "township-2022.docx").stdout.decode().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("JP302"))

    assert lines[at + 1].endswith("│ 3852.54 │ 10 │ 9 │ 超出年初预算，还需加强成本控制")
    assert lines[at + 2].strip(" │") == "^"


def test_stored_filings_are_checked_with_their_lines(tmp_path: Path) -> None:
    stored = tmp_path / "已读.json"
    stored.write_bytes(jiping("extract", TOWNSHIP / "township-2022.docx").stdout)

    assert jiping("check", stored).stdout == jiping("check", TOWNSHIP / "township-2022.docx").stdout


def test_answers_stand_beside_their_findings(tmp_path: Path) -> None:
    sheet = tmp_path / "退回.xlsx"
    name = answered(sheet)
    text = jiping("check", TEXT, "--answers", sheet)
    told = json.loads(jiping("check", TEXT, "--answers", sheet, "-f", "json").stdout)
    (listed,) = jiping("answers", sheet, "-f", "json").stdout.splitlines()

    assert "单位答复：已补办" in text.stdout.decode()
    assert text.stderr == b""
    assert told["findings"][0]["answer"] == {"reply": "已补办", "accepted": "采纳", "opinion": ""}
    assert json.loads(listed)["fingerprint"] == name
    assert "已补办" in jiping("answers", sheet).stdout.decode()


def test_answers_to_what_is_gone_or_not_checked_are_told(tmp_path: Path) -> None:
    sheet = tmp_path / "退回.xlsx"
    answered(sheet)
    # The unit has corrected the score that was spoken of.
    corrected = tmp_path / "改后.txt"
    lines = TEXT.read_text(encoding="utf-8").splitlines()
    assert lines[112].strip() == "9"
    lines[112] = "2.52"
    corrected.write_text("\n".join(lines), encoding="utf-8")
    gone = jiping("check", corrected, "-a", sheet)
    other = jiping("check", TOWNSHIP.parent / "clean-2023" / "clean-2023.txt", "-a", sheet)

    assert "所答复的问题已不再出现：JP302" in gone.stderr.decode()
    assert "另有1条答复属于这次没有审核的自评材料" in other.stderr.decode()


def test_answers_are_never_written_over(tmp_path: Path) -> None:
    sheet = tmp_path / "退回.xlsx"
    answered(sheet)
    before = sheet.read_bytes()
    refused = jiping("check", TEXT, "-o", sheet)

    assert refused.returncode == 2
    assert "已填写1条答复" in refused.stderr.decode()
    assert sheet.read_bytes() == before

    assert jiping("check", TEXT, "-o", sheet, "--answers", sheet).returncode == 1
    assert read_answers(sheet).answers[0].reply == "已补办"


def test_a_document_is_never_written_over(tmp_path: Path) -> None:
    document = tmp_path / "自评表.xlsx"
    document.write_bytes((TOWNSHIP / "township-2022.xlsx").read_bytes())

    assert jiping("check", document, "-o", document).returncode == 2
    assert document.read_bytes() == (TOWNSHIP / "township-2022.xlsx").read_bytes()


def test_what_is_no_work_sheet_is_one_sentence() -> None:
    done = jiping("answers", TOWNSHIP / "township-2022.xlsx", "没有.xlsx")

    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 2
