"""Attacks on the pages that only a real browser can show: what it makes of texts, and what other sites can make it do."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.chromium import WANTED, chromium, reading
from tests.faults import Reply, serve
from tests.pipeline.test_days import newsroom
from tests.pipeline.test_pages import TOKEN, opened, served
from tests.pipeline.test_pages_attacks import MARKUP, standing
from tests.world import SHARED

pytestmark = WANTED

SECURITY = SHARED / "data" / "security"
AT_ONCE = 199  # lines that the page of what was said shows
SAID = """INSERT INTO actions SELECT ?, kind, digest, topic, story_id, done_at, undone_at,
  json_set(json_replace(action, '$.id', ?), '$.why', ?), source FROM actions WHERE id = 1"""
LAID = """() => {
  const ours = new Set(['HTML', 'HEAD', 'META', 'TITLE', 'LINK', 'BODY', 'A', 'HEADER', 'NAV', 'UL', 'LI', 'H1', 'H2', 'MAIN', 'DIV',
    'P', 'SPAN', 'FORM', 'INPUT', 'BUTTON', 'FOOTER', 'LABEL', 'SELECT', 'OPTION', 'STRONG', 'DETAILS', 'SUMMARY', 'BR']);
  const bad = [];
  for (const node of document.querySelectorAll('*')) {
    const example = node.tagName === 'CODE' && node.parentElement.id === 'how';  // of the search, in our own words
    if (!ours.has(node.tagName) && !example) { bad.push(node.tagName); }
    for (const one of node.attributes) {
      if (/^on|^style$|^src|^srcdoc$/.test(one.name)) { bad.push(node.tagName + ' ' + one.name); }
      if (/^(href|action|formaction)$/.test(one.name) && !/^(\\/(?!\\/)|#)/.test(one.value)) { bad.push(one.value); }
    }
  }
  return bad;
}"""


def payloads() -> Sequence[str]:
    """Our own, and those collected by others, where they are present."""
    found = list(MARKUP)
    lines = SECURITY / "xss-payload-list" / "Intruder" / "xss-payload-list.txt"
    if lines.exists():
        found += lines.read_text("utf-8", "replace").splitlines()
        found += json.loads((SECURITY / "blns" / "blns.json").read_text("utf-8"))
        sheets = sorted((SECURITY / "bugbounty-cheatsheet" / "cheatsheets").glob("*.md"))
        found += [line for sheet in sheets for line in sheet.read_text("utf-8", "replace").splitlines()]
    return list(dict.fromkeys(text for text in found if text.strip()))


@pytest.mark.timeout(900)
async def test_no_text_becomes_anything_but_text(tmp_path: Path) -> None:
    """As a reason and a feed's title, and some as a question; without the content policy, so that scripts would run."""
    texts = payloads()
    async with opened(tmp_path) as (room, pages, _), chromium() as browser:
        config, before = room.settings.config, room.settings.config.read_text("utf-8")
        assert (await pages.send("/act", kind="follow", target="s1", why="x")).status == 303
        async with reading(browser, pages.base, bypass_csp=True) as window:
            await window.sign_in()
            for start in range(0, len(texts), AT_ONCE):
                some = texts[start : start + AT_ONCE]
                with closing(sqlite3.connect(tmp_path / "monitor.sqlite")) as database, database:
                    database.execute("DELETE FROM actions WHERE id > 1")
                    database.executemany(SAID, [(at, at, text) for at, text in enumerate(some, 2)])
                titles = [json.dumps(text) for text in some if text.isprintable()]
                feeds = [f"  - {{url: 'https://own{at}.example/', title: {one}}}\n" for at, one in enumerate(titles)]
                config.write_text(before.replace("feeds:\n", "feeds:\n" + "".join(feeds)), "utf-8")
                for path in ("/said", "/feeds", *(f"/search?{urlencode({'q': text})}" for text in some[::199])):
                    assert await window.open(path) == 200
                    assert await window.page.evaluate(LAID) == [], (path, start)
            await asyncio.sleep(1)
            assert window.troubles == []
    print(f"{len(texts)} texts")


HOSTILE = """<!doctype html><meta charset=utf-8><title>Win a prize</title>
<iframe id=frame src="BASE/said"></iframe><img src="BASE/feeds.opml"><script src="BASE/said"></script>
<link rel=stylesheet href="BASE/said">
<form id=form method=post action="BASE/act" target=gone><input name=csrf value="CSRF"><input name=kind value=follow>
<input name=target value=s1></form>
<form id=plain method=post enctype=text/plain action="BASE/undo" target=gone><input name="csrf=CSRF&id=1&x" value=""></form>
<iframe name=gone></iframe>
<script>
const told = [];
const tell = (name, what) => told.push(name + ': ' + what);
for (const more of [{}, {mode: 'no-cors'}, {credentials: 'include'}, {mode: 'no-cors', credentials: 'include', method: 'POST',
    headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: 'csrf=CSRF&kind=follow&target=s1'}]) {
  fetch('BASE/act', more).then(async answer => tell('fetch', answer.type + (await answer.text())), () => tell('fetch', 'refused'));
}
navigator.sendBeacon('BASE/act', new Blob(['csrf=CSRF&kind=follow&target=s1'], {type: 'application/x-www-form-urlencoded'}));
const other = window.open('BASE/said');
document.getElementById('form').submit();
setTimeout(() => document.getElementById('plain').submit(), 200);
setTimeout(() => {
  try { tell('frame', frame.contentDocument.body.innerText); } catch (error) { tell('frame', 'refused'); }
  try { tell('window', other.document.body.innerText); } catch (error) { tell('window', 'refused'); }
  document.title = 'done';
}, 1500);
</script>"""


@asynccontextmanager
async def evil_site(page: str) -> AsyncIterator[str]:
    """Somebody else's site: another name, so another site for the browser."""
    async with serve() as server:
        server.on("*", Reply(body=page.encode(), headers={"Content-Type": "text/html", "Connection": "close"}))
        yield server.url("/", host="localhost")


async def test_another_site_can_make_the_browser_of_a_reader_do_nothing(tmp_path: Path) -> None:
    """It even knows the token of the reader's forms. Neither forms nor frames, scripts, beacons or windows help it."""
    async with opened(tmp_path) as (room, pages, _), chromium() as browser, reading(browser, pages.base) as window:
        await window.sign_in()
        csrf = await window.page.locator("input[name=csrf]").first.input_value()
        assert await window.page.evaluate("document.cookie") == ""
        before = await standing(room)
        async with evil_site(HOSTILE.replace("BASE", pages.base).replace("CSRF", csrf)) as address:
            await window.page.goto(address)
            await window.page.wait_for_function("document.title === 'done'")
            told = await window.page.evaluate("told")
        assert [one for one in told if "Time line" in one or "OpenAI" in one or "Undo" in one] == []
        assert "window: refused" in told
        assert len([one for one in told if one.startswith("fetch: ")]) == 4
        assert await standing(room) == before
        framed = [frame for frame in window.page.frames if frame.parent_frame and "Undo" in await frame.content()]
        assert framed == []
        await window.open("/said")
        assert await window.page.get_by_role("button", name="Sign out").is_visible()


async def test_a_name_that_is_made_to_lead_here_shows_nothing(tmp_path: Path) -> None:
    """DNS rebinding: the browser believes that evil.example is on this machine."""
    flag = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    async with newsroom(tmp_path) as room, served(room) as pages, chromium(flag) as browser:
        base = pages.base.replace("127.0.0.1", "evil.example")
        async with reading(browser, base) as window:
            for path in ("/", "/sign-in", "/feeds", "/style.css"):
                assert await window.open(path) == 400
                assert TOKEN not in await window.page.content()
