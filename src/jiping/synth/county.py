"""An invented county: its units in a tree, from one seed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.regions.divisions import by_name
from jiping.filing.unit_kinds import kind_of_unit

from .dice import Dice
from .trades import Trade, trades

_FIRST = "青云石柳梅枫桐兰竹清松柏杏莲鹤鹿沙霞梓槐"
_SECOND = "禾溪桥泉岭湾坪塘渡浦垣陂屿墩垌冲畈坳埠洲"
_WORDS = {
    "n": "一二三四五六七八九",
    "h": ("人民", "中医", "妇幼保健", "第二人民"),
    "a": ("农业技术推广", "植物保护检疫", "农产品质量安全检测"),
    "b": ("图书", "文化", "博物"),
    "p": ("组织部", "宣传部", "统战部", "政法委员会"),
    "m": ("总工会", "妇女联合会", "残疾人联合会", "红十字会"),
    "o": ("政务服务", "公共资源交易", "不动产登记", "社会保险服务"),
}
_PLACES = {"t"}


class Unit(NamedTuple):
    """A budget unit: its kind (`filing.unit_kinds`), its trade, its supervisor and its people.

    `supervisor` is the name of the unit above, None for a unit of the first level (一级预算单位).
    `posts` are the established posts, `staff` those in post, `retired` the pensioners.
    """

    name: str
    kind: str
    trade: Trade
    supervisor: str | None
    posts: int
    staff: int
    retired: int
    seed: str

    @property
    def projects(self) -> tuple[str, ...]:
        """The names of its projects."""
        return tuple(project.name for project in self.trade.projects)


class County(NamedTuple):
    """An invented county with its units, supervisors before the units under them."""

    name: str
    prefecture: str
    units: tuple[Unit, ...]

    def under(self, supervisor: str | None) -> tuple[Unit, ...]:
        """The units right under one, or those of the first level."""
        return tuple(unit for unit in self.units if unit.supervisor == supervisor)


@lru_cache(maxsize=64)
def county(seed: int, size: int | None = None) -> County:
    """The county of this seed: 60 units of all kinds, or the first *size* of them.

    Nothing in it exists: no division of these names is in the table of GB/T 2260.
    """
    dice = Dice("county", seed)
    places = dice.shuffled(_invented())
    name, prefecture = f"{places.pop()}县", f"{places.pop()}市"
    units = tuple(_units(name, places, dice, seed))
    return County(name, prefecture, _balanced(units, size))


@lru_cache(maxsize=1)
def _invented() -> tuple[str, ...]:
    """Names of places that no division has, nor a longer name begins with."""
    known = {name[:2] for name in by_name()}
    return tuple(
        first + second for first in _FIRST for second in _SECOND if first + second not in known
    )


def _units(county_name: str, places: list[str], dice: Dice, seed: int) -> Iterator[Unit]:
    towns = [places.pop() for _ in range(trades()["township"].units)]
    streets = [places.pop() for _ in range(trades()["subdistrict"].units)]
    heads: dict[str, str] = {}
    for trade in trades().values():
        own = streets if trade.key == "subdistrict" else towns
        for number in range(trade.units):
            words = {key: some[number % len(some)] for key, some in _WORDS.items()}
            name = trade.name.format(c=county_name, t=own[number % len(own)], **words)
            heads.setdefault(trade.key, name)
            posts = dice.whole(*trade.staff)
            yield Unit(
                name, kind_of_unit(name) or "institution", trade,
                heads[trade.parent] if trade.parent else None,
                posts, posts - dice.whole(0, max(1, posts // 12)), dice.whole(posts // 5, posts // 2),
                f"{seed}/{name}",
            )  # fmt: skip


def _balanced(units: tuple[Unit, ...], size: int | None) -> tuple[Unit, ...]:
    """The first *size* units when one of each trade is taken in turn; supervisors come along."""
    if size is None or size >= len(units):
        return units
    seen: dict[str, int] = {}
    turns = []
    for unit in units:
        turns.append(seen.setdefault(unit.trade.key, 0))
        seen[unit.trade.key] += 1
    order = sorted(
        range(len(units)), key=lambda at: (turns[at], units[at].supervisor is not None, at)
    )
    return tuple(units[at] for at in sorted(order[:size]))
