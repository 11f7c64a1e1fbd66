"""Documents are read in a child process that cannot take the program with it."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from office_files import docx, p

from jiping.intake import Bounds, UnreadableError, extract, extract_all, extract_bounded
from jiping.intake import bounded as module
from jiping.intake.opening import Refusal
from jiping.intake.readers.limits import MEGABYTE

FAULTS = Path(__file__).parent / "faults"


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch):
    """Children in which reading a text does what the text says; see faults/sitecustomize.py."""
    monkeypatch.setenv("PYTHONPATH", str(FAULTS))
    module.end_children()
    yield
    module.end_children()


def test_what_is_read_apart_is_what_is_read_here(examples: Path) -> None:
    path = examples / "township-2022" / "township-2022.docx"

    assert extract_bounded(path) == extract(path)
    assert extract_bounded(path.name, path.read_bytes()) == extract(path)


def test_a_document_that_cannot_be_used_has_its_one_sentence() -> None:
    with pytest.raises(UnreadableError, match=r"^甲.docx：是空文件"):
        extract_bounded("甲.docx", b"")


def test_a_name_that_is_no_text_is_still_a_name() -> None:
    with pytest.raises(UnreadableError, match=r"是空文件"):
        extract_bounded(os.fsdecode(b"\xff\xfe.docx"), b"")
    assert extract_bounded(os.fsdecode(b"\xff.txt"), "绩效自评报告".encode()).source.name == "�.txt"


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        extract_bounded(tmp_path / "无.docx")


def test_a_child_is_kept_for_the_next_document() -> None:
    data = docx(p("绩效自评报告"))
    extract_bounded("甲.docx", data)
    child = module._idle.get_nowait()
    module._idle.put(child)

    extract_bounded("乙.docx", data)

    assert module._idle.get_nowait() is child
    child.end()


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("for ever", "读取超过1秒仍未完成，已停止"),
        ("much memory", "需要过多的内存"),
        ("crash", "程序意外终止（代码-11"),
        ("fault", "读取内容时程序出错（KeyError: 'x'）"),
        ("no memory in C", "程序意外终止"),
        ("wrong answer", "程序意外终止"),
    ],
)
def test_whatever_a_document_does_the_next_one_is_read(does: str, told: str) -> None:
    bounds = Bounds(seconds=1 if does == "for ever" else 30, memory=200 * MEGABYTE)

    with pytest.raises(UnreadableError) as error:
        extract_bounded("甲.txt", f"fault: {does}".encode(), bounds)

    assert str(error.value).startswith("甲.txt：")
    assert told in str(error.value)
    assert str(error.value).count("。") == 1
    assert extract_bounded("乙.txt", "绩效自评报告".encode()).source.name == "乙.txt"


@pytest.mark.usefixtures("faulty")
def test_signs_of_progress_keep_a_long_document_going() -> None:
    read = extract_bounded("甲.txt", b"fault: slow steps", Bounds(seconds=1.2))

    assert read.source.name == "甲.txt"
    with pytest.raises(UnreadableError, match=r"超过0\.2秒"):
        extract_bounded("甲.txt", b"fault: slow steps", Bounds(seconds=1, seconds_in_all=0.2))


@pytest.mark.usefixtures("faulty")
def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    with pytest.raises(UnreadableError):
        extract_bounded("甲.txt", f"fault: grandchild {pipe}".encode(), Bounds(seconds=8))

    os.set_blocking(reading, True)
    with os.fdopen(reading, "rb") as told:
        assert told.read() == b"started"  # to the end, which comes with the end of its writer


@pytest.mark.usefixtures("faulty")
def test_what_is_printed_while_reading_disturbs_nothing() -> None:
    assert extract_bounded("甲.txt", b"fault: print").source.name == "甲.txt"


def test_threads_share_the_children() -> None:
    data = docx(p("绩效自评报告"))
    names = [f"{n}.docx" for n in range(6)]
    read: list[str] = []
    threads = [
        threading.Thread(
            target=lambda name=name: read.append(extract_bounded(name, data).source.name)
        )
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(read) == names


def test_folders_and_archives_within_bounds(examples: Path) -> None:
    folder = examples / "project-2023"

    apart = list(extract_all([folder], bounds=Bounds()))

    assert apart == list(extract_all([folder]))
    assert not any(isinstance(one, Refusal) for one in apart)
    assert json.loads(apart[0].model_dump_json())["source"]["name"].startswith(str(folder))


def test_a_program_that_ends_leaves_no_child_behind() -> None:
    code = """
import atexit, sys
atexit.register(lambda: print(sys.modules["jiping.intake.bounded"]._idle.empty()))  # the last word
from jiping.intake import extract_bounded
extract_bounded("甲.txt", "绩效自评报告".encode())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
