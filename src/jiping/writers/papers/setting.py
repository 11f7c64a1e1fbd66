"""A work paper set by typst from a template beside this module and plain data."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jiping.writers.typesetting import Faces, pictures, quoted, typeset


def set_paper(
    name: str, data: dict[str, Any], title: str, date: dt.date | None, faces: Faces | None
) -> bytes:
    """The paper `name` with *data* as PDF; the same data gives the same bytes."""
    return typeset(source(name, data), title=title, date=date, faces=faces)


def paper_pictures(name: str, data: dict[str, Any], faces: Faces | None) -> tuple[bytes, ...]:
    """The paper's pages as PNG, to be looked at."""
    return pictures(source(name, data), faces=faces)


def source(name: str, data: dict[str, Any]) -> str:
    """The template behind its data. Nothing in the data is read as markup."""
    told = json.dumps(data, ensure_ascii=False)
    return f"#let data = json(bytes({quoted(told)}))\n{_template(name)}"


@lru_cache(maxsize=8)
def _template(name: str) -> str:
    return files(__package__).joinpath(f"{name}.typ").read_text(encoding="utf-8")
