"""Which project file a call goes by: the one the user named, or the one beside the files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

NAME = "jiping.toml"


def project_file(named: str | None, inputs: Iterable[str]) -> Path | None:
    """The file *named*, else the one in the folder of the *inputs* (files or folders), or None.

    Standard input (`-`) lies in no folder, and packed documents bring no settings of their own.
    Raises ValueError, in Chinese, where the inputs lie beside different project files.
    """
    if named is not None:
        return Path(named)
    folders = (
        Path(one) if Path(one).is_dir() else Path(one).parent for one in inputs if one != "-"
    )
    found = {path.resolve(): path for folder in folders if (path := folder / NAME).is_file()}
    if len(found) > 1:
        names = "、".join(map(str, found.values()))
        raise ValueError(
            f"这些文件旁有不同的 {NAME}（{names}），请分开检查，或用 --config 指定一个"
        )
    return next(iter(found.values()), None)
