"""The project file `jiping.toml`: the standard, changes of the checks, and rules of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, NamedTuple

from pydantic import Field, ValidationError

from jiping.standards import Standard, StandardError, load
from jiping.standards.adjustments import CheckSetting, LimitSetting
from jiping.standards.base import Table
from jiping.standards.faults import Layer, fault_at, fault_of
from jiping.standards.loading import frozen, read_toml

from .own import OwnCheck, load_own
from .settings import NONE, Settings, faults


class Project(NamedTuple):
    """What a project file says; without one everything is as packaged.

    `fonts` are folders of faces; `polish` is where a language model may be asked to polish drafts.
    """

    path: Path | None = None
    standard: Standard | None = None
    settings: Settings = NONE
    fonts: tuple[Path, ...] = ()
    polish: Mapping[str, str] = MappingProxyType({})


class _Polish(Table):
    """The address (as far as /v1) and name of a model, and how many seconds it may take."""

    address: str
    model: str = ""
    timeout: Annotated[int, Field(ge=1, le=600)] = 60


class _File(Table):
    standard: str | None = None
    own_checks: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    polish: _Polish | None = None
    checks: dict[str, CheckSetting] = Field(default_factory=dict)
    limits: dict[str, LimitSetting] = Field(default_factory=dict)


def load_project(path: Path | None) -> Project:
    """Read a project file and the rules it names; without a path, change nothing.

    Raises StandardError, and FormulaError where a rule cannot be understood.
    """
    if path is None:
        return Project()
    layer = read_toml(path, "项目设置")
    try:
        told = _File.model_validate(frozen(layer.tree))
    except ValidationError as error:
        raise fault_of(error, [layer], ()) from error
    own = _own_checks(layer, told.own_checks)
    for fault in faults(told.checks, told.limits, (rule.code for rule in own)):
        raise fault_at(layer, fault.location, fault.reason)
    settings = Settings(told.checks, told.limits, own)
    polish = told.polish.model_dump() if told.polish else {}
    return Project(
        path, _standard(layer, told.standard), settings, _fonts(layer, told.fonts),
        {name: str(value) for name, value in polish.items()},
    )  # fmt: skip


def _fonts(layer: Layer, names: tuple[str, ...]) -> tuple[Path, ...]:
    """Folders with faces for documents, by their path from the project file."""
    folders = tuple(layer.path.parent / name for name in names)
    for number, folder in enumerate(folders):
        if not folder.is_dir():
            raise fault_at(layer, ("fonts", number), f"字体文件夹“{names[number]}”不存在")
    return folders


def _own_checks(layer: Layer, names: tuple[str, ...]) -> tuple[OwnCheck, ...]:
    found: dict[str, OwnCheck] = {}
    for number, name in enumerate(names):
        path = layer.path.parent / name
        if not path.is_file():
            raise fault_at(layer, ("own_checks", number), f"自编规则文件“{name}”不存在")
        for rule in load_own(path):
            if rule.code in found:
                reason = f"“{name}”的编号“{rule.code}”已在别的规则文件里用过"
                raise fault_at(layer, ("own_checks", number), reason)
            found[rule.code] = rule
    return tuple(found.values())


def _standard(layer: Layer, name: str | None) -> Standard | None:
    if name is None:
        return None
    try:
        standard = load(layer.path.parent / name if name.endswith(".toml") else name)
        NONE.over(standard)
    except StandardError as error:
        raise fault_at(layer, ("standard",), str(error)) from error
    return standard
