"""What an entry of the log tells of its act, in the words of those who read it."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiping.web.accounts.roles import Role
from jiping.web.campaigns.models import Campaign
from jiping.web.filings.states import State
from jiping.web.reviews.draw import METHODS

from .models import Entry

#: Name in `Entry.detail` → what it is called, in the order in which they are told.
LABELS = {
    "before": gettext_lazy("变更前"),
    "after": gettext_lazy("变更后"),
    "added": gettext_lazy("新增条数"),
    "campaign": gettext_lazy("任务"),
    "changed": gettext_lazy("修改项目"),
    "days": gettext_lazy("有效天数"),
    "drawn": gettext_lazy("抽中"),
    "due": gettext_lazy("期限"),
    "edits": gettext_lazy("修改处数"),
    "filings": gettext_lazy("自评变更"),
    "finding": gettext_lazy("疑点编号"),
    "frame": gettext_lazy("抽样框"),
    "given": gettext_lazy("填写邮箱"),
    "may_push": gettext_lazy("可写入"),
    "method": gettext_lazy("方法"),
    "name": gettext_lazy("名称"),
    "pointer": gettext_lazy("位置"),
    "projects": gettext_lazy("项目变更"),
    "reading": gettext_lazy("读入编号"),
    "reason": gettext_lazy("理由"),
    "remark": gettext_lazy("意见编号"),
    "reviewer": gettext_lazy("复核人"),
    "role": gettext_lazy("角色"),
    "rows": gettext_lazy("行数"),
    "score": gettext_lazy("得分"),
    "seed": gettext_lazy("种子"),
    "size": gettext_lazy("份数"),
    "text": gettext_lazy("内容"),
    "units": gettext_lazy("单位变更"),
    "username": gettext_lazy("用户名"),
    "version": gettext_lazy("版本"),
    "sm3": "SM3",
}
_ORDER = {name: place for place, name in enumerate(LABELS)}
_WORDS = {**dict(State.choices), **dict(Role.choices), **METHODS}
#: Of a list so many are told; the whole of it stands in the log itself.
_TOLD = 6


def facts(entry: Entry) -> list[tuple[str, str]]:
    """(label, value) of each detail that says something."""
    detail = json.loads(entry.detail)
    return [
        (str(LABELS.get(name, name)), _said(name, value))
        for name, value in sorted(detail.items(), key=lambda told: _ORDER.get(told[0], len(_ORDER)))
        if value not in (None, "", [])
    ]


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        more = "…" if len(value) > _TOLD else ""
        return _("、").join(_field(one) for one in value[:_TOLD]) + more
    if name in ("before", "after", "role", "method"):
        return str(_WORDS.get(value, value))
    return str(value)


def _field(name: str) -> str:
    """What a field of a campaign is called, or what was said."""
    fields = {one.name: one for one in Campaign._meta.fields}
    return str(fields[name].verbose_name) if name in fields else name
