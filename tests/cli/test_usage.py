"""What a user reads who calls the command line wrongly."""

import subprocess
import sys
from pathlib import Path

import pytest

from jiping import __version__
from jiping.cli.app import main


@pytest.mark.parametrize(
    ("call", "said", "ask"),
    [
        ("check", "缺少参数“文件…”", "jiping check"),
        ("check --acounts a x", "没有选项“--acounts”，相近的有：--accounts", "jiping check"),
        ("extract --format xml x", "“--format”的值不可用，可用的有：text、json", "jiping extract"),
        ("batch x -o y -p 0", "“--processes”的值不可用，应不小于1", "jiping batch"),
        ("summarise x --year 去年", "“--year”的值不可用，应为整数", "jiping summarise"),
        ("chekc x", "没有命令“chekc”，相近的有：check", "jiping"),
        ("check x -o", "选项“-o”后面的值缺少或多余", "jiping"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(
    call: str,
    said: str,
    ask: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["jiping", *call.split()])

    with pytest.raises(SystemExit) as stopped:
        main()

    assert stopped.value.code == 2
    assert f"用法有误：{said}。用 {ask} -h 查看用法。" in capsys.readouterr().err


def test_help_is_no_mistake(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["jiping", "--help"])

    with pytest.raises(SystemExit) as stopped:
        main()

    assert not stopped.value.code
    told = capsys.readouterr().out
    assert "读取预算绩效自评表" in told
    assert "[选项] 命令 …" in told
    assert "显示用法" in told


def test_help_loads_nothing_of_the_program_itself() -> None:
    asked = "import sys, jiping.cli.app; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_the_version_is_told_by_the_command_and_by_the_module() -> None:
    told = [
        subprocess.run([*call, "--version"], capture_output=True, check=True, text=True).stdout
        for call in (
            [sys.executable, "-m", "jiping"],
            [str(Path(sys.executable).with_name("jiping"))],
        )
    ]
    assert told == [f"jiping {__version__}\n"] * 2


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_no_word_of_the_help_is_cut_off(
    width: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setattr(sys, "argv", ["jiping", "batch", "--help"])
    with pytest.raises(SystemExit):
        main()
    said = "".join(sign for sign in capsys.readouterr().out if not sign.isspace() and sign != "│")
    assert "https://等地址；@清单为每行一个地址的文件" in said
