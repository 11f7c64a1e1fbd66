"""Building the public site from the database, in a process of its own, one at a time.

Whoever publishes asks for a build and goes on; a build that is asked for while another runs follows
it. Readers see the former site until the new one is whole.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from jiping import standards
from jiping.filing import Filing as Document
from jiping.web.filings.find import draft_of
from jiping.web.filings.models import Filing, Version
from jiping.web.filings.states import State
from jiping.writers.site import Written, write_site
from jiping.writers.site.pages import About
from jiping.writers.site.publication import path_of
from jiping.writers.typesetting import found_faces


def root() -> Path:
    """The folder of the public site."""
    return settings.DATA / "public"


def published_versions() -> Any:
    """The last submission of every published filing."""
    return Version.objects.filter(
        filing__state=State.PUBLISHED, number=F("filing__submitted")
    ).order_by("pk")


def build() -> Written:
    """Write the site now. Raises OSError where the disk refuses it."""
    documents = [
        Document.model_validate_json(content)
        for content in published_versions().values_list("content", flat=True).iterator()
    ]
    known = {name: standards.load(name) for name in {one.standard for one in documents}}
    about = About(settings.SITE_TITLE, settings.SITE_PUBLISHER, timezone.localdate())
    return write_site(documents, root(), about, known, found_faces())


def request() -> None:
    """Ask for a build."""
    _wanted().touch()


def ask_for_build() -> None:
    """Have the site built soon, in another process."""
    request()
    _start_builder()


def _start_builder() -> None:
    command = [sys.executable, "-m", "jiping.cli", "manage", "build_public_site"]
    subprocess.Popen(  # noqa: S603 (our own program)
        command,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "JIPING_DATA": str(settings.DATA)},
    )


def build_while_wanted() -> int:
    """Build as long as a build is asked for; how many were made. Another builder goes first."""
    built = 0
    while _wanted().exists():
        with _alone() as first:
            if not first:
                return built
            while _wanted().exists():
                _wanted().unlink(missing_ok=True)
                _tell(_built_or_not())
                built += 1
    return built


def _built_or_not() -> dict[str, Any]:
    """What became of one build, for those who asked for it."""
    now = dt.datetime.now(dt.UTC).isoformat()
    try:
        done = build()
    except OSError as error:
        return {"at": now, "error": f"不能写入公开网站：{error.strerror or error}"}
    withheld = [f"{one.filing.unit or ''}　{one.reason}" for one in done.withheld]
    return {"at": now, "filings": done.filings, "covered": done.covered, "withheld": withheld}


def status() -> dict[str, Any]:
    """What the last build told: `at`, `filings`, `covered`, `withheld`, or `error`."""
    try:
        told = json.loads(_status().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    if told.get("at"):
        told["at"] = dt.datetime.fromisoformat(told["at"])
    return {**told, "pending": _wanted().exists()}


def site_follows(filing: Filing) -> None:
    """Bring the site after a filing that was published or taken down."""
    if filing.state != State.PUBLISHED:
        take_down(Document.model_validate(draft_of(filing)))
    ask_for_build()


def take_down(document: Document) -> None:
    """Remove the page of one filing at once; lists and data follow with the next build."""
    page = root() / path_of(document)
    for held in (page, *page.parent.glob(f"{page.name}-*")):
        shutil.rmtree(held, ignore_errors=True)


def _tell(told: dict[str, Any]) -> None:
    new = _status().with_suffix(".new")
    new.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    new.replace(_status())


def _wanted() -> Path:
    return settings.DATA / "public.wanted"


def _status() -> Path:
    return settings.DATA / "public.json"


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process builds, for as long as this one does."""
    with (settings.DATA / "public.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
