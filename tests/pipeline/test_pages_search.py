"""The search with its filters, the ledger with its charts, and what feed readers get of both."""

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest

from monitor.web import question
from monitor.web.question import Question
from tests.pipeline.test_days import told
from tests.pipeline.test_pages import TOKEN, Browser, Seen, opened

ATOM = "{http://www.w3.org/2005/Atom}"
PIECES = ("kontor/lulea", "circuit-current/lulea", "harbour-ledger/abilene-transformer")


def stories(seen: Seen) -> list[str]:
    return [path for _, attrs in seen.tags if (path := attrs.get("href") or "").startswith("/story/")]


def feed_of(seen: Seen) -> str:
    return next(attrs["href"] or "" for tag, attrs in seen.tags if tag == "link" and attrs.get("rel") == "alternate")


@pytest.mark.slow
async def test_a_search_is_narrowed_by_each_of_its_fields(tmp_path: Path) -> None:
    async with opened(tmp_path, *PIECES) as (room, browser, edition):
        today = room.clock().date()

        async def found(**fields: str) -> set[str]:
            answer = await browser.get("/search", params=fields)
            assert answer.status == 200
            return set(stories(answer.seen))

        every = await found(topic="openai-infrastructure")
        assert every >= {f"/story/{story['id']}" for story in told(edition, "new")}
        assert await found(since=str(today.replace(year=2025)), until=str(today)) == every
        assert not await found(until=str(today.replace(year=2025)))
        assert await found(since="not a day", topic="openai-infrastructure") == every
        assert not await found(topic="nothing")
        assert not await found(language="fr")
        german, english = await found(language="de"), await found(language="en")
        assert german
        assert german | english == every
        assert await found(outlet="kontor") == german
        assert await found(name="OpenAI") <= every
        assert await found(q="OPENAI") == await found(q="openai")
        assert not await found(name="OpenA"), "a name is looked for as whole words"
        assert await found(q="opena*") == await found(q="openai OR openais")
        assert await found(q="opena* kontor") == german
        assert not await found(q="opena")
        assert not await found(outlet="_")
        assert not await found()
        kept = (await browser.get("/search", params={"name": "OpenAI", "since": str(today)})).seen
        assert kept.named("name") == ["OpenAI"]
        assert kept.named("since") == [str(today)]


@pytest.mark.slow
@pytest.mark.parametrize("words", ["(a", '"a', "a AND", "%", "NEAR/3", "x OR", "((" * 60])
async def test_what_is_no_filter_is_told_where(tmp_path: Path, words: str) -> None:
    async with opened(tmp_path) as (_, browser, _):
        answer = await browser.get("/search", params={"q": words})
        assert answer.status == 200
        assert [attrs.get("lang") for _, attrs in answer.seen.tags if attrs.get("role") == "alert"] == ["en"]
        assert answer.seen.named("q") == [words]
        assert not [tag for tag, attrs in answer.seen.tags if attrs.get("rel") == "alternate"]


@pytest.mark.slow
async def test_any_search_and_story_is_a_feed_for_whoever_has_its_address(tmp_path: Path) -> None:
    async with opened(tmp_path, *PIECES) as (_, browser, edition):
        asked = (await browser.get("/search", params={"topic": "openai-infrastructure"})).seen
        key = told(edition, "new")[0]["id"]
        story = (await browser.get(f"/story/{key}")).seen
        async with aiohttp.ClientSession() as nobody:
            reader = Browser(browser.base, nobody)
            for path, count in ((feed_of(asked), len(stories(asked))), (feed_of(story), None)):
                answer = await reader.get(path)
                assert answer.status == 200
                assert answer.headers["Content-Type"].startswith("application/atom+xml")
                feed = ET.fromstring(answer.html)
                entries = feed.findall(f"{ATOM}entry")
                assert len(entries) == (count or len(told(edition, "new")[0]["articles"]))
                links = [link.get("href") or "" for link in feed.iter(f"{ATOM}link")]
                assert all(link.startswith(("http://", "https://")) for link in links)
                assert f"{browser.base}{path}" in links
                assert len({one.findtext(f"{ATOM}id") for one in entries}) == len(entries)
                assert (feed.findtext(f"{ATOM}updated") or "") > "2026-11"
                signed = path.split("/")[2]
                for wrong in (
                    path.replace(signed, "0" * 24),
                    path.replace(signed, signed[:-1]),
                    path.replace(signed, TOKEN),
                    f"/atom/{signed}/search?q=other",
                    f"/atom/{signed}/search",
                    f"/atom/{signed}/story/{2**70}",
                    f"/atom/{signed}/story/{int(key) + 1}",
                ):
                    assert (await reader.get(wrong)).status == 404, wrong
                assert (await reader.ask("POST", path)).status == 405


@pytest.mark.slow
async def test_the_ledger_is_narrowed_and_drawn(tmp_path: Path) -> None:
    async with opened(tmp_path) as (room, browser, _):
        whole = await browser.get("/ledger")
        assert "€1.1bn" in whole.seen.text
        bars = [attrs for tag, attrs in whole.seen.tags if tag == "rect"]
        assert bars
        assert all(1 <= int(attrs["width"] or 0) <= 100 for attrs in bars)
        day = room.clock().date()
        late = await browser.get("/ledger", params={"since": str(day.replace(year=day.year + 1))})
        assert "€1.1bn" not in late.seen.text
        assert not [tag for tag, _ in late.seen.tags if tag == "rect"]
        assert "€1.1bn" in (await browser.get("/ledger", params={"since": "yesterday"})).seen.text
        assert "€1.1bn" in (await browser.get("/ledger", params={"since": str(day.replace(day=1))})).seen.text
        roles = [attrs["value"] for tag, attrs in whole.seen.tags if tag == "option" and attrs.get("value")]
        shown = [await browser.get("/ledger", params={"role": role or ""}) for role in roles]
        assert all(answer.status == 200 for answer in shown)
        assert sum("€1.1bn" in answer.seen.text for answer in shown) == 1
        assert (await browser.send("/act", kind="wrong-number", target="s1", amount="€1.1bn")).status in {303, 422}


@pytest.mark.parametrize("text", ["", "x", "2026-13-01", "0001-01-01", "9999-12-31", "2026-11-30T00:00", "٢٠٢٦-١١-٣٠"])
def test_what_is_no_day_narrows_nothing(text: str) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    assert question.day(text, ZoneInfo("Europe/Berlin")) is None
    assert Question(since=text, until=text).asked(ZoneInfo("UTC")).until is None


def test_a_question_is_always_written_the_same_way() -> None:
    given = {"until": "2026-11-30", "q": ' a "b c" ', "other": "x", "name": "A, B ,", "csrf": "secret"}
    asked = Question.of(given)
    assert asked.query == urlencode({"q": 'a "b c"', "name": "A, B ,", "until": "2026-11-30"})
    assert asked.is_narrowed
    assert not Question(q="x").is_narrowed
    assert len(Question.of({"q": "x" * 1000}).q) == 200
