"""`jiping manage build NAME`: the public site, the summary; done where it is asked for."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jiping.web import builds
from jiping.web.filings.peers import MEASURES, measure_missing
from jiping.web.notices.mail import MAIL, send_waiting
from jiping.web.portal.build import SITE, build_site
from jiping.web.portal.screening import SCREENING, look_through_all
from jiping.web.summary.build import SUMMARY, build_summary

WORKS: dict[str, builds.Work] = {
    SITE: build_site,
    SUMMARY: build_summary,
    SCREENING: look_through_all,
    MAIL: send_waiting,
    MEASURES: measure_missing,
}


class Command(BaseCommand):
    """Do work that nobody waits for."""

    help = "生成公开网站（site）、汇总分析（summary），做公开前检查（screening），发送提醒邮件（mail），或计算同类比较的数（measures）；--now 立即去做"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which work, and whether it is asked for herewith."""
        parser.add_argument("name", choices=sorted(WORKS))
        parser.add_argument("--now", action="store_true")

    def handle(self, *_args: Any, name: str, now: bool, **_options: Any) -> None:
        """Do the work while it is asked for."""
        if now:
            builds.want(name)
        self.stdout.write(f"完成 {builds.do_wanted(name, WORKS[name])} 次")
