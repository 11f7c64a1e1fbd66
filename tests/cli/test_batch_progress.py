"""What `jiping batch` tells where there is no terminal: its progress, and how every input ended."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from jiping.batch.job import NO_RULES
from jiping.batch.progress import Progress
from jiping.cli.batch import _Shown, run
from jiping.intake.bounded import DEFAULT


def told(far: list[Progress], capsys: pytest.CaptureFixture[str]) -> list[str]:
    with _Shown() as shown:
        for one in far:
            shown.tell(one)
    return capsys.readouterr().err.splitlines()


def test_a_phase_begins_with_its_name_and_how_much_there_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    far = [Progress(seen=1), Progress(phase="read", total=10), Progress(phase="join")]
    assert told(far, capsys) == ["清点", "读取　共 10 份", "合并表和报告"]


def test_no_rate_is_told_before_there_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    far = [Progress(seen=1), Progress(seen=1000)]
    assert told(far, capsys)[1] == "清点　1000 份　失败 0"


def test_texts_that_were_compared_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    far = [Progress(phase="compare", texts=3), Progress(phase="compare", texts=1200)]
    assert told(far, capsys) == ["与上年、同类比较", "与上年、同类比较　已比对文字 1200 份　失败 0"]


def test_nothing_is_told_of_a_comparison_that_has_nothing_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told([Progress(phase="compare"), Progress(phase="done")], capsys) == []


def test_failures_and_what_need_not_be_read_again_are_told_on_the_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    far = Progress(phase="read", total=1500, seen=2000, faults=1, before=900)
    later = replace(far, counts=Counter(failed=2, read=998))
    assert told([far, later], capsys)[1] == "读取　1000/1500 份　失败 3　不必再读 499"


def test_the_account_says_why_inputs_were_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    material = tmp_path / "material"
    material.mkdir()
    for number in range(7):
        (material / f"{number}.docx").write_bytes(b"PK\x03\x04" + bytes([number]))
    counts = run(
        [str(material)], tmp_path / "made", NO_RULES, DEFAULT, 1, None, retry=False, alone=False
    )
    said = capsys.readouterr().err
    assert counts == Counter(failed=7)
    assert f"  {material}/0.docx：文件已损坏" in said
    assert "等 7 个；全部列出：jiping sql" in said
    assert "汇总" not in said


def test_a_folder_that_cannot_be_written_says_so_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(typer.Exit):
        run([], tmp_path / "file" / "made", NO_RULES, DEFAULT, 1, None, retry=False, alone=False)
    assert "不能写入（路径中有一段不是文件夹）" in capsys.readouterr().err
