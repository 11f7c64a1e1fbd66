"""What goes in and out of the programming interface."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Code = Annotated[str, Field(max_length=40, pattern=r"^([0-9A-Za-z][0-9A-Za-z_.-]*)?$")]
Key = Annotated[str, Field(min_length=8, max_length=80, pattern=r"^[\x21-\x7e]+$")]
Money = Annotated[str, Field(max_length=40, pattern=r"^\d{1,12}(\.\d{1,8})?$")]


class Strict(Schema):
    """No field that is not named."""

    model_config = ConfigDict(extra="forbid")


class CampaignOut(Schema):
    """A yearly task."""

    id: int
    year: int
    title: str
    standard: str
    project_standard: str
    phase: str
    unit_deadline: dt.date
    department_deadline: dt.date
    bureau_deadline: dt.date


class UnitOut(Schema):
    """A budget unit with the code of the unit above it."""

    code: str
    name: str
    kind: str
    sector: str
    parent_code: str | None
    active: bool


class RosterRow(Strict):
    """A unit, or with a project code a project of it; money in 万元 as a decimal string."""

    unit_code: Code
    unit_name: Text = ""
    parent_code: Code = ""
    kind: Text = ""
    sector: Text = ""
    project_code: Code = ""
    project_name: Text = ""
    initial: Money | None = None
    adjusted: Money | None = None
    executed: Money | None = None


class RosterIn(Strict):
    """Rows to bring in: all of them or, where one cannot be used, none."""

    rows: Annotated[list[RosterRow], Field(min_length=1, max_length=20_000)]


class RosterOut(Schema):
    """How many things were new or changed."""

    units: int
    projects: int
    filings: int
    unchanged: int
    carried_out: bool


class FilingOut(Schema):
    """Where a filing stands; totals are points, null where there is none."""

    id: int
    campaign: int
    year: int
    unit_code: str
    unit_name: str
    project_code: str | None
    project_name: str | None
    kind: str
    state: str
    submitted: int
    self_total: str | None
    rule_total: str | None
    reviewed_total: str | None
    errors: int
    warnings: int
    due: dt.date
    arrived: dt.datetime | None


class Filings(Schema):
    """One page of filings."""

    count: int
    items: list[FilingOut]


class Submission(Schema):
    """The latest submission that reached the bureau: the contract `jiping/filing/1` and its proof."""

    number: int
    at: dt.datetime
    sm3: str
    filing: dict[str, Any]
    scorecard: dict[str, Any]
    findings: list[dict[str, Any]]


class Fault(Schema):
    """Every error looks like this."""

    error: str
    message: str
    fields: dict[str, str] | None = None
    faults: list[dict[str, Any]] | None = None
