"""Work that nobody waits for: asked for, done in a process of its own, one of a name at a time.

A piece of work that is asked for while it runs is done once more behind it. What became of it is
told in a file beside the data.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

Work = Callable[[], dict[str, Any]]


def want(name: str) -> None:
    """Ask for the work, without starting anybody who does it."""
    _file(name, "wanted").touch()


def ask(name: str) -> None:
    """Have the work done soon, in another process."""
    want(name)
    start_worker(name)


def start_worker(name: str) -> None:
    """Start the process that does the work; a thread waits for its end, so that none is left behind."""
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-m", "jiping.cli", "manage", "build", name],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "JIPING_DATA": str(settings.DATA)},
    )
    threading.Thread(target=process.wait, name=f"build {name}", daemon=True).start()


def do_wanted(name: str, work: Work) -> int:
    """Do the work as long as it is asked for; how often it was done. Who began first goes on."""
    done = 0
    while _file(name, "wanted").exists():
        with _alone(name) as first:
            if not first:
                return done
            while _file(name, "wanted").exists():
                _file(name, "begun").write_text(str(os.getpid()), encoding="utf-8")
                _file(name, "wanted").unlink(missing_ok=True)
                _tell(name, _done_or_not(work))
                _file(name, "begun").unlink(missing_ok=True)
                done += 1
    return done


def status(name: str) -> dict[str, Any]:
    """What the last work told, its time `at`, its `error` (why nothing could be written) if any, and whether it is `pending`."""
    try:
        told = json.loads(_file(name, "json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    if told.get("at"):
        told["at"] = dt.datetime.fromisoformat(told["at"])
    return {**told, "pending": _file(name, "wanted").exists() or _is_being_done(name)}


def _is_being_done(name: str) -> bool:
    """Whether the process that began the work is still there."""
    try:
        os.kill(int(_file(name, "begun").read_text(encoding="utf-8")), 0)
    except (OSError, ValueError):
        return False
    return True


def _done_or_not(work: Work) -> dict[str, Any]:
    now = dt.datetime.now(dt.UTC).isoformat()
    try:
        return {"at": now, **work()}
    except OSError as error:
        return {"at": now, "error": error.strerror or str(error)}


def _tell(name: str, told: dict[str, Any]) -> None:
    new = _file(name, "new")
    new.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    new.replace(_file(name, "json"))


def _file(name: str, ending: str) -> Path:
    folder = settings.DATA / "builds"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{name}.{ending}"


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """Whether no other process does this work, for as long as this one does."""
    with _file(name, "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
