"""Form pages and saves with fifty people, beside a bare Django view in the same run; board.

usage: python -m benchmarks.web.run [--seconds 20] [--pause 2] [--data FOLDER]

Both servers run on the same database with the same two workers, in turns, twice each. The bare view
has no page: saves are held against it alone, then come again beside the pages of forms, and as a flood.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PORTS = {"jiping": 8471, "bare": 8472}
SETTINGS = {"jiping": "jiping.web.settings", "bare": "benchmarks.web.bare"}


_SERVE = "import django; django.setup(); from jiping.web.run import run"


def main() -> None:
    """Fill the database, start both servers, let fifty people work, print the times."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--seconds", type=float, default=20)
    told.add_argument("--pause", type=float, default=2)
    told.add_argument("--data", type=Path, default=None)
    arguments = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(JIPING_DATA=str(arguments.data or folder), JIPING_LOCAL="1")
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS["jiping"]
        people, bureau = _prepared()
        with contextlib.ExitStack() as servers:
            for name, port in PORTS.items():
                servers.enter_context(_server(name, port))
            _measure(people, bureau, arguments.seconds, arguments.pause)


def _prepared() -> tuple[list[object], str]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from benchmarks.web.data import PEOPLE, fill
    from jiping.web.accounts.models import User

    call_command("migrate", interactive=False, verbosity=0)
    if not User.objects.exists():
        begun = time.perf_counter()
        with transaction.atomic():
            fill()
        print(f"database filled in {time.perf_counter() - begun:.0f} s")
    people = [_person(f"p{n}") for n in range(PEOPLE)]
    return people, _person("bureau").session


def _person(username: str):
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.middleware.csrf import _get_new_csrf_string

    from benchmarks.web.load import Person
    from jiping.web.accounts.models import User

    user = User.objects.get(username=username)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["seen"] = int(time.time())
    session.save()
    filing = (
        user.unit.filings.filter(campaign__year=2023, project=None).first() if user.unit else None
    )
    if filing is not None:
        filing.edits.all().delete()
        type(filing).objects.filter(pk=filing.pk).update(version=1)
    return Person(session.session_key, _get_new_csrf_string(), filing.pk if filing else 0)


@contextlib.contextmanager
def _server(name: str, port: int) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", f"{_SERVE}; run('127.0.0.1', {port}, 2)"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS[name]},
    )  # fmt: skip
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _measure(people: list[object], bureau: str, seconds: float, pause: float) -> None:
    from benchmarks.web.load import run

    print(
        f"50 people, a save every {pause:g} s each, {os.cpu_count()} cores, load {os.getloadavg()}"
    )
    print(f"{'':12}{'median':>9}{'p95':>9}{'p99':>9}{'per s':>9}   (milliseconds)")
    for name, port in PORTS.items():  # the first requests load standards, checks and templates
        run(port, people, 3, 0.5, reading=name == "jiping")  # type: ignore[arg-type]
    for _turn in (1, 2):
        alone = {name: run(port, people, seconds, pause)[0] for name, port in PORTS.items()}  # type: ignore[arg-type]
        for name, saves in alone.items():
            _print(f"{name} save", saves)
        ours, bare = alone.values()
        print(f"{'':12}{ours.median / bare.median:8.2f}×{ours.p95 / bare.p95:8.2f}×")
        saves, pages = run(PORTS["jiping"], people, seconds, pause, reading=True)  # type: ignore[arg-type]
        _print("save beside", saves)
        if pages:
            _print("form page", pages)
        for name, port in PORTS.items():
            saves, _ = run(port, people, seconds / 2, 0)  # type: ignore[arg-type]
            _print(f"{name} flood", saves)
    _board(bureau)
    _summary(bureau)


def _board(session: str) -> None:
    from jiping.web.campaigns.models import Campaign

    pk = Campaign.objects.get(year=2023).pk
    _page("board of 5,300 filings", f"/campaigns/{pk}/board", session)


def _summary(session: str) -> None:
    """The summary of last year's 5,300 filings: made once, then opened."""
    from jiping.web.summary.build import build_summary

    begun = time.perf_counter()
    built = build_summary()
    print(f"summary of {built['new']:,} filings made in {time.perf_counter() - begun:.0f} s")
    _page("summary of 5,300 filings", "/summary/2022", session)


def _page(name: str, path: str, session: str) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", PORTS["jiping"], timeout=60)
    found = []
    for _ in range(11):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"jiping={session}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        found.append((time.perf_counter() - begun) * 1000)
    print(f"{name}: median {sorted(found)[5]:.0f} ms, worst {max(found):.0f} ms")


def _print(name: str, times: object) -> None:
    print(f"{name:12}" + "".join(f"{value:9.1f}" for value in times))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
