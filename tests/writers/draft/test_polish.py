"""Polishing by a language model behind a local stub: taken where it changes no fact, else refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from jiping import standards
from jiping.checks.examples import clean, edited
from jiping.filing.bound import quantities, render
from jiping.writers.draft import Draft, draft
from jiping.writers.draft.language_model import ADDRESS, KEY, LanguageModel, of
from jiping.writers.draft.polish import PolishError, polished, rebound

Answer = Callable[[dict[str, Any]], tuple[int, bytes]]


class Stub:
    """A server on this machine that answers as the test says, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Answer = lambda told: (200, content(told["messages"][1]["content"]))
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.asked.append(told)
                stub.headers.append(dict(self.headers))
                status, body = stub.answer(told)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/v1/chat/completions")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"


def content(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@pytest.fixture
def stub() -> Iterator[Stub]:
    made = Stub()
    yield made
    made.server.shutdown()
    made.server.server_close()


def drafted() -> Draft:
    return draft(clean(), standards.load("hunan-2022"))


def test_a_text_that_keeps_every_fact_is_taken_and_stays_bound(stub: Stub):
    stub.answer = lambda told: (
        200, content(told["messages"][1]["content"].replace("，自评扣", "，此项自评扣"))
    )  # fmt: skip

    made, notes = polished(drafted(), LanguageModel(stub.address))

    text = next(made.text(one) for one in made.sections if "问题" in one.heading)
    after = quantities(edited({"/indicators/1/actual": "5800册"}))
    template = next(one.template for one in made.sections if "问题" in one.heading)
    assert "此项自评扣0.4分" in text
    assert "新增馆藏图书册数5800册" in render(template, after)
    assert all(not note.refused for note in notes)


def test_a_text_with_a_changed_figure_is_refused_and_the_draft_stays(stub: Stub):
    stub.answer = lambda told: (
        200, content(told["messages"][1]["content"].replace("5700册", "5900册"))
    )  # fmt: skip

    made, notes = polished(drafted(), LanguageModel(stub.address))

    assert [one.template for one in made.sections] == [one.template for one in drafted().sections]
    assert any("5900册" in why for note in notes for why in note.refused)


def test_the_model_is_asked_as_the_interface_wants(stub: Stub):
    polished(drafted(), LanguageModel(stub.address, "qwen", "secret"))

    assert stub.asked[0]["model"] == "qwen"
    assert [one["role"] for one in stub.asked[0]["messages"]] == ["system", "user"]
    assert stub.headers[0]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, b"", "答复 500"),
        (302, b"", "答复 302"),
        (200, b"not json", "不是约定的格式"),
        (200, b'{"choices": []}', "不是约定的格式"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "没有文字"),
        (200, b" " * 1_100_000, "过大"),
    ],
)
def test_an_answer_that_is_none_is_told_in_a_sentence(
    stub: Stub, status: int, body: bytes, said: str
):
    stub.answer = lambda _: (status, body)

    with pytest.raises(PolishError, match=said):
        LanguageModel(stub.address)("润色", "正文")


def test_an_address_where_nobody_listens_is_told():
    with pytest.raises(PolishError, match="无法连接"):
        LanguageModel("http://127.0.0.1:9/v1", timeout=5)("润色", "正文")


def test_nothing_is_asked_unless_an_address_is_set():
    assert of({}, {}) is None


def test_the_environment_goes_before_the_settings_and_alone_has_the_key():
    found = of({"address": "http://a/v1", "model": "m", "timeout": "9"}, {ADDRESS: "http://b/v1", KEY: "k"})  # fmt: skip

    assert found == LanguageModel("http://b/v1", "m", "k", 9.0)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host/v1", "127.0.0.1:80"])
def test_an_address_that_is_no_web_address_is_refused(address: str):
    with pytest.raises(PolishError, match="不是 http"):
        of({"address": address}, {})


def test_figures_are_bound_again_where_they_stand():
    known = quantities(clean())

    assert (
        rebound(
            "执行[[/budget/rows/0/executed]]，得[[/total/score]]。",
            known,
            "得99.4分，执行490.00万元。",
        )
        == "得[[/total/score]]，执行[[/budget/rows/0/executed]]。"
    )
    assert rebound("执行[[/budget/rows/0/executed]]。", known, "执行490万元。") is None
