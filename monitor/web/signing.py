"""Addresses that feed readers may ask for without a session: each carries a signature that is good for nothing else."""

from __future__ import annotations

import hashlib
import hmac

from monitor.app import App
from monitor.web.sessions import same

DIGITS = 24  # in base 16: 96 bits of HMAC-SHA-256


class Signing:
    """Signatures by the key of the database; another MONITOR_WEB_TOKEN makes all of them void."""

    def __init__(self, app: App, token: str) -> None:
        self._app, self._token = app, token
        self._key = b""

    async def path(self, rest: str) -> str:
        """The signed path to a feed; `rest` is what it shows, such as `story/12`."""
        return f"/atom/{await self._signed(rest)}/{rest}"

    async def matches(self, signed: str, rest: str) -> bool:
        """Whether the signature in a path is right."""
        return same(signed, await self._signed(rest))

    async def _signed(self, rest: str) -> str:
        replies = self._app.store.replies
        self._key = self._key or await replies.kept_key() or await replies.key()  # whoever reads should not write
        told = f"atom\0{self._token}\0{rest}".encode("utf-8", "replace")
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()[:DIGITS]
