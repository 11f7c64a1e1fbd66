"""Which Chinese faces a page can be set in: the official ones where the machine has them.

GB/T 9704-2012 asks for 仿宋 in the body, 小标宋 for the title, 黑体 and 楷体 for headings. Those faces
belong to their foundries and come with Windows and WPS; open ones stand in for them. Of every role
the first face found is used, and the faces behind it lend the characters it lacks (㟃, 䶮, 𬭎).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import pylopdf_fonts_zh_cn
import typst

#: What a face is used for: 仿宋 (body), 楷体, 黑体, 宋体 (tables), 小标宋 (title).
Role = Literal["fangsong", "kai", "hei", "song", "xiaobiaosong"]

#: The environment variable that names folders with further faces, separated as in PATH.
VARIABLE = "JIPING_FONTS"

_PACKAGED = (Path(pylopdf_fonts_zh_cn.__file__).parent, Path(__file__).parent / "fandol")
#: Where TeX collections keep Fandol, which no list of system fonts names.
_TEX = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/texmf/fonts/opentype/public/fandol"),
)
_SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体")
_SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "思源黑体")
_SONG = ("SimSun", "宋体", "STSong", "华文宋体", "FZShuSong-Z01")

#: Families of each role, the official one first. Names as the font files give them.
FAMILIES: dict[Role, tuple[str, ...]] = {
    "fangsong": (
        "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋",
        "FZFangSong-Z02", "FZFangSong-Z02S", "方正仿宋_GBK", "FZFSK--GBK1-0", "Zhuque Fangsong (technical preview)",
        "Zhuque Fangsong", "朱雀仿宋", "FandolFang R", "FandolFang", *_SERIF,
    ),
    "kai": (
        "KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "华文楷体", "FZKai-Z03", "方正楷体_GBK",
        "LXGW WenKai GB", "LXGW WenKai", "霞鹜文楷", "FandolKai", "AR PL UKai CN", *_SERIF,
    ),
    "hei": ("SimHei", "黑体", "STHeiti", "华文黑体", "FZHei-B01", "方正黑体_GBK", *_SANS),
    "song": (*_SONG, *_SERIF),
    "xiaobiaosong": (
        "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "FZXBSK--GBK1-0",
        "STZhongsong", "华文中宋", *_SERIF,
    ),
}  # fmt: skip


class Faces(NamedTuple):
    """Faces that were found: typst's own store of them, and their families."""

    store: typst.Fonts
    families: frozenset[str]

    def chain(self, role: Role) -> tuple[str, ...]:
        """The families to set *role* in, the first that is there and those that fill its gaps."""
        return tuple(family for family in FAMILIES[role] if family in self.families)

    @property
    def title_is_light(self) -> bool:
        """Whether the title has to be emboldened, as no face of titles was found."""
        return next(iter(self.chain("xiaobiaosong")), _SERIF[0]) in _SERIF


def found_faces(folders: Iterable[Path] = ()) -> Faces:
    """The faces in *folders*, in those that JIPING_FONTS names, of the system, and packaged ones."""
    named = tuple(Path(one) for one in os.environ.get(VARIABLE, "").split(os.pathsep) if one)
    return _load((*folders, *named, *_TEX, *_PACKAGED), system=True)


def packaged_faces() -> Faces:
    """The faces that come with the program alone: the same page on every machine."""
    return _load(_PACKAGED, system=False)


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...], *, system: bool) -> Faces:
    there = [str(folder) for folder in dict.fromkeys(folders) if folder.is_dir()]
    store = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=there)
    return Faces(store, frozenset(store.families()))
