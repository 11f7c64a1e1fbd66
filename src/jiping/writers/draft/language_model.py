"""Asking a language model behind an OpenAI-compatible address: bounded in time and size, no redirects."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from .polish import PolishError

#: Environment variables that name the model; what they say goes before the project file.
ADDRESS, MODEL, KEY = "JIPING_POLISH_ADDRESS", "JIPING_POLISH_MODEL", "JIPING_POLISH_KEY"
_LARGEST_ANSWER = 1_000_000
_LONGEST_TEXT = 20_000
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where a model is asked: `address` as far as /v1, `timeout` in seconds for one whole answer.

    The key comes from the environment alone, so that it lies in no file.
    """

    address: str
    model: str = ""
    key: str = ""
    timeout: float = 60

    def __call__(self, instruction: str, text: str) -> str:
        """The model's answer; raises PolishError, in Chinese, where there is none."""
        if len(text) > _LONGEST_TEXT:
            raise PolishError(f"正文{len(text)}字，过长，不能润色。")
        told = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": instruction},
                {"role": "user", "content": text},
            ],
            "temperature": 0.2,
            "stream": False,
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked in `of`
            f"{self.address.rstrip('/')}/chat/completions", json.dumps(told).encode(), headers
        )
        return _content(self._answer(request))

    def _answer(self, request: urllib.request.Request) -> bytes:
        deadline = time.monotonic() + self.timeout
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
        try:
            with opener.open(request, timeout=self.timeout) as response:
                return _bounded(response, deadline)
        except urllib.error.HTTPError as error:
            raise PolishError(f"润色服务 {self.address} 答复 {error.code}，没有润色。") from error
        except TimeoutError as error:
            raise PolishError(
                f"润色服务 {self.address} 在{self.timeout:g}秒内没有答完，没有润色。"
            ) from error
        except (OSError, HTTPException, ValueError) as error:
            raise PolishError(
                f"润色服务 {self.address} 无法连接，没有润色；请检查地址和网络。"
            ) from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A draft goes to the address that was set, and to no other."""

    def redirect_request(self, *_: Any) -> None:
        """Follow no redirect: it is an error like any other answer."""


def of(settings: Mapping[str, str], environment: Mapping[str, str]) -> LanguageModel | None:
    """The model that settings and environment name; None where no address is set.

    Raises PolishError where the address is none.
    """
    address = environment.get(ADDRESS) or settings.get("address", "")
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PolishError(f"润色服务的地址“{address}”不是 http:// 或 https:// 开头的网址。")
    return LanguageModel(
        address, environment.get(MODEL) or settings.get("model", ""), environment.get(KEY, ""),
        float(settings.get("timeout", "60")),
    )  # fmt: skip


def _bounded(response: HTTPResponse, deadline: float) -> bytes:
    """The body, read no longer than to *deadline* and no further than is sensible."""
    told = b""
    while chunk := response.read1(_CHUNK):
        told += chunk
        if len(told) > _LARGEST_ANSWER:
            raise PolishError("润色服务的答复过大，没有润色。")
        if time.monotonic() > deadline:
            raise TimeoutError
    return told


def _content(answer: bytes) -> str:
    try:
        told = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise PolishError("润色服务的答复不是约定的格式，没有润色。") from error
    if not isinstance(told, str):
        raise PolishError("润色服务的答复没有文字，没有润色。")
    return told
