"""Feeds with a login: given by reference, sent only to their own host, and shown nowhere."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from yarl import URL

from monitor import catalog, problems
from monitor.errors import Invalid
from monitor.fetch import logins
from monitor.model import Login
from tests import faults, world
from tests.daemon import environment
from tests.faults import Reply, open_door
from tests.system.test_cli_world import monitor

SECRET = "canary:geheim-4711"
TOKEN = "geheim-4712"


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("text", "header"),
    [
        (SECRET, ("Authorization", basic(SECRET))),
        ("user:with:colons and blanks", ("Authorization", basic("user:with:colons and blanks"))),
        ("müller:größe", ("Authorization", basic("müller:größe"))),
        (f"Bearer {TOKEN}\n", ("Authorization", f"Bearer {TOKEN}")),
        (f"X-Api-Key: {TOKEN}", ("X-Api-Key", TOKEN)),
        (f"Authorization: Token token={TOKEN}", ("Authorization", f"Token token={TOKEN}")),
        (f"Cookie: session={TOKEN}; a=b", ("Cookie", f"session={TOKEN}; a=b")),
    ],
)
def test_the_forms_of_a_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, header: tuple[str, str]
) -> None:
    monkeypatch.setenv("PAPER", text)
    (tmp_path / "paper").write_text(text, encoding="utf-8")
    for reference in ("env:PAPER", f"file:{tmp_path}/paper"):
        ticket = logins.ticket(Login(reference=reference, home="https://a.example/x"))
        assert dict(ticket.headers) == dict([header])
        assert "geheim" not in repr(ticket)


@pytest.mark.parametrize(
    "text", ["", "  ", "mot", "two\nlines: x", "Host: evil.example", "a" * 20_000 + ":b", "x:\x00"]
)
def test_what_is_no_login_is_told_without_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "paper").write_text(text, encoding="utf-8")
    for reference in (f"file:{tmp_path}/paper", f"file:{tmp_path}/nothing", "env:NOT_THERE"):
        with pytest.raises(logins.Unreadable) as told:
            logins.ticket(Login(reference=reference, home="https://a.example/x"))
        words = problems.told(told.value.problem)
        assert reference in words
        assert not text.strip() or text.strip() not in words


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("http://a.example/other", True),
        ("https://a.example/x", True),
        ("http://a.example:81/x", False),
        ("http://b.example/x", False),
        ("http://a.example.evil.example/x", False),
        ("https://a.example:444/x", False),
    ],
)
def test_who_may_see_it(monkeypatch: pytest.MonkeyPatch, address: str, sent: bool) -> None:
    monkeypatch.setenv("PAPER", SECRET)
    ticket = logins.ticket(Login(reference="env:PAPER", home="http://a.example/x"))
    assert bool(ticket.shown_at(URL(address))) is sent
    safe = logins.ticket(Login(reference="env:PAPER", home="https://a.example/x"))
    assert not safe.shown_at(URL("http://a.example/x"))


async def test_it_is_sent_to_its_own_host_and_not_across_a_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPER", SECRET)
    async with faults.serve() as home, faults.serve() as other:
        home.on("/feed", Reply(status=302, headers={"Location": "/moved"}))
        home.on("/moved", Reply(status=301, headers={"Location": other.url("/elsewhere")}))
        other.on("/elsewhere", Reply(status=401))
        home.on("/wrong", Reply(status=401))
        door = open_door()
        login = Login(reference="env:PAPER", home=home.url("/feed"))
        away = await door.get(home.url("/feed"), kind="feed", login=login)
        wrong = await door.get(home.url("/wrong"), kind="feed", login=login)
        unset = await door.get(home.url("/feed"), kind="feed", login=replace(login, reference="env:NOT_THERE"))
        await door.close()
    assert [request.headers.get("authorization") for request in home.log] == [basic(SECRET)] * 3
    assert [request.headers.get("authorization") for request in other.log] == [None]
    codes = [page.problem.code if page.problem else "" for page in (away, wrong, unset)]
    assert codes == ["login-withheld", "login-refused", "login-unread"]


@pytest.mark.slow  # each command is a process
async def test_a_run_that_prints_logs_exports_backs_up_redirects_and_fails_shows_no_login(tmp_path: Path) -> None:
    """One process for the run itself; everything else is checked in files and with a few commands."""
    rss = {"Content-Type": "application/rss+xml"}
    async with faults.serve() as paper, faults.serve() as other:

        def guarded(request: faults.Request) -> Reply:
            known = request.headers.get("authorization") == basic(SECRET)
            return Reply(body=faults.rss(faults.entry(1)), headers=rss) if known else Reply(status=401)

        paper.on("/feed", guarded)
        paper.on("/away", Reply(status=302, headers={"Location": other.url("/feed")}))
        paper.on("/echo", lambda request: Reply(status=500, body=str(request.headers).encode()))
        other.on("/feed", Reply(status=401))
        rows = "".join(
            f"  - url: {paper.url(path)}\n    title: P{path}\n    auth: {reference}\n"
            for path, reference in (("/feed", "env:PAPER"), ("/away", "file:login"), ("/echo", "env:PAPER"))
        )
        text = f"topics: [openai-infrastructure]\nfeeds:\n{rows}digests:\n  daily:\n    to: [reader@example.org]\n    send_empty: true\n"
        chosen = world.chosen(tmp_path, text)
        (tmp_path / "login").write_text(SECRET, encoding="utf-8")
        given = {**environment(chosen), "PAPER": SECRET, "MONITOR_DEBUG": ""}
        told = ""
        for command in COMMANDS:
            done = await monitor(tmp_path, given, *(word.replace("PAPER", paper.url("/feed")) for word in command))
            told += done.out + done.err
        assert "P/feed" in told
    assert any(request.headers.get("authorization") for request in paper.log)
    assert not any(request.headers.get("authorization") for request in other.log)
    everything = told.encode() + files_of(tmp_path)
    for secret in (SECRET, "geheim", base64.b64encode(SECRET.encode()).decode()):
        assert secret.encode() not in everything, secret


def files_of(folder: Path) -> bytes:
    """Everything that was written, except the login file itself."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "login")


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("once", "--now"),
    ("status", "--json"),
    ("feeds", "list", "--json"),
    ("feeds", "export", "all.opml"),
    ("feeds", "try", "PAPER", "--auth", "env:PAPER"),
    ("feeds", "check", "--online"),
    ("backup", "copy.sqlite"),
    ("check",),
)


@pytest.mark.parametrize("wrong", ["env:", "user:geheim", "file:", "env:A B", "Bearer geheim"])
def test_a_login_in_the_place_of_a_reference_is_refused_and_not_repeated(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text(f'topics: [openai-infrastructure]\nfeeds:\n  - url: https://a.example/x\n    auth: "{wrong}"\n')
    with pytest.raises(Invalid, match="line 4: auth: says where") as told:
        catalog.load(path)
    assert "geheim" not in str(told.value)
