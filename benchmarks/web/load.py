"""Fifty people saving: each sends its next save some time after the last answer; times by percentile."""

from __future__ import annotations

import http.client
import json
import random
import statistics
import threading
import time
import uuid
from typing import Any, NamedTuple

#: Filing → version that its person saw last, from one run to the next.
VERSIONS: dict[int, int] = {}


class Person(NamedTuple):
    """A log-in (its cookies), and the filing that it fills in."""

    session: str
    csrf: str
    filing: int


class Times(NamedTuple):
    """Milliseconds: median, 95th and 99th percentile, and how many answers a second."""

    median: float
    p95: float
    p99: float
    rate: float


def run(
    port: int, people: list[Person], seconds: float, pause: float, *, reading: bool = False
) -> tuple[Times, Times | None]:
    """(saves, form pages) of *people* at work for *seconds*; *pause* between a person's saves.

    Where they are *reading* too, each opens the page of the form at every tenth save.
    """
    saves: list[float] = []
    pages: list[float] | None = [] if reading else None
    end = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_work, args=(port, one, n, end, pause, saves, pages))
        for n, one in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _times(saves, seconds), _times(pages, seconds) if pages else None


def _work(
    port: int, person: Person, number: int, end: float, pause: float,
    saves: list[float], pages: list[float] | None,
) -> None:  # fmt: skip
    dice = random.Random(number)  # noqa: S311
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Cookie": f"jiping={person.session}; jiping_csrf={person.csrf}",
        "X-CSRFToken": person.csrf,
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    turn = 0
    time.sleep(dice.random() * pause)
    while time.perf_counter() < end:
        turn += 1
        body = {
            "base": VERSIONS.get(person.filing, 1), "client": str(uuid.uuid4()),
            "edits": [{"op": "set", "at": "/goals/expected", "value": f"目标{turn}"}],
        }  # fmt: skip
        status, told, spent = _ask(
            connection, "POST", f"/filings/{person.filing}/edits", json.dumps(body), headers
        )
        if status != 200:
            raise RuntimeError(f"{status}: {told[:300]!r}")
        saves.append(spent)
        VERSIONS[person.filing] = json.loads(told).get("version", VERSIONS.get(person.filing, 1))
        if (turn + number) % 10 == 0 and pages is not None:
            page = {**headers, "Accept": "text/html"}
            status, _, spent = _ask(connection, "GET", f"/filings/{person.filing}/", None, page)
            if status == 200:
                pages.append(spent)
        time.sleep(pause * (0.5 + dice.random()))


def _ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: Any,
    headers: dict[str, str],
) -> tuple[int, bytes, float]:
    begun = time.perf_counter()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    told = answer.read()
    return answer.status, told, (time.perf_counter() - begun) * 1000


def _times(found: list[float], seconds: float) -> Times:
    cuts = statistics.quantiles(found, n=100)
    return Times(statistics.median(found), cuts[94], cuts[98], len(found) / seconds)
