"""Accounts: made by one administrator, given a role by another; log-in, lock-out, passwords, idle time."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from jiping.web.accounts.manage import grant, make_account, new_password, reset_password, switch
from jiping.web.accounts.models import User
from jiping.web.refusal import ForbiddenError, InvalidError

PASSWORD = "Qingtian#2024"  # noqa: S105


@pytest.fixture
def person(county: Any, settings: Any) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = county.users["preparer@301"]
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client: Client, username: str, password: str) -> Any:
    return client.post("/login", {"username": username, "password": password})


def test_an_account_is_made_by_one_and_given_its_role_by_another(county: Any) -> None:
    system, security = county.actor("system_admin"), county.actor("security_admin")
    user, first = make_account(system, "zhangsan", "张三", "301")
    assert (user.role, user.must_change_password, len(first)) == ("", True, 16)
    with pytest.raises(ForbiddenError):
        grant(system, user.pk, "preparer")
    with pytest.raises(ForbiddenError):
        make_account(security, "lisi", "李四")
    assert grant(security, user.pk, "preparer").role == "preparer"
    with pytest.raises(ForbiddenError):
        grant(security, security.user.pk, "audit_admin")
    with pytest.raises(ForbiddenError):
        switch(system, system.user.pk, active=False)


def test_what_is_wrong_with_a_new_account_is_told_by_field(county: Any) -> None:
    with pytest.raises(InvalidError) as refused:
        make_account(county.actor("system_admin"), "x", "", "999")
    assert set(refused.value.detail["fields"]) == {"username", "name", "unit"}


def test_a_role_of_a_unit_wants_a_unit(county: Any) -> None:
    user, _ = make_account(county.actor("system_admin"), "zhangsan", "张三")
    with pytest.raises(InvalidError):
        grant(county.actor("security_admin"), user.pk, "preparer")


def test_a_first_password_has_all_kinds_and_must_be_changed(county: Any, person: User) -> None:
    _, first = reset_password(county.actor("system_admin"), person.pk)
    client = Client()
    assert log_in(client, person.username, first).status_code == 302
    assert client.get("/").url == "/password"
    assert "修改密码后才能继续" in client.get("/password").content.decode()
    for weak in ("short", "allsmallletters", "preparer@301X"):
        body = {"old_password": first, "new_password1": weak, "new_password2": weak}
        assert client.post("/password", body).status_code == 200, weak
    good = new_password()
    body = {"old_password": first, "new_password1": good, "new_password2": good}
    assert client.post("/password", body).url == "/"
    told = client.get("/")
    assert told.status_code == 200
    assert "密码已修改。" in told.content.decode()


def test_five_wrong_passwords_lock_the_account_until_it_is_unlocked(
    county: Any, person: User
) -> None:
    client = Client()
    for _ in range(5):
        answer = log_in(client, person.username, "wrong")
    assert answer.status_code == 429
    assert "已锁定" in answer.content.decode()
    assert "程序出了错" not in answer.content.decode()
    assert log_in(client, person.username, PASSWORD).status_code == 429

    security = county.client("security_admin")
    assert security.post(f"/accounts/{person.pk}", {"act": "unlock"}).status_code == 302
    assert log_in(client, person.username, PASSWORD).status_code == 302


def test_an_act_is_told_and_leads_back_to_the_same_list(county: Any, person: User) -> None:
    def told(name: str, **act: str) -> str:
        address = f"/accounts/{person.pk}?q=301&page=1"
        answer = county.client(name).post(address, act, follow=True)
        assert answer.redirect_chain == [("/accounts/?q=301&page=1", 302)]
        return str(answer.content.decode())

    assert f"{person.username} 的新密码" in told("system_admin", act="reset")
    assert f"账号 {person.username} 已停用。" in told("system_admin", act="off")
    assert f"账号 {person.username} 已启用。" in told("system_admin", act="on")
    now = told("security_admin", act="grant", role="unit_reviewer")
    assert f"{person.username} 现在的角色：单位负责人。" in now
    assert f"{person.username} 不再有角色。" in told("security_admin", act="grant", role="")


@pytest.mark.django_db
def test_a_new_installation_says_how_it_comes_to_its_first_accounts() -> None:
    assert "jiping manage createadmins" in Client().get("/login").content.decode()
    User.objects.create_user("xitong", PASSWORD)
    assert "createadmins" not in Client().get("/login").content.decode()


def test_one_sentence_whatever_was_wrong(person: User) -> None:
    told = [
        log_in(Client(), name, "wrong").context["form"].non_field_errors()
        for name in (person.username, "nobody")
    ]
    assert told[0] == told[1]


def test_an_idle_session_ends(person: User, settings: Any) -> None:
    client = Client()
    client.force_login(person)
    assert client.get("/").status_code == 200
    session = client.session
    session["seen"] -= settings.IDLE_MINUTES * 60 + 1
    session.save()
    assert client.get("/").url == "/login?next=/"
    answer = client.get("/", headers={"accept": "application/json"})
    assert answer.status_code in (302, 401)


@pytest.mark.parametrize("name", ["bureau", "preparer@301", "audit_admin"])
def test_accounts_are_shown_to_their_administrators_only(county: Any, name: str) -> None:
    assert county.client(name).get("/accounts/").status_code == 403


def test_the_first_administrators_are_made_once(db: None, capsys: Any) -> None:  # noqa: ARG001
    call_command("createadmins")
    told = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in told] == ["xitong", "anquan", "shenji"]
    with pytest.raises(CommandError):
        call_command("createadmins")


@pytest.mark.django_db
def test_every_page_forbids_what_it_does_not_need(client: Client) -> None:
    answer = client.get("/login")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_form_from_elsewhere_is_refused(person: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    assert client.post("/notices").status_code == 403
