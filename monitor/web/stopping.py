"""No more mails, by the link in a mail: its token is the signed name of that mail. GET shows, POST does (RFC 8058)."""

from __future__ import annotations

import re
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from monitor import acting
from monitor.actions import meaning, signing
from monitor.actions.action import Kind, Scope, holding
from monitor.actions.wish import Said, Wish
from monitor.digests.forms import mime
from monitor.replies.box import Sent
from monitor.web.pages import Pages

LASTS = timedelta(days=90)
TOKEN = re.compile(r"[a-z0-9-]{1,60}\.(?P<signed>[0-9a-f]{24})")


class Stopping:
    """The page behind the link; it needs no session, and does nothing else."""

    def __init__(self, pages: Pages) -> None:
        self.pages, self.app = pages, pages.app

    async def ask(self, request: Request) -> Response:
        """The question whether the mails shall stop: programs that follow links must not end anything."""
        sent = await self._sent(request)
        return self._shown(request, sent, done=False) if sent else self.pages.trouble(request, "web-not-found", 404)

    async def stop(self, request: Request) -> Response:
        """No more mails of this digest to this reader; what the request says besides is not read."""
        sent = await self._sent(request)
        if sent is None:
            return self.pages.trouble(request, "web-not-found", 404)
        wish = Wish(kind=Kind.PAUSE, scope=Scope.READER, name=sent.reader)
        said = Said(by=sent.reader, at=self.app.now(), digest=sent.digest)
        standing = holding(await self.app.store.actions.standing(), sent.digest, self.app.now())
        if sent.reader.casefold() not in meaning.paused(standing):
            await acting.act(self.app, wish, said)
        return self._shown(request, sent, done=True)

    async def _sent(self, request: Request) -> Sent | None:
        """The mail whose token it is, unless that is older than links last."""
        found = TOKEN.fullmatch(request.path_params["token"])
        if not found:
            return None
        domain = mime.address_of(self.app.sender).rpartition("@")[2]
        name = f"<{found[0]}@{domain}>"
        sent = (await self.app.store.replies.sent([name])).get(name)
        if sent is None or self.app.now() - sent.at > LASTS:
            return None
        key = await self.app.store.replies.key()
        return sent if signing.matches(found["signed"], key, sent.digest, sent.signed, sent.reader) else None

    def _shown(self, request: Request, sent: Sent, *, done: bool) -> Response:
        digest = self.app.catalog.digests.get(sent.digest)
        frame = self.pages.frame(request)
        title = digest.title if digest and digest.title else sent.digest
        return self.pages.page(request, "stop.html", frame.phrase("web-stop"), digest=title, done=done)
