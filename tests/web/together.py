"""Run by test_postgresql: many people save at one filing at once; tells what came of it as JSON."""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import threading
import uuid

os.environ["DJANGO_SETTINGS_MODULE"] = "jiping.web.settings"
os.environ["JIPING_LOCAL"] = "1"

import django

django.setup()

from django.core.management import call_command
from django.db import connections

from jiping.web.accounts.models import User
from jiping.web.actor import Actor
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.edit import save_edits
from jiping.web.filings.find import draft_of
from jiping.web.filings.models import Edit, Filing
from jiping.web.history.verify import verify
from jiping.web.units.models import Unit

PEOPLE, SAVES = 6, 8

call_command("migrate", interactive=False, verbosity=0)
unit = Unit.objects.create(code="1", name="甲局")
campaign = Campaign.objects.create(
    year=2023, title="t", standard="hunan-2022", phase="open",
    unit_deadline="2024-03-01", department_deadline="2024-03-02", bureau_deadline="2024-03-03",
)  # fmt: skip
filing = Filing.objects.create(campaign=campaign, unit=unit)
for number in range(PEOPLE):
    User.objects.create_user(f"p{number}", name=f"p{number}", role="preparer", unit=unit)
failed: list[str] = []


def work(number: int) -> None:
    """Save one's own row again and again, always on the version one saw last."""
    try:
        actor, version = Actor(User.objects.get(username=f"p{number}")), 0
        for turn in range(SAVES):
            edit = {"op": "set", "at": f"/indicators/{number}/reason", "value": f"{number}:{turn}"}
            saved = save_edits(actor, filing.pk, version, [edit], uuid.uuid4())
            version = saved.filing.version
    except Exception as error:  # noqa: BLE001  (told to the test)
        failed.append(repr(error))
    finally:
        connections.close_all()


threads = [threading.Thread(target=work, args=(number,)) for number in range(PEOPLE)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
rows = draft_of(Filing.objects.get())["indicators"]
print(json.dumps({
    "failed": failed,
    "reasons": [row.get("reason") for row in rows[:PEOPLE]],
    "edits": Edit.objects.count(),
    "faults": verify().faults,
}))  # fmt: skip
