"""`jiping manage build_public_site`: write the public site where a build is asked for."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jiping.web.portal.build import build_while_wanted, request


class Command(BaseCommand):
    """Build the public site."""

    help = "生成公开网站（/public/）；--now 立即重新生成"

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument("--now", action="store_true")

    def handle(self, *_args: Any, now: bool, **_options: Any) -> None:
        """Build while builds are asked for."""
        if now:
            request()
        self.stdout.write(f"生成 {build_while_wanted()} 次")
