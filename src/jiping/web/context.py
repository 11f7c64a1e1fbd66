"""What every template knows: what the person may do, the navigation, how many notices wait."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jiping import __version__

from .accounts.roles import ADMINISTRATORS, Role
from .rights import office_acts

#: (name of the address, words, icon, act that it needs, other addresses that belong to it).
_NAV = (
    (
        "reviews",
        gettext_lazy("审核"),
        "clipboard-check",
        "review",
        ("review", "comparison", "samples", "sample"),
    ),
    ("boards", gettext_lazy("进度"), "list-check", "see_board", ("board",)),
    (
        "campaigns",
        gettext_lazy("任务"),
        "calendar-event",
        "manage_campaigns",
        ("campaign", "campaign-new", "roster", "roster-preview", "library-list"),
    ),
    ("accounts", gettext_lazy("账号"), "users", "see_accounts", ()),
    ("tokens", gettext_lazy("接口令牌"), "api", "manage_tokens", ()),
    (
        "summaries",
        gettext_lazy("汇总"),
        "chart-bar",
        "see_summary",
        ("summary", "summary-behind"),
    ),
    ("portal", gettext_lazy("公开"), "world", "publish_site", ()),
    ("log", gettext_lazy("操作日志"), "history", "read_log", ()),
)


#: Pages on which a unit fills in.
_OF_A_FILING = ("filing", "filing-report", "filing-import", "filing-import-reading")


class Entry(NamedTuple):
    """An entry of the navigation."""

    url: str
    label: str
    icon: str
    current: bool = False
    count: int = 0


def context(request: HttpRequest) -> dict[str, Any]:
    """`office`: the acts that concern no filing; `nav`, `account_nav`, `account_words`."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"office": frozenset(), "nav": (), "account_nav": (), **_common()}
    office = office_acts(user)
    return {
        "office": office,
        "nav": (*_nav(request, office), _notices(request)),
        "account_nav": (Entry(reverse("password"), _("密码和邮箱"), "key"),),
        "account_words": _words(user),
        **_common(),
    }


def _common() -> dict[str, Any]:
    code = get_language() or "zh-hans"
    return {
        "LANGUAGE_CODE": "zh-Hans" if code == "zh-hans" else code,
        "jiping_version": __version__,
    }


def _nav(request: HttpRequest, office: frozenset[str]) -> list[Entry]:
    here = str(request.resolver_match.url_name) if request.resolver_match else ""
    found = [
        Entry(reverse(name), str(words), icon, here == name or here in others)
        for name, words, icon, act, others in _NAV
        if act in office
    ]
    return found if request.user.role in ADMINISTRATORS else [_home(request, here), *found]


def _home(request: HttpRequest, here: str) -> Entry:
    """The first page: of those who report their own filings, else what waits."""
    own = request.user.role in (Role.PREPARER, Role.UNIT_REVIEWER)
    words, icon = (_("我的自评"), "file-text") if own else (_("首页"), "home-2")
    return Entry(reverse("home"), words, icon, here == "home" or here in _OF_A_FILING)


def _notices(request: HttpRequest) -> Entry:
    here = bool(request.resolver_match and request.resolver_match.url_name == "notices")
    count = request.user.notices.filter(read=None).count()
    return Entry(reverse("notices"), _("通知"), "bell", here, count)


def _words(user: Any) -> str:
    unit = f" · {user.unit}" if user.unit_id else ""
    return f"{user} · {user.get_role_display()}{unit}"
