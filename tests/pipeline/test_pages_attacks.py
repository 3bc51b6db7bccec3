"""What somebody hostile tries against the pages: each list names one way in, and none of it may get through.

`docs/web.md` gives the counts; what needs a real browser is in `tests/system/test_pages_browser.py`.
"""

import asyncio
import gzip
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from lxml import etree

from monitor import catalog
from monitor.cli.desk import ProgramDesk
from monitor.cli.sources import FeedsFile
from monitor.web import gate, pages, serving, site
from monitor.web.sessions import TRIES, Sessions
from monitor.web.signing import Signing
from monitor.web_settings import Served
from tests.faults import Reply, rss, serve
from tests.pipeline.test_days import Newsroom, newsroom
from tests.pipeline.test_pages import TOKEN, Answer, Browser, harmless, opened, served

MINUTES = timedelta(minutes=2)  # so long that no limit per minute is reached
PARAMETER = re.compile(r"\{\w+(:int)?\}")
ATOM = {"feed", "id", "title", "updated", "link", "author", "name", "entry", "summary"}
FORM = "application/x-www-form-urlencoded"
MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "`><iframe src=javascript:alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' style='background:url(//evil.example)",
    "</title></textarea></style></noscript><body onload=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<base href=//evil.example/><a href=x>y</a>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><button>Sign in</button></form>",
    "<svg><use href=data:image/svg+xml,x#y>",
    "<details open ontoggle=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    "\u003cscript\u003e \\u003cscript\\u003e \\x3cscript\\x3e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "＜script＞alert(1)＜/script＞",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "{{ 7 * 7 }}{% include 'web.html' %}{{ self.__init__.__globals__ }}",
    "${7*7} #{7*7} <%= 7*7 %> {{=1}} [[7*7]]",
    "javascript:alert(1)",
    "\u202egnp.exe \u2066\u200b\ufeff",
    "a\x00<b>\x0b\x1b[31m",
    "x\r\nSet-Cookie: monitor=evil\r\n\r\n<html>",
    "' OR 1=1 --",
    "%' ESCAPE '!' UNION SELECT url FROM feeds --",
    '*/ " NEAR/5 ((((((((',
)
PLACES = (  # targets of requests, without a session
    *("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/..%5c..%5cwindows%5cwin.ini"),
    *("/style.css/../said", "/style.css/..%2fsaid", "/style.css%2f..%2fsaid", "/style.css;/../said", "/style.css%00"),
    *("/sign-in/../said", "/sign-in%2f..%2fsaid", "/sign-in%3f/said", "/sign-in%23/said", "/sign%09-in", "/sign-in%0a"),
    *(
        "/stop/../said",
        "/stop/..%2fsaid",
        "/stop/%2e%2e/said",
        "/stop/x/../../said",
        "/stop/%3f/../said",
        "/st%0aop/../said",
    ),
    *(
        "/said/",
        "//said",
        "/./said",
        "/said%20",
        "/said%00",
        "/SAID",
        "/%73aid",
        "/said;x",
        "/said?x=/sign-in",
        "/said#/sign-in",
    ),
    *("/feeds.opml/", "/feeds.opml%00.css", "/feeds.opml?/style.css", "/templates/web.html", "/static/../feeds.yaml"),
    *("/feeds.yaml", "/monitor.env", "/monitor.sqlite", "/.git/config", "/.env", "/openapi.json", "/docs", "/metrics"),
    *("/edition/1/../../said", "/story/1%2f..%2f..%2fsaid", "/%ff%fe", "/%", "/%zz", "/\\said", "*", "said", ""),
    *(
        "http://127.0.0.1/said",
        "http://evil.example/said",
        "//evil.example/said",
        "file:///etc/passwd",
        "evil.example:443",
    ),
)
HIDDEN = ("root:", "kontor.example", "feeds:", "OPML", "<opml", "reader@example.org")
HOSTS = (
    *("evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:PORT.evil.example", "127.0.0.1:PORT@evil.example", ""),
    *(
        "evil.example@127.0.0.1:PORT",
        "127.0.0.1:PORT/",
        "127.0.0.1:PORT#",
        "127.0.0.1:PORT?",
        "127.0.0.1:PORT, evil.example",
    ),
    *(
        "127.1:PORT",
        "2130706433:PORT",
        "0.0.0.0:PORT",
        "[::ffff:127.0.0.1]:PORT",
        "localhost.:PORT",
        "x.localhost:PORT",
    ),
    *("127.0.0.1:0PORT", "127.0.0.1:PORT:PORT", "①②⑦.0.0.1:PORT", "127.0.0.1.nip.example:PORT"),
)
HTML = {"Content-Type": "text/html"}
INSIDE = (  # how somebody may write an address of this machine or its network
    *("127.0.0.1", "127.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "127.0.0.1."),
    *("①②⑦.⓪.⓪.①", "localhost", "LOCALHOST", "localhost.", "x.localhost", socket.gethostname(), "[::1]", "[::]"),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "user:x@127.0.0.1"),
    *("evil.example@127.0.0.1", "127.0.0.1\\@evil.example", "127.0.0.1#@evil.example", "%31%32%37.0.0.1"),
)
SCHEMES = (
    *(
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1:25/_HELO",
        "dict://127.0.0.1:11211/",
    ),
    *("data:text/xml,<rss/>", "javascript:alert(1)", "jar:http://127.0.0.1!/", "unix:///run/x.sock", "/etc/passwd"),
    *(
        "../../etc/passwd",
        "http://",
        "http:///x",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://a b/",
        "\\\\127.0.0.1\\x",
    ),
)
ELSEWHERE = ("https://evil.example", "//evil.example", "/\\evil.example", "/%09/evil.example", "javascript:alert(1)")


@asynccontextmanager
async def inside(folder: Path) -> AsyncIterator[tuple[Newsroom, Browser]]:
    """The pages of a newsroom without news, signed in."""
    async with newsroom(folder) as room, served(room) as browser:
        assert (await browser.sign_in()).status == 303
        yield room, browser


def routes(room: Newsroom) -> list[tuple[str, str]]:
    """Every method and address there is, with numbers and names filled in."""
    table = site.routes(
        pages.Pages(room.app, Served()),
        Sessions(TOKEN),
        FeedsFile(room.settings),
        ProgramDesk(room.app),
        Signing(room.app, TOKEN),
    )
    return [
        (method, PARAMETER.sub(lambda found: "1" if found[1] else "x", route.path))
        for route in table
        for method in sorted(route.methods or ())
    ]


def posted(room: Newsroom) -> list[str]:
    """Every address that takes a form, except those whose link is signed."""
    return [path for method, path in routes(room) if method == "POST" and not path.startswith(gate.SIGNED)]


async def standing(room: Newsroom) -> tuple[object, ...]:
    """Everything a form could change."""
    return (await room.app.store.actions.every(), room.settings.config.read_bytes())


async def raw(base: str, request: bytes, *, wait: float = 5) -> bytes:
    """What the server answers to these bytes; what it has sent when nothing more comes."""
    port = int(base.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    got = b""
    try:
        writer.write(request)
        await writer.drain()
        async with asyncio.timeout(wait):
            while part := await reader.read(65_536):
                got += part
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return got


def cookies(browser: Browser) -> str:
    """The header that a browser sends with each request."""
    return "; ".join(f"{one.key}={one.value}" for one in browser.session.cookie_jar)


async def asked(browser: Browser, target: str, *lines: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
    """The answer to a request whose target is sent as it stands."""
    host = "" if any(line.lower().startswith("host:") for line in lines) else f"Host: {browser.base[7:]}\r\n"
    more = "".join(f"{line}\r\n" for line in lines)
    answer = await raw(browser.base, f"{method} {target} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n".encode())
    head, _, body = answer.decode("utf-8", "replace").partition("\r\n\r\n")
    first, *rest = head.split("\r\n")
    headers = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in rest)}
    return int(first.split(" ")[1]) if first else 0, headers, body


@pytest.mark.slow
async def test_no_text_becomes_markup_wherever_it_is_shown(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        config = room.settings.config
        titles = [json.dumps(evil) for evil in MARKUP if evil.isprintable()]
        feeds = [f"  - {{url: 'https://own{at}.example/feed', title: {title}}}\n" for at, title in enumerate(titles)]
        config.write_text(config.read_text("utf-8").replace("feeds:\n", "feeds:\n" + "".join(feeds)), "utf-8")
        csrf = (await browser.get("/said")).seen.named("csrf")[0]

        async def sent(path: str, **fields: str) -> Answer:
            return await browser.ask("POST", path, data={"csrf": csrf, **fields})

        for evil in MARKUP:
            for path, name in (("/search", "q"), ("/ledger", "party"), ("/ledger", "role")):
                answer = await browser.get(path, params={name: evil})
                assert (answer.status, "Set-Cookie" in answer.headers) == (200, False), (path, evil)
                harmless(answer.seen)
            found = (await browser.get("/search", params={"q": "OpenAI", "outlet": evil})).seen
            for feed in [attrs["href"] for _, attrs in found.tags if (attrs.get("href") or "").startswith("/atom/")]:
                atom = etree.fromstring((await browser.get(str(feed))).html.encode())
                assert {etree.QName(one).localname for one in atom.iter()} <= ATOM, evil
            assert (await sent("/act", kind="follow", target="s1", why=evil)).status == 303
            for name in ("target", "with", "amount", "digest", "name", "outlet", "days", "kind"):
                harmless((await sent("/act", **({"kind": "mute", "target": "s1"} | {name: evil}))).seen)
            harmless((await sent("/feeds/look", address=f"file:{evil}")).seen)
            room.clock.advance(MINUTES)
        shown = ""
        for path in ("/said", "/feeds", "/story/1", "/", "/withheld"):
            answer = await browser.get(path)
            assert answer.status == 200, path
            harmless(answer.seen)
            shown += answer.seen.text
        assert shown.count("alert(1)") > 20
        assert "{{ 7 * 7 }}" in shown
        outlines = etree.fromstring((await browser.get("/feeds.opml")).html.encode())
        assert {one.tag for one in outlines.iter()} <= {"opml", "head", "title", "dateCreated", "body", "outline"}
        assert len(outlines.findall(".//outline[@xmlUrl]")) == len(catalog.load(config).feeds) > len(titles)


@pytest.mark.slow
async def test_a_title_is_written_into_feeds_yaml_as_a_title(tmp_path: Path) -> None:
    """Nothing pasted can add a key, a feed, a tag or an anchor to the file."""
    async with inside(tmp_path) as (room, browser):
        own = (
            "a: b",
            "- url: https://evil.example",
            "!!python/object:os.system [x]",
            "&a *a",
            "x # y",
            "? x",
            "|",
            "@x",
            "%x",
        )
        for at, evil in enumerate((*own, *MARKUP)):
            before = len(catalog.load(room.settings.config).feeds)
            sent = await browser.send(
                "/feeds/add", url=f"https://own{at}.example/feed", title=f"{evil}\n    enabled: no"
            )
            feeds = catalog.load(room.settings.config).feeds
            assert (sent.status, len(feeds) - before) == (303, 1), evil
            assert feeds[-1].enabled
            assert feeds[-1].url == f"https://own{at}.example/feed"
            room.clock.advance(MINUTES)


@pytest.mark.slow
async def test_no_form_is_taken_without_the_token_of_its_own_session(tmp_path: Path) -> None:
    async with (
        opened(tmp_path) as (room, browser, _),
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as other,
    ):
        second = Browser(browser.base, other)
        await second.sign_in()
        foreign = (await second.get("/said")).seen.named("csrf")[0]
        own = (await browser.get("/said")).seen.named("csrf")[0]
        before = await standing(room)
        fields = {
            "kind": "follow",
            "target": "s1",
            "id": "1",
            "url": "https://evil.example/feed",
            "address": "evil.example",
        }
        for path in posted(room):
            if path in gate.OPEN:
                continue
            tries: list[dict[str, Any]] = [
                {"data": fields},
                {"data": fields | {"csrf": ""}},
                {"data": fields | {"csrf": own[:-1]}},
                {"data": fields | {"csrf": own.swapcase()}},
                {"data": fields | {"csrf": foreign}},
                {"data": fields | {"csrf ": own}},
                {"data": fields | {"CSRF": own}},
                {"data": fields | {"csrf[]": own}},
                {"data": fields, "params": {"csrf": own}},
                {"data": fields, "headers": {"X-CSRF-Token": own, "Cookie": f"{cookies(browser)}; csrf={own}"}},
                {"data": fields | {"csrf": own}, "headers": {"Origin": "https://evil.example"}},
                {"data": fields | {"csrf": own}, "headers": {"Origin": "null"}},
                {"data": fields | {"csrf": own}, "headers": {"Origin": browser.base.replace("http", "https")[:-1]}},
                {"data": fields | {"csrf": own}, "headers": {"Sec-Fetch-Site": "cross-site"}},
                {"data": fields | {"csrf": own}, "headers": {"Sec-Fetch-Site": "same-site"}},
            ]
            for more in tries:
                assert (await browser.ask("POST", path, **more)).status in {401, 403, 413}, (path, more)
            for method in ("GET", "PUT", "PATCH", "DELETE", "QUERY"):
                more = {"params": fields | {"csrf": own}, "headers": {"X-HTTP-Method-Override": "POST"}}
                assert (await browser.ask(method, path, **more)).status in {200, 404, 405, 422}, (method, path)
            room.clock.advance(MINUTES)
        assert await standing(room) == before


async def test_no_other_host_is_answered(tmp_path: Path) -> None:
    async with inside(tmp_path) as (_, browser):
        port, sent = browser.base.rpartition(":")[2], f"Cookie: {cookies(browser)}"
        assert (await asked(browser, "/feeds", sent))[0] == 200
        for host in HOSTS:
            status, headers, body = await asked(browser, "/feeds", f"Host: {host.replace('PORT', port)}", sent)
            assert (status, headers.get("location")) == (400, None), host
            assert not [word for word in HIDDEN if word in body], host
        twice = await asked(browser, "/feeds", f"Host: 127.0.0.1:{port}", "Host: evil.example", sent)
        assert twice[0] == 400
        for line in (
            "X-Forwarded-Host: evil.example",
            "Forwarded: host=evil.example",
            "X-Original-URL: /said",
            "X-Rewrite-URL: /said",
        ):
            status, headers, body = await asked(browser, "/said/x", line, sent)
            assert (status, "evil.example" in body + str(headers)) == (404, False), line
        assert (await raw(browser.base, b"GET /feeds HTTP/1.0\r\n\r\n")).startswith(b"HTTP/1.1 400")


async def test_no_path_leads_past_the_gate(tmp_path: Path) -> None:
    """Whatever is neither the way in, the style nor a signed link is refused before it is looked at."""
    async with inside(tmp_path) as (_, browser):
        for target in PLACES:
            status, headers, body = await asked(browser, target)
            assert (status, headers.get("location")) in {(303, "/sign-in"), (404, None), (400, None), (200, None)}, (
                target
            )
            if status == 200:
                assert target.partition("?")[0].startswith("/sign-in"), target
            assert not [word for word in HIDDEN if word in body], target
            signed_in = await asked(browser, target, f"Cookie: {cookies(browser)}")
            assert signed_in[0] in {200, 303, 400, 404}, target
            assert "root:" not in signed_in[2]
            assert signed_in[1].get("location") in {None, "/", "/sign-in"}, target
        for target in ("/story/١", "/story/-1", "/story/1e1", "/story/0x1", "/edition/1.0", "/edition/" + "9" * 400):
            assert (await browser.get(target)).status == 404, target


@pytest.mark.slow
async def test_what_is_sent_as_an_address_to_go_to_is_never_gone_to(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        for evil in ELSEWHERE:
            more = {
                "params": dict.fromkeys(("next", "url", "to", "return", "redirect"), evil),
                "headers": {"Referer": evil},
            }
            fields = {"next": evil, "return": evil, "kind": "follow", "target": "s1"}
            for place in ("/said/", "//evil.example/..", "/sign-in/", "/stop/x/", "/feeds//"):
                assert "Location" not in (await browser.get(place, **more)).headers, place
            for path in posted(room):
                answer = await browser.send(
                    path, **fields | {"token": TOKEN}, **({} if path == "/act" else {"id": "1"})
                )
                assert answer.headers.get("Location", "/") in {"/", "/said", "/feeds", "/sign-in"}, path
                if path == "/sign-out":
                    await browser.sign_in()
            room.clock.advance(MINUTES)
        async with aiohttp.ClientSession() as nobody:
            for evil in ELSEWHERE:
                answer = await Browser(browser.base, nobody).get(
                    "/said", params={"next": evil}, headers={"Referer": evil}
                )
                assert (answer.status, answer.headers["Location"]) == (303, "/sign-in")


@pytest.mark.slow
async def test_neither_token_nor_session_nor_link_can_be_guessed(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.app = replace(room.app, stop="https://news.example/stop/")
        room.prints("kontor/lulea")
        assert await room.until_next_morning()
        header = message_from_bytes(room.mail.taken[0].content)["List-Unsubscribe"]
        path = "".join(header.split()).split(",")[0].strip("<>").removeprefix("https://news.example")
        async with served(room) as browser:
            seen = [one.status for one in await asyncio.gather(*(browser.sign_in(f"guess {at}") for at in range(80)))]
            assert (seen.count(401), seen.count(429)) == (TRIES, 80 - TRIES)
            assert (await browser.sign_in()).status == 429, "not even the right one tells that it is"
            room.clock.advance(MINUTES)
            assert (await browser.sign_in()).status == 303
            ours = cookies(browser).partition("=")[2]
            near = [ours[:-1], ours + "x", ours.swapcase(), ours[::-1], "", "0", "null", TOKEN, '""', "*", "x" * 4000]
            async with aiohttp.ClientSession() as nobody:
                for guess in (*near, *(f"{at:043d}" for at in range(100))):
                    answer = await Browser(browser.base, nobody).get("/said", headers={"Cookie": f"monitor={guess}"})
                    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in"), guess
                name, _, signed = path.rpartition(".")
                others = [
                    signed[:at] + ("0" if one != "0" else "1") + signed[at + 1 :] for at, one in enumerate(signed)
                ]
                for guess in (*others, signed[:-1], signed.upper(), "", "0" * 24, "%00" + signed, signed + "%0a"):
                    answer = await Browser(browser.base, nobody).ask("POST", f"{name}.{guess}")
                    assert answer.status in {404, 303, 401}, guess
        assert not await room.app.store.actions.every()


async def test_a_session_is_made_when_somebody_signs_in_and_by_nobody_else(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room, served(room) as browser:
        planted = "planted-by-somebody-else-0123456789abcdefgh"
        sent = await browser.ask("POST", "/sign-in", data={"token": TOKEN}, headers={"Cookie": f"monitor={planted}"})
        made = sent.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
        assert planted not in sent.headers["Set-Cookie"]
        flags = {part.strip().lower() for part in sent.headers["Set-Cookie"].split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/"} <= flags
        assert not [one for one in flags if one.startswith("domain")]
        async with aiohttp.ClientSession() as nobody:
            answer = await Browser(browser.base, nobody).get("/said", headers={"Cookie": f"monitor={planted}"})
            assert answer.status == 303
        first = (await browser.get("/said")).seen.named("csrf")[0]
        assert made not in (await browser.get("/said")).html
        again = await browser.sign_in()
        assert made not in again.headers["Set-Cookie"]
        assert (await browser.get("/said")).seen.named("csrf")[0] != first
        async with aiohttp.ClientSession() as nobody:
            answer = await Browser(browser.base, nobody).get("/said", headers={"Cookie": f"monitor={made}"})
            assert answer.status == 303, "who signs in again leaves no session behind"


@pytest.mark.slow
async def test_no_page_is_kept_shown_in_a_frame_or_told_to_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        wanted = {
            "Cache-Control": "no-store",
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        places = [
            *routes(room),
            ("GET", "/nothing"),
            ("PUT", "/"),
            ("OPTIONS", "/"),
            ("TRACE", "/"),
            ("GET", "/story/9"),
        ]
        for method, path in places:
            answer = await browser.ask(method, path, data={} if method == "POST" else None)
            assert {name: answer.headers.get(name) for name in wanted} == wanted, (method, path)
            policy = dict(
                part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";")
            )
            assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
            assert policy["form-action"] == "'self'"
            assert not {"unsafe-inline", "unsafe-eval", "*", "data:", "http:", "https:"} & set(str(policy).split())
            assert not {name for name in answer.headers if name.startswith("Access-Control")}
            harmless(answer.seen)


@pytest.mark.slow
async def test_forms_that_are_no_forms_change_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        csrf = (await browser.get("/said")).seen.named("csrf")[0]
        before, good = await standing(room), f"csrf={csrf}&kind=follow&target=s1"
        parts = f"--x\r\nContent-Disposition: form-data; name=csrf\r\n\r\n{csrf}\r\n--x--\r\n"
        bomb = "--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n\r\n" * 20_000
        odd: list[tuple[str, str | bytes]] = [
            ("text/plain", good),
            ("application/json", json.dumps({"csrf": csrf, "kind": "follow", "target": "s1"})),
            ("application/xml", f"<form><csrf>{csrf}</csrf></form>"),
            ("", good),
            ("multipart/form-data; boundary=x", parts),
            ("multipart/form-data", parts),
            ("multipart/form-data; boundary=", parts),
            ("multipart/form-data; boundary=" + "x" * 5000, parts),
            ("multipart/form-data; boundary=x", bomb),
            ("multipart/mixed; boundary=x", parts),
            (FORM, good + f"&csrf={csrf}"),
            (FORM, good + "&target=s2"),
            (FORM, good.replace("&", ";")),
            (FORM, good + "&" * 5000 + "x" * 5000),
            (FORM, good + "".join(f"&x{at}=" for at in range(1000))),
            (FORM, good.encode("utf-16")),
            (FORM, good.encode() + b"\xff\xfe"),
            (FORM, good + "&why=" + "x" * 5_000_000),
            (FORM, gzip.compress(good.encode())),
            ("application/x-www-form-urlencoded, text/plain", good),
        ]
        for kind, sent in odd:
            answer = await browser.ask(
                "POST",
                "/act",
                data=BytesIO(sent.encode() if isinstance(sent, str) else sent),
                headers={"Content-Type": kind},
            )
            assert answer.status in {403, 413}, (kind, sent[:60])
            room.clock.advance(MINUTES)
        host, cookie = browser.base[7:], cookies(browser)
        head = f"POST /act HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: {FORM}\r\n"
        inner = f"POST /act HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Length: 0\r\n\r\n"
        smuggled = [
            f"{head}Content-Length: 0\r\nContent-Length: {len(good)}\r\n\r\n{good}",
            f"{head}Content-Length: {len(good)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}",
            f"{head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{inner}",
            f"{head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{inner}",
            f"{head}Content-Length: -1\r\n\r\n{good}",
            f"{head}Content-Length: +{len(good)}\r\n\r\n{good}",
            f"{head}Content-Length: 99999999999999999999999\r\n\r\n{good}" + "x" * 9000,
            f"{head}X: {'y' * 70_000}\r\n\r\n",
            f"{head}" + "X: y\r\n" * 9000 + "\r\n",
            "GET /" + "x" * 70_000 + " HTTP/1.1\r\n\r\n",
        ]
        for request in smuggled:
            answers = await raw(browser.base, request.encode(), wait=1)
            assert b" 303 " not in answers, request[:300]
        assert await standing(room) == before
        assert (await browser.send("/act", kind="follow", target="s1")).status == 303


@pytest.mark.slow
async def test_adding_a_feed_requests_nothing_inside_the_network(tmp_path: Path) -> None:
    """A server on this machine stands for what is inside; it must never be asked for anything."""
    async with serve() as inner:
        inner.on("*", Reply(body=rss()))
        async with newsroom(tmp_path) as room:
            room.settings = replace(room.settings, allow_private=())
            async with served(room) as browser:
                await browser.sign_in()
                before = room.settings.config.read_bytes()
                for host in INSIDE:
                    answer = await browser.send("/feeds/look", address=f"http://{host}:{inner.port}/feed")
                    assert answer.status == 422, host
                    room.clock.advance(MINUTES)
                for address in SCHEMES:
                    assert (await browser.send("/feeds/look", address=address)).status == 422, address
                    assert (await browser.send("/feeds/add", url=address)).status == 422, address
                    room.clock.advance(MINUTES)
                assert room.settings.config.read_bytes() == before
        assert inner.log == []


@pytest.mark.slow
async def test_nor_does_a_site_lead_there(tmp_path: Path) -> None:
    """A site on 127.0.0.1, which is allowed here, redirects or links to addresses that are not."""
    async with serve() as site_outside, inside(tmp_path) as (room, browser):
        before = room.settings.config.read_bytes()
        for place in (
            "http://169.254.169.254/latest/meta-data",
            "http://[fd00::1]/",
            "file:///etc/passwd",
            "gopher://10.0.0.1/_x",
        ):
            site_outside.on("/moved", Reply(status=302, headers={"Location": place}))
            link = f'<link rel="alternate" type="application/rss+xml" href="{place}">'
            site_outside.on("/linked", Reply(body=f"<html><head>{link}</head></html>".encode(), headers=HTML))
            for path in ("/moved", "/linked"):
                answer = await browser.send("/feeds/look", address=site_outside.url(path))
                assert (answer.status, answer.seen.named("url")) == (422, []), (path, place)
                room.clock.advance(MINUTES)
        assert room.settings.config.read_bytes() == before


@pytest.mark.slow
async def test_a_feed_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    zeros = gzip.compress(bytes(60_000_000))
    entities = b"".join(b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 12))
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">'
        + entities
        + b"]><rss><channel><title>&e11;</title></channel></rss>"
    )
    outside = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
    )
    bombs = {
        "/zip": Reply(body=zeros, headers={"Content-Encoding": "gzip", "Content-Type": "application/rss+xml"}),
        "/zip-in-zip": Reply(body=gzip.compress(zeros), headers={"Content-Encoding": "gzip, gzip"}),
        "/laughs": Reply(body=laughs),
        "/outside": Reply(body=outside),
        "/deep": Reply(body=b"<rss><channel>" + b"<item>" * 200_000),
    }
    async with serve() as server, inside(tmp_path) as (room, browser):
        before = room.settings.config.read_bytes()
        for path, reply in bombs.items():
            server.on(path, reply)
            answer = await browser.send("/feeds/look", address=server.url(path))
            assert "root:" not in answer.html, path
            assert "haha" not in answer.html, path
            assert answer.status in {200, 422}, path
            assert len(answer.html) < 20_000, path
        assert room.settings.config.read_bytes() == before


@pytest.mark.slow
async def test_a_list_of_feeds_that_is_a_bomb_adds_nothing(tmp_path: Path) -> None:
    """Entities, files as entities, depth, more outlines than fit, bytes that are no list, parts that are no parts."""
    entities = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    one = '<outline type="rss" xmlUrl="http://{}/feed"/>'
    lists = {
        "laughs": f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><opml><body><outline text="&e11;"/></body></opml>',
        "square": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><opml><body><outline text="{"&a;" * 9_000}"/></body></opml>',
        "file": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body><outline text="&f;" xmlUrl="&f;"/></body></opml>',
        "net": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><opml><body><outline text="x"/></body></opml>',
        "include": '<opml xmlns:xi="http://www.w3.org/2001/XInclude"><body><xi:include href="/etc/passwd" parse="text"/></body></opml>',
        "deep": "<opml><body>" + "<outline>" * 150_000,
        "wide": "<opml><body>" + "<outline/>" * 180_000 + "</body></opml>",
        "inside": "<opml><body>"
        + "".join(one.format(host) for host in ("10.0.0.1", "[::1]", "169.254.169.254"))
        + "</body></opml>",
        "schemes": '<opml><body><outline type="rss" xmlUrl="javascript:alert(1)"/><outline type="rss" xmlUrl="file:///etc/passwd"/></body></opml>',
        "zip": gzip.compress(bytes(20_000_000)).decode("latin-1"),
        "nothing": "",
        "large": "x" * 3_000_000,
    }
    async with inside(tmp_path) as (room, browser):
        csrf = (await browser.get("/said")).seen.named("csrf")[0]
        before = room.settings.config.read_bytes()
        for kind, text in lists.items():
            parts = aiohttp.FormData(default_to_multipart=True)
            parts.add_field("csrf", csrf)
            parts.add_field("file", BytesIO(text.encode("latin-1")), filename="x.opml")
            answer = await browser.ask("POST", "/feeds/import", data=parts)
            assert answer.status in {200, 413, 422}, kind
            assert not [word for word in ("root:", "haha", "aaaa") if word in answer.html], kind
            assert len(answer.html) < 300_000, kind
            harmless(answer.seen)
            if kind != "inside":  # written, as by the command, and refused at the door when they are polled
                assert room.settings.config.read_bytes() == before, kind
            room.settings.config.write_bytes(before)


async def test_who_asks_slowly_makes_nobody_wait(tmp_path: Path) -> None:
    """Connections that never finish their request are closed, so that they cannot fill all places."""
    async with newsroom(tmp_path) as room:
        with serving.listening(Served(port=0)) as port:
            number = port.getsockname()[1]
            where = Served(url=f"http://127.0.0.1:{number}", token=TOKEN)
            server = serving.server(
                room.app, FeedsFile(room.settings), ProgramDesk(room.app), where, port, TOKEN, patience=0.2
            )
            running = asyncio.create_task(server.serve(sockets=[port]))
            head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{number}\r\nContent-Type: {FORM}\r\n"
            starts = ("", "GET / HTT", head, f"{head}Content-Length: 99\r\n\r\ntoken=")
            slow = [await asyncio.open_connection("127.0.0.1", number) for _ in range(serving.AT_ONCE + 8)]
            for at, (_, writer) in enumerate(slow):
                writer.write(starts[at % len(starts)].encode())
            async with asyncio.timeout(30):
                await asyncio.gather(*(reader.read() for reader, _ in slow), return_exceptions=True)
            async with aiohttp.ClientSession() as nobody:
                assert (await Browser(where.url, nobody).get("/sign-in")).status == 200
            for _, writer in slow:
                writer.close()
            server.should_exit = True
            await running
