"""The words that the command-line library prints around our own, in Chinese."""

from __future__ import annotations

from typer import rich_utils


def speak_chinese() -> None:
    """Title the panels of `--help` and of usage errors in Chinese."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.ERRORS_PANEL_TITLE = "用法有误"
    rich_utils.ABORTED_TEXT = "已中断。"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.RICH_HELP = "用 [blue]{command_path} {help_option}[/] 查看用法。"
