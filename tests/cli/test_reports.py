"""`jiping check 自评表 --report 自评报告`: a form and a report that lie in two files."""

import json
from pathlib import Path

import pytest
from command import jiping_told as jiping

EXAMPLES = Path(__file__).parents[2] / "examples"
TOWNSHIP = EXAMPLES / "township-2022"


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The founding case with the form in one text and the report in another."""
    lines = (TOWNSHIP / "township-2022.txt").read_text("utf-8").splitlines(keepends=True)
    cut = next(n for n, line in enumerate(lines) if line.startswith("部门整体支出绩效自评报告"))
    folder = tmp_path_factory.mktemp("apart")
    form, report = folder / "自评表.txt", folder / "自评报告.txt"
    form.write_text("".join(lines[:cut]), encoding="utf-8")
    report.write_text("".join(lines[cut:]), encoding="utf-8")
    return form, report


def found(*arguments: object) -> list[dict[str, object]]:
    told = json.loads(jiping("check", *arguments, "-f", "json").stdout)
    return told["findings"]  # type: ignore[no-any-return]


def test_two_files_are_checked_as_the_one_filing_that_they_are(apart: tuple[Path, Path]):
    form, report = apart
    whole = [(one["code"], one["pointer"]) for one in found(TOWNSHIP / "township-2022.txt")]
    joined = found(form, "--report", report)

    assert [(one["code"], one["pointer"]) for one in joined] == whole
    assert len(found(form)) < len(whole)
    mixed = next(one for one in joined if one["code"] == "JP601")
    assert mixed["where"]["file"] == "自评报告.txt"  # type: ignore[index]


def test_sarif_names_the_file_of_the_report(apart: tuple[Path, Path]):
    form, report = apart
    told = json.loads(jiping("check", form, "--report", report, "-f", "sarif").stdout)
    files = {
        one["ruleId"]: one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in told["runs"][0]["results"]
    }
    assert files["JP601"].endswith("%E8%87%AA%E8%AF%84%E6%8A%A5%E5%91%8A.txt")
    assert files["JP302"].endswith("%E8%87%AA%E8%AF%84%E8%A1%A8.txt")


def test_the_report_of_another_year_is_refused_with_a_sentence():
    done = jiping(
        "check", EXAMPLES / "clean-2023" / "clean-2023.xlsx",
        "--report", EXAMPLES / "clean-2022" / "clean-2022.docx",
    )  # fmt: skip
    assert done.returncode == 2
    assert "没有找到“青禾县水利局”2023年度的自评报告，与表在同一文件里的报告核对；" in done.stderr
    assert "没有发现问题" in done.stdout


def test_a_form_without_any_report_is_told_to_be_checked_without(apart: tuple[Path, Path]):
    other = EXAMPLES / "clean-2022" / "clean-2022.docx"
    assert "表与报告的核对未做" in jiping("check", apart[0], "--report", other).stderr
