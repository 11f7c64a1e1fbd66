"""Settings of the peer: the same database, middleware and server, with one bare view."""

from __future__ import annotations

from jiping.web.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web.bare_view"
