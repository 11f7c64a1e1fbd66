"""Edits are carried over others' edits in the page exactly as the server carries them."""

from __future__ import annotations

import random
from typing import Any

from jiping.web.filings.rebase import carry

from .conftest import Visit

CASES = 400


def an_edit(dice: random.Random) -> dict[str, Any]:
    at = f"/indicators/{dice.randrange(6)}"
    kind = dice.choice(("set", "set", "insert", "remove", "move", "take"))
    if kind == "set":
        return {"op": "set", "at": f"{at}/name", "value": "x"}
    if kind == "move":
        return {"op": "move", "at": at, "to": dice.randrange(6)}
    if kind == "take":
        return {"op": "take", "at": dice.choice(("/indicators", "/goals")), "value": None}
    return {"op": kind, "at": at, **({"value": {}} if kind == "insert" else {})}


def test_the_page_carries_edits_as_the_server_does(county: Any, visit: Visit) -> None:  # noqa: ARG001
    dice = random.Random(7)
    cases = [
        ([an_edit(dice) for _ in range(dice.randint(1, 4))],
         [an_edit(dice) for _ in range(dice.randint(1, 4))])
        for _ in range(CASES)
    ]  # fmt: skip
    page = visit(None, "/login")
    told = page.evaluate(
        """async (cases) => {
            const { carriedEdits } = await import("/static/js/editor/pointers.js");
            return cases.map(([mine, others]) => carriedEdits(mine, others).kept);
        }""",
        cases,
    )
    for (mine, others), kept in zip(cases, told, strict=True):
        assert kept == [one.edit for one in carry(mine, others) if one.edit], (mine, others)
