"""The words that the command-line library prints around our own, in Chinese."""

from __future__ import annotations

import re

import typer
from typer import rich_utils

from .terminal import break_as_chinese


def speak_chinese() -> None:
    """Title the panels of `--help` and of usage errors in Chinese, and break lines as it is broken."""
    break_as_chinese()
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.ERRORS_PANEL_TITLE = "用法有误"
    rich_utils.ABORTED_TEXT = "已中断。"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.RICH_HELP = "用 [blue]{command_path} {help_option}[/] 查看用法。"


def usage_error(error: Exception) -> str | None:
    """Say in Chinese what is wrong with a call of the command line; None for any other error."""
    if not isinstance(error, typer.BadParameter.__mro__[1]):
        return None
    kind = type(error).__name__
    if kind == "NoSuchOption":
        likely = "、".join(getattr(error, "possibilities", None) or ())
        said = f"没有选项“{getattr(error, 'option_name', '')}”"
        return said + (f"，相近的有：{likely}" if likely else "")
    if kind == "MissingParameter":
        return f"缺少参数“{_name_of(error)}”"
    if isinstance(error, typer.BadParameter):
        return f"“{_name_of(error)}”的值不可用{_allowed(error.message)}"
    if match := re.match(r"No such command '([^']*)'\.(?: Did you mean '([^']*)')?", str(error)):
        return f"没有命令“{match[1]}”" + (f"，相近的有：{match[2]}" if match[2] else "")
    if kind == "BadOptionUsage":
        return f"选项“{getattr(error, 'option_name', '')}”后面的值缺少或多余"
    return str(error)


def _allowed(message: str) -> str:
    """What may be given instead of a value that was refused with this *message*."""
    if choices := re.findall("'([^']*)'", message.partition("is not one of")[2]):
        return f"，可用的有：{'、'.join(choices)}"
    if match := re.search(r"greater than or equal to (\d+)", message):
        return f"，应不小于{match[1]}"
    return "，应为整数" if "a valid integer" in message else ""


def _name_of(error: Exception) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    return str(parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar)
