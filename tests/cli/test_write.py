"""`jiping write`: documents of the example in all formats, never over a file that is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiping.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "township-2022" / "township-2022.docx"
STEM = "2022-湘沅市青禾县云岭镇人民政府-自评表"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["jiping", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_all_formats_are_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    status = run(
        monkeypatch, "write", str(EXAMPLE), "-o", str(tmp_path), "--as", "docx,xlsx,pdf,html,json"
    )
    assert status == 0
    for suffix, magic in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!DOC")):
        assert (tmp_path / f"{STEM}.{suffix}").read_bytes().startswith(magic)
    told = json.loads((tmp_path / f"{STEM}.json").read_text(encoding="utf-8"))
    assert told["schema"] == "jiping/filing/1"
    assert told["filings"][0]["total"] == {"weight": "100", "score": "90"}


def test_what_was_written_is_read_back_as_json(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "write", str(EXAMPLE), "-o", str(tmp_path), "--as", "json")
    assert run(monkeypatch, "extract", str(tmp_path / f"{STEM}.json")) == 0
    assert json.loads(capsys.readouterr().out)["filings"][0]["unit"] == "湘沅市青禾县云岭镇人民政府"


def test_a_file_that_is_there_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / f"{STEM}.docx"
    kept.write_text("已填好的表", encoding="utf-8")
    arguments = ("write", str(EXAMPLE), "-o", str(tmp_path), "--as", "docx")
    assert run(monkeypatch, *arguments) == 2
    assert "已有这个文件" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == "已填好的表"
    assert run(monkeypatch, *arguments, "--force") == 0
    assert kept.read_bytes().startswith(b"PK")


def test_documents_of_one_name_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(monkeypatch, "write", str(EXAMPLE), str(EXAMPLE), "-o", str(tmp_path), "--as", "html")
    names = [STEM, *(STEM.replace("自评表", other) for other in ("基础数据表", "自评报告"))]
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{name}{number}.html" for name in names for number in ("", "-2")
    }


def test_an_unknown_format_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "write", str(EXAMPLE), "-o", str(tmp_path), "--as", "docx,wps") == 2
    assert "不能写成“wps”；可用的格式：docx、xlsx、pdf、html、json" in capsys.readouterr().err


def test_a_name_is_no_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = json.loads(
        json.dumps(
            {
                "schema": "jiping/filing/1",
                "source": {"name": "x", "media_type": "x", "sha256": "0"},
                "filings": [{"kind": "project", "unit": "../../../etc/局", "project": "a\\b:c"}],
                "problems": [],
            }
        )
    )
    (tmp_path / "in.json").write_text(json.dumps(told), encoding="utf-8")
    out = tmp_path / "deep" / "out"
    assert run(monkeypatch, "write", str(tmp_path / "in.json"), "-o", str(out), "--as", "html") == 0
    assert [path.name for path in out.iterdir()] == ["etc局-abc-自评表.html"]
    assert {path.name for path in tmp_path.iterdir()} == {"in.json", "deep"}


def test_a_folder_of_faces_that_is_missing_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "jiping.toml"
    settings.write_text('fonts = ["字体"]\n', encoding="utf-8")
    arguments = ("write", str(EXAMPLE), "-o", str(tmp_path / "out"), "-c", str(settings))
    assert run(monkeypatch, *arguments) == 2
    assert "字体文件夹“字体”不存在" in capsys.readouterr().err
