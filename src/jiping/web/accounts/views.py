"""Logging in and out, and the change of one's own password."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jiping.web.actor import actor_of
from jiping.web.faults import answer
from jiping.web.history.log import log
from jiping.web.language import keep
from jiping.web.notices.mail import is_set_up
from jiping.web.refusal import InvalidError

from .gate import logged_in
from .manage import set_email
from .models import User
from .passwords import has_to_change
from .showcase import logins


class LoginForm(AuthenticationForm):
    """Asks for name and password; one sentence whatever is wrong."""

    error_messages = {  # noqa: RUF012
        "invalid_login": _("用户名或密码不正确。连续5次输错将锁定30分钟。"),
        "inactive": _("该账号已停用，请联系系统管理员。"),
    }


class Login(LoginView):
    """The log-in page; a demonstration shows its log-ins."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, the log-ins of a demonstration, and whether nobody could log in yet."""
        empty = not User.objects.exists()
        return super().get_context_data(**kwargs, examples=logins(), empty=empty)


class Logout(LogoutView):
    """Logging out (by POST)."""


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The answer while an account is locked."""
    message = _("输错密码次数过多，账号已锁定30分钟；急用请联系安全管理员解锁。")
    return answer(request, 429, {"error": "locked", "message": message})


@logged_in
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordChangeForm(request.user, request.POST or None)
    # The page tells the rules once, in one sentence.
    form.fields["new_password1"].help_text = form.fields["new_password2"].help_text = ""
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save()
            user.must_change_password = False
            user.password_changed = dt.datetime.now(dt.UTC)
            user.save(update_fields=["must_change_password", "password_changed"])
            log(actor_of(request), "account.password")
        update_session_auth_hash(request, form.user)
        messages.success(request, _("密码已修改。"))
        return redirect("home")
    context = {"form": form, "mail_set_up": is_set_up(), "due": has_to_change(request.user)}
    return render(request, "accounts/password.html", context)


@require_POST
@logged_in
def email(request: HttpRequest) -> HttpResponse:
    """Set the address at which one is reminded by mail."""
    try:
        set_email(actor_of(request), request.POST.get("email", "").strip())
        messages.success(request, _("已保存。"))
    except InvalidError as error:
        messages.error(request, error.message)
    return redirect("password")


@receiver(user_logged_in)
def _logged_in(request: HttpRequest | None, user: Any, **_: Any) -> None:
    if request is not None:
        with transaction.atomic():
            log(actor_of(request)._replace(user=user), "account.login")
            keep(user, getattr(request, "LANGUAGE_CODE", ""))


@receiver(user_logged_out)
def _logged_out(request: HttpRequest | None, user: Any, **_: Any) -> None:
    if request is not None and user is not None:
        with transaction.atomic():
            log(actor_of(request)._replace(user=user), "account.logout")


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:
        name = str(credentials.get("username", ""))[:64]
        with transaction.atomic():
            log(actor_of(request), "account.failed", username=name)
