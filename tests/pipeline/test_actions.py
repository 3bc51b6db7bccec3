"""What readers say changes the editions after it: each kind over three days, and any sequence can be undone."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor import acting, jobs, pipeline
from monitor.actions import meaning
from monitor.actions.action import Action, Kind, Scope
from monitor.actions.wish import Said, Target, Wish
from monitor.demo import world
from monitor.model import StoryId
from monitor.problems import Problem
from monitor.store import open_reports
from tests.daemon import rows
from tests.pipeline.test_days import Newsroom, newsroom, page, told, urls
from tests.world import DIGEST, TOPIC, adds_up

# 120 MW for the story of Luleå; without the refusal in its headline, which may be a story of its own
LATER = replace(
    world.piece(Path(__file__).parent / "lulea-leitung.txt", "de"),
    title="Luleå: OpenAI bekommt vorerst nur 120 Megawatt",
)
DETAILS = "SELECT reason, detail FROM withheld WHERE reason = 'muted'"
ALERT = '  alarm: {kind: alert, schedule: "*/30 * * * *", timezone: Europe/Berlin, to: [reader@example.org]}\n'
STATE = (
    "SELECT article_id, topic, story_id, role FROM members ORDER BY 1, 2",
    "SELECT name, digest, story_id, article_id, known FROM known ORDER BY id",
    "SELECT digest, story_id, figures, entities FROM told_stories ORDER BY 1, 2",
    "SELECT key, known_id FROM known_postings ORDER BY 1, 2",
)


async def do(room: Newsroom, kind: Kind, target: Target | int = 0, **more: Any) -> Action:
    target = Target(number=target) if isinstance(target, int) else target
    said = Said(by="reader@example.org", at=room.clock(), digest=DIGEST)
    done = await acting.act(room.app, Wish(kind=kind, target=target, **more), said)
    assert isinstance(done, Action), done
    return done


def members(room: Newsroom) -> dict[str, int]:
    """The story of each page."""
    query = "SELECT a.url, m.story_id FROM members m JOIN articles a ON a.id = m.article_id"
    return dict(rows(room.settings, query))


@pytest.mark.slow
async def test_a_muted_story_is_silent_until_its_time_is_over(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "circuit-current/lulea")
        assert len(told(await room.until_next_morning(), "new")) == 1
        done = await do(room, Kind.MUTE, 1, days=2)
        room.prints_own("netzblick", LATER)
        assert await room.until_next_morning() is None
        assert room.accounts()[-1]["muted"] == 1
        assert rows(room.settings, DETAILS) == [
            ("muted", f"diese Meldung ist seit 24. November bis 26. November stumm (Aktion {done.id})")
        ]
        with open_reports(room.settings.database_url) as reports:
            (trace,) = reports.why(page("netzblick/" + LATER.slug))
        assert f"(Aktion {done.id})" in trace.appearances[0].detail
        room.clock.advance(timedelta(days=1))
        room.prints_own("gridwatch", LATER)
        edition = await room.until_next_morning()
        assert len(told(edition, "update")) == 1, "told again once the two days are over"
        assert all(account["fetched"] == sum(account.values()) - account["fetched"] for account in room.accounts())


@pytest.mark.slow
async def test_a_mute_that_is_undone_was_never_there(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea")
        await room.until_next_morning()
        done = await do(room, Kind.MUTE, 1)
        await acting.undo(room.app, done.id)
        room.prints_own("netzblick", LATER)
        assert told(await room.until_next_morning(), "update")
        assert room.accounts()[-1]["muted"] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scope", "name", "left"),
    [
        (Scope.OUTLET, "kontor.example", {"circuit-current/lulea", "harbour-ledger/abilene-transformer"}),
        (Scope.NAME, "Abilene", {"circuit-current/lulea", "kontor/lulea"}),
    ],
)
async def test_an_outlet_or_a_name_is_muted(tmp_path: Path, scope: Scope, name: str, left: set[str]) -> None:
    async with newsroom(tmp_path) as room:
        await do(room, Kind.MUTE, scope=scope, name=name)
        room.prints("kontor/lulea", "circuit-current/lulea", "harbour-ledger/abilene-transformer")
        edition = await room.until_next_morning()
        assert edition
        assert urls(edition["stories"]) == {page(place) for place in left}
        assert edition["account"]["muted"] == 1
        assert adds_up(edition)
        assert [one["reason"] for one in edition["withheld"]].count("muted") == 1


@pytest.mark.slow
async def test_a_followed_story_is_told_in_an_alert_that_would_pass_over_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path, ALERT.replace("kind: alert", "kind: alert, threshold: 1.0")) as room:
        room.prints("kontor/lulea")
        assert told(await room.until_next_morning(), "new")
        mails = len(room.mail.taken)
        assert mails == 1, "not important enough for the alert"
        done = await do(room, Kind.FOLLOW, 1)
        room.prints_own("netzblick", LATER)
        (story,) = told(await room.until_next_morning(), "update")
        assert f"seit 24. November verfolgt (Aktion {done.id})" in story["why"]
        assert len(room.mail.taken) == mails + 2, "the digest's and the alert's"
        assert await room.until_next_morning() is None, "no new step, no mail"


@pytest.mark.slow
async def test_a_split_holds_for_later_arrivals(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "circuit-current/lulea")
        assert len(told(await room.until_next_morning(), "new")) == 1
        done = await do(room, Kind.SPLIT, Target(url=page("circuit-current/lulea")))
        apart = members(room)
        assert apart[page("kontor/lulea")] == done.story != done.other == apart[page("circuit-current/lulea")]
        with open_reports(room.settings.database_url) as reports:
            (trace,) = reports.why(page("circuit-current/lulea"))
        assert trace.places[0].why.endswith(f"split by action {done.id}")
        room.prints("alster-tageblatt/lulea-agentur")
        assert await room.until_next_morning() is None, "both stories have been told"
        room.prints_own("netzblick", LATER)
        (story,) = told(await room.until_next_morning(), "update")
        assert {one["url"] for one in story["articles"]} != {page("kontor/lulea"), page("circuit-current/lulea")}
        now = members(room)
        assert {url: now[url] for url in apart} == apart, "nothing brings them together again"
        assert now[page("alster-tageblatt/lulea-agentur")] == done.story, "a copy of the one, and not of the other"
        await acting.undo(room.app, done.id)
        after = members(room)
        assert {after[url] for url in apart} == {done.story}


@pytest.mark.slow
async def test_joined_stories_stay_one(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "harbour-ledger/abilene-transformer")
        first = await room.until_next_morning()
        assert first
        assert len(first["stories"]) == 2
        before = members(room)
        done = await do(room, Kind.JOIN, 1, other=Target(number=2))
        assert set(members(room).values()) == {done.story}
        room.prints_own("netzblick", LATER)
        (story,) = told(await room.until_next_morning(), "update")
        assert {one["url"] for one in story["earlier"]} == {
            page("kontor/lulea"),
            page("harbour-ledger/abilene-transformer"),
        }
        assert urls([story]).isdisjoint(one["url"] for one in story["earlier"])
        room.prints("circuit-current/lulea")
        assert await room.until_next_morning() is None, "both have been told"
        await acting.undo(room.app, done.id)
        after = members(room)
        assert {url: after[url] for url in before} == before


@pytest.mark.slow
async def test_what_the_reader_knows_is_not_told(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea")
        await jobs.run_until_idle(room.app)
        done = await do(room, Kind.KNOWN, Target(url=page("kontor/lulea")))
        assert await room.until_next_morning() is None
        assert room.accounts()[-1]["known"] == 1
        room.prints("circuit-current/lulea")
        assert await room.until_next_morning() is None, "a translation of it"
        room.prints_own("netzblick", LATER)
        assert told(await room.until_next_morning(), "update"), "120 MW are new"
        await acting.undo(room.app, done.id)
        assert not rows(room.settings, "SELECT name FROM known WHERE name LIKE 'said:%'")


async def test_a_wrong_number_claims_nothing(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("rechenwerk/cerebras-anderthalb")
        await jobs.run_until_idle(room.app)
        digest = room.app.catalog.digests[DIGEST]
        window, number = await room.app.store.digests.next_window(DIGEST, now=room.clock())
        before = await pipeline.compose_edition(room.app, digest, window, number)
        (card,) = before.cards
        assert card.leading.figure.value == 1.5e9
        lines = await room.app.store.stories.ledger(TOPIC)
        assert {line.figure.value for line in lines} >= {1.5e9, 3.2e9}
        done = await do(
            room, Kind.WRONG_NUMBER, Target(url=page("rechenwerk/cerebras-anderthalb")), amounts=((1.5e9, "W"),)
        )
        assert done.figures == ((1.5e9, "W"),)
        after = await pipeline.compose_edition(room.app, digest, window, number)
        (card,) = after.cards
        assert not [one for one in (*card.changes, *card.claims) if one.figure and one.figure.value == 1.5e9]
        assert card.leading is None or card.leading.figure.value != 1.5e9
        kept = meaning.standing_lines(lines, await room.app.store.actions.standing())
        assert {line.figure.value for line in lines} - {line.figure.value for line in kept} == {1.5e9}
        edition = await room.until_next_morning()
        assert "1,5 GW" not in edition["subject"]
        (story,) = edition["stories"]
        assert story["wrong"] == [{"value": 1.5e9, "unit": "W"}]
        assert not [one for one in story["figures"] if one["value"] == 1.5e9]


@pytest.mark.slow
async def test_a_wrong_number_leaves_the_pages_of_the_ledger_until_that_is_undone(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("rechenwerk/cerebras-anderthalb")
        edition = await room.until_next_morning()
        assert 3.2e9 in [line["value"] for line in edition["ledger"]]
        page_of = tmp_path / "digests/test/editions/ledger.html"
        assert "3,2" in page_of.read_text("utf-8")
        done = await do(room, Kind.WRONG_NUMBER, 1, amounts=((3.2e9, "USD"),))
        for is_there, places in ((False, ["kontor/lulea"]), (True, ["gridwatch/nebraska"])):
            room.prints(*places)
            assert await room.until_next_morning()
            assert ("3,2" in page_of.read_text("utf-8")) == is_there
            if not is_there:
                await acting.undo(room.app, done.id)


async def test_what_is_called_not_relevant_is_not_told_any_more_and_is_a_lesson(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "circuit-current/lulea")
        assert told(await room.until_next_morning(), "new")
        done = await do(room, Kind.NOT_RELEVANT, 1)
        assert dict(done.evidence)["bias"] == 1.0
        assert dict(done.evidence)["title"] > 0
        room.prints_own("netzblick", LATER)
        assert await room.until_next_morning() is None
        (detail,) = rows(room.settings, "SELECT detail FROM withheld WHERE detail LIKE '%Aktion%'")
        assert detail == (f"am 24. November als nicht relevant bezeichnet (Aktion {done.id})",)
        with open_reports(room.settings.database_url) as reports:
            (trace,) = reports.why(page("netzblick/" + LATER.slug))
        assert any("learnt from what readers called" in line for line in trace.readings[0]["why"])
        assert trace.readings[0]["relevant"], "one lesson turns no clear case"


async def test_what_cannot_be_done_changes_nothing(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea")
        said = Said(by="x", at=room.clock(), digest=DIGEST)
        early = await acting.act(room.app, Wish(kind=Kind.MUTE, target=Target(number=1)), said)
        assert early == Problem("act-no-edition")
        await room.until_next_morning()
        wrong = {
            "act-no-number": Wish(kind=Kind.MUTE, target=Target(number=9)),
            "act-no-story": Wish(kind=Kind.MUTE, target=Target(story=StoryId(77))),
            "act-no-url": Wish(kind=Kind.KNOWN, target=Target(url="https://nowhere.example/1")),
            "act-no-target": Wish(kind=Kind.KNOWN),
            "act-single": Wish(kind=Kind.SPLIT, target=Target(number=1)),
            "act-no-other": Wish(kind=Kind.JOIN, target=Target(number=1)),
            "act-same": Wish(kind=Kind.JOIN, target=Target(number=1), other=Target(number=1)),
            "act-no-amount": Wish(kind=Kind.WRONG_NUMBER, target=Target(number=1), amounts=((3.0, "W"),)),
            "act-no-name": Wish(kind=Kind.MUTE, scope=Scope.NAME),
        }
        for code, wish in wrong.items():
            answer = await acting.act(room.app, wish, said)
            assert isinstance(answer, Problem)
            assert answer.code == code
        assert not rows(room.settings, "SELECT id FROM actions")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_any_sequence_of_actions_can_be_undone_in_any_order(tmp_path: Path, seed: int) -> None:
    await _said_and_undone(tmp_path, random.Random(seed), sequences=3)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(4, 24))
async def test_two_thousand_sequences_of_actions_can_be_undone_in_any_order(tmp_path: Path, seed: int) -> None:
    await _said_and_undone(tmp_path, random.Random(seed), sequences=100)


async def _said_and_undone(folder: Path, chance: random.Random, *, sequences: int) -> None:
    """The same state and the same edition after each sequence; the account adds up after each action."""
    async with newsroom(folder) as room:
        room.prints("kontor/lulea", "circuit-current/lulea", "harbour-ledger/abilene-transformer", "gridwatch/nebraska")
        assert await room.until_next_morning()
        room.prints("rechenwerk/cerebras-anderthalb", "alster-tageblatt/lulea-agentur", "elbe-kurier/hafen")
        room.prints_own("netzblick", LATER)
        await jobs.run_until_idle(room.app)
        digest = room.app.catalog.digests[DIGEST]
        window, number = await room.app.store.digests.next_window(DIGEST, now=room.clock())
        before = [rows(room.settings, query) for query in STATE]
        plain = await pipeline.compose_edition(room.app, digest, window, number)
        for _ in range(sequences):
            standing: list[int] = []
            for _ in range(8):
                if standing and chance.random() < 0.3:
                    await acting.undo(room.app, standing.pop(chance.randrange(len(standing))))
                elif (done := await _anything(room, chance)) is not None:
                    standing.append(done)
                edition = await pipeline.compose_edition(room.app, digest, window, number)
                assert edition.account.balanced
                assert edition.account.fetched == plain.account.fetched
            for key in chance.sample(standing, len(standing)):
                await acting.undo(room.app, key)
            assert [rows(room.settings, query) for query in STATE] == before
            assert await pipeline.compose_edition(room.app, digest, window, number) == plain


async def _anything(room: Newsroom, chance: random.Random) -> int | None:
    """Any action on any story; None if it cannot be done."""
    stories = sorted(set(members(room).values()))
    one, other = (Target(story=StoryId(chance.choice(stories))) for _ in range(2))
    kind = chance.choice([Kind.SPLIT, Kind.JOIN, *Kind])
    more: dict[str, Any] = {"other": other} if kind is Kind.JOIN else {}
    if kind is Kind.MUTE and chance.random() < 0.5:
        more = chance.choice(
            [{"scope": Scope.OUTLET, "name": "kontor.example"}, {"scope": Scope.NAME, "name": "OpenAI"}]
        )
    if kind is Kind.WRONG_NUMBER:
        more = {"amounts": ((180e6, "W"),)}
    said = Said(by="reader@example.org", at=room.clock(), digest=DIGEST)
    done = await acting.act(room.app, Wish(kind=kind, target=one, **more), said)
    return done.id if isinstance(done, Action) else None
