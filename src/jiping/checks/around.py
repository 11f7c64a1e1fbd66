"""The clean surroundings of the clean filing: its year before, its accounts and its peers.

Examples edit them as they edit the filing, with `last_year:`, `accounts:` or `peers:` before the
pointer; the peers are a list (`peers:/0/unit`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jiping.filing import Accounts, Filing

from .examples import changed, edited
from .measures import MeasuredPeers
from .peers import Peers
from .registry import NEEDS, Edits, Example, Need
from .surroundings import Surroundings

#: The year before: what is other than in the clean filing.
_LAST_YEAR: Edits = {
    "/fiscal_year": 2022,
    "/budget/rows/0/initial": "460.00", "/budget/rows/0/adjusted": "478.00",
    "/budget/rows/0/executed": "470.00", "/budget/rows/0/execution_rate": "0.9833",
    "/budget/rows/0/score": "9.83", "/budget/by_revenue/general_public_budget": "478.00",
    "/budget/by_expenditure/basic": "324.60", "/budget/by_expenditure/project": "145.40",
    "/goals/expected": "全年办读书会和讲座38场，采购新书5500册，吸引读者7.5万人次，读者满意率九成。",
    "/goals/achieved": "办读书会和讲座40场，新书入藏5600册，读者7.9万人次，满意率91%；两场活动因场馆停电改期。",
    "/indicators/0/target": "≥38场", "/indicators/0/actual": "40场",
    "/indicators/1/target": "≥5500册", "/indicators/1/actual": "5600册",
    "/indicators/1/score": "8", "/indicators/1/reason": None,
    "/indicators/2/actual": "98.5%",
    "/indicators/3/actual": "94%", "/indicators/3/score": "11.87",
    "/indicators/3/reason": "7月馆舍停电检修，两场活动顺延到8月举行；办公室从2023年1月起每季度与供电所核对检修计划。",
    "/indicators/4/target": "≤46元/册", "/indicators/4/actual": "45.1元/册",
    "/indicators/5/actual": "5.2万元",
    "/indicators/6/target": "≥7.5万人次", "/indicators/6/actual": "7.9万人次",
    "/indicators/7/target": "≤12.5万度", "/indicators/7/actual": "12.2万度",
    "/indicators/9/actual": "91%",
    "/total/score": "99.7",
    "/report/title": "云溪县图书馆2022年度部门整体支出绩效自评报告",
    "/report/sections/1/text": "2022年一般公共预算支出共470.00万元，结转下年8.00万元。",
    "/report/sections/2/text":
        "人员工资和社保等198.00万元，增加6.00万元，因调整了绩效工资基数。办公、水电、物业等91.30万元，"
        "减少2.10万元，因合并两处书库。离退休和遗属补助35.30万元，与2021年持平。",
    "/report/sections/3/text": "项目支出145.40万元，其中图书采购92.00万元、读书会和讲座53.40万元，均有验收单。",
    "/report/sections/7/text":
        "自评99.7分，评为优。读书会和讲座办了40场，入藏新书5600册，进馆人次7.9万，抽查编目98.5%合格。"
        "11月在大厅和线上请260名读者打分，91%表示满意。",
    "/report/sections/8/text": "两场活动没有按期举办，因为7月馆舍停电检修，事先不知道检修计划，也没有备用场地。",
    "/report/sections/9/text": "办公室从2023年1月起每季度与供电所核对检修计划，另与县文化馆商定一处备用场地。",
    "/report/figures/0/amount": "198.00", "/report/figures/0/change": "6.00",
    "/report/figures/0/cause": "调整了绩效工资基数",
    "/report/figures/1/amount": "91.30", "/report/figures/1/change": "2.10",
    "/report/figures/1/direction": "decrease", "/report/figures/1/cause": "合并两处书库",
    "/report/figures/2/amount": "35.30", "/report/figures/2/change": "0",
    "/report/figures/2/direction": "unchanged", "/report/figures/2/cause": None,
}  # fmt: skip

_PEER_UNITS = (
    # unit, executed of 500, 301, 302, 303, staff, points of the third indicator, total score
    ("东川县图书馆", "485.00", "198.00", "92.00", "30.00", 18, "12", "97.2"),
    ("石桥县图书馆", "472.00", "232.00", "104.00", "38.00", 21, "11", "95.8"),
    ("南屏县图书馆", "491.00", "176.00", "81.00", "29.00", 16, "13", "98.3"),
    ("白河县图书馆", "455.00", "243.00", "110.00", "41.00", 22, "12", "93.6"),
    ("青岭县图书馆", "480.00", "207.00", "99.00", "32.00", 19, "14", "96.4"),
    ("长溪县图书馆", "496.00", "187.00", "88.00", "36.00", 17, "10", "98.9"),
    ("梅城县图书馆", "467.00", "219.00", "101.00", "34.00", 20, "15", "94.5"),
    ("云台县图书馆", "478.00", "196.00", "94.00", "31.00", 18, "12", "96.9"),
    ("柳泉县图书馆", "488.00", "228.00", "97.00", "37.00", 20, "11", "97.7"),
)
_PEER_TEXTS = (
    "送书下乡走了{n}个村，流动图书车全年出车{n}趟，村里的老人和孩子在家门口就能借书还书。",
    "本馆与{n}所中小学共建分馆，学生凭校园卡通借通还，寒暑假另开少儿夜场。",
    "古籍库完成恒温恒湿改造，{n}部善本做了数字化，研究者可以在线申请阅览。",
)


def _peer(number: int) -> Edits:
    unit, executed, pay, goods, aid, staff, heaviest, total = _PEER_UNITS[number]
    return {
        "/unit": unit, "/supervisor": None, "/goals/expected": None, "/goals/achieved": None,
        "/budget/rows/0/initial": f"{460 + 5 * number}.00", "/budget/rows/0/executed": executed,
        "/indicators/1/reason": None, "/indicators/2/weight": heaviest,
        "/indicators/3/weight": str(24 - int(heaviest)), "/total/score": total,
        "/report/title": f"{unit}2023年度部门整体支出绩效自评报告",
        "/report/sections": [
            {"number": "一、", "heading": "基本情况", "topic": "profile",
             "text": f"{unit}年末在职人员{staff}人。"},
            {"number": "二、", "heading": "绩效情况", "topic": "performance",
             "text": _PEER_TEXTS[number % 3].format(n=number + 3)},
        ],
        "/report/figures": [
            {"item": item, "label": label, "amount": amount}
            for item, label, amount in (
                ("301", "工资福利支出", pay), ("302", "商品和服务支出", goods),
                ("303", "对个人和家庭的补助", aid),
            )
        ],
    }  # fmt: skip


def _accounts() -> dict[str, Any]:
    return {
        "unit": "云溪县图书馆", "fiscal_year": 2023,
        "income": "500.00", "expenditure": "490.00", "initial": "480.00", "adjusted": "500.00",
        "basic": "340.00", "project": "150.00", "appropriated": "490.00",
        "general": "490.00", "general_income": "500.00",
        "general_basic": "340.00", "general_project": "150.00",
        "funds": "0", "funds_income": "0", "state_capital": "0", "state_capital_income": "0",
        "classes": {"301": "210.00", "302": "96.50", "303": "33.50"},
        "three_public_budget": {"total": "1.50", "reception": "0.50", "running": "1.00"},
        "three_public": {"total": "1.20", "reception": "0.30", "running": "0.90"},
        "staff": 19,
    }  # fmt: skip


def surroundings_of(example: Example) -> Surroundings:
    """What lies around the filing of an example."""
    own = edits_of(example.edits)
    needs = {example.needs} if example.needs else set()
    return Surroundings(
        _last_year(own["last_year"]) if "last_year" in needs else None,
        Accounts.model_validate(changed(_accounts(), own["accounts"]))
        if "accounts" in needs
        else None,
        _peers(own["peers"]) if "peers" in needs else None,
    )


def edits_of(edits: Edits) -> dict[Need, dict[str, object]]:
    """The edits that are not of the filing itself, by what they are of."""
    found: dict[Need, dict[str, object]] = {need: {} for need in NEEDS}
    for pointer, value in edits.items():
        need, at = around(pointer)
        if need:
            found[need][at] = value
    return found


def around(pointer: str) -> tuple[Need | None, str]:
    """What a pointer of an example is of (None: the filing itself), and the pointer within it."""
    for need in NEEDS:
        if pointer.startswith(f"{need}:"):
            return need, pointer[len(need) + 1 :]
    return None, pointer


def clean_of(need: Need) -> Filing | Accounts | tuple[Filing, ...]:
    """The clean surroundings of this kind."""
    if need == "last_year":
        return _last_year({})
    return Accounts.model_validate(_accounts()) if need == "accounts" else _clean_peers()


def _last_year(edits: Edits) -> Filing:
    return edited(_LAST_YEAR, edits)


def _peers(edits: Edits) -> Peers:
    by_number: dict[int, dict[str, object]] = {}
    for pointer, value in edits.items():
        _, number, rest = pointer.split("/", 2)
        by_number.setdefault(int(number), {})["/" + rest] = value
    return MeasuredPeers(tuple(_changed_peers(by_number)))


def _changed_peers(edits: dict[int, dict[str, object]]) -> Iterator[Filing]:
    for number, peer in enumerate(_clean_peers()):
        yield edited(_peer(number), edits[number]) if number in edits else peer


@lru_cache(maxsize=1)
def _clean_peers() -> tuple[Filing, ...]:
    return tuple(edited(_peer(number)) for number in range(len(_PEER_UNITS)))
