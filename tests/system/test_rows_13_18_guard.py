"""Rows 13–18 of the reliability matrix: where we connect to, and how certain we are whom we talk to."""

import asyncio
import os
import ssl
import subprocess
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import trustme

from monitor import problems
from monitor.fetch import guard
from monitor.model import Validators
from monitor.problems import Trouble
from tests.faults import LOOPBACK, Reply, Resolver, open_door, rss, serve

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data" / "security"

# Spellings of addresses that must not be reachable. "PORT" is where the canary listens.
LITERALS = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0",
    "0x7f.1",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0X7F000001",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "00000177.0.0.1",
    "127.00.00.01",
    "3232235521",
    "127.0.0.1.",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "１２７.０.０.１",
    "127%2e0%2e0%2e1",
    "%31%32%37.0.0.1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "LocalHost.localdomain",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2002:7f00:1::1]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[ff0e::1]",
    "[100::1]",
    "[2001:db8::1]",
    "[5f00::1]",
    "[3fff::1]",
    "[2001:10::1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:0:127.0.0.1]",
    "[fe80::1%25lo]",
    "[::ffff:a9fe:a9fe]",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.1.254",
    "169.254.169.254",
    "169.254.170.2",
    "169.254.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "192.88.99.1",
    "224.0.0.1",
    "239.1.1.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "0.1.2.3",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.43518",
    "0xA9.0xFE.0xA9.0xFE",
]
# Names that resolve to such an address.
NAMED = [
    "127.0.0.1",
    "::1",
    "169.254.169.254",
    "10.1.2.3",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "0.0.0.0",
    "fd00::1",
    "2002:7f00:1::1",
]


@asynccontextmanager
async def canary_at(host: str, port: int):
    """A listener that must not be reached, at this address."""
    touched = []

    async def reached(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        touched.append(writer.get_extra_info("peername"))
        writer.close()

    async with await asyncio.start_server(reached, host, port):
        yield touched


@asynccontextmanager
async def canary():
    """A listener that must not be reached, on IPv4 and, if available, IPv6."""
    touched = []

    async def reached(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        touched.append(writer.get_extra_info("peername"))
        writer.close()

    first = await asyncio.start_server(reached, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    listeners = [first]
    for host in ("127.0.0.2", "::1"):
        try:
            listeners.append(await asyncio.start_server(reached, host, port))
        except OSError:
            continue
    try:
        yield port, touched
    finally:
        for listener in listeners:
            listener.close()


# -- row 13


def test_row_13_there_are_enough_cases() -> None:
    assert len(set(LITERALS)) + len(NAMED) >= 80


@pytest.mark.parametrize("kind", ["feed", "page", "discovery"])
async def test_row_13_no_spelling_of_an_inner_address_reaches_the_canary(kind: str) -> None:
    async with canary() as (port, touched):
        door = open_door(allow_private=())
        reached = []
        for host in LITERALS:
            page = await door.get(f"http://{host}:{port}/latest/meta-data/", kind=kind)
            if page.status != 0 or page.trouble not in {Trouble.REFUSED, Trouble.DNS, Trouble.ROBOTS}:
                reached.append((host, page.status, page.trouble))
            if page.trouble is Trouble.REFUSED:
                assert page.problem
        await door.close()
        assert (reached, touched) == ([], [])


@pytest.mark.parametrize("address", NAMED)
async def test_row_13_nor_does_a_name_that_leads_there(address: str) -> None:
    async with canary() as (port, touched):
        door = open_door(allow_private=(), resolver=Resolver(lambda host: [address]))
        page = await door.get(f"http://innocent.example:{port}/", kind="feed")
        await door.close()
        assert page.trouble is Trouble.REFUSED
        assert touched == []


@pytest.mark.parametrize("host", ["10.0.0.1", "[fd00::1]", "inner.example"])
async def test_row_13_a_refusal_names_the_address_once_and_where_to_allow_it(host: str) -> None:
    door = open_door(allow_private=(), resolver=Resolver(lambda host: ["10.0.0.1"]))
    page = await door.get(f"http://{host}/", kind="feed")
    await door.close()
    assert page.problem
    told = problems.told(page.problem)
    assert [told.count(part) for part in (host.strip("[]"), "MONITOR_ALLOW_PRIVATE")] == [1, 1]


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "93.184.216.34", "::ffff:8.8.8.8", "172.32.0.1"]
)
def test_row_13_public_addresses_are_permitted(address: str) -> None:
    assert guard.permitted(address)


@pytest.mark.parametrize("address", ["", "example.org", "127.1", "1", "::g", "1.2.3.4.5", "0x7f.1"])
def test_row_13_what_is_no_address_is_not(address: str) -> None:
    assert not guard.permitted(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "127.8.8.8", "::1"])
def test_row_13_the_operator_may_allow_networks(address: str) -> None:
    assert guard.permitted(address, LOOPBACK)
    assert not guard.permitted("10.0.0.1", LOOPBACK)


async def test_row_13_forms_collected_by_others() -> None:
    path = SHARED / "bugbounty-cheatsheet" / "cheatsheets" / "ssrf.md"
    if not path.exists():
        pytest.skip("needs ../shared/data/security")
    urls = [word for word in path.read_text(encoding="utf-8").split() if word.startswith(("http://", "https://"))]
    door = open_door(allow_private=(), resolver=Resolver(lambda host: ["127.0.0.1"]))
    pages = [await door.get(url, kind="feed") for url in urls]
    await door.close()
    assert urls
    assert {page.status for page in pages} == {0}


# -- row 14


@pytest.mark.slow
async def test_row_14_a_thousand_answers_that_change_between_two_looks_never_reach_the_canary() -> None:
    async with canary() as (port, touched):
        turn = 0

        def answer(host: str) -> list[str]:
            nonlocal turn
            turn += 1
            # Public first and then loopback, both at once in either order, disguised loopback: all forms of rebinding.
            # 192.88.99.1 stands for a public address without a host: it is refused, so that no test leaves the machine.
            return [
                ["127.0.0.1"],
                ["192.88.99.1", "127.0.0.1"],
                ["127.0.0.1", "192.88.99.1"],
                ["::ffff:127.0.0.1"],
                ["::1"],
            ][turn % 5]

        resolver = Resolver(answer)
        door = open_door(allow_private=(), resolver=resolver)
        for number in range(1000):
            page = await door.get(f"http://rebind-{number % 7}.example:{port}/", kind="feed")
            assert page.status == 0
        await door.close()
        assert resolver.asked >= 1000
        assert touched == []


async def test_row_14_the_address_is_judged_at_the_moment_of_connecting() -> None:
    """The result of a check before the fetch does not count: the first answer is allowed, the second is not."""
    async with serve() as server, canary() as (port, touched):
        server.on("*", Reply(body=rss(), headers={"Connection": "close"}))
        flips = iter(["127.0.0.1", "127.0.0.2"] * 100)
        door = open_door(allow_private=(ip_network("127.0.0.1/32"),), resolver=Resolver(lambda host: [next(flips)]))
        for _ in range(50):
            assert (await door.get(f"http://flip.example:{server.port}/", kind="feed")).status == 200
            assert (await door.get(f"http://flip.example:{port}/", kind="feed")).trouble is Trouble.REFUSED
        await door.close()
        assert touched == []


@pytest.mark.parametrize("kind", ["feed", "page", "discovery"])
@pytest.mark.parametrize("honest", range(6))
async def test_row_14_a_resolver_that_lies_from_any_look_up_on_reaches_nothing_inside(kind: str, honest: int) -> None:
    """Of robots.txt, the address itself and where it leads: the first look-ups tell the truth, all others lie."""
    truths = iter(["127.0.0.1"] * honest)
    async with serve() as server:
        server.on("/robots.txt", Reply(status=404, headers={"Connection": "close"}))
        server.on("/feed", Reply(status=302, headers={"Location": "/next", "Connection": "close"}))
        server.on("/next", Reply(body=rss(), headers={"Connection": "close"}))
        async with canary_at("127.0.0.2", server.port) as touched:
            resolver = Resolver(lambda host: [next(truths, "127.0.0.2")])
            door = open_door(allow_private=(ip_network("127.0.0.1/32"),), resolver=resolver)
            page = await door.get(server.url(host="liar.example"), kind=kind)
            await door.close()
    assert touched == []
    assert (page.status, page.trouble) in {(200, Trouble.NONE), (0, Trouble.REFUSED), (0, Trouble.ROBOTS)}
    assert (page.status == 200) == (resolver.asked <= honest)


@pytest.mark.parametrize("kind", ["feed", "page"])
async def test_a_server_that_has_only_an_ipv6_address(kind: str) -> None:
    async with serve(host="::1") as server:
        server.on("*", Reply(body=rss()))
        for host, addresses in (("[::1]", ["::1"]), ("six.example", ["::1"]), ("both.example", ["127.0.0.1", "::1"])):
            resolver = Resolver({host: addresses}.__getitem__)
            door = open_door(resolver=resolver)
            assert (await door.get(server.url(host=host), kind=kind)).status == 200
            await door.close()
            door = open_door(resolver=resolver, allow_private=())
            assert (await door.get(server.url(host=host), kind=kind)).trouble is Trouble.REFUSED
            await door.close()


# -- row 15


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:PORT/",
        "http://[::ffff:127.0.0.2]:PORT/",
        "http://0x7f000002:PORT/",
        "http://127.0.0.2:PORT/",
        "//127.0.0.2:PORT/",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://127.0.0.2/",
        "gopher://127.0.0.2:PORT/_",
        "data:text/html,x",
        "javascript:alert(1)",
        "mailto:x@example.org",
        "http://user:secret@127.0.0.1:OWN/landed",
        "http://user@127.0.0.1:OWN/landed",
        "http://",
        "http://:80/",
        "http://127.0.0.1:99999/",
        "http://exa mple/",
        "http://[::1",
    ],
)
@pytest.mark.parametrize("hops", [1, 3])
async def test_row_15_redirects_to_where_we_do_not_go(location: str, hops: int) -> None:
    async with serve() as server, canary() as (port, touched):
        target = location.replace("PORT", str(port)).replace("OWN", str(server.port))
        for hop in range(hops - 1):
            server.on(f"/{hop}", Reply(status=302, headers={"Location": f"/{hop + 1}"}))
        server.on(f"/{hops - 1}", Reply(status=301, headers={"Location": target}))
        server.on("/landed", Reply(body=rss()))
        door = open_door(allow_private=(ip_network("127.0.0.1/32"),))
        page = await door.get(server.url("/0"), kind="feed")
        await door.close()
        assert page.status == 0
        assert page.trouble in {Trouble.REFUSED, Trouble.REDIRECT}
        assert page.moved_to == ""
        assert "secret" not in problems.told(page.problem)
        assert (server.asked("/landed"), touched) == ([], [])


async def test_row_15_credentials_of_a_feed_stay_with_its_host() -> None:
    async with serve() as server, serve() as other:
        server.on("/feed", Reply(status=302, headers={"Location": "/same"}))
        server.on("/same", Reply(status=302, headers={"Location": other.url("/away", host="localhost")}))
        other.on("/away", Reply(body=rss()))
        door = open_door()
        page = await door.get(server.url().replace("http://", "http://reader:secret@"), kind="feed")
        await door.close()
        assert page.status == 200
        assert "authorization" in server.log[0].headers
        assert "authorization" not in other.log[0].headers
        assert "secret" not in repr(page)


@pytest.mark.parametrize(
    "url", ["http://u:p@127.0.0.1/", "file:///etc/passwd", "ftp://x/", "", "no address", "http://", "//x/", "http:x"]
)
async def test_row_15_an_article_at_such_an_address_is_not_asked_for(url: str) -> None:
    door = open_door()
    page = await door.get(url, kind="page")
    await door.close()
    assert (page.status, page.trouble) == (0, Trouble.REFUSED)


# -- row 16


async def test_row_16_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serve() as server, serve() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        server.on("*", Reply(body=rss()))
        door = open_door()
        for kind in ("feed", "page", "discovery", "robots"):
            assert (await door.get(server.url(f"/{kind}"), kind=kind)).status == 200
        await door.close()
        assert proxy.accepted == 0


async def test_row_16_netrc_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    async with serve() as server:
        server.on("*", Reply(body=rss()))
        door = open_door()
        await door.get(server.url(), kind="feed")
        await door.close()
        assert "authorization" not in server.log[0].headers


# -- row 17

AUDITED = '''
import asyncio, socket, sys
from datetime import UTC, datetime

sockets, strays = {}, []

def made_by_the_guard():
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.endswith("monitor/fetch/guard.py"):
            return True
        frame = frame.f_back
    return False

def audit(event, args):
    if event == "socket.__new__" and args[1] in (socket.AF_INET, socket.AF_INET6) and made_by_the_guard():
        sockets[id(args[0])] = args[0]
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg") and id(args[0]) not in sockets:
        strays.append((event, args[1:]))
    if event in ("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "subprocess.Popen"):
        strays.append((event, args))

sys.addaudithook(audit)

from monitor.articles import extract
from monitor.feeds import discover, parse
from monitor.model import Feed, Entry, StoredEntry, EntryId, FeedId, Page
from tests import faults

PAGE = b"""<html><head><title>A page</title><base href="http://10.0.0.1/"><link rel="alternate" type="application/rss+xml" href="/feed">
<link rel="icon" href="http://10.0.0.2/i.png"><link rel="canonical" href="http://10.0.0.3/c"></head><body><article>
<img src="http://10.0.0.4/x.png"><iframe src="http://10.0.0.5/"></iframe>""" + b"<p>A sentence about nothing in particular, long enough.</p>" * 30 + b"</article></body></html>"
DTD = b'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://10.0.0.6/x.dtd" [<!ENTITY x SYSTEM "http://10.0.0.7/">]>' + faults.rss(faults.entry(1, text="&x;"))[38:]

async def main():
    async with faults.serve() as server:
        server.on("/feed", faults.Reply(body=DTD))
        server.on("/page", faults.Reply(body=PAGE, headers={"Content-Type": "text/html"}))
        server.on("/robots.txt", faults.Reply(status=404))
        door = faults.open_door()
        now = datetime.now(UTC)
        for kind, path in (("feed", "/feed"), ("page", "/page"), ("discovery", "/page"), ("robots", "/robots.txt")):
            page = await door.get(server.url(path), kind=kind)
            parse.document(page)
            discover.feeds(page)
            entry = Entry(guid="1", url=page.url, title="A page")
            stored = StoredEntry(id=EntryId(1), feed_id=FeedId(1), feed=Feed(url=page.url), entry=entry, revision=0, first_seen_at=now)
            extract.article(stored, page)
        await door.close()
        return len(server.log)

asked = asyncio.run(main())
print(asked, len(sockets), len(strays), strays[:3])
'''


@pytest.mark.slow
def test_row_17_nothing_connects_but_by_the_one_door() -> None:
    """An audit hook sees every connection of the process while feeds, pages, robots and discovery are processed."""
    done = subprocess.run(
        [sys.executable, "-c", AUDITED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    asked, sockets, strays = map(int, done.stdout.split()[:3])
    assert asked == 5, "robots.txt once for the page, once for itself"
    assert sockets >= 1
    assert strays == 0, done.stdout


# -- row 18


def contexts(kind: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The context of a server with a flaw, and of a client that trusts our authority."""
    authority = trustme.CA()
    trusted = authority if kind != "self-signed" else trustme.CA()
    options: dict[str, Any] = (
        {"not_before": datetime.now(UTC) - timedelta(days=20), "not_after": datetime.now(UTC) - timedelta(days=2)}
        if kind == "expired"
        else {}
    )
    certificate = authority.issue_cert("other.example" if kind == "wrong host" else "127.0.0.1", **options)
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    certificate.configure_cert(server)
    trusted.configure_trust(client)
    return server, client


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["expired", "wrong host", "self-signed"])
@pytest.mark.parametrize("asked_as", ["feed", "page", "discovery"])
async def test_row_18_a_certificate_that_does_not_hold_is_never_retried_without_checking(
    kind: str, asked_as: str
) -> None:
    server_side, client_side = contexts(kind)
    async with serve(ssl_context=server_side) as server:
        server.on("*", Reply(body=rss()))
        door = open_door(ssl_context=client_side)
        page = await door.get(server.url(), kind=asked_as, validators=Validators(etag='"secret"'))
        await door.close()
        assert page.status == 0
        assert page.trouble is Trouble.TLS
        assert server.log == [], "not a byte of a request was sent"


async def test_row_18_a_good_certificate_is_taken_and_the_systems_authorities_are_the_default() -> None:
    server_side, client_side = contexts("good")
    async with serve(ssl_context=server_side) as server:
        server.on("*", Reply(body=rss()))
        door = open_door(ssl_context=client_side)
        assert (await door.get(server.url(), kind="feed")).status == 200
        await door.close()
        door = open_door()
        assert (await door.get(server.url(), kind="feed")).trouble is Trouble.TLS
        await door.close()


async def test_row_18_tls_where_there_is_none() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    listener = await asyncio.start_server(plain, "127.0.0.1", 0)
    door = open_door()
    page = await door.get(f"https://127.0.0.1:{listener.sockets[0].getsockname()[1]}/", kind="feed")
    await door.close()
    listener.close()
    assert page.trouble is Trouble.TLS
