"""The commands as a user types them: separate processes, real feeds and pages on loopback, a real mail server."""

import asyncio
import csv
import io
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest

from monitor.demo.world import Piece
from monitor.settings import Settings, Smtp
from tests import faults, hooks, world
from tests.daemon import daemon, environment, settled
from tests.letterbox import HOST, PASSWORD, USER, Authority, Letterbox, letterbox

ROOT = Path(__file__).parents[2]
READER = "reader@example.org"
WRONG_PASSWORD = "canary-7"
pytestmark = pytest.mark.slow  # each command is a separate process, as for a user
NEWS = (
    "OpenAI has signed a lease for a data centre of 310 megawatts near Port Ellery, the company said on Thursday. "
    "The site is to be built by Gridhaven and to be filled with Nvidia systems for OpenAI until the summer of 2027. "
    "Gridhaven puts the cost of the campus at 4.6 billion dollars and expects 900 people to work on it."
)


@dataclass
class Done:
    """The result of a command."""

    code: int
    out: str
    err: str


async def monitor(folder: Path, given: Mapping[str, str], *arguments: str) -> Done:
    """Run a command in `folder`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-m",
        "monitor",
        *arguments,
        cwd=folder,
        env={**given, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return Done(process.returncode or 0, out.decode(), err.decode())


def piece(slug: str, title: str, text: str) -> Piece:
    return Piece(
        slug=slug,
        title=title,
        paragraphs=tuple(text.split(". ")),
        age=timedelta(hours=2),
        language="en",
    )


@asynccontextmanager
async def scene(folder: Path, *, authority: Authority | None = None) -> AsyncIterator[tuple[Settings, Letterbox]]:
    """An outlet with one relevant and one unrelated piece, and a mail server with TLS that needs a password."""
    pieces = [
        piece("lease", "Lease signed for 310 megawatts of data centre near Port Ellery", NEWS),
        piece("football", "Late goal decides the derby", "Nobody expected it. The referee looked at his watch twice."),
    ]
    outlet = world.outlet("gazette", pieces, name="The Ellery Gazette", language="en")
    context = authority.context(HOST) if authority else None
    async with world.serve([outlet]) as sites, letterbox(starttls=context, auth=authority is not None) as box:
        text = world.feeds_yaml(world.feed_urls([outlet], sites), to=READER).replace("    send_empty: true\n", "")
        smtp = Smtp(host=HOST, port=box.port, security="none")
        if authority:
            smtp = Smtp(host=HOST, port=box.port, security="starttls", user=USER, password=WRONG_PASSWORD)
        yield world.chosen(folder, text, smtp), box


async def test_from_the_first_look_to_the_mail(tmp_path: Path) -> None:
    async with scene(tmp_path) as (chosen, box):
        given = environment(chosen)
        once = await monitor(tmp_path, given, "once")
        assert (once.code, once.err.count("Traceback")) == (0, 0), once
        assert "2 fetched = 1 shown + 0 merged + 0 known + 1 off topic + 0 too old + 0 failed" in once.out
        assert "mail: 1 sent" in once.out
        assert [recipient for recipient, _ in box.letters] == [READER]

        again = await monitor(tmp_path, given, "once", "--json")
        assert json.loads(again.out)["editions"][0]["account"]["fetched"] == 0
        assert len(box.letters) == 1  # nothing new, no mail

        status = await monitor(tmp_path, given, "status")
        assert status.code == 0
        assert "Feeds: 1 well, 0 in trouble" in status.out
        assert {"digests", "lists", "outbox", "feeds"} <= json.loads(
            (await monitor(tmp_path, given, "status", "--json")).out
        ).keys()

        edition = next((tmp_path / "digests/test/editions").glob("2*.json"))
        url = json.loads(edition.read_text(encoding="utf-8"))["stories"][0]["articles"][0]["url"]
        why = await monitor(tmp_path, given, "why", url)
        assert why.code == 0
        for step in ("1 fetched", "2 read", "relevant, score", "310 megawatts", "4 grouped", "5 shown"):
            assert step in why.out
        assert (await monitor(tmp_path, given, "why", "https://nowhere.example/")).code == 1

        ledger = await monitor(tmp_path, given, "ledger", "--json")
        assert any(
            line["figure"]["value"] == 3.1e8 and line["figure"]["unit"] == "W" for line in json.loads(ledger.out)
        )

        same = await monitor(tmp_path, given, "evaluate", "--replay", "30", "--json")
        assert json.loads(same.out) == {"entries": 2, "gone": 0, "changes": []}
        packaged = resources.files("monitor.topics").joinpath("openai-infrastructure.yaml").read_text("utf-8")
        (tmp_path / "strict.yaml").write_text(
            packaged.replace("threshold: 0.5", "threshold: 0.9999", 1), encoding="utf-8"
        )
        strict = await monitor(tmp_path, given, "evaluate", "--replay", "30", "--topic", "strict.yaml")
        assert strict.out.startswith("falls out"), strict
        assert "1 change among 2 entries" in strict.out

        tried = await monitor(tmp_path, given, "topics", "try", "strict.yaml")
        assert "Nearly" in tried.out, tried
        assert "2 entries of the last 14 days: 0 lets in, 1 nearly" in tried.out

        check = await monitor(tmp_path, given, "corpus", "check", url)
        assert "test: known" in check.out, check


async def test_the_ledger_shows_what_is_asked_for(tmp_path: Path) -> None:
    async with scene(tmp_path) as (chosen, _):
        given = environment(chosen)
        assert (await monitor(tmp_path, given, "once")).code == 0

        async def rows(*options: str) -> list[dict[str, str]]:
            told = await monitor(tmp_path, given, "ledger", *options, "--csv")
            assert told.code == 0, told
            return list(csv.DictReader(io.StringIO(told.out)))

        everything = await rows()
        roles = {row["role"] for row in everything}
        assert {(3.1e8, "W"), (4.6e9, "USD")} <= {(float(row["value"]), row["unit"]) for row in everything}
        assert all(row["last_source"].startswith("http") and row["first_seen"] for row in everything)
        for role in roles:
            assert await rows("--role", role) == [row for row in everything if row["role"] == role]
        mine = [row for row in everything if "gridhaven" in row["parties"].lower()]
        assert await rows("--party", "GRIDHAVEN") == mine != []
        assert await rows("--party", "gridhaven", "--role", "debt") == []
        assert await rows("--since", "7d") == everything
        assert await rows("--since", "2999-01-01") == []
        shown = await monitor(tmp_path, given, "ledger", "--party", "nobody")
        assert (shown.code, shown.out) == (0, "no figure matches\n")
        assert (await monitor(tmp_path, given, "ledger", "--since", "soon")).code == 2
        assert (await monitor(tmp_path, given, "ledger", "--csv", "--json")).code == 2


async def test_once_now_asks_whatever_the_plan_says_and_tells_what_waits(tmp_path: Path) -> None:
    async with faults.serve() as server, faults.serve() as strict:
        patient = {"Content-Type": "application/rss+xml", "Cache-Control": "max-age=86400"}
        eight = faults.rss(*(faults.entry(number) for number in range(1, 9)))
        server.on("/calm", faults.Reply(body=eight, headers=patient))
        server.on("/new", [faults.Reply(status=404), faults.Reply(body=faults.rss(faults.entry(2)), headers=patient)])
        strict.on("/asks", faults.Reply(status=429, headers={"Retry-After": "7200"}))
        feeds = {"Calm": server.url("/calm"), "Newcomer": server.url("/new"), "Strict": strict.url("/asks")}
        rows = "".join(f"  - url: {url}\n    title: {title}\n" for title, url in feeds.items())
        chosen = world.chosen(tmp_path, f"topics: [openai-infrastructure]\nfeeds:\n{rows}digests: {{}}\n")
        given = environment(chosen)
        first = await monitor(tmp_path, given, "once")
        assert first.code == 0, first
        assert "3 feeds polled, 2 in trouble" in first.out
        assert "Calm: the newest 5 entries taken, 3 older ones left out (`backfill:`)" in first.out
        assert "✗ Newcomer: " in first.out
        assert "3 feeds wait, the first until" in first.out
        assert "because it has never worked yet" in first.out
        second = await monitor(tmp_path, given, "once")
        assert "no feed polled: none is due" in second.out
        assert "`monitor once --now` polls every feed at once" in second.out
        named = await monitor(tmp_path, given, "once", "--now", "newcomer", feeds["Strict"])
        assert "1 feed polled\n" in named.out, named
        assert "left alone until" in named.out
        every = await monitor(tmp_path, given, "once", "--now", "--json")
        assert [line["url"] for line in json.loads(every.out)["left_alone"]] == [feeds["Strict"].replace("/asks", "/…")]
        assert (len(server.asked("/calm")), len(server.asked("/new")), len(strict.asked("/asks"))) == (2, 3, 1)
        wrong = await monitor(tmp_path, given, "once", "--now", "Nobody")
        assert (wrong.code, len(wrong.err.splitlines())) == (2, 1), wrong
        assert (await monitor(tmp_path, given, "once", "Calm")).code == 2


@pytest.mark.parametrize("target", ["", "nowhere/at/all", "/proc/self", "feeds.yaml"])
async def test_a_folder_that_cannot_be_written_is_one_line_and_loses_nothing(tmp_path: Path, target: str) -> None:
    """A file in its place, and a link to nothing, to a file system that takes no files and to a file."""
    async with scene(tmp_path) as (chosen, _):
        given = environment(chosen)
        (tmp_path / "digests/test").mkdir(parents=True)
        editions = tmp_path / "digests/test/editions"
        editions.symlink_to(tmp_path / target) if target else editions.write_text("in the way", encoding="utf-8")
        once = await monitor(tmp_path, given, "once", "--no-mail")
        told = [line for line in once.err.splitlines() if not line.startswith("done:")]
        assert (once.code, len(told)) == (1, 1), once
        assert "1 edition kept, not written as files: " in told[0]
        assert "index.html" not in once.out
        assert "cannot be written" in (await monitor(tmp_path, given, "status")).out
        editions.unlink()
        with closing(sqlite3.connect(tmp_path / "monitor.sqlite")) as database:
            database.execute("UPDATE editions SET due_at = '2026-01-01 00:00:00.000000'")
            database.commit()
        assert (await monitor(tmp_path, given, "once", "--no-mail")).code == 0
        assert list(editions.glob("2*.html"))


async def test_a_test_goes_to_the_named_channel_and_check_calls_nobody(tmp_path: Path) -> None:
    folder = tmp_path
    async with scene(folder) as (chosen, box), hooks.serve() as team:
        plain = (folder / "feeds.yaml").read_text("utf-8")
        (folder / "feeds.yaml").write_text(plain + "    channels: [webhook env:HOOK]\n", "utf-8")
        given = environment(chosen)
        assert (await monitor(folder, given, "once", "--no-mail")).code == 0
        hooked = {**given, "HOOK": f"{team.url}/news 0123456789abcdef"}
        checked = await monitor(folder, hooked, "check")
        assert "webhook env:HOOK: well (not tried)" in checked.out
        wrong = await monitor(folder, {**given, "HOOK": f"{team.url}/news"}, "check")
        assert wrong.code == 2
        assert "env:HOOK does not hold what this kind of channel needs" in wrong.out
        assert not team.calls
        test = await monitor(folder, hooked, "send-test", "test", "--channel", "env:HOOK")
        assert test.out == "sent to webhook env:HOOK: HTTP 200\n", test
        [call] = team.calls
        assert json.loads(call.body)["subject"].startswith("[Test] ")
        nope = await monitor(folder, hooked, "send-test", "test", "--channel", "env:OTHER")
        assert (nope.code, len(nope.err.splitlines())) == (2, 1)
        assert not box.letters


async def test_preview_and_send_test_mark_nothing_as_told(tmp_path: Path) -> None:
    async with scene(tmp_path) as (chosen, box):
        given = environment(chosen)
        assert (await monitor(tmp_path, given, "once", "--no-mail")).code == 0
        held = await monitor(tmp_path, given, "outbox", "list", "--json")
        assert [(line["recipient"], line["state"]) for line in json.loads(held.out)] == [(READER, "held")]
        assert box.letters == []
        before = await monitor(tmp_path, given, "status", "--json")

        preview = await monitor(tmp_path, given, "preview", "test", "--to", "out")
        assert preview.code == 0, preview
        assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".html", ".txt", ".json"}
        assert "nothing is new; the edition of 20" in preview.out  # not an empty page
        assert "310 megawatts" in (tmp_path / "out/test.html").read_text()
        past = await monitor(tmp_path, given, "preview", "test", "--edition", "2001-01-01")
        assert past.code == 2
        assert 'test has no edition "2001-01-01"; the newest are: 20' in past.err
        sample = await monitor(tmp_path, given, "preview", "test", "--sample", "--to", "sample")
        assert sample.code == 0, sample
        assert "Cerebras: 750 MW → 1,5 GW" in (tmp_path / "sample/test.html").read_text()
        assert json.loads((await monitor(tmp_path, given, "preview", "test", "--json")).out)["digest"] == "test"
        made = tmp_path / "digests/test/editions"
        before_it = {path: path.read_bytes() for path in made.rglob("*.*")}
        for path in before_it:
            path.unlink()
        rebuilt = await monitor(tmp_path, given, "archive", "--rebuild")
        assert rebuilt.out == "test: 1 edition written\n", rebuilt
        assert {path: path.read_bytes() for path in made.rglob("*.*")} == before_it
        test = await monitor(tmp_path, given, "send-test", "test", "--to", "other@example.org")
        assert test.code == 0, test
        assert [recipient for recipient, _ in box.letters] == ["other@example.org"]
        assert b"[Test]" in box.letters[0][1] or b"=5BTest" in box.letters[0][1]
        assert (await monitor(tmp_path, given, "send-test", "test", "--to", "nobody")).code == 2
        assert (await monitor(tmp_path, given, "preview", "nope")).code == 2
        after = await monitor(tmp_path, given, "status", "--json")
        assert json.loads(before.out)["totals"]["editions"] == json.loads(after.out)["totals"]["editions"]
        assert json.loads(before.out)["totals"]["told"] == json.loads(after.out)["totals"]["told"]

        assert (await monitor(tmp_path, given, "outbox", "retry", "1")).code == 0
        assert (await monitor(tmp_path, given, "once")).code == 0
        assert READER in [recipient for recipient, _ in box.letters]
        assert (await monitor(tmp_path, given, "outbox", "drop", "1")).code == 2  # it has been sent
        assert (await monitor(tmp_path, given, "outbox", "drop", "77")).code == 2


async def test_a_wrong_password_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    authority = Authority()
    authority.authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    async with scene(tmp_path, authority=authority) as (chosen, box):
        given = {**environment(chosen), "SSL_CERT_FILE": str(tmp_path / "ca.pem")}
        once = await monitor(tmp_path, given, "once")
        assert once.code == 1
        told = [line for line in once.err.splitlines() if not line.startswith("done:")]
        assert len(told) == 1, once.err
        assert READER in told[0]
        assert "535" in told[0]
        assert WRONG_PASSWORD not in once.out + once.err
        assert (await monitor(tmp_path, given, "check")).code == 1
        test = await monitor(tmp_path, given, "send-test", "test")
        assert (test.code, len(test.err.splitlines())) == (1, 1)
        assert box.letters == []

        right = {**given, "MONITOR_SMTP_PASSWORD": PASSWORD}
        assert (await monitor(tmp_path, right, "outbox", "retry", "1")).code == 0
        assert (await monitor(tmp_path, right, "once")).code == 0
        assert [recipient for recipient, _ in box.letters][:1] == [READER]


async def test_backup_and_restore(tmp_path: Path) -> None:
    async with scene(tmp_path) as (chosen, box):
        given = environment(chosen)
        assert (await monitor(tmp_path, given, "once", "--no-mail")).code == 0
        assert (await monitor(tmp_path, given, "backup", "copy.sqlite")).code == 0
        again = await monitor(tmp_path, given, "backup", "copy.sqlite")
        assert (again.code, len(again.err.splitlines())) == (2, 1)
        assert (await monitor(tmp_path, given, "restore", "none.sqlite", "--yes")).code == 2
        restored = await monitor(tmp_path, given, "restore", "copy.sqlite", "--yes")
        assert restored.code == 0, restored
        assert "all mail is held" in (await monitor(tmp_path, given, "status")).out
        assert (await monitor(tmp_path, given, "outbox", "release", "--drop")).code == 0
        assert "all mail is held" not in (await monitor(tmp_path, given, "status")).out
        assert box.letters == []


async def test_while_a_daemon_runs_looking_works_and_once_exits_75(tmp_path: Path) -> None:
    async with scene(tmp_path) as (chosen, _), daemon(chosen) as running:
        given = environment(chosen)
        await running.until(lambda: settled(chosen) == 2)
        once = await monitor(tmp_path, given, "once")
        assert (once.code, len(once.err.splitlines())) == (75, 1), once
        assert (await monitor(tmp_path, given, "run")).code == 75
        assert (await monitor(tmp_path, given, "status")).code == 0
        assert (await monitor(tmp_path, given, "backup", "live.sqlite")).code == 0
        assert (await monitor(tmp_path, given, "restore", "live.sqlite", "--yes")).code == 75
        assert (await running.stop())[0] == 0


@pytest.mark.parametrize("announced", [1, 2, 0])
async def test_a_site_leads_to_its_feed(tmp_path: Path, announced: int) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/feed{number}">' for number in range(announced)
    )
    async with faults.serve() as server:
        server.on(
            "/",
            faults.Reply(
                body=f"<html><head>{links}</head><body>Hello</body></html>".encode(),
                headers={"Content-Type": "text/html"},
            ),
        )
        for number in range(announced):
            body = faults.rss(faults.entry(10 * number + 1), faults.entry(10 * number + 2), title="The Quay")
            server.on(f"/feed{number}", faults.Reply(body=body, headers={"Content-Type": "application/rss+xml"}))
        chosen = world.chosen(tmp_path, "topics: [openai-infrastructure]\nfeeds: []\n")
        given = environment(chosen)
        done = await monitor(tmp_path, given, "feeds", "add", server.url("/"))
    text = chosen.config.read_text(encoding="utf-8")
    if announced == 1:
        assert done.code == 0, done
        assert "title: The Quay" in text
        assert "/feed0" in text
    else:
        assert done.code == (2 if announced else 1), done
        assert "feeds: []" in text
        assert ("/feed0" in done.err and "/feed1" in done.err) == (announced == 2)


async def test_output_into_a_pipe_that_closes(tmp_path: Path) -> None:
    chosen = world.chosen(tmp_path, (ROOT / "feeds.yaml").read_text(encoding="utf-8"))
    reader, writer = os.pipe()
    os.close(reader)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "monitor", "feeds", "list", cwd=tmp_path, env={**environment(chosen), "PYTHONPATH": str(ROOT)},
        stdout=writer, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    os.close(writer)
    _, err = await process.communicate()
    assert err == b""
