"""The one door: every byte from the network comes through `Door.get`.

Trouble is an answer (a page with status 0), so that deciding what it means stays pure. Limits: 10 MiB decoded, 30 s
elapsed time, 5 redirects, one content coding. No cookies, no referrer, no proxies from the environment.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import metadata

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from monitor.articles import challenge
from monitor.errors import Busy
from monitor.feeds import wishes
from monitor.fetch import decode, guard, heads, logins, robots, trouble
from monitor.fetch.pace import Pace, Shared
from monitor.model import Login, Page, Validators
from monitor.problems import Problem, Trouble
from monitor.replacing import replace

SECONDS = 30.0  # for one call, redirects and body included
HOPS = 5

NO_VALIDATORS = Validators()

_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}
_ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.5"
_HOST = re.compile(r"[0-9A-Za-z._:%-]+")  # as it is looked up: after IDNA
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_READ_LATER = frozenset({"page", "shared"})  # their readers check in a worker whether it is a bot check
_CERTIFICATE = heads.CERTIFICATE.decode()
_FOREVER = aiohttp.ClientTimeout(total=None, connect=None, sock_connect=None, sock_read=None)  # `Limits` end it
_REACHED = aiohttp.ClientTimeout(total=None, sock_connect=15)  # tells a host that is away from one that is silent


def version() -> str:
    """The version of this program."""
    try:
        return metadata.version("news-monitor")
    except metadata.PackageNotFoundError:  # run from a checkout
        return "0.1"


def user_agent(contact: str) -> str:
    """How we introduce ourselves: name, version and where to complain."""
    contact = " ".join(contact.encode("ascii", "ignore").decode().split())
    return f"{robots.TOKEN}/{version()}" + (f" (+{contact})" if contact else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one call may cost."""

    seconds: float = SECONDS
    size: int = decode.LIMIT
    hops: int = HOPS


class Door:
    """Implements `app.Web` on aiohttp."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        pace: Pace,
        *,
        allowed: Sequence[guard.Network],
        now: Callable[[], datetime],
        limits: Limits,
    ) -> None:
        self._session = session
        self._pace = pace
        self._allowed = allowed
        self._now = now
        self._limits = limits
        self._robots = robots.Robots(self._robots_page, now)

    async def get(
        self, url: str, *, kind: str, validators: Validators = NO_VALIDATORS, login: Login | None = None
    ) -> Page:
        """Fetch `url` politely; `kind` is "feed", "page", "robots" or "discovery".

        A login is sent only to its own host. Trouble is reported in the page. Raises Busy when the host's turn is more
        than 20 seconds away.
        """
        start = Page(url=url, status=0, fetched_at=self._now())
        try:
            address = _address(url, credentials=kind == "feed")
            ticket = logins.ticket(login) if login else None
        except logins.Unreadable as error:
            return replace(start, trouble=Trouble.REFUSED, problem=error.problem)
        except trouble.Redirected as error:
            return replace(start, trouble=Trouble.REFUSED, problem=Problem("bad-address", {"reason": error.problem}))
        except ValueError:
            return replace(start, trouble=Trouble.REFUSED, problem=Problem("no-address"))
        held_until = self._pace.held_until(_place(address))
        if held_until and kind == "feed":
            raise Busy(f"{address.host} asked to be left alone", retry_at=held_until)
        if held_until:
            problem = Problem("held-back", {"host": address.host or "", "time": f"{held_until:%H:%M}"})
            return replace(start, status=429, problem=problem)
        page = await self._walk(start, address, kind, validators, ticket)
        return replace(page, problem=ticket.refused(page)) if ticket and page.status == 401 else page

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Page:
        """Send `body` to an address from the configuration, following no redirect.

        Raises what `trouble.EXPECTED` lists, and Busy; a ConnectionTimeoutError before anything was sent.
        """
        address = _address(url, credentials=False)
        start = Page(url=_shown(address), status=0, fetched_at=self._now())
        async with self._pace.turn(_place(address)), asyncio.timeout(self._limits.seconds):
            return await self._request(start, address, headers, body)

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def _walk(
        self, page: Page, address: URL, kind: str, validators: Validators, ticket: logins.Ticket | None
    ) -> Page:
        """Follow redirects from `address` to a final answer; each hop is checked and paced like a first request."""
        deadline = asyncio.get_running_loop().time() + self._limits.seconds
        permanent, moved_to = True, ""
        try:
            for _ in range(self._limits.hops + 1):
                headers = _headers(kind, validators) | (dict(ticket.shown_at(address)) if ticket else {})
                page = await self._hop(page, address, kind, headers, deadline)
                if page.status not in _REDIRECTS or not page.header("location"):
                    check = challenge.of(page) if kind not in _READ_LATER else None
                    if check:
                        return replace(page, trouble=Trouble.CHALLENGE, problem=check)
                    return replace(page, moved_to=moved_to) if moved_to else page
                permanent = permanent and page.status in _PERMANENT
                address = _target(address, page.header("location"))
                moved_to = str(address) if permanent else ""
            raise trouble.Redirected(Problem("redirects", {"host": address.host or "", "hops": self._limits.hops}))
        except Busy:
            raise
        except trouble.EXPECTED as error:
            what, problem = trouble.of(error, address.host or "", self._limits.seconds)
            return replace(page, url=_shown(address), status=0, headers=(), body=b"", trouble=what, problem=problem)

    async def _hop(self, page: Page, address: URL, kind: str, headers: Mapping[str, str], deadline: float) -> Page:
        gap = None
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        if kind == "page":
            rules = await self._robots.of(str(address))
            if not rules.allow(str(address)):
                return rules.refusal(replace(page, url=_shown(address)))
            gap = rules.gap(self._pace.gap)
        async with self._pace.turn(_place(address), gap=gap):
            deadline += loop.time() - asked_at  # waits for our turn and for robots.txt do not count
            async with asyncio.timeout_at(deadline):
                answer = await self._request(page, address, headers)
            if answer.status == 429:
                self._pace.hold(_place(address), self._now() + wishes.asked_to_wait(answer))
        return answer

    async def _request(self, page: Page, address: URL, headers: Mapping[str, str], sent: bytes | None = None) -> Page:
        method, waits = ("GET", _FOREVER) if sent is None else ("POST", _REACHED)
        answer = await self._session.request(
            method, address, headers=headers, data=sent, allow_redirects=False, timeout=waits
        )
        try:
            body = await self._body(answer)
        finally:
            answer.close()  # a connection whose body was not read to the end is not used again
        certificate = heads.certificate(answer.headers.get(_CERTIFICATE, ""))
        found = tuple((name.lower(), value) for name, value in answer.headers.items() if name != _CERTIFICATE)
        return replace(
            page,
            url=_shown(address),
            status=answer.status,
            headers=found,
            body=body,
            unchanged=answer.status == 304,
            certificate=certificate,
            problem=trouble.of_status(answer.status, address.host or ""),
        )

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        if answer.status in _REDIRECTS or answer.status == 304:
            return b""
        if (answer.content_length or 0) > self._limits.size:
            raise decode.TooLarge(Problem("announced", {"bytes": answer.content_length or 0}))
        body = decode.Body(",".join(answer.headers.getall("Content-Encoding", ())), self._limits.size)
        async for chunk in answer.content.iter_any():
            body.add(chunk)
        return body.finish()

    async def _robots_page(self, url: str) -> Page:
        return await self.get(url, kind="robots")


def _headers(kind: str, validators: Validators) -> dict[str, str]:
    headers = {"Accept": _ACCEPT.get(kind, _ACCEPT_PAGE)}
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


def _address(url: str, *, credentials: bool) -> URL:
    """A URL we are willing to request: http or https, with a host, without credentials unless the user wrote them."""
    address = URL(url.strip())
    if address.scheme not in {"http", "https"}:
        raise trouble.Redirected(
            Problem("scheme", {"scheme": address.scheme}) if address.scheme else Problem("no-scheme")
        )
    if not address.raw_host or not _HOST.fullmatch(address.raw_host) or address.port == 0:
        raise trouble.Redirected(Problem("no-host"))
    if not credentials and (address.user is not None or address.password is not None):
        raise trouble.Redirected(Problem("user-name"))
    return address.with_fragment(None)


def _target(address: URL, location: str) -> URL:
    """Where a redirect leads; raises Redirected when we do not go there."""
    try:
        # Credentials of the first address are not passed on.
        return _address(str(address.with_user(None).join(URL(location))), credentials=False)
    except trouble.Redirected as error:
        refused = Problem("redirect-refused", {"host": address.host or "", "reason": error.problem})
        raise trouble.Redirected(refused) from error
    except ValueError as error:
        raise trouble.Redirected(Problem("redirect-nowhere", {"host": address.host or ""})) from error


def _place(address: URL) -> str:
    """What takes turns: a host with its port."""
    return f"{address.host}:{address.port}"


def _shown(address: URL) -> str:
    return str(address.with_user(None))


def open_web(
    contact: str,
    allow_private: Sequence[guard.Network] = (),
    *,
    now: Callable[[], datetime],
    resolver: AbstractResolver | None = None,
    minimum_gap: float = 1.0,
    ssl_context: ssl.SSLContext | None = None,
    limits: Limits = Limits(),
    shared: Shared | None = None,
) -> Door:
    """The door, open; called where an event loop runs.

    `contact` is a URL or mail address for the User-Agent; networks of `allow_private` may be fetched although private.
    `shared` has the turns of hosts, if other processes ask them too.
    """
    connector = aiohttp.TCPConnector(
        resolver=resolver,
        use_dns_cache=False,
        ttl_dns_cache=None,
        ssl=ssl_context if ssl_context is not None else True,
        limit=0,
        keepalive_timeout=5,
        enable_cleanup_closed=False,
        socket_factory=guard.socket_factory(allow_private),
    )
    # The connector has no public hook for the protocol it makes; a test checks that both fit together.
    connector._factory = partial(heads.Tolerant, loop=connector._loop)  # type: ignore[assignment]  # noqa: SLF001
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        timeout=_FOREVER,
        headers={"User-Agent": user_agent(contact), "Accept-Encoding": "gzip"},
        requote_redirect_url=False,
        max_line_size=heads.LINE,
        max_field_size=heads.LINE,
        max_headers=heads.LINES,
    )
    return Door(session, Pace(minimum_gap, now, shared), allowed=allow_private, now=now, limits=limits)
