"""The list of standards in a terminal: nothing is cut off, whatever the width."""

import pytest
from rich.cells import cell_len
from rich.console import Console

from jiping.cli import show
from jiping.standards import listed


@pytest.mark.parametrize("width", [80, 110])
def test_the_list_of_standards_fits(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(show, "console", lambda: Console(width=width, highlight=False))
    show.standards(listed(), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    told = "".join("".join(line.split()) for line in lines)
    assert max(map(cell_len, lines)) <= width
    assert "…" not in told
    for one in listed():
        assert sum(line.split()[:1] == [one.id] for line in lines) == 1
    assert len(lines) < 2 * len(listed())
