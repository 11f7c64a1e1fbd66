"""Put what `make demo` prints into both READMEs, as it looks, cut where it is long."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = "examples/township-2022/township-2022.docx"
#: Command → how many of its lines are shown.
SHOWN = {f"extract --format text {EXAMPLE}": 14, f"score {EXAMPLE}": 40, f"check {EXAMPLE}": 30}
BLOCK = re.compile(r"(<!-- demo:begin -->\n).*?(<!-- demo:end -->)", re.DOTALL)


def shown(command: str, most: int) -> str:
    """The command as typed and the beginning of what it prints."""
    ran = subprocess.run(
        [sys.executable, "-m", "jiping.cli", *command.split()],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
    )  # fmt: skip
    if ran.returncode not in (0, 1):
        raise SystemExit(ran.stderr)
    lines = [line.rstrip() for line in ran.stdout.rstrip().splitlines()]
    return "\n".join([f"$ jiping {command}", *lines[:most], *["…"][: len(lines) > most]])


def block() -> str:
    """The whole demonstration as one code block."""
    return "```text\n" + "\n\n".join(shown(*each) for each in SHOWN.items()) + "\n```\n"


if __name__ == "__main__":
    demo = block()
    for path in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        page = path.read_text(encoding="utf-8")
        path.write_text(BLOCK.sub(lambda found: found[1] + demo + found[2], page), encoding="utf-8")
