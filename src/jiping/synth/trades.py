"""What units of each trade do, read from `trades.toml`: the stuff that invented filings are made of."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Class = Literal["量", "质", "时", "本", "经", "社", "生", "续", "满"]
Sense = Literal["≥", "≤", "="]


class Gauge(NamedTuple):
    """What an indicator of a trade measures; the year's target lies between `low` and `high`."""

    sort: Class
    name: str
    sense: Sense
    low: Decimal
    high: Decimal
    unit: str
    places: int


class Project(NamedTuple):
    """A project, its share of the unit's project money in tenths, and what it is for."""

    name: str
    share: int
    purpose: str


class Trouble(NamedTuple):
    """Why something was missed, and what is done about it."""

    cause: str
    measure: str


class Trade(NamedTuple):
    """A trade: how its units are called, whose they are, and what they do and measure."""

    key: str
    units: int
    name: str
    parent: str | None
    staff: tuple[int, int]
    per_head_project: tuple[Decimal, Decimal]
    funds: bool
    offices: tuple[str, ...]
    duties: str
    gauges: tuple[Gauge, ...]
    projects: tuple[Project, ...]
    troubles: tuple[Trouble, ...]


@lru_cache(maxsize=1)
def trades() -> dict[str, Trade]:
    """All trades by their keys; a supervisor stands before the units that it supervises."""
    text = files(__package__).joinpath("trades.toml").read_text(encoding="utf-8")
    return {told["key"]: _trade(told) for told in tomllib.loads(text)["trades"]}


def _trade(told: dict[str, Any]) -> Trade:
    low, high = map(str, told["per_head_project"])
    return Trade(
        told["key"], told["count"], told["name"], told.get("parent"),
        (told["staff"][0], told["staff"][1]), (Decimal(low), Decimal(high)),
        told.get("funds", False), tuple(told["offices"]), told["duties"],
        tuple(map(_gauge, told["indicators"])),
        tuple(_project(one) for one in told["projects"]),
        tuple(Trouble(*one.split("|")) for one in told["troubles"]),
    )  # fmt: skip


def _gauge(told: str) -> Gauge:
    sort, name, sense, low, high, unit, places = told.split("|")
    return Gauge(sort, name, sense, Decimal(low), Decimal(high), unit, int(places))  # type: ignore[arg-type]


def _project(told: str) -> Project:
    name, share, purpose = told.split("|")
    return Project(name, int(share), purpose)
