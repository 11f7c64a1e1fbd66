"""A throw-away PostgreSQL cluster on a socket of its own, run by a user without privileges."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; tells its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="jiping-pg-"))
    who = _unprivileged(folder)
    programs_ = programs()
    assert programs_ is not None

    def run(*command: str) -> None:
        done = subprocess.run(
            command, user=who, cwd=folder, capture_output=True, text=True, check=False,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr + done.stdout

    data, log = folder / "data", folder / "log"
    run(
        str(programs_ / "initdb"),
        "-D",
        str(data),
        "-U",
        "jiping",
        "-A",
        "trust",
        "-N",
        "-E",
        "UTF8",
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    control = str(programs_ / "pg_ctl")
    run(control, "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
    try:
        run(str(programs_ / "createdb"), "-h", str(folder), "-U", "jiping", "jiping")
        yield f"postgresql://jiping@/jiping?host={folder}"
    finally:
        run(control, "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> int | None:
    """The user that runs the cluster: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            who = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, who.pw_uid, who.pw_gid)
        return who.pw_uid
    return None
