"""The log: a chain that shows any change, read by the audit administrator only."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from lxml import html

from jiping.web.actor import program
from jiping.web.filings.models import Filing
from jiping.web.filings.states import NEXT
from jiping.web.filings.submit import submit
from jiping.web.history.actions import ACTIONS
from jiping.web.history.facts import LABELS
from jiping.web.history.log import log
from jiping.web.history.models import Entry
from jiping.web.history.verify import verify


@pytest.fixture
def entries(db: None) -> list[Entry]:  # noqa: ARG001
    with transaction.atomic():
        return [log(program("test"), "test.act", number=n, text="甲") for n in range(5)]


def tamper(sql: str) -> None:
    """Change the table as somebody with the database in hand would: without its trigger."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER history_entry_once" + (
            " ON history_entry" if connection.vendor == "postgresql" else ""
        ))  # fmt: skip
        cursor.execute(sql)


def test_a_chain_that_nobody_touched_is_whole(entries: list[Entry]) -> None:
    verdict = verify()

    assert (verdict.entries, verdict.head, verdict.faults) == (5, entries[-1].hash, ())


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE history_entry SET detail = '{}' WHERE seq = 3", "第 3 条的内容被改动过"),
        ("UPDATE history_entry SET actor = 'x' WHERE seq = 2", "第 2 条的内容被改动过"),
        ("UPDATE history_entry SET address = '1.1.1.1' WHERE seq = 5", "第 5 条的内容被改动过"),
        ("DELETE FROM history_entry WHERE seq = 4", "缺少第 4 条（下一条是第 5 条）"),
        ("DELETE FROM history_entry WHERE seq = 1", "缺少第 1 条（下一条是第 2 条）"),
    ],
)
def test_any_change_is_found(entries: list[Entry], sql: str, said: str) -> None:  # noqa: ARG001
    tamper(sql)

    assert verify().faults == (said,)


def test_a_version_that_was_changed_is_found(county: Any, drafted: Filing) -> None:
    version = submit(county.actor("preparer@104"), drafted.pk, 1)
    with connection.cursor() as cursor:
        on = " ON filings_version" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER filings_version_once{on}")
        cursor.execute("UPDATE filings_version SET content = '{}', sm3 = 'x'")

    assert verify().faults == (f"自评 {drafted.pk} 第 {version.number} 版的内容被改动过",)


def test_the_log_is_read_by_the_audit_administrator_only(county: Any) -> None:
    for name in county.users:
        expected = 200 if name == "audit_admin" else 403
        assert county.client(name).get("/log").status_code == expected, name


def test_an_entry_outside_of_a_transaction_is_refused(transactional_db: None) -> None:  # noqa: ARG001
    with pytest.raises(transaction.TransactionManagementError):
        log(program("test"), "test.act")


def test_every_action_has_a_name_that_people_read() -> None:
    found = {f"filing.{act}" for _, act in NEXT}
    for module in (Path(__file__).parents[2] / "src" / "jiping" / "web").rglob("*.py"):
        found |= set(re.findall(r'\blog\([^"]*"([a-z]+\.[a-z_]+)"', module.read_text("utf-8")))
    assert len(found) > 30
    assert found <= set(ACTIONS)


def test_the_log_speaks_to_the_auditor_in_words(county: Any) -> None:
    filing = county.filing()
    with transaction.atomic():
        log(
            county.actor("bureau"), "filing.return", filing=filing, before="finance_review",
            after="drafting", reason="依据不足", version=2,
        )  # fmt: skip
        changed = ["title", "unit_deadline"]
        log(county.actor("bureau"), "campaign.set", campaign=1, changed=changed, given=True)
    shown = county.client("audit_admin").get("/log", headers={"accept": "text/html"})
    words = " ".join(
        html.fromstring(shown.content.decode()).xpath("//tbody")[0].text_content().split()
    )
    assert "2023 青禾县河道管理所 104001" in words
    assert "变更前 财政审核 变更后 填报中 理由 依据不足 版本 2" in words
    assert "修改项目 名称、单位报送截止 填写邮箱 是" in words


def test_every_detail_of_the_log_has_a_name() -> None:
    told: set[str] = set()
    for module in (Path(__file__).parents[2] / "src" / "jiping" / "web").rglob("*.py"):
        for call in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "log":
                told |= {keyword.arg for keyword in call.keywords if keyword.arg}
    assert len(told) > 25
    assert told - {"filing", "unit"} <= set(LABELS)
