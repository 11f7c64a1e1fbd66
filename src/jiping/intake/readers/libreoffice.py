"""LibreOffice, where it is installed, as the second way into files that no library reads."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from jiping.filing import Place, Problem
from jiping.intake.document import Content, UnreadableError

from . import docx

_SECONDS = 30


def installed() -> str | None:
    """The path of the program, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_converted(data: bytes, suffix: str) -> Content:
    """Read a text document converted to .docx, with a problem that says so."""
    content = docx.read(convert(data, suffix, "docx"))
    message = f"内置读取器读不了此.{suffix}文件，已改用LibreOffice转换。"
    return Content(content.blocks, (Problem(where=Place(), message=message),))


def convert(data: bytes, suffix: str, target: str) -> bytes:
    """Convert the bytes of a file by LibreOffice, in a profile of its own and bounded time.

    Raises UnreadableError where LibreOffice is missing, takes too long or makes nothing of it.
    """
    program = installed()
    if program is None:
        raise UnreadableError("需要LibreOffice才能转换，但未安装，请另存为较新的格式再试。")
    with tempfile.TemporaryDirectory(prefix="jiping-") as folder:
        source = Path(folder, f"source.{suffix}")
        source.write_bytes(data)
        command = [
            program, "--headless", "--norestore", "--nolockcheck",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", target, "--outdir", str(Path(folder, "out")), str(source),
        ]  # fmt: skip
        process = subprocess.Popen(  # noqa: S603 a program found by name, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError("LibreOffice转换超时，请另存为较新的格式再试。") from error
        finally:
            # The program starts another one, so all of its group is ended.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        made = Path(folder, "out", f"source.{target}")
        if not made.is_file():
            raise UnreadableError("文件已损坏或格式过旧，LibreOffice也无法打开，请另存后再试。")
        return made.read_bytes()
