"""What is wrong with the TOML of a standard or project, in Chinese: file, line, reason, remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Location = tuple[str | int, ...]

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\".-]+?)\s*=")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
#: Words of the TOML reader's message → what it means.
_TOML_REASONS = {
    "overwrite": "同一项写了两次",
    "twice": "同一个表写了两次",
    "already": "同一项写了两次",
    "Unclosed array": "列表缺少右方括号",
    "Unterminated": "引号没有成对",
    "Illegal character": "引号没有成对，或有不可用的字符",
    "Unescaped": "反斜杠没有写成两个",
    "Expected '='": "项目名后缺少等号",
    "Expected ']": "方括号没有成对",
    "Invalid value": "等号后不是数字、加引号的文字、列表或表",
    "Invalid statement": "这一行不是“项目名 = 值”或 [表名]（项目名、表名含中文的要加引号）",
    "Expected newline": "值后面有多余的字符",
}
_KINDS = {
    "string_type": "文字（加引号）",
    "int_type": "整数", "int_from_float": "整数",
    "bool_type": "true 或 false",
    "tuple_type": "列表 [ … ]",
    "model_type": "表（[ … ] 或 { … }）", "model_attributes_type": "表（[ … ] 或 { … }）",
    "dict_type": "表（[ … ] 或 { … }）",
    "decimal_type": "数字（不加引号）", "is_instance_of": "数字（不加引号）",
    "decimal_parsing": "数字（不加引号）",
}  # fmt: skip
_LIMITS = {"ge": "不小于", "gt": "大于", "le": "不大于", "lt": "小于"}


class StandardError(Exception):
    """A standard or project file cannot be used; the message is what the user reads, in Chinese."""


class RuleError(ValueError):
    """Rules that contradict each other; `path` leads to the key that should be looked at.

    `other` leads to the second key of the contradiction, where there are two.
    """

    def __init__(self, message: str, *path: str | int, other: Location = ()) -> None:
        """Keep the sentence for the user and the paths below the table that was checked."""
        super().__init__(message)
        self.path = path
        self.other = other


@dataclass(frozen=True)
class Layer:
    """One TOML file of a standard and its ancestors."""

    path: Path
    text: str
    tree: dict[str, Any]


def fault_of_toml(path: Path, error: tomllib.TOMLDecodeError) -> StandardError:
    """Say a syntax error: TOML names line and column."""
    place = _TOML_PLACE.search(str(error))
    where = f" 第{place[1]}行第{place[2]}列" if place else "文件末尾"
    reason = next((said for word, said in _TOML_REASONS.items() if word in str(error)), "写法有误")
    return StandardError(f"{path}{where}：不合 TOML 写法：{reason}，请改正后再试")


def fault_at(layer: Layer, location: Location, reason: str) -> StandardError:
    """Say *reason* at the line of *location* in one file."""
    return StandardError(f"{place_of(layer, location)}：{reason}")


def place_of(layer: Layer, location: Location) -> str:
    """File and line of *location*, as a user reads them."""
    return f"{layer.path} 第{_line(layer.text, location)[0]}行"


def fault_of(
    error: ValidationError, layers: Sequence[Layer], sources: Sequence[str]
) -> StandardError:
    """Say the first error of a validation, in the youngest file that has to do with it."""
    detail = error.errors(include_url=False)[0]
    location = tuple(detail["loc"])
    cause = detail.get("ctx", {}).get("error")
    other = (*location, *cause.other) if isinstance(cause, RuleError) and cause.other else ()
    if isinstance(cause, RuleError):
        location += cause.path
    if location[:1] == ("sources",) and sources and isinstance(location[1], int):
        location = ("sources", sources[location[1]], *location[2:])
    for layer in reversed(layers):
        for path in (location, other):
            line, depth = _line(layer.text, path)
            if depth:
                return StandardError(f"{layer.path} 第{line}行：{_reason(detail, location)}")
    return StandardError(f"{layers[-1].path} 第1行：{_reason(detail, location)}")


def _reason(detail: ErrorDetails, location: Location) -> str:
    key, kind, context = _spelling(location), detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return f"缺少“{key}”，请补上"
    if kind == "extra_forbidden":
        return f"不认识的项“{key}”，请改正拼写或删去"
    if kind == "literal_error":
        choice = context["expected"].replace(" or ", "、")
        return f"“{key}”的值“{detail['input']}”不可用，可选：{choice}"
    if kind == "value_error":
        return f"“{key}”：{context['error']}" if key else str(context["error"])
    if wanted := _KINDS.get(kind):
        return f"“{key}”的值类型不对，应为{wanted}"
    bounds = [f"{word} {context[name]}" for name, word in _LIMITS.items() if name in context]
    if bounds:
        return f"“{key}”的值 {detail['input']} 超出范围，应{'且'.join(bounds)}"
    return f"“{key}”的值不可用，请对照随附的标准改正"


def _spelling(location: Location) -> str:
    """`frame.level1[2].weight` (counted from 1, as a user counts)."""
    words = ""
    for part in location:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else part
    return words


def _line(text: str, location: Location) -> tuple[int, int]:
    """The line that stands for *location*, and how many parts of the location it matches."""
    best, depth = 1, 0
    table: Location = ()
    counted: dict[str, int] = {}
    array: tuple[Location, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if array is not None:
            path, index = array
            stripped = line.strip()
            if stripped.startswith("]"):
                array = None
                continue
            if not stripped or stripped.startswith("#"):
                continue
            here: Location = (*path, index)
            array = (path, index + 1)
        elif match := _TABLE.match(line):
            here = table = _header(match[2], match[1] == "[[", counted)
        elif match := _KEY.match(line):
            here = (*table, *match[1].replace('"', "").split("."))
            if line.split("#")[0].rstrip().endswith("["):
                array = (here, 0)
        else:
            continue
        if len(here) > depth and location[: len(here)] == here:
            best, depth = number, len(here)
    return best, depth


def _header(name: str, is_array: bool, counted: dict[str, int]) -> Location:
    parts: Location = tuple(part.strip().strip('"') for part in name.split("."))
    if not is_array:
        return parts
    counted[name] = counted.get(name, -1) + 1
    return (*parts, counted[name])
