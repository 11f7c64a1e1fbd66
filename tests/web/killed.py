"""Run by test_faults: processes that save and import are killed (kill -9), and what is left is told.

usage: killed.py ROUNDS   with JIPING_DATA (or DATABASE_URL) set; prints one line of JSON
"""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
import uuid
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "jiping.web.settings"
os.environ["JIPING_LOCAL"] = "1"

import django

django.setup()

from django.core.management import call_command
from django.db import connections

from jiping.web.accounts.models import User
from jiping.web.actor import Actor
from jiping.web.backup.make import make_backup
from jiping.web.campaigns.models import Campaign
from jiping.web.campaigns.roster.carry_out import carry_out
from jiping.web.campaigns.roster.row import Row
from jiping.web.filings.edit import save_edits
from jiping.web.filings.find import draft_of
from jiping.web.filings.models import Edit, Filing
from jiping.web.history.verify import verify
from jiping.web.units.models import Unit

BATCH = 40


def prepare() -> Filing:
    call_command("migrate", interactive=False, verbosity=0)
    unit = Unit.objects.create(code="1", name="甲局")
    User.objects.create_user("preparer", name="甲", role="preparer", unit=unit)
    User.objects.create_user("bureau", name="乙", role="bureau")
    campaign = Campaign.objects.create(
        year=2023, title="t", standard="hunan-2022", phase="open",
        unit_deadline="2024-03-01", department_deadline="2024-03-02", bureau_deadline="2024-03-03",
    )  # fmt: skip
    return Filing.objects.create(campaign=campaign, unit=unit)


def actor(name: str) -> Actor:
    return Actor(User.objects.get(username=name), act=uuid.uuid4())


def save(filing: int, version: int, pipe: int) -> None:
    """Save without end; each save is told only after it was acknowledged."""
    person = actor("preparer")
    while True:
        edit = {"op": "set", "at": "/goals/expected", "value": f"目标{version + 1}"}
        version = save_edits(person, filing, version, [edit], uuid.uuid4()).filing.version
        os.write(pipe, f"{version}\n".encode())


def bring_in(campaign: Campaign, number: int, pipe: int) -> None:
    """Import one roster."""
    rows = [Row(f"{n}", f"B{number}-{n}", f"单位{number}-{n}") for n in range(BATCH)]
    os.write(pipe, b"begun\n")
    carry_out(actor("bureau"), campaign, rows)
    os.write(pipe, b"done\n")
    time.sleep(60)


def killed(work: Any, dice: random.Random, waits: int, longest: float) -> list[str]:
    """Fork, let *work* tell *waits* lines and go on for a moment (at most to its next line), kill it."""
    connections.close_all()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        work(writer)
        os._exit(0)
    os.close(writer)
    told = b""
    while told.count(b"\n") < waits and (chunk := os.read(reader, 4096)):
        told += chunk
    select.select([reader], [], [], dice.random() * longest)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while chunk := os.read(reader, 4096):
        told += chunk
    os.close(reader)
    return told.decode().split()


def main(rounds: int) -> None:
    dice, faults = random.Random(1), []
    filing = prepare()
    saves = imports = 0
    begun = time.perf_counter()
    rows = [Row(f"{n}", f"A-{n}", f"单位{n}") for n in range(BATCH)]
    carry_out(actor("bureau"), Campaign.objects.get(), rows)
    usual = time.perf_counter() - begun
    for number in range(rounds):
        if number % 4 < 3:
            before = Filing.objects.get(pk=filing.pk).version
            told = killed(lambda pipe, v=before: save(filing.pk, v, pipe), dice, 1, 0.02)
            acknowledged = int(told[-1])
            now = Filing.objects.get(pk=filing.pk)
            versions = list(Edit.objects.filter(filing=now).values_list("version", flat=True))
            if now.version < acknowledged or versions != list(range(1, now.version + 1)):
                faults.append(f"round {number}: {acknowledged} acknowledged, {now.version} there")
            if draft_of(now)["goals"]["expected"] != f"目标{now.version}":
                faults.append(f"round {number}: the draft is not that of version {now.version}")
            saves += now.version - before
        else:
            campaign = Campaign.objects.get()
            told = killed(
                lambda pipe, n=number, c=campaign: bring_in(c, n, pipe), dice, 1, 4 * usual
            )
            there = Unit.objects.filter(code__startswith=f"B{number}-").count()
            filings = Filing.objects.filter(unit__code__startswith=f"B{number}-").count()
            if (there, filings) not in ((0, 0), (BATCH, BATCH)):
                faults.append(f"round {number}: half an import, {there} units, {filings} filings")
            if "done" in told and there != BATCH:
                faults.append(f"round {number}: an acknowledged import is gone")
            imports += there == BATCH
    backup = meanwhile(filing)
    verdict = verify()
    print(json.dumps({
        "faults": [*faults, *verdict.faults], "saves": saves, "imports": imports,
        "entries": verdict.entries, "backup": backup,
    }))  # fmt: skip


def meanwhile(filing: Filing) -> dict[str, Any]:
    """A backup taken while a process saves."""
    version = Filing.objects.get(pk=filing.pk).version
    connections.close_all()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        save(filing.pk, version, writer)
    os.read(reader, 4096)
    made = make_backup(Path(os.environ["JIPING_BACKUP"]))
    os.read(reader, 4096)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return {"entries": made.entries, "head": made.head}


main(int(sys.argv[1]))
