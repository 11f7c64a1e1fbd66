"""Reminders by mail too, and before deadlines without a person; no fault of mail loses a notice."""

from __future__ import annotations

import datetime as dt
import importlib.util
import smtplib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from jiping.web import builds
from jiping.web.accounts.models import User
from jiping.web.actor import program
from jiping.web.campaigns.automatic import remind_before_deadlines
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.models import Filing
from jiping.web.notices.mail import MAIL, send_waiting
from jiping.web.notices.models import Notice


@pytest.fixture(autouse=True)
def server(settings: Any, tmp_path: Path) -> None:
    """A mail server is set, which keeps the mails; nobody else sends them."""
    settings.MAIL, settings.DATA = True, tmp_path
    settings.CSRF_TRUSTED_ORIGINS = ["https://jx.example.gov.cn"]


@pytest.fixture
def reachable(county: Any) -> None:  # noqa: ARG001
    """The town's preparer and reviewer have addresses, nobody else has."""
    for name in ("preparer@301", "unit_reviewer@301"):
        User.objects.filter(username=name).update(email=f"{name.replace('@', '.')}@example.gov.cn")


def remind(county: Any, **told: str) -> str:
    """Remind of what is late; the board that follows."""
    url = f"/campaigns/{county.campaign.pk}/reminders"
    client = county.client("bureau")
    answer = client.post(url, told, follow=True, headers={"accept": "text/html"})
    return answer.content.decode()


def board(county: Any) -> str:
    url = f"/campaigns/{county.campaign.pk}/board"
    return county.client("bureau").get(url, headers={"accept": "text/html"}).content.decode()


@pytest.mark.usefixtures("reachable")
def test_who_has_an_address_gets_one_mail_for_all_that_is_late(county: Any) -> None:
    from jiping.web.units.models import Project

    county.filing(county.town)
    road = Project.objects.create(code="P1", name="村道硬化", unit=county.town)
    county.filing(county.town, road)
    county.filing(county.school)
    told = remind(county, text="周五前报送。")
    assert "已发出 6 条提醒，其中 4 条同时发送邮件。" in told
    assert "4条提醒的邮件正在发送" in told
    assert builds.do_wanted(MAIL, send_waiting) == 1

    first, second = sorted(mail.outbox, key=lambda one: one.to)
    assert (first.to, second.to) == (
        ["preparer.301@example.gov.cn"],
        ["unit_reviewer.301@example.gov.cn"],
    )
    assert first.subject == "预算绩效自评提醒（2项）"
    assert "《青禾县古岳镇人民政府·村道硬化》未开始，截止 2024-03-15。周五前报送。" in first.body
    assert "https://jx.example.gov.cn/" in first.body
    assert "近14天的提醒有4条已发送邮件" in board(county)
    assert (send_waiting(), len(mail.outbox)) == ({"sent": 0, "failed": 0}, 2)


@pytest.mark.usefixtures("reachable")
def test_a_mail_is_in_the_language_that_the_person_chose(county: Any) -> None:
    county.filing(county.town)
    chosen = {"language": "en", "next": "/"}
    assert county.client("preparer@301").post("/i18n/setlang/", chosen).status_code == 302
    remind(county)
    send_waiting()
    english, chinese = sorted(mail.outbox, key=lambda one: one.to)
    assert english.subject == "Budget performance self-evaluation: 1 reminder"
    assert "(Not started) is due on 2024-03-15." in english.body
    assert "Please log in: https://jx.example.gov.cn/" in english.body
    assert chinese.subject == "预算绩效自评提醒（1项）"


@pytest.mark.usefixtures("reachable")
def test_whose_account_was_closed_or_who_took_the_address_away_gets_no_mail(county: Any) -> None:
    county.filing(county.town)
    remind(county)
    User.objects.filter(username="preparer@301").update(is_active=False)
    User.objects.filter(username="unit_reviewer@301").update(email="")
    assert send_waiting() == {"sent": 0, "failed": 0}
    assert mail.outbox == []
    assert not Notice.objects.filter(mail="waiting").exists()
    User.objects.filter(username="preparer@301").update(is_active=True)
    assert send_waiting() == {"sent": 0, "failed": 0}


@pytest.mark.usefixtures("reachable")
def test_without_a_mail_server_the_page_says_that_no_mail_is_sent(
    county: Any, settings: Any
) -> None:
    settings.MAIL = False
    county.filing(county.town)
    assert "没有设置邮件服务器，只在网站内通知，不发邮件。" in board(county)
    assert "已发出 2 条提醒；没有设置邮件服务器，不发邮件。" in remind(county)
    assert set(Notice.objects.values_list("mail", flat=True)) == {""}
    assert (
        "没有设置邮件服务器"
        in (
            county.client("preparer@301").get("/password", headers={"accept": "text/html"})
        ).content.decode()
    )


@pytest.mark.usefixtures("reachable")
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), "邮件服务器不接受用户名或密码"),
        (ConnectionRefusedError(111, "refused"), "连不上邮件服务器"),
        (TimeoutError(), "连不上邮件服务器"),
    ],
)
def test_a_server_that_fails_loses_no_notice_and_is_told_to_the_sender(
    county: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, fault: OSError, told: str
) -> None:
    def refuse(_: EmailBackend) -> None:
        raise fault

    county.filing(county.town)
    remind(county)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", refuse)
        assert send_waiting() == {"sent": 0, "failed": 2}
    shown = board(county)
    assert "2条提醒的邮件没有送达（网站内的通知已发出）" in shown
    assert f"{told}：preparer@301、unit_reviewer@301" in shown
    assert county.users["preparer@301"].notices.count() == 1

    settings.MAIL = False
    assert "重发邮件" not in board(county)
    settings.MAIL = True
    assert "重发邮件" in shown
    assert "正在重发 2 条邮件。" in remind(county, act="mail")
    builds.do_wanted(MAIL, send_waiting)
    assert len(mail.outbox) == 2
    assert "没有送达" not in board(county)


@pytest.mark.usefixtures("reachable")
@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (smtplib.SMTPRecipientsRefused({}), "邮件服务器拒收该地址"),
        (smtplib.SMTPDataError(554, b"spam"), "邮件服务器拒绝发送（代码554）"),
    ],
    ids=["address", "content"],
)
def test_a_mail_that_is_refused_does_not_hold_up_the_others(
    county: Any, monkeypatch: pytest.MonkeyPatch, refusal: Exception, told: str
) -> None:
    keep = EmailBackend.send_messages

    def send(backend: EmailBackend, messages: Any) -> int:
        if messages[0].to == ["preparer.301@example.gov.cn"]:
            raise refusal
        return keep(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    county.filing(county.town)
    remind(county)
    assert send_waiting() == {"sent": 1, "failed": 1}
    assert f"{told}：preparer@301</p>" in board(county)


def test_a_deadline_is_reminded_of_once_for_each_day_that_was_set(county: Any) -> None:
    filing = county.filing(county.town)
    done = county.filing(county.school)
    Filing.objects.filter(pk=done.pk).update(state="accepted")

    def on(day: str) -> int:
        today = dt.date.fromisoformat(day)
        sent = remind_before_deadlines(program("remind"), [7, 3], today).sent
        now = dt.datetime.combine(today, dt.time(8), dt.UTC)
        Notice.objects.filter(at__gt=now).update(at=now)
        return sent

    assert [on("2024-03-07"), on("2024-03-09"), on("2024-03-09"), on("2024-03-11")] == [0, 2, 0, 0]
    assert [on("2024-03-12"), on("2024-03-14"), on("2024-03-16")] == [2, 0, 0]
    assert "截止 2024-03-15" in county.users["preparer@301"].notices.first().sentence

    Filing.objects.filter(pk=filing.pk).update(
        state="finance_review", arrived=dt.datetime(2024, 4, 28, 6, tzinfo=dt.UTC)
    )
    assert [on("2024-04-28"), on("2024-04-29")] == [1, 0]
    assert county.users["bureau"].notices.count() == 1
    Campaign.objects.update(phase="closed")
    Notice.objects.all().delete()
    assert on("2024-04-30") == 0


@pytest.mark.usefixtures("reachable")
def test_the_daily_command_reminds_and_sends(
    county: Any, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    county.filing(county.town)
    Campaign.objects.update(unit_deadline=dt.date.today() + dt.timedelta(days=2))
    call_command("remind", "--days", "7", "3")
    assert capsys.readouterr().out.splitlines() == ["已发出 2 条提醒", "邮件：送出 2 人，失败 0 人"]
    settings.MAIL = False
    call_command("remind")
    assert capsys.readouterr().out.splitlines() == [
        "已发出 0 条提醒",
        "没有设置邮件服务器，不发邮件",
    ]


def test_people_keep_their_own_address(county: Any) -> None:
    client = county.client("preparer@301")
    wrong = client.post("/email", {"email": "nobody"}, follow=True).content.decode()
    assert "电子邮箱不对，应如 zhang@example.gov.cn。" in wrong
    assert client.post("/email", {"email": "li@example.gov.cn"}).status_code == 302
    assert User.objects.get(username="preparer@301").email == "li@example.gov.cn"


def settings_read() -> ModuleType:
    """The settings, read anew beside those of the tests."""
    told = importlib.util.find_spec("jiping.web.settings")
    assert told
    assert told.loader
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "url",
    ["mail.gov.cn:25", "http://mail.gov.cn:80", "//mail.gov.cn", "smtp://", "smtp://mail.gov.cn:abc", "smtp://mail:99999",
     "smtp://[mail", "smtp://jx:%E5%AF%86@mail.gov.cn"],
)  # fmt: skip
def test_a_mail_server_that_is_none_is_told_at_the_start(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("JIPING_MAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="JIPING_MAIL_URL 应为"):
        settings_read()


def test_a_mail_server_is_taken_from_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIPING_MAIL_URL", "smtps://jx:a%40b@mail.gov.cn")
    told = settings_read()
    assert (told.EMAIL_HOST, told.EMAIL_PORT) == ("mail.gov.cn", 465)
    assert (told.EMAIL_HOST_USER, told.EMAIL_HOST_PASSWORD) == ("jx", "a@b")
