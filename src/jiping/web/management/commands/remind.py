"""`jiping manage remind`: once a day, remind those who hold filings that are due soon."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jiping.web import builds
from jiping.web.actor import program
from jiping.web.campaigns.automatic import remind_before_deadlines
from jiping.web.notices.mail import MAIL, is_set_up, send_waiting


class Command(BaseCommand):
    """Remind of deadlines, and send the mails that wait."""

    help = "截止前若干天自动提醒应办理的人（每天运行一次；重复运行不会重复提醒）"

    def add_arguments(self, parser: CommandParser) -> None:
        """How many days before."""
        told = "，".join(map(str, settings.REMIND_DAYS)) or "不提醒"
        parser.add_argument(
            "--days", type=int, nargs="+", metavar="天数", default=settings.REMIND_DAYS,
            help=f"截止前几天提醒，可写几个（默认：{told}）",
        )  # fmt: skip

    def handle(self, *_args: Any, days: list[int], **_options: Any) -> None:
        """Remind, then send."""
        done = remind_before_deadlines(program("remind"), days, timezone.localdate())
        self.stdout.write(f"已发出 {done.sent} 条提醒")
        if not is_set_up():
            self.stdout.write("没有设置邮件服务器，不发邮件")
            return
        builds.want(MAIL)
        builds.do_wanted(MAIL, send_waiting)
        status = builds.status(MAIL)
        self.stdout.write(
            f"邮件：送出 {status.get('sent', 0)} 人，失败 {status.get('failed', 0)} 人"
        )
