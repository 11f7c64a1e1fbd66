"""The table of rights, cell by cell: state × person × act, and across units."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jiping.web.filings.find import filings_for
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State
from jiping.web.rights import ACTS, OFFICE_ACTS, acts, office_acts, within_reach

#: Who may do what with the filing of 河道管理所 (a unit under 水利局); nobody else may do anything.
MAY: dict[str, dict[str, str]] = {
    "not_started": {
        "preparer@104001": "track see edit answer attach",
        "unit_reviewer@104001": "track see",
        "department_reviewer@104001": "track",
        "department_reviewer@104": "track",
        "bureau": "track extend remind",
    },
    "drafting": {
        "preparer@104001": "track see edit answer attach submit",
        "unit_reviewer@104001": "track see",
        "department_reviewer@104001": "track",
        "department_reviewer@104": "track",
        "bureau": "track extend remind",
    },
    "unit_review": {
        "preparer@104001": "track see withdraw",
        "unit_reviewer@104001": "track see remark approve return",
        "department_reviewer@104001": "track",
        "department_reviewer@104": "track",
        "bureau": "track extend remind",
    },
    "department_review": {
        "preparer@104001": "track see",
        "unit_reviewer@104001": "track see",
        "department_reviewer@104001": "track",
        "department_reviewer@104": "track see remark approve return",
        "bureau": "track extend remind",
    },
    "finance_review": {
        "preparer@104001": "track see",
        "unit_reviewer@104001": "track see",
        "department_reviewer@104001": "track",
        "department_reviewer@104": "track see",
        "bureau": "track see remark rescore assign approve return extend remind",
        "third_party": "track see remark rescore",
    },
    "accepted": {
        "preparer@104001": "track see",
        "unit_reviewer@104001": "track see",
        "department_reviewer@104001": "track",
        "department_reviewer@104": "track see",
        "bureau": "track see assign return publish",
        "third_party": "track see",
    },
    "published": {
        "preparer@104001": "track see",
        "unit_reviewer@104001": "track see",
        "department_reviewer@104001": "track",
        "department_reviewer@104": "track see",
        "bureau": "track see unpublish",
        "third_party": "track see",
    },
}
OFFICE = {
    "unit_reviewer": "review",
    "department_reviewer": "review see_board",
    "bureau": "review manage_campaigns manage_units manage_library see_board see_summary sample publish_site",
    "third_party": "review",
    "system_admin": "manage_tokens manage_accounts see_accounts",
    "security_admin": "see_accounts grant_roles unlock",
    "audit_admin": "read_log",
}


@pytest.fixture
def filing(county: Any) -> Filing:
    filing = county.filing()
    bureau = county.users["bureau"]
    filing.assignments.create(
        reviewer=county.users["third_party"], by=bureau, at="2024-01-01T00:00Z"
    )
    return filing


@pytest.mark.parametrize("state", State)
def test_everybody_may_do_what_the_table_says_and_nothing_else(
    county: Any, filing: Filing, state: State
) -> None:
    filing.state = state
    filing.save()

    for name, user in county.users.items():
        expected = set(MAY[state].get(name, "").split())
        assert acts(user, filing) == expected, (name, state)
        for act in ACTS:
            reached = Filing.objects.filter(within_reach(user, act), pk=filing.pk).exists()
            assert reached == (act in expected), (name, state, act)


def test_acts_of_the_office_belong_to_roles(county: Any) -> None:
    for name, user in county.users.items():
        assert office_acts(user) == set(OFFICE.get(user.role, "").split()), name
    assert set(OFFICE_ACTS) == set(" ".join(OFFICE.values()).split())


def test_the_three_administrators_watch_each_other() -> None:
    """No two of the three hold the same right but seeing the list of accounts."""
    told = [set(OFFICE[name].split()) for name in ("system_admin", "security_admin", "audit_admin")]
    shared = {act for act in OFFICE_ACTS if sum(act in one for one in told) > 1}
    assert shared == {"see_accounts"}


def test_who_was_switched_off_or_has_no_role_may_nothing(county: Any, filing: Filing) -> None:
    user = county.users["preparer@104001"]
    user.is_active = False
    assert acts(user, filing) == set()
    user.is_active, user.role = True, ""
    assert acts(user, filing) == set()
    assert office_acts(user) == set()


@pytest.mark.parametrize("phase", ["preparing", "closed"])
def test_units_work_only_while_the_campaign_is_open(
    county: Any, filing: Filing, phase: str
) -> None:
    county.campaign.phase = phase
    county.campaign.save()
    filing.refresh_from_db()

    assert acts(county.users["preparer@104001"], filing) == {"track", "see"}
    reached = Filing.objects.filter(within_reach(county.users["preparer@104001"], "edit"))
    assert not reached.exists()


def test_a_third_party_sees_only_what_it_was_given(county: Any, filing: Filing) -> None:
    Filing.objects.filter(pk=filing.pk).update(state=State.FINANCE_REVIEW)
    other = county.filing(county.town)
    Filing.objects.filter(pk=other.pk).update(state=State.FINANCE_REVIEW)

    assert [one.pk for one in filings_for(county.users["third_party"])] == [filing.pk]


#: Address → (who may, in the state in which the act belongs to them).
ADDRESSES: dict[str, tuple[str, str]] = {
    "filing": ("GET", "see"),
    "filing-import": ("GET", "edit"),
    "filing-import-reading": ("GET", "edit"),
    "filing-report": ("GET", "see"),
    "filing-report-draft": ("GET", "edit"),
    "filing-report-figures": ("GET", "see"),
    "filing-download": ("GET", "see"),
    "filing-accounts": ("POST", "edit"),
    "filing-data": ("GET", "see"),
    "filing-edits": ("POST", "edit"),
    "filing-answers": ("POST", "answer"),
    "filing-submission": ("POST", "submit"),
    "filing-readings": ("POST", "edit"),
    "filing-reading": ("GET", "see"),
    "filing-sources": ("GET", "see"),
    "filing-versions": ("GET", "track"),
    "filing-version": ("GET", "track"),
    "filing-decisions": ("POST", "approve"),
    "filing-remarks": ("POST", "remark"),
    "remark-reply": ("POST", "answer"),
    "remark-resolve": ("POST", "remark"),
    "filing-scores": ("POST", "rescore"),
    "filing-deadline": ("POST", "extend"),
    "filing-files": ("GET", "see"),
    "filing-evidence": ("GET", "see"),
    "evidence-file": ("GET", "see"),
    "evidence-remove": ("POST", "attach"),
    "review": ("GET", "see"),
    "comparison": ("GET", "track"),
    "assign": ("POST", "assign"),
    "take-back": ("POST", "assign"),
    "filing-worksheet": ("GET", "see"),
}
INNER: dict[str, dict[str, int]] = {
    "filing-download": {"kind": "html"},
    "filing-import-reading": {"number": 1},
    "filing-reading": {"number": 1},
    "filing-version": {"number": 1},
    "remark-reply": {"remark": 1},
    "remark-resolve": {"remark": 1},
    "evidence-file": {"attachment": 1},
    "evidence-remove": {"attachment": 1},
    "comparison": {"old": 1, "new": 2},
    "take-back": {"reviewer": 1},
}
BODIES: dict[str, dict[str, Any]] = {
    "filing-edits": {
        "base": 0, "client": "c6a1c0de-0000-4000-8000-000000000001",
        "edits": [{"op": "set", "at": "/goals/expected", "value": "x"}],
    },
    "filing-answers": {"fingerprint": "0" * 12 + "-" + "0" * 16, "text": "x"},
    "filing-submission": {"base": 0},
    "filing-decisions": {"act": "approve", "version": 0},
    "filing-remarks": {"pointer": "", "text": "x"},
    "remark-reply": {"text": "x"},
    "filing-scores": {"pointer": "/indicators/0", "score": "1"},
}  # fmt: skip


def test_every_address_of_a_filing_stands_in_the_table() -> None:
    from jiping.web.urls import _FILING

    assert {one.name for one in _FILING} == set(ADDRESSES)


PEOPLE = (
    "preparer@104001", "preparer@301", "department_reviewer@104", "bureau", "third_party",
    "audit_admin",
)  # fmt: skip


@pytest.mark.parametrize("state", State)
def test_addresses_hold_to_the_table(county: Any, filing: Filing, state: State) -> None:
    """404 for who may not know of it, 403 for who may not act, and neither for who may."""
    filing.state = state
    filing.save()
    clients = {person: county.client(person) for person in PEOPLE}
    for name, (method, act) in ADDRESSES.items():
        url = reverse(name, kwargs={"pk": filing.pk, **INNER.get(name, {})})
        for person, client in clients.items():
            with transaction.atomic():
                status, told = ask(client, name, method, url)
                transaction.set_rollback(True)
            allowed = MAY[state].get(person, "").split()
            refused = (status, told.get("error"))
            if "track" not in allowed:
                assert refused == (404, "missing"), (name, person, told)
            elif act not in allowed:
                assert refused == (403, "forbidden"), (name, person, told)
            else:
                assert status != 403, (name, person, told)


def ask(client: Client, name: str, method: str, url: str) -> tuple[int, dict[str, Any]]:
    if name == "filing-readings":
        answer = client.post(url, {"file": io.BytesIO(b"")})
    elif method == "POST":
        answer = client.post(url, json.dumps(BODIES.get(name, {})), content_type="application/json")
    else:
        answer = client.get(url)
    is_json = answer.headers["Content-Type"].startswith("application/json")
    return answer.status_code, answer.json() if is_json else {}
