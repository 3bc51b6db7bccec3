"""A language model at an OpenAI-compatible address: one request at a time, within a time limit, and never trusted.

Only the configured address is requested: no redirects, no proxies from the environment. The key is read from its
reference just before the request.
"""

from __future__ import annotations

import asyncio
import json

import aiohttp
from yarl import URL

from monitor.fetch import client, logins, trouble
from monitor.model import Login
from monitor.problems import Problem

SECONDS = 30.0  # for one answer
LARGEST = 64 * 1024  # bytes of one answer
TOKENS = 300


class Endpoint:
    """Implements `app.Writer`."""

    def __init__(self, url: str, model: str, key: str = "", *, contact: str = "", seconds: float = SECONDS) -> None:
        """`url` is the address that `/chat/completions` is appended to; `key` says where its key is, if it has one."""
        self._address = URL(url.rstrip("/") + "/chat/completions")
        self._model = model
        self._login = Login(reference=key, home=url) if key else None
        self._contact = contact
        self._seconds = seconds

    async def write(self, task: str, text: str) -> str | Problem:
        """The model's answer, or why there is none in time."""
        messages = [{"role": "system", "content": task}, {"role": "user", "content": text}]
        asked = {"model": self._model, "messages": messages, "temperature": 0, "max_tokens": TOKENS}
        host = self._address.host or ""
        try:
            async with asyncio.timeout(self._seconds):
                status, body = await self._post(asked)
        except logins.Unreadable as error:
            return error.problem
        except trouble.EXPECTED as error:
            return trouble.of(error, host, self._seconds)[1]
        return trouble.of_status(status, host) or _content(body, host)

    async def _post(self, asked: object) -> tuple[int, bytes]:
        """A new connection each time: there are only about thirty requests a day."""
        headers = {"User-Agent": client.user_agent(self._contact)}
        if self._login:
            headers |= logins.ticket(self._login).shown_at(self._address)
        async with (
            aiohttp.ClientSession(trust_env=False, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.post(self._address, json=asked, headers=headers, allow_redirects=False) as answer,
        ):
            return answer.status, await answer.content.read(LARGEST)


def _content(body: bytes, host: str) -> str | Problem:
    """The text of an answer."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        content = None
    return content if isinstance(content, str) else Problem("no-answer", {"host": host})
