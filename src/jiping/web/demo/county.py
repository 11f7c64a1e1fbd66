"""An example county, made up from a seed: units in a tree, people, projects, and their filings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from jiping.filing.numbers import plain, round_half_up

#: Everything carries this made-up county's name.
COUNTY = "青禾县"
_DEPARTMENTS = (
    ("教育局", "教育"), ("卫生健康局", "卫生健康"), ("农业农村局", "农业农村"), ("水利局", "水利"),
    ("交通运输局", "交通运输"), ("住房和城乡建设局", "城乡建设"), ("民政局", "社会保障"),
    ("文化旅游广电体育局", "文化旅游"), ("市场监督管理局", "市场监管"), ("生态环境局", "生态环境"),
    ("自然资源局", "自然资源"), ("应急管理局", "应急管理"),
)  # fmt: skip
_BELOW = {
    "教育局": ("第一中学", "第二中学", "实验小学", "城关小学", "中心幼儿园", "职业中等专业学校"),
    "卫生健康局": ("人民医院", "中医医院", "妇幼保健院", "疾病预防控制中心", "城关镇卫生院"),
    "农业农村局": ("农业技术推广中心", "动物疫病预防控制中心", "农村经营服务站"),
    "水利局": ("河道管理所", "农村供水服务站", "水库管理中心"),
    "交通运输局": ("公路养护中心", "道路运输服务中心"),
    "住房和城乡建设局": ("环境卫生管理所", "园林绿化所", "保障性住房服务中心"),
    "民政局": ("社会福利院", "救助管理站"),
    "文化旅游广电体育局": ("图书馆", "文化馆", "博物馆"),
    "市场监督管理局": ("检验检测中心",),
    "生态环境局": ("环境监测站",),
    "自然资源局": ("不动产登记中心",),
    "应急管理局": ("应急救援大队",),
}
_TOWNS = ("古岳镇", "清溪镇", "石桥镇", "双江乡", "白云镇", "龙泉乡", "南山镇", "北河镇", "枫林乡",
          "长滩镇", "金盆镇", "望江镇", "松柏乡", "大湾镇", "城关街道")  # fmt: skip
_SURNAMES = "周吴郑王李赵陈杨黄何罗梁宋唐许韩冯邓曹彭"
_GIVEN = (
    "伟",
    "芳",
    "敏",
    "静",
    "磊",
    "洋",
    "艳",
    "勇",
    "军",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "霞",
    "平",
)


class MadeUnit(NamedTuple):
    """A unit of the county."""

    code: str
    name: str
    kind: str
    sector: str
    parent: str | None


class MadeProject(NamedTuple):
    """A project of a unit."""

    code: str
    name: str
    unit: str
    sector: str


def units() -> tuple[MadeUnit, ...]:
    """The county's sixty units from the top down."""
    made: list[MadeUnit] = []
    for number, (name, sector) in enumerate(_DEPARTMENTS, start=101):
        made.append(MadeUnit(str(number), COUNTY + name, "department", sector, None))
        for below, child in enumerate(_BELOW[name], start=1):
            kind = "school" if sector == "教育" else "hospital" if "院" in child else "institution"
            code = f"{number}{below:03}"
            made.append(MadeUnit(code, COUNTY + child, kind, sector, str(number)))
    for number, town in enumerate(_TOWNS, start=301):
        name = f"{COUNTY}{town}人民政府" if not town.endswith("街道") else f"{COUNTY}{town}办事处"
        made.append(MadeUnit(str(number), name, "township", "乡镇", None))
    return tuple(made)


def projects(seed: int) -> tuple[MadeProject, ...]:
    """One or two projects for each unit."""
    random_ = random.Random(f"{seed}/projects")  # noqa: S311
    kinds = ("设施设备更新", "业务能力提升", "惠民补助", "运行维护", "环境整治")
    made = []
    for unit in units():
        for number, kind in enumerate(random_.sample(kinds, random_.choice((1, 1, 2))), start=1):
            name = f"{unit.name.removeprefix(COUNTY)}{kind}"
            made.append(MadeProject(f"{unit.code}-P{number:02}", name, unit.code, unit.sector))
    return tuple(made)


def person(seed: int, number: int) -> str:
    """A made-up name."""
    random_ = random.Random(f"{seed}/person/{number}")  # noqa: S311
    return random_.choice(_SURNAMES) + random_.choice(_GIVEN)


def figures(seed: int, code: str, year: int) -> dict[str, str]:
    """Budget figures of a unit or project in a year, 万元."""
    random_ = random.Random(f"{seed}/{code}/{year}/figures")  # noqa: S311
    initial = Decimal(random_.randint(8_000, 400_000)) / 100
    adjusted = initial * random_.choice((100, 100, 102, 108, 115)) / 100
    executed = adjusted * random_.choice((100, 98, 97, 95, 92)) / 100
    told = {"initial": initial, "adjusted": adjusted, "executed": executed}
    return {name: plain(round_half_up(value)) for name, value in told.items()}


_ROWS = (
    ("产出指标", "数量指标", "{s}服务事项办结数量", 8, "件", (120, 900)),
    ("产出指标", "数量指标", "{s}业务培训人次", 8, "人次", (40, 300)),
    ("产出指标", "质量指标", "{s}服务验收合格率", 12, "%", (95, 98)),
    ("产出指标", "时效指标", "资金支付及时率", 12, "%", (92, 98)),
    ("产出指标", "成本指标", "{s}服务单位成本", 10, "元/件", (150, 800)),
    ("效益指标", "经济效益指标", "带动增收人数", 8, "人", (200, 2600)),
    ("效益指标", "社会效益指标", "受益群众人数", 8, "人", (2000, 26000)),
    ("效益指标", "生态效益指标", "绿色采购占比", 7, "%", (80, 95)),
    ("效益指标", "可持续影响指标", "管护制度落实率", 7, "%", (92, 98)),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", 10, "%", (88, 95)),
)


def edits(seed: int, code: str, name: str, sector: str, year: int) -> Iterator[dict[str, Any]]:
    """The edits by which a unit fills in its form, as the page would send them."""
    random_ = random.Random(f"{seed}/{code}/{year}/form")  # noqa: S311
    money = figures(seed, code, year)
    yield {"op": "insert", "at": "/budget/rows/0", "value": {
        "item": "total", "label": "年度资金总额", **money, "weight": "10",
    }}  # fmt: skip
    executed, adjusted = Decimal(money["executed"]), Decimal(money["adjusted"])
    own = plain(round_half_up(executed * 10 / adjusted))
    yield {"op": "set", "at": "/budget/rows/0/score", "value": own}
    yield {"op": "set", "at": "/budget/rows/0/executed", "value": money["executed"]}
    yield {
        "op": "set",
        "at": "/budget/by_revenue/general_public_budget",
        "value": money["adjusted"],
    }
    basic = round_half_up(adjusted * random_.randint(55, 80) / 100)
    yield {"op": "set", "at": "/budget/by_expenditure/basic", "value": plain(basic)}
    yield {"op": "set", "at": "/budget/by_expenditure/project", "value": plain(adjusted - basic)}
    rows = [_row(random_, sector, row) for row in _ROWS]
    for number, row in enumerate(rows):
        yield {"op": "insert", "at": f"/indicators/{number}", "value": row}
    told = "，".join(f"{row['name']}{row['target']}" for row in rows[:4])
    done = "，".join(f"{row['name']}{row['actual']}" for row in rows[:4])
    yield {"op": "set", "at": "/goals/expected", "value": f"{year}年{name}计划：{told}。"}
    yield {"op": "set", "at": "/goals/achieved", "value": f"全年已完成：{done}。"}
    yield {"op": "set", "at": "/indicators/0/score", "value": rows[0]["score"]}


def _row(
    random_: random.Random, sector: str, row: tuple[str, str, str, int, str, tuple[int, int]]
) -> dict[str, Any]:
    level1, level2, name, weight, unit, (low, high) = row
    target = random_.randint(low, high)
    ceiling = level2 == "成本指标"
    missed = random_.random() < 0.2
    actual = (
        target
        * (random_.randint(90, 99) if missed != ceiling else random_.randint(100, 104))
        // 100
    )
    if unit == "%":
        actual = min(actual, 100)
    missed = actual > target if ceiling else actual < target
    share = Decimal(target) / actual if ceiling else Decimal(actual) / target
    score = round_half_up(weight * share) if missed else Decimal(weight)
    reason = (
        f"因下半年人员调整，实际完成{actual}{unit}，比目标差{abs(target - actual)}{unit}。"
        "办公室从次年1月起按月核对进度，6月底前达到目标。"
        if missed
        else ""
    )
    sign = "≤" if ceiling else "≥"
    return {
        "level1": level1, "level2": level2, "name": name.format(s=sector),
        "target": f"{sign}{target}{unit}", "actual": f"{actual}{unit}",
        "weight": str(weight), "score": plain(score), "reason": reason,
    }  # fmt: skip
