"""A folder of documents of many kinds, as an auditor gets it."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from jiping.batch.run import batch
from jiping.batch.spreading import Processes

EXAMPLES = Path(__file__).parents[2] / "examples"


def folder(at: Path) -> Path:
    """Documents in folders and a zip, one of them twice, one broken, one of another kind."""
    at.mkdir(parents=True)
    for name in ("township-2022", "clean-2022", "clean-2023", "project-2023"):
        for form in ("docx", "xlsx", "txt"):
            (at / name).mkdir(exist_ok=True)
            shutil.copy(EXAMPLES / name / f"{name}.{form}", at / name)
    with zipfile.ZipFile(at / "报送.zip", "w") as archive:
        archive.write(EXAMPLES / "township-2022" / "township-2022.docx", "再报/township.docx")
        archive.write(EXAMPLES / "layouts" / "L1.txt", "L1.txt")
        archive.writestr("空.docx", b"")
    (at / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (at / "通知.txt").write_text("请各单位按时报送。", encoding="utf-8")
    return at


def halves(name: str) -> tuple[str, str]:
    """An example's form and its report, as two texts."""
    text = (EXAMPLES / name / f"{name}.txt").read_text(encoding="utf-8")
    cut = text.rindex("\n", 0, text.index("部门整体支出绩效自评报告")) + 1
    return text[:cut], text[cut:]


def digest(output: Path) -> dict[str, str]:
    """The hash of every file of a result but for the state of its making."""
    return {
        str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and "_batch" not in path.parts
    }


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, holder: object, step: str) -> Iterator[None]:
    """What runs within ends at this step of *holder* as if the process were killed."""

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(holder, step, killed)
        yield


def gone_on_with(
    monkeypatch: pytest.MonkeyPatch, material: Path, at: Path, holder: object, steps: Sequence[str]
) -> list[dict[str, str]]:
    """What one process makes of *material* when it is killed at each of these steps and goes on."""
    one = Processes(1)
    for step in steps:
        with killed_at(monkeypatch, holder, step):
            batch([str(material)], at / step, one)
        batch([str(material)], at / step, one)
    one.close()
    return [digest(at / step) for step in steps]
