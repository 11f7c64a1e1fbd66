"""Damage documents without end and read each: none may crash, hang or take all memory.

    python fuzz/run.py 100000 FOLDER… [--from NUMBER] [--findings FOLDER]

reads that many damaged copies of the documents under the folders, one after the other, in a child
process with 512 MB. A reader may refuse (`UnreadableError`); any other exception, an end of the
child, over 5 s of processor time or memory beyond the bound is a finding: the input is kept in the
folder of findings and the run goes on. Number N always makes the same input.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import select
import struct
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from random import Random

from jiping.filing.values import parse_value
from jiping.intake.document import UnreadableError
from jiping.intake.extraction import extract
from jiping.intake.readers import libreoffice
from mutations import damaged

MEMORY = 512 * 1024 * 1024
SECONDS = 5.0
LARGEST = 400_000  # bytes of a document to damage: speed goes before size
_PLAIN = {".toml", ".json", ".py", ".md", ".xsl", ""}


def documents(folders: list[Path]) -> list[tuple[str, bytes]]:
    """The documents under *folders* by name and content, in lasting order."""
    paths = sorted(p for folder in folders for p in folder.rglob("*") if p.suffix not in _PLAIN)
    found = [(path.name, path.read_bytes()) for path in paths if path.is_file()]
    return [(name, data) for name, data in found if len(data) <= LARGEST]


def kinds(found: list[tuple[str, bytes]]) -> list[list[tuple[str, bytes]]]:
    """The documents by the ending of their names, so that each kind has its turn."""
    by: dict[str, list[tuple[str, bytes]]] = {}
    for name, data in found:
        by.setdefault(Path(name).suffix, []).append((name, data))
    return [by[suffix] for suffix in sorted(by)]


def made(number: int, groups: list[list[tuple[str, bytes]]]) -> tuple[str, bytes]:
    """Input *number*: a name and what is left of a document."""
    chance = Random(number)
    name, data = chance.choice(groups[number % len(groups)])
    _, other = chance.choice(chance.choice(groups))
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = damaged(data, other, chance)
    return name, data


def read(name: str, data: bytes) -> str:
    """Read one input as the program does; the fault, or nothing."""
    try:
        extraction = extract(name, data)
        extraction.model_dump_json()
        for filing in extraction.filings:
            for indicator in filing.indicators:
                for value in (indicator.target, indicator.actual):
                    if value is not None and parse_value(value.raw).raw != value.raw:
                        return f"{value.raw!r} is not read back"
    except UnreadableError as error:
        if not str(error).startswith(name):
            return f"no sentence: {error}"
    except Exception:  # noqa: BLE001 every fault is what is looked for
        return traceback.format_exc()
    return ""


def child(first: int, last: int, folders: list[Path]) -> None:
    """Read inputs *first* to *last*, saying each number before it and each fault after it."""
    libreoffice.installed = lambda: None  # type: ignore[assignment]
    groups = kinds(documents(folders))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    for number in range(first, last):
        name, data = made(number, groups)
        out.write(struct.pack(">QI", number, 0))
        if fault := read(name, data).encode("utf-8", "replace"):
            out.write(struct.pack(">QI", number, len(fault)) + fault)


def processor_seconds(pid: int) -> float:
    """What a process has used of a processor so far."""
    with contextlib.suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def findings(first: int, last: int, folders: list[Path]) -> Iterator[tuple[int, str]]:
    """Every number between *first* and *last* that is a finding, and why; None ends without."""
    at = first
    while at < last:
        command = [sys.executable, __file__, str(last), *map(str, folders)]
        process = subprocess.Popen(
            [*command, "--child", str(at)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        at, why = yield from _followed(process, at)
        process.kill()
        process.wait()
        if why:
            yield at, why
        at += 1


def _followed(process: subprocess.Popen[bytes], at: int) -> Iterator[tuple[int, str]]:
    """Follow one child; its last number and why it ended (empty: it came to its end)."""
    assert process.stdout is not None
    used, since = processor_seconds(process.pid), time.monotonic()
    started = False
    while True:
        ready, _, _ = select.select([process.stdout], [], [], 1.0)
        if not ready:
            spent = processor_seconds(process.pid) - used
            if started and (spent > SECONDS or time.monotonic() - since > 60 * SECONDS):
                return at, f"hangs: {spent:.1f} s"
            continue
        head = _exactly(process, 12)
        if head is None:
            status = process.wait()
            return (sys.maxsize, "") if status == 0 else (at, f"ends with {status}")
        number, length = struct.unpack(">QI", head)
        if length:
            fault = _exactly(process, length) or b""
            yield number, fault.decode("utf-8")
            continue
        now = processor_seconds(process.pid) if time.monotonic() - since > SECONDS else None
        if started and now is not None and now - used > SECONDS:
            yield at, f"slow: {now - used:.1f} s"
        if now is not None or not started or number % 64 == 0:
            used = now if now is not None else processor_seconds(process.pid)
        at, since, started = number, time.monotonic(), True
        if number % 10_000 == 0:
            print(f"{number} inputs", flush=True)


def _exactly(process: subprocess.Popen[bytes], count: int) -> bytes | None:
    assert process.stdout is not None
    held = b""
    while len(held) < count:
        piece = process.stdout.read(count - len(held))
        if not piece:
            return None
        held += piece
    return held


def main() -> int:
    """Run, keep the findings, tell how many; 1 when there were any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--findings", type=Path, default=Path("fuzz/findings"))
    parser.add_argument("--child", type=int)
    asked = parser.parse_args()
    if asked.child is not None:
        child(asked.child, asked.count, asked.folders)
        return 0
    groups = kinds(documents(asked.folders))
    began, known, count = time.monotonic(), set[str](), 0
    for number, why in findings(asked.first, asked.first + asked.count, asked.folders):
        count += 1
        mark = "\n".join(line for line in why.splitlines() if line.startswith("  File"))[-200:]
        if why not in known and mark not in known:
            known |= {why, mark} - {""}
            asked.findings.mkdir(parents=True, exist_ok=True)
            name, data = made(number, groups)
            (asked.findings / f"{number}-{name}").write_bytes(data)
            (asked.findings / f"{number}.why").write_text(why, encoding="utf-8")
            print(f"{number} {name}: {why.strip().splitlines()[-1]}", flush=True)
    seconds = time.monotonic() - began
    print(f"{asked.count} inputs, {count} findings ({len(known)} kinds), {seconds:.0f} s")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
