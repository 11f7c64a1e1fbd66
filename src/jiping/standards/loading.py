"""Reading standards from TOML: packaged ones by name, a user's own by path, with inheritance.

A table given by a standard is laid over the one of its parent key by key; a list replaces the
parent's list, and so does a table that names another `kind`. `aliases`, `recognise`, `remarks` and
`valid_to` belong to one standard and are not inherited.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .faults import Layer, StandardError, fault_at, fault_of, fault_of_toml
from .model import Standard

PACKAGED = Path(__file__).parent
_NOT_INHERITED = ("aliases", "recognise", "remarks", "extends", "valid_to")
_SIZE_LIMIT = 1_000_000


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names of the packaged standards, in order."""
    return tuple(sorted(path.stem for path in PACKAGED.glob("*.toml")))


def load(name_or_path: str | Path) -> Standard:
    """Return the standard of this name, short name (`sichuan`) or TOML file.

    Raises `StandardError`, in Chinese, with file, line, reason and remedy.
    """
    if name_or_path in names():
        return _packaged(str(name_or_path))
    path = _find(str(name_or_path), Path())
    if path is None:
        known = "、".join(names())
        raise StandardError(
            f"没有名为“{name_or_path}”的评分标准，可用的有：{known}；自定标准请给出 .toml 文件路径"
        )
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise StandardError(f"{path}：无法读取评分标准文件，请检查路径和权限") from error
    return _load(path, changed)


@cache
def _packaged(name: str) -> Standard:
    """A standard that comes with the program, which does not change while that runs."""
    return _load(PACKAGED / f"{name}.toml", 0)


@lru_cache(maxsize=64)
def _load(path: Path, _changed: int) -> Standard:
    layers = _layers(path)
    merged: dict[str, Any] = {}
    forms: dict[str, Any] = {}
    for layer in layers:
        kept = {key: value for key, value in merged.items() if key not in _NOT_INHERITED}
        merged = _lay_over(kept, layer.tree)
        forms |= _own_form(merged)
    if forms:
        # What a standard does not print itself, it prints as the one that it extends.
        merged = _lay_over({"forms": forms}, merged)
    try:
        return Standard.model_validate(_plain(merged))
    except ValidationError as error:
        raise fault_of(error, layers, tuple(_sources(merged))) from error


def _find(name: str, beside: Path) -> Path | None:
    """The file of a packaged name, of a short name, or of a path (relative to *beside*)."""
    if name in names():
        return PACKAGED / f"{name}.toml"
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return (beside / name).resolve()
    stem = _aliases().get(name)
    return PACKAGED / f"{stem}.toml" if stem else None


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {alias: name for name in names() for alias in packaged_tree(name).get("aliases", ())}


@lru_cache(maxsize=32)
def packaged_tree(name: str) -> dict[str, Any]:
    """The packaged TOML of this name as it stands, without its parents."""
    return read_toml(PACKAGED / f"{name}.toml").tree


def _layers(path: Path) -> tuple[Layer, ...]:
    """The files that make up a standard, the oldest ancestor first."""
    layers = [read_toml(path)]
    while (parent := layers[-1].tree.get("extends")) is not None:
        child = layers[-1]
        found = _find(parent, child.path.parent) if isinstance(parent, str) else None
        if found is None or not found.is_file():
            known = "、".join(names())
            reason = f"extends 指向的标准“{parent}”不存在，可用的有：{known}，或一个 .toml 文件"
            raise fault_at(child, ("extends",), reason)
        if any(found == layer.path for layer in layers):
            reason = f"extends 循环继承：“{parent}”又回到了自己，请断开其一"
            raise fault_at(child, ("extends",), reason)
        layers.append(read_toml(found))
    return tuple(reversed(layers))


def read_toml(path: Path, what: str = "评分标准") -> Layer:
    """Read one TOML file, numbers exact; *what* it should be is said where it is not.

    Raises `StandardError`, in Chinese, with file, line and reason.
    """
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise StandardError(f"{path}：文件超过 1 MB，不像{what}，请检查是否选错文件")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise StandardError(f"{path}：无法读取{what}文件，请检查路径和权限") from error
    except UnicodeDecodeError as error:
        raise StandardError(f"{path}：不是 UTF-8 文本，请以 UTF-8 编码另存") from error
    try:
        return Layer(path, text, tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise fault_of_toml(path, error) from error
    except RecursionError as error:
        raise StandardError(f"{path}：括号嵌套过深，不像{what}，请检查是否选错文件") from error


def _lay_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            kind = under.get("kind")
            result[key] = _lay_over(under, value) if value.get("kind", kind) == kind else value
        else:
            result[key] = value
    return result


def _own_form(tree: dict[str, Any]) -> dict[str, Any]:
    form = tree.get("form")
    kind = form.get("filing_kind") if isinstance(form, dict) else None
    return {kind: form} if isinstance(kind, str) else {}


def _sources(tree: dict[str, Any]) -> dict[str, Any]:
    sources = tree.get("sources")
    return sources if isinstance(sources, dict) else {}


def _plain(tree: dict[str, Any]) -> dict[str, Any]:
    """The merged TOML in the shape of the model: sources as a list, lists as tuples."""
    shaped = {key: frozen(value) for key, value in tree.items()}
    if isinstance(tree.get("sources"), dict):
        shaped["sources"] = tuple(
            {"key": key, **value} if isinstance(value, dict) else value
            for key, value in _sources(tree).items()
        )
    return shaped


def frozen(value: Any) -> Any:
    """*value* of a TOML file with tuples for its lists, as the models take it."""
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value
