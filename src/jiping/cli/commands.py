"""Commands whose help speaks Chinese also in the words that the command-line library adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

Function = TypeVar("Function", bound=Callable[..., Any])


class _Chinese:
    """Usage and the help option in Chinese, before a command of the library."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`, which says in Chinese what it does."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示用法"
        return option


class _Command(_Chinese, TyperCommand):
    """A command."""


class _Group(_Chinese, TyperGroup):
    """All commands together."""


class Commands(typer.Typer):
    """The commands of the program."""

    def __init__(self, **settings: Any) -> None:
        """Take the settings of the library's own application."""
        super().__init__(
            cls=_Group, options_metavar="[选项]", subcommand_metavar="命令 …", **settings
        )

    def command(
        self, name: str | None = None, **settings: Any
    ) -> Callable[[Function], Function]:  # fmt: skip
        """Enter the decorated function as a command."""
        return super().command(name, cls=_Command, options_metavar="[选项]", **settings)
