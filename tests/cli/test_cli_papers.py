"""`jiping papers` and `jiping compare` as a user calls them."""

import json
from pathlib import Path

import pytest

from jiping.cli import main

ROOT = Path(__file__).parents[2]
TOWNSHIP = str(ROOT / "examples" / "township-2022" / "township-2022.docx")
OLD, NEW = (str(ROOT / "examples" / f"clean-{year}" / f"clean-{year}.txt") for year in (2022, 2023))
STEM = "2022-湘沅市青禾县云岭镇人民政府"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["jiping", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_all_papers_of_a_filing(monkeypatch, tmp_path):
    assert run(monkeypatch, "papers", TOWNSHIP, "-o", str(tmp_path), "--from", "青禾县财政局") == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{STEM}-审核报告.pdf", f"{STEM}-审核报告.xlsx", f"{STEM}-退回修改通知.pdf", f"{STEM}-退回修改通知.docx",
    }  # fmt: skip


def test_nothing_is_written_over(monkeypatch, tmp_path, capsys):
    there = tmp_path / f"{STEM}-审核报告.xlsx"
    there.write_text("改过的")
    assert run(monkeypatch, "papers", TOWNSHIP, "-o", str(tmp_path), "--as", "xlsx") == 2
    assert there.read_text() == "改过的"
    assert "已有这个文件" in capsys.readouterr().err
    assert run(monkeypatch, "papers", TOWNSHIP, "-o", str(tmp_path), "--as", "xlsx", "--force") == 0
    assert there.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("option", "told", "said"),
    [("--deadline", "5月19日", "不是日期"), ("--as", "odt", "可用的格式：pdf、xlsx、docx")],
)
def test_a_faulty_option_is_told(monkeypatch, tmp_path, capsys, option, told, said):
    assert run(monkeypatch, "papers", TOWNSHIP, "-o", str(tmp_path), option, told) == 2
    assert said in capsys.readouterr().err


def test_a_comparison_on_the_terminal(monkeypatch, capsys):
    assert run(monkeypatch, "compare", OLD, NEW) == 0
    told = capsys.readouterr().out
    for piece in ("青禾县水利局　2023年度", "≥38公里", "≥42公里", "+4公里", "6.88 → 7"):
        assert piece in told


def test_a_comparison_as_json(monkeypatch, capsys):
    assert run(monkeypatch, "compare", OLD, NEW, "-f", "json") == 0
    told = json.loads(capsys.readouterr().out)
    changed = {(one["item"], one["field"]): one["difference"] for one in told["changes"]}
    assert changed["渠道清淤长度", "年度指标值"] == "4"
    assert changed["年度资金总额", "全年执行数"] == "22.05"


@pytest.mark.parametrize(
    ("suffix", "magic"), [("xlsx", b"PK"), ("pdf", b"%PDF"), ("txt", "青禾县".encode())]
)
def test_a_comparison_as_a_file(monkeypatch, tmp_path, suffix, magic):
    path = tmp_path / f"比对表.{suffix}"
    assert run(monkeypatch, "compare", OLD, NEW, "-o", str(path)) == 0
    assert path.read_bytes().startswith(magic)


def test_versions_of_different_units_are_not_compared(monkeypatch, capsys):
    several = str(ROOT / "examples" / "project-2023")
    assert run(monkeypatch, "compare", several, TOWNSHIP) == 2
    assert "没有同一单位" in capsys.readouterr().err
