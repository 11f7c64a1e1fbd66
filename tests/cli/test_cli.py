"""The commands as a user runs them."""

import json
from pathlib import Path

import pytest
from command import jiping

EXAMPLES = Path(__file__).parents[2] / "examples"
TOWNSHIP = EXAMPLES / "township-2022"


def told(*arguments: object, stdin: bytes = b"") -> str:
    return jiping(*arguments, stdin=stdin).stdout.decode()


@pytest.mark.parametrize("form", ["txt", "html", "docx", "xlsx", "pdf"])
def test_extract_prints_one_object_a_document(form: str) -> None:
    done = jiping("extract", TOWNSHIP / f"township-2022.{form}")
    answer = json.loads(done.stdout)

    assert done.returncode == 0
    assert answer["schema"] == "jiping/filing/1"
    (filing,) = answer["filings"]
    assert filing["budget"]["rows"][0]["adjusted"] == "3852.54"
    assert filing["total"] == {"weight": "100", "score": "90"}
    assert filing["standard"] == "hunan-2022"
    assert filing["fiscal_year"] == 2022


def test_several_files_are_lines_of_json() -> None:
    lines = told(
        "extract", TOWNSHIP / "township-2022.txt", TOWNSHIP / "township-2022.html"
    ).splitlines()

    assert [json.loads(line)["source"]["name"].rsplit(".")[-1] for line in lines] == ["txt", "html"]


def test_standard_input_is_read() -> None:
    data = (TOWNSHIP / "township-2022.txt").read_bytes()
    assert json.loads(told("extract", "-", stdin=data))["filings"][0]["total"]["score"] == "90"


def test_what_was_extracted_is_scored_without_the_document() -> None:
    stored = jiping("extract", TOWNSHIP / "township-2022.docx").stdout
    card = json.loads(told("score", "--format", "json", "-", stdin=stored))

    assert card["rule_total"] == "91.78"


@pytest.mark.parametrize(
    ("standard", "total", "grade"),
    [("hunan-2022", "91.78", "优"), ("national-2020-linear", "89.26", "良")],
)
def test_the_score_by_the_standard_that_the_user_names(
    standard: str, total: str, grade: str
) -> None:
    card = json.loads(told("score", TOWNSHIP / "township-2022.docx", "-s", standard, "-f", "json"))

    assert (card["rule_total"], card["rule_grade"]) == (total, grade)
    assert (card["self_total"], card["self_grade"]) == ("90", "优")


def test_score_shows_the_arithmetic() -> None:
    text = told("score", TOWNSHIP / "township-2022.docx")

    assert "10 × 972.54 ÷ 3852.54 = 2.52" in text
    assert "91.78" in text


def test_check_ends_with_1_on_errors_and_0_on_a_clean_filing() -> None:
    bad = jiping("check", TOWNSHIP / "township-2022.docx")
    clean = jiping("check", EXAMPLES / "clean-2023" / "clean-2023.docx")

    assert bad.returncode == 1
    assert "错误" in bad.stdout.decode()
    assert (clean.returncode, clean.stdout.decode().count("没有发现问题")) == (0, 1)


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    empty = tmp_path / "空白.docx"
    empty.write_bytes(b"")
    done = jiping("extract", empty, TOWNSHIP / "township-2022.txt")

    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    sentence = done.stderr.decode()
    assert "空白.docx" in sentence
    assert len(sentence.strip().splitlines()) == 1


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    done = jiping("check", tmp_path / "没有.docx")

    assert done.returncode == 2
    assert "没有.docx" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_document_without_a_self_evaluation_cannot_be_scored(tmp_path: Path) -> None:
    letter = tmp_path / "信.txt"
    letter.write_text("各位同事：今天下午开会。\n", encoding="utf-8")
    done = jiping("score", letter)

    assert done.returncode == 2
    assert "没有找到绩效自评表" in done.stderr.decode()


def test_rules_list_and_explain() -> None:
    assert "JP101" in told("rules")
    assert "依据" in told("rules", "JP101")
    assert jiping("rules", "JP000").returncode == 2


def test_standards_list_and_explain() -> None:
    listed = told("standards")
    for name in (
        "national-2020",
        "national-2021",
        "hunan-2022",
        "sichuan",
        "anhui",
        "yunnan",
        "chongqing",
    ):
        assert name in listed
    assert "财预〔2020〕10号" in told("standards", "national-2020")


def test_a_faulty_standard_is_refused_with_its_line(tmp_path: Path) -> None:
    faulty = tmp_path / "本县.toml"
    faulty.write_text(
        'id = "x"\nextends = "national-2020"\n[execution]\nweight = "ten"\n', encoding="utf-8"
    )
    done = jiping("score", TOWNSHIP / "township-2022.txt", "-s", faulty)

    assert done.returncode == 2
    assert "本县.toml" in done.stderr.decode()
    assert "4" in done.stderr.decode()
