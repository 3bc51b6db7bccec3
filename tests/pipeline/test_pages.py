"""The pages of `monitor web`, served by uvicorn from a real database, as a browser sees them."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from monitor.cli.desk import ProgramDesk
from monitor.cli.sources import FeedsFile
from monitor.web import forms, gate, pages, serving, site
from monitor.web.sessions import Sessions
from monitor.web.signing import Signing
from monitor.web_settings import Served
from tests import world
from tests.pipeline.test_days import OUTLETS, Newsroom, newsroom, page, told
from tests.world import outlet

TOKEN = "a token of our own"
MORNING = ("kontor/lulea", "circuit-current/lulea", "harbour-ledger/abilene-transformer", "elbe-kurier/hafen")
READ = ("/", "/search?q=OpenAI", "/editions", "/edition/1", "/withheld", "/ledger", "/feeds", "/said", "/story/1")


class Seen(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, name: str) -> list[str]:
        return [attrs.get("value") or "" for _, attrs in self.tags if attrs.get("name") == name]


@dataclass(slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    html: str

    @property
    def seen(self) -> Seen:
        return Seen(self.html)


@dataclass(slots=True)
class Browser:
    """A browser with its cookies."""

    base: str
    session: aiohttp.ClientSession
    headers: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, *, follow: bool = False, **more: Any) -> Answer:
        more["headers"] = self.headers | more.pop("headers", {})
        async with self.session.request(method, self.base + path, allow_redirects=follow, **more) as answer:
            return Answer(answer.status, answer.headers, await answer.text())

    async def get(self, path: str, **more: Any) -> Answer:
        return await self.ask("GET", path, **more)

    async def send(self, path: str, *, start: str = "/said", **fields: str) -> Answer:
        """Send a form as one of our pages would."""
        csrf = (await self.get(start)).seen.named("csrf")
        return await self.ask("POST", path, data={"csrf": csrf[0] if csrf else "", **fields})

    async def sign_in(self, token: str = TOKEN) -> Answer:
        return await self.ask("POST", "/sign-in", data={"token": token})


@asynccontextmanager
async def served(room: Newsroom, where: Served | None = None) -> AsyncIterator[Browser]:
    """A browser at the pages of a newsroom."""
    with serving.listening(Served(port=0)) as port:
        number = port.getsockname()[1]
        where = where or Served(url=f"http://127.0.0.1:{number}", token=TOKEN)
        server = serving.server(room.app, FeedsFile(room.settings), ProgramDesk(room.app), where, port, TOKEN)
        running = asyncio.create_task(server.serve(sockets=[port]))
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            yield Browser(f"http://127.0.0.1:{number}", session, {"Accept-Language": "en"})
        server.should_exit = True
        await running


@asynccontextmanager
async def opened(folder: Path, *pieces: str) -> AsyncIterator[tuple[Newsroom, Browser, dict[str, Any]]]:
    """The pages after a first morning, signed in; and its edition."""
    async with newsroom(folder) as room:
        room.prints(*(pieces or MORNING))
        edition = await room.until_next_morning()
        assert edition
        async with served(room) as browser:
            assert (await browser.sign_in()).status == 303
            yield room, browser, edition


@pytest.mark.slow
async def test_everything_is_read(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, browser, edition):
        today = await browser.get("/")
        for story in told(edition, "new"):
            assert story["title"] in today.seen.text
            assert any(attrs.get("href") == f"/story/{story['id']}" for _, attrs in today.seen.tags)
        first = told(edition, "new")[0]
        shown = (await browser.get(f"/story/{first['id']}")).seen
        for article in first["articles"]:
            assert article["title"] in shown.text
        assert "Time line" in shown.text
        assert "almost the same text" not in shown.text
        assert "object at 0x" not in shown.text
        found = (await browser.get("/search", params={"q": "megawatt"})).seen
        assert [path for _, attrs in found.tags if (path := attrs.get("href") or "").startswith("/story/")]
        assert "Nothing found" in (await browser.get("/search", params={"q": "100%_\\"})).seen.text
        hidden = (await browser.get("/withheld")).seen.text
        assert all(one["title"] in hidden and one["detail"] in hidden for one in edition["withheld"])
        assert "€1.1bn" in (await browser.get("/ledger")).seen.text
        assert "€1.1bn" not in (await browser.get("/ledger", params={"party": "nobody"})).seen.text
        assert "kontor" in (await browser.get("/feeds")).html
        assert edition["subject"] in (await browser.get("/editions")).seen.text
        assert first["title"] in (await browser.get("/edition/1")).seen.text


def test_answers_are_sent_at_once() -> None:
    """Else each waits forty milliseconds for a delayed acknowledgement; asyncio asks the socket for its protocol."""
    with serving.listening(Served(port=0)) as port:
        assert port.proto == socket.IPPROTO_TCP


@pytest.mark.slow
async def test_every_page_speaks_the_language_of_the_browser(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, browser, _):
        for asked, code, word in (("fr-FR,fr;q=0.9,en;q=0.1", "fr", "Aujourd’hui"), ("xx, de;q=0.5", "de", "Heute")):
            for path in READ[::2]:
                answer = await browser.get(path, headers={"Accept-Language": asked})
                assert answer.status == 200, path
                assert f'<html lang="{code}"' in answer.html
                assert word in answer.seen.text


@pytest.mark.slow
async def test_said_and_taken_back_as_by_the_command(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, edition):
        lulea = next(story for story in told(edition, "new") if len(story["articles"]) > 1)
        key, report = lulea["id"], page("circuit-current/lulea")
        steps: list[dict[str, str]] = [
            {"kind": "follow", "target": f"s{key}"},
            {"kind": "mute", "target": f"s{key}", "days": "7", "why": "enough", "digest": "test"},
            {"kind": "mute", "target": f"s{key}", "outlet": "kontor.example"},
            {"kind": "mute", "target": f"s{key}", "name": "Vattenfall"},
            {"kind": "not-relevant", "target": f"s{key}", "digest": "test"},
            {"kind": "wrong-number", "target": f"s{key}", "amount": "180 MW"},
            {"kind": "split", "target": report},
        ]
        for fields in steps:
            answer = await browser.send("/act", **fields)
            assert (answer.status, answer.headers.get("Location")) == (303, "/said"), (fields, answer.html)
        actions = list(await room.app.store.actions.every())
        assert [one.kind.value for one in actions] == [one["kind"] for one in steps]
        assert {one.by for one in actions} == {"web"}
        assert (actions[1].until, actions[1].why, actions[1].digest) == (
            room.clock() + timedelta(days=7),
            "enough",
            "test",
        )
        assert [one.scope.value for one in actions[2:4]] == ["outlet", "name"]
        assert actions[4].evidence
        assert actions[5].figures == ((1.8e8, "W"),)
        split = actions[6].other
        assert (await browser.send("/act", kind="join", target=f"s{key}", **{"with": f"s{split}"})).status == 303
        assert f"/story/{key}" in (await browser.get("/said")).html
        assert (await browser.get(f"/story/{split}")).status == 200
        for one in reversed(await room.app.store.actions.every()):
            assert (await browser.send("/undo", id=str(one.id))).status == 303
        assert all(one.undone_at for one in await room.app.store.actions.every())
        assert "undone already" in (await browser.send("/undo", id="1")).seen.text


@pytest.mark.slow
async def test_what_cannot_be_is_told_and_nothing_is_done(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        hopeless: list[dict[str, str]] = [
            {"kind": "follow", "target": "s999"},
            {"kind": "split", "target": "s99999999999999999999"},
            {"kind": "follow"},
            {"kind": "eat", "target": "s1"},
            {"kind": "mute", "target": "s1", "days": "0"},
            {"kind": "mute", "target": "s1", "digest": "nobody's"},
            {"kind": "wrong-number", "target": "s1", "amount": "many"},
            {"kind": "join", "target": "s1", "with": "s1"},
        ]
        for fields in hopeless:
            answer = await browser.send("/act", **fields)
            assert answer.status == 422, fields
            assert any(attrs.get("role") == "alert" for _, attrs in answer.seen.tags)
        assert (await browser.send("/undo", id="7")).status == 422
        assert not await room.app.store.actions.every()
        for path in (
            "/story/999",
            "/story/99999999999999999999",
            "/edition/7",
            f"/edition/{2**70}",
            "/nothing",
            "//x.example",
        ):
            assert (await browser.get(path)).status == 404, path


@pytest.mark.slow
async def test_row_63_every_route_asks_for_the_token_and_every_form_for_its_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        table = [
            (method, route.path)
            for route in site.routes(
                pages.Pages(room.app, Served()),
                Sessions(TOKEN),
                FeedsFile(room.settings),
                ProgramDesk(room.app),
                Signing(room.app, TOKEN),
            )
            for method in route.methods or ()
        ]
        assert len(table) > 15
        for method, path in table:
            place = re.sub("{[a-z]+(:int)?}", "1", path)
            async with aiohttp.ClientSession() as nobody:
                stranger = Browser(browser.base, nobody)
                answer = await stranger.ask(
                    method, place, data={"kind": "follow", "target": "s1"} if method == "POST" else None
                )
            if path.startswith(gate.SIGNED):
                assert answer.status == 404
                continue
            if path in gate.OPEN:
                assert answer.status == (401 if method == "POST" else 200)
                continue
            assert (answer.status, answer.headers.get("Location")) in {(303, "/sign-in"), (401, None)}, (method, path)
            if method == "POST":
                for csrf in ("", "x", TOKEN):
                    form = aiohttp.FormData(default_to_multipart=place in gate.UPLOADS)
                    form.add_fields(("csrf", csrf), ("kind", "follow"), ("target", "s1"))
                    assert (await browser.ask(method, place, data=form)).status == 403, place
        assert (await browser.ask("PUT", "/act", data="x")).status == 405
        assert not await room.app.store.actions.every()
        assert (await browser.get("/")).status == 200


@pytest.mark.slow
async def test_every_answer_forbids_scripts_frames_and_copies(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, browser, _):
        answers = [await browser.get(path) for path in (*READ, "/nothing", "/style.css", "/sign-in")]
        answers.append(await browser.ask("POST", "/act", data={"csrf": "wrong"}))
        answers.append(await browser.get("/", headers={"Host": "evil.example"}))
        assert answers[-1].status == 400
        for answer in answers:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; style-src 'self';")
            assert "unsafe" not in policy
            assert "script" not in policy
            assert {
                answer.headers[name] for name in ("X-Frame-Options", "Cache-Control", "X-Content-Type-Options")
            } == {"DENY", "no-store", "nosniff"}
            assert "Server" not in answer.headers
            for tag, attrs in answer.seen.tags:
                assert tag != "script"
                assert not {name for name in attrs if name == "style" or name.startswith("on")}, tag


@pytest.mark.slow
async def test_forms_from_elsewhere_too_large_or_odd_do_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        csrf = (await browser.get("/said")).seen.named("csrf")[0]
        fields = {"csrf": csrf, "kind": "follow", "target": "s1"}
        odd: list[tuple[int, dict[str, Any]]] = [
            (403, {"data": fields, "headers": {"Origin": "https://evil.example"}}),
            (403, {"data": fields, "headers": {"Origin": "null"}}),
            (403, {"data": fields, "headers": {"Sec-Fetch-Site": "cross-site"}}),
            (413, {"data": fields | {"why": "x" * 9000}}),
            (413, {"data": [*fields.items(), ("target", "s2")]}),
            (413, {"data": {str(at): "" for at in range(100)} | fields}),
            (413, {"json": fields}),
            (413, {"data": b"csrf=\xff", "headers": {"Content-Type": forms.PLAIN}}),
        ]
        for status, more in odd:
            assert (await browser.ask("POST", "/act", **more)).status == status, more
        assert not await room.app.store.actions.every()
        assert (await browser.ask("POST", "/act", data=fields, headers={"Origin": browser.base})).status == 303


async def test_sessions_end_and_tokens_cannot_be_guessed(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room, served(room) as browser:
        for wrong in ("", "a token", TOKEN + "x", "ü" * 20):
            assert (await browser.sign_in(wrong)).status == 401
        answer = await browser.sign_in()
        cookie = answer.headers["Set-Cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "No edition" in (await browser.get("/")).seen.text
        secret = answer.headers["Set-Cookie"].split("=")[1].split(";")[0]
        room.clock.advance(timedelta(hours=13))
        assert (await browser.get("/")).status == 303
        for _ in range(10):
            assert (await browser.sign_in("wrong")).status == 401
        assert (await browser.sign_in()).status == 429
        room.clock.advance(timedelta(minutes=1))
        assert (await browser.sign_in()).status == 303
        assert (await browser.send("/sign-out")).status == 303
        assert (await browser.get("/")).status == 303
        assert (await browser.get("/", headers={"Cookie": f"monitor={secret}"})).status == 303


async def test_behind_a_proxy_the_cookie_is_for_https_only(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room, served(room, Served(url="https://news.example", token=TOKEN)) as browser:
        assert (await browser.sign_in()).status == 400
        browser.headers["Host"] = "news.example"
        answer = await browser.ask(
            "POST", "/sign-in", data={"token": TOKEN}, headers={"Origin": "https://news.example"}
        )
        assert answer.status == 303
        assert answer.headers["Set-Cookie"].startswith("__Host-monitor=")
        assert "; Secure" in answer.headers["Set-Cookie"]
        assert "Strict-Transport-Security" in answer.headers


@pytest.mark.slow
async def test_a_feed_is_added_from_the_address_of_a_site(tmp_path: Path) -> None:
    """The look goes through the real door, to a server on this machine; the file keeps what else is in it."""
    paper = outlet("anzeiger", OUTLETS["kontor"].pieces[:3], name="Anzeiger")
    async with newsroom(tmp_path) as room, world.serve([paper]) as sites, served(room) as browser:
        await browser.sign_in()
        config = room.settings.config
        config.write_text("# mine\n" + config.read_text("utf-8"), encoding="utf-8")
        before = config.read_text("utf-8")
        seen = await browser.send("/feeds/look", address=sites.bases["anzeiger"])
        assert seen.status == 200, seen.html
        (url,) = seen.seen.named("url")
        assert "3 entries, 3 of them worth reading" in seen.seen.text
        assert config.read_text("utf-8") == before
        added = await browser.send("/feeds/add", url=url, title="Mein Anzeiger", language="de")
        assert added.status == 303
        assert "Mein Anzeiger" in (await browser.get(added.headers["Location"])).seen.text
        after = config.read_text("utf-8")
        assert after.startswith("# mine\n")
        assert url in after
        listed = await browser.get("/feeds")
        assert "Mein Anzeiger" in listed.seen.text
        assert "not polled yet" in listed.seen.text
        again = await browser.send("/feeds/add", url=url, title="Noch einmal")
        assert (again.status, "already watched" in again.seen.text) == (422, True)
        exported = await browser.get("/feeds.opml")
        assert "Mein Anzeiger" in exported.html
        assert exported.headers["Content-Disposition"].startswith("attachment")
        assert config.read_text("utf-8") == after


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd", "javascript:x"]
)
async def test_what_is_no_public_address_is_not_looked_at(tmp_path: Path, address: str) -> None:
    async with newsroom(tmp_path) as room, served(room) as browser:
        await browser.sign_in()
        before = room.settings.config.read_bytes()
        assert (await browser.send("/feeds/look", address=address)).status == 422
        assert (await browser.send("/feeds/add", url="file:///etc/passwd")).status == 422
        assert room.settings.config.read_bytes() == before


@pytest.mark.slow
async def test_one_click_ends_the_mails_and_only_the_right_one_does(tmp_path: Path) -> None:
    """RFC 8058: a POST without cookies from anywhere; a GET, which programs that check links send, ends nothing."""
    async with newsroom(tmp_path) as room:
        room.app = replace(room.app, stop="https://news.example/stop/")
        room.prints(*MORNING)
        assert await room.until_next_morning()
        mail = message_from_bytes(room.mail.taken[0].content)
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link, by_mail = "".join(mail["List-Unsubscribe"].split()).split(",")
        assert by_mail.startswith("<mailto:")
        path = link.strip("<>").removeprefix("https://news.example")
        click: dict[str, Any] = {
            "data": {"List-Unsubscribe": "One-Click"},
            "headers": {"Origin": "https://mail.example"},
        }
        async with served(room) as browser:
            assert "No more mails" in (await browser.get(path)).seen.text
            for wrong in (
                path[:-1],
                path[:-1] + ("0" if path[-1] != "0" else "1"),
                path + "/x",
                "/stop/x",
                "/stop/../said",
            ):
                assert (await browser.ask("POST", wrong, **click)).status in {303, 401, 404, 405}, wrong
            assert not await room.app.store.actions.every()
            for _ in range(2):
                assert "Done" in (await browser.ask("POST", path, **click)).seen.text
            (said,) = await room.app.store.actions.every()
            assert (said.kind.value, said.name, said.digest) == ("pause", room.mail.taken[0].recipient, "test")
            await room.app.store.actions.undo(said.id, now=room.clock())
            assert "Done" in (await browser.ask("POST", path, **click)).seen.text
            assert len(await room.app.store.actions.standing()) == 1
            room.clock.advance(timedelta(days=91))
            assert (await browser.get(path)).status == 404


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "</title></textarea><svg/onload=alert(1)>",
    "&lt;b&gt; \u202eevil",
)


SPOILT = (
    "kontor/lulea",
    "circuit-current/lulea",
    "harbour-ledger/abilene-transformer",
    "harbour-ledger/cerebras-doubles",
    "elbe-kurier/hafen",
    "kontor/zinsen",
)


@pytest.mark.slow
async def test_titles_and_questions_cannot_become_markup(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        for place, evil in zip(SPOILT, HOSTILE, strict=True):
            slug, _, name = place.partition("/")
            piece = next(one for one in OUTLETS[slug].pieces if one.slug == name)
            room.prints_own(slug, replace(piece, title=f"{piece.title} {evil}"))
        assert await room.until_next_morning()
        async with served(room) as browser:
            await browser.sign_in()
            for evil in HOSTILE:
                assert (await browser.send("/act", kind="follow", target="s1", why=evil)).status == 303
                assert (await browser.send("/act", kind="mute", target="s1", name=evil)).status == 303
            shown = ""
            for path in (*READ, "/story/2", "/story/3"):
                seen = (await browser.get(path)).seen
                harmless(seen)
                shown += seen.text
            assert shown.count("alert(1)") > 10
            assert "<script>alert(1)</script>" in shown
            assert "{{ 7 * 7 }}" in shown
            for evil in HOSTILE:
                answer = (await browser.get("/search", params={"q": evil})).seen
                assert answer.named("q") == [evil]
                harmless(answer)


def harmless(seen: Seen) -> None:
    """Nothing but our own tags and attributes, and links to the web or to ourselves."""
    assert not {"script", "img", "iframe", "b"} & {tag for tag, _ in seen.tags}
    assert all({"role", "aria-hidden"} & set(attrs) for tag, attrs in seen.tags if tag == "svg"), "our own charts"
    names = {name for _, attrs in seen.tags for name in attrs}
    assert not {name for name in names if name.startswith("on") or name in {"style", "src"}}
    targets = [attrs[name] or "" for _, attrs in seen.tags for name in ("href", "action") if name in attrs]
    assert all(target.startswith(("/", "#", "http://", "https://")) for target in targets)
