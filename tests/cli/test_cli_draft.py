"""`jiping draft` as a user runs it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from jiping.cli.app import main
from jiping.intake import extract

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "clean-2023" / "clean-2023.docx"
TOWNSHIP = ROOT / "examples" / "township-2022" / "township-2022.docx"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["jiping", *arguments])
    with pytest.raises(SystemExit) as leaving:
        main()
    return int(leaving.value.code or 0)


def test_the_draft_is_printed_and_its_gaps_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert run(monkeypatch, "draft", str(TOWNSHIP)) == 0

    told = capsys.readouterr()
    assert "一、部门（单位）基本情况" in told.out
    assert "自评得分90分，等级为优" in told.out
    assert "处“【待填：……】”，只有经办人知道，填完才能报送" in told.err


def test_accounts_and_last_year_are_laid_beside(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    around = ("--accounts", str(ROOT / "examples/clean-2023/accounts.xlsx"),
              "--last-year", str(ROOT / "examples/clean-2022/clean-2022.docx"))  # fmt: skip

    assert run(monkeypatch, "draft", str(CLEAN), *around) == 0

    told = capsys.readouterr().out
    assert "“三公”经费支出4.05万元" in told
    assert "上年自评得分99.68分" in told


def test_json_holds_the_text_with_its_bound_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert run(monkeypatch, "draft", str(CLEAN), "--as", "json") == 0

    told = json.loads(capsys.readouterr().out)
    budget = next(one for one in told["sections"] if one["heading"] == "一般公共预算支出情况")
    assert told["schema"] == "jiping/draft/1"
    assert "[[/budget/rows/0/executed]]" in budget["template"]
    assert "698.25万元" in budget["text"]
    assert told["gaps"][0]["gap"].startswith("【待填：")


def test_word_is_written_and_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert run(monkeypatch, "draft", str(CLEAN), "-o", str(tmp_path / "初稿.docx")) == 0

    (filing,) = extract(tmp_path / "初稿.docx").filings
    assert filing.report is not None
    assert filing.report.sections[0].heading == "部门（单位）基本情况"


def test_a_draft_with_gaps_does_not_pass_the_checks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run(monkeypatch, "draft", str(CLEAN), "-o", str(tmp_path / "初稿.txt"))

    assert run(monkeypatch, "check", str(tmp_path / "初稿.txt")) == 1
    assert "JP724" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "wps"), "--as “wps”无法识别，可用的有：text、docx、json"),
        (("--as", "docx"), "Word 文件不能显示在屏幕上"),
        (("--as", "docx", "-o", "x.txt"), "文件名与格式 docx 不符"),
        (("--polish",), "没有设置润色服务"),
    ],
)
def test_what_cannot_be_done_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], said: str,
):  # fmt: skip
    monkeypatch.delenv("JIPING_POLISH_ADDRESS", raising=False)

    assert run(monkeypatch, "draft", str(CLEAN), *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_model_that_does_not_answer_costs_the_draft_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("JIPING_POLISH_ADDRESS", "http://127.0.0.1:9/v1")

    assert run(monkeypatch, "draft", str(CLEAN), "--polish") == 0

    told = capsys.readouterr()
    assert "无法连接" in told.err
    assert "一、部门（单位）基本情况" in told.out


def test_the_project_file_names_the_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("JIPING_POLISH_ADDRESS", raising=False)
    (tmp_path / CLEAN.name).write_bytes(CLEAN.read_bytes())
    settings = '[polish]\naddress = "http://127.0.0.1:9/v1"\nmodel = "qwen"\ntimeout = 5\n'
    (tmp_path / "jiping.toml").write_text(settings, encoding="utf-8")

    assert run(monkeypatch, "draft", str(tmp_path / CLEAN.name), "--polish") == 0
    assert "润色服务 http://127.0.0.1:9/v1 无法连接" in capsys.readouterr().err


def test_a_faulty_setting_of_the_model_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / CLEAN.name).write_bytes(CLEAN.read_bytes())
    (tmp_path / "jiping.toml").write_text('[polish]\nmodel = "qwen"\n', encoding="utf-8")

    assert run(monkeypatch, "draft", str(tmp_path / CLEAN.name)) == 2
    assert "polish" in capsys.readouterr().err
