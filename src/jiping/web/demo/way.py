"""One example filing sent on its way by the services that people use: log and versions are real."""

from __future__ import annotations

import random
import uuid
from typing import Any

from jiping.filing import Filing as Document
from jiping.web.accounts.models import User
from jiping.web.actor import Actor
from jiping.web.filings.answer import answer
from jiping.web.filings.edit import save_edits
from jiping.web.filings.models import Filing
from jiping.web.filings.pointers import PARTS
from jiping.web.filings.submit import submit
from jiping.web.refusal import InvalidError
from jiping.web.reviews.decide import decide
from jiping.web.reviews.remark import remark

#: How far a filing has come: 0 not started, 1 half filled in, 2 filled in with a slip, 3 submitted,
#: 4 and 5 one and two approvals on, 6 accepted, 7 published, 8 returned.
WAYS = (0, 0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8)
PUBLISHED = 7
_REMARKS = (
    "实际完成值的依据请补充佐证材料。", "得分与完成情况不一致，请核实。",
    "原因分析过于笼统，请写明具体措施和完成时间。", "与决算数不一致，请核对后说明。",
)  # fmt: skip


def send(filing: Filing, document: Document, way: int, people: dict[str, User], seed: str) -> None:
    """Fill in *filing* with *document* and take it as far as *way* says."""
    if way == 0:
        return
    dice = random.Random(seed)  # noqa: S311
    preparer = actor_for(people[f"jb{filing.unit.code}"])
    edits = _taken(document)
    if way == 1:
        edits = edits[: dice.randint(1, 2)]
    if way == 2:
        edits.append(_slip(document, dice))
    save_edits(preparer, filing.pk, 0, edits, uuid.UUID(int=dice.getrandbits(128)))
    if way > 2:
        _review(filing, way, people, preparer, dice)


def _taken(document: Document) -> list[dict[str, Any]]:
    told = document.model_dump(mode="json", exclude_none=True)
    return [
        {"op": "take", "at": part, "value": told[part[1:]]} for part in PARTS if part[1:] in told
    ]


def _slip(document: Document, dice: random.Random) -> dict[str, Any]:
    """What people get wrong: a score over its weight, a total that was not added up anew, …"""
    number = dice.randrange(len(document.indicators))
    at = f"/indicators/{number}"
    return dice.choice(
        (
            {"op": "set", "at": f"{at}/reason", "value": "还需加强，进一步提高。"},
            {"op": "set", "at": f"{at}/weight", "value": "25"},
            {"op": "set", "at": f"{at}/name", "value": "××工作完成情况"},
            {"op": "set", "at": "/total/score", "value": "60"},
        )
    )


def _review(
    filing: Filing, way: int, people: dict[str, User], preparer: Actor, dice: random.Random
) -> None:
    try:
        submit(preparer, filing.pk, 1)
    except InvalidError as refused:
        if refused.detail["errors"] or refused.detail["gaps"]:
            return
        for finding in refused.detail["unanswered"]:
            answer(
                preparer, filing.pk, finding["fingerprint"], "已核对，情况属实，依据见佐证材料。"
            )
        submit(preparer, filing.pk, 1)
    deciders = [people[f"fz{filing.unit.code}"]]
    if filing.unit.parent:
        deciders.append(people[f"zg{filing.unit.parent.code}"])
    deciders.append(people["caizheng"])
    for decider in deciders[: max(0, way - 3)] if way < 6 else deciders[: 99 if way < 8 else -1]:
        decide(actor_for(decider), filing.pk, "approve", 1)
    bureau = actor_for(people["caizheng"])
    if way == PUBLISHED:
        decide(bureau, filing.pk, "publish", 1)
    elif way > PUBLISHED:
        for number in dice.sample(range(8), 2):
            remark(bureau, filing.pk, f"/indicators/{number}/actual", dice.choice(_REMARKS))
        decide(bureau, filing.pk, "return", 1, "请按审核意见修改后重新报送。")


def actor_for(user: User) -> Actor:
    """Somebody of the example county at work."""
    return Actor(user, "127.0.0.1", "demo", uuid.uuid4())
