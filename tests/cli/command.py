"""The commands run as a user runs them, in a process of their own."""

import subprocess
import sys


def jiping(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "jiping", *map(str, arguments)],
        input=stdin, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def jiping_told(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The same, with what it says as text."""
    return subprocess.run(
        [sys.executable, "-m", "jiping", *map(str, arguments)],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
