"""What `jiping batch` tells of its progress where there is no terminal."""

from collections import Counter

import pytest

from jiping.batch.run import Progress
from jiping.cli.batch import _Shown


def told(far: list[Progress], capsys: pytest.CaptureFixture[str]) -> list[str]:
    with _Shown() as shown:
        for one in far:
            shown.tell(one)
    return capsys.readouterr().err.splitlines()


def test_no_rate_is_told_before_there_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert told([Progress()], capsys) == ["清点 0　失败 0"]


def test_texts_that_were_compared_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    far = [Progress(phase="compare"), Progress(phase="compare", texts=1200)]
    assert told(far, capsys) == [
        "与上年、同类比较 0　失败 0",
        "与上年、同类比较 0　已比对文字 1200 份　失败 0",
    ]


def test_failures_are_told_on_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    far = [Progress(phase="read", total=10, counts=Counter(failed=2))]
    assert told(far, capsys)[0].endswith("失败 2")
