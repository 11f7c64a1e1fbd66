"""jiping.toml on the command line."""

import json
import shutil
from pathlib import Path

import pytest
from command import jiping_told as jiping

EXAMPLE = Path(__file__).parents[2] / "examples" / "township-2022" / "township-2022.txt"
OFF = '[checks.JP302]\noff = true\nreason = "已逐户核实"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLE, tmp_path)
    (tmp_path / "jiping.toml").write_text(OFF, encoding="utf-8")
    return tmp_path


def codes(told: list[dict[str, str]]) -> set[str]:
    return {one["code"] for one in told}


@pytest.mark.parametrize("beside", [".", EXAMPLE.name])
def test_the_file_beside_the_input_is_used_and_suppressions_are_listed(folder, beside):
    told = json.loads(jiping("check", "-f", "json", folder / beside).stdout)

    assert "JP302" not in codes(told["findings"])
    (one,) = told["suppressed"]
    assert (one["code"], one["note"]) == ("JP302", "已逐户核实")
    text = jiping("check", folder / beside)
    assert "JP302" in text.stdout
    assert "已逐户核实" in text.stdout
    assert text.stderr == ""


def test_a_file_may_be_named(folder, tmp_path):
    other = tmp_path / "别的.toml"
    other.write_text("", encoding="utf-8")
    told = json.loads(jiping("check", "-f", "json", "--config", other, folder).stdout)

    assert "JP302" in codes(told["findings"])
    assert told["suppressed"] == []


def test_two_project_files_are_not_mixed(folder):
    inner = folder / "甲"
    inner.mkdir()
    shutil.copy(EXAMPLE, inner)
    (inner / "jiping.toml").write_text("", encoding="utf-8")
    done = jiping("check", folder / EXAMPLE.name, inner)

    assert done.returncode == 2
    assert "请分开检查，或用 --config 指定一个" in done.stderr


def test_the_standard_of_the_project_scores_too(folder):
    (folder / "jiping.toml").write_text('standard = "national-2020-linear"\n', encoding="utf-8")
    told = json.loads(jiping("score", "-f", "json", folder / EXAMPLE.name).stdout)
    assert told["standard"] == "national-2020-linear"
    named = json.loads(jiping("score", "-f", "json", "-s", "hunan-2022", folder).stdout)
    assert named["standard"] == "hunan-2022"


def test_a_faulty_formula_is_no_finding(folder):
    rules = folder / "规则.toml"
    rules.write_text(
        "[[rule]]\ncode='BX01'\ntitle='总分'\nseverity='疑点'\nformula='总分 < 全年预算'\n"
        "message='总分{总分}'\nbasis='惯例'\nremedy='核对'\n",
        encoding="utf-8",
    )
    (folder / "jiping.toml").write_text('own_checks = ["规则.toml"]\n', encoding="utf-8")
    for done in (jiping("check", folder), jiping("rules", rules)):
        assert done.returncode == 2
        assert done.stdout == ""
        assert "规则.toml 第5行 规则BX01的 formula：第6字" in done.stderr
        assert "^" * 8 in done.stderr

    rules.write_text(rules.read_text(encoding="utf-8").replace("全年预算", "90"), encoding="utf-8")
    assert "BX01" in jiping("rules", rules).stdout
