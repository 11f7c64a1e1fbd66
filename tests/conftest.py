"""Fixtures of all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine than about the program. The examples are
# the same each time, so that a change is not blamed for what chance finds; JIPING_EXPLORE=1 looks
# for others.
settings.register_profile(
    "any-machine",
    deadline=None,
    derandomize="JIPING_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any-machine")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def examples() -> Path:
    """The project's own example documents."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published samples, which lies beside a checkout where there is one.

    It is no part of the project: tests that need it are skipped, visibly, where it is absent.
    """
    folder = Path(os.environ.get("JIPING_SHARED", ROOT.parent / "shared"))
    if not (folder / "samples").is_dir():
        pytest.skip(f"no published samples at {folder} (set JIPING_SHARED to their folder)")
    return folder
