"""The one door: every byte from the network comes through `Door.get`.

Trouble is an answer (a page with status 0), so that deciding what it means stays pure. Limits: 10 MiB decoded, 30 s
elapsed time, 5 redirects, one content coding. No cookies, no referrer, no proxies from the environment.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata

from yarl import URL

from monitor.articles import challenge
from monitor.errors import Busy
from monitor.feeds import wishes
from monitor.fetch import decode, guard, heads, logins, robots, trouble
from monitor.fetch.pace import Pace, Shared
from monitor.fetch.wires import Resolve, Wires
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
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_READ_LATER = frozenset({"page", "shared"})  # their readers check in a worker whether it is a bot check
_REACH = 15.0  # seconds to connect for a POST: tells a host that is away from one that is silent


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
    """Implements `app.Web`."""

    def __init__(self, wires: Wires, pace: Pace, *, contact: str, now: Callable[[], datetime], limits: Limits) -> None:
        self._wires = wires
        self._pace = pace
        self._introduction = {"User-Agent": user_agent(contact), "Accept-Encoding": "gzip"}
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

        Raises what `trouble.EXPECTED` lists, and Busy; NotConnected before anything was sent.
        """
        address = _address(url, credentials=False)
        start = Page(url=_shown(address), status=0, fetched_at=self._now())
        async with self._pace.turn(_place(address)), asyncio.timeout(self._limits.seconds):
            return await self._request(start, address, headers, body)

    async def close(self) -> None:
        """Close all connections."""
        await self._wires.close()

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
        asked = written(address, {**self._introduction, **headers}, sent)
        reach = None if sent is None else _REACH
        answer, certificate = await self._wires.ask(address, asked, self._sink, again=sent is None, reach=reach)
        head = answer.head
        assert head is not None
        return replace(
            page,
            url=_shown(address),
            status=head.status,
            headers=head.fields,
            body=answer.body,
            unchanged=head.status == 304,
            certificate=certificate,
            problem=trouble.of_status(head.status, address.host or ""),
        )

    def _sink(self, head: heads.Head) -> decode.Body | None:
        """What takes the body of an answer. Raises TooLarge, Undecodable."""
        if head.status in _REDIRECTS:
            return None
        if (head.length or 0) > self._limits.size and head.status != 304:
            raise decode.TooLarge(Problem("announced", {"bytes": head.length or 0}))
        return decode.Body(head.all("content-encoding") if head.status != 304 else "", self._limits.size)

    async def _robots_page(self, url: str) -> Page:
        return await self.get(url, kind="robots")


def written(address: URL, headers: Mapping[str, str], sent: bytes | None = None) -> bytes:
    """A request as it goes over the wire: a GET, or a POST of what is `sent`. Raises ValueError."""
    own = {"Host": address.host_port_subcomponent or "", **headers}
    if address.user is not None:
        own.setdefault(
            "Authorization", "Basic " + b64encode(f"{address.user}:{address.password or ''}".encode()).decode()
        )
    if sent is not None:
        own["Content-Length"] = str(len(sent))
    lines = [f"{'GET' if sent is None else 'POST'} {address.raw_path_qs} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in own.items()]
    if any(_CONTROL.search(line) for line in lines):
        raise ValueError("a header with a control character")
    return "\r\n".join([*lines, "", ""]).encode() + (sent or b"")


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
    resolver: Resolve | None = None,
    minimum_gap: float = 1.0,
    ssl_context: ssl.SSLContext | None = None,
    limits: Limits = Limits(),
    shared: Shared | None = None,
) -> Door:
    """The door, open.

    `contact` is a URL or mail address for the User-Agent; networks of `allow_private` may be fetched although private.
    `shared` has the turns of hosts, if other processes ask them too.
    """
    wires = Wires(guard.socket_factory(allow_private), resolver, ssl_context)
    return Door(wires, Pace(minimum_gap, now, shared), contact=contact, now=now, limits=limits)
