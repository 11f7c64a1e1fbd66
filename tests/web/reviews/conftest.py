"""Filings under review, with the versions that were submitted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from jiping.checks.examples import edited
from jiping.web.filings.models import Draft, Filing, Version
from jiping.web.filings.states import State
from jiping.web.units.models import Unit

Reviewed = Callable[..., Filing]


@pytest.fixture
def under_review(county: Any) -> Reviewed:
    """A filing in the bureau's hands: each layer of edits is a submission, the last the draft."""

    def made(*layers: dict[str, Any], unit: Unit | None = None, **fields: Any) -> Filing:
        filing = county.filing(unit)
        now = dt.datetime(2024, 4, 1, 8, tzinfo=dt.UTC)
        for number, layer in enumerate(layers or ({},), 1):
            text = edited(layer).model_dump_json(exclude={"evidence"})
            Version.objects.create(
                filing=filing, number=number, content=text, outcome="{}", sm3="0" * 64,
                by=county.users["preparer@104001"], by_name="经办人", at=now,
            )  # fmt: skip
            filing.decisions.create(
                version=number, act="approve", before=State.DEPARTMENT_REVIEW,
                after=State.FINANCE_REVIEW, by=county.users["department_reviewer@104"], at=now,
            )  # fmt: skip
        Draft.objects.create(filing=filing, content=text)
        told = {"state": State.FINANCE_REVIEW, "submitted": number, "arrived": now, **fields}
        for name, value in told.items():
            setattr(filing, name, value)
        filing.save()
        return filing

    return made
