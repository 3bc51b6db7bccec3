"""Small values built by hand, for tests that need a story, an edition or a window without running the pipeline."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from monitor import problems
from monitor.digests import compose
from monitor.digests.forms import history
from monitor.edition import (
    Digest,
    Edition,
    EditionId,
    FeedHealth,
    IssueLine,
    LedgerLine,
    RenderedEdition,
    Settled,
    Verdict,
    Window,
)
from monitor.model import (
    Article,
    ArticleId,
    Entity,
    Entry,
    EntryId,
    Feed,
    FeedId,
    Figure,
    Imprint,
    Known,
    KnownId,
    Reading,
    Report,
    StoredEntry,
    Story,
    StoryId,
)
from monitor.problems import Problem
from monitor.reasons import Account

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
TOPIC = "openai-infrastructure"
TEXT = (
    "OpenAI has signed a new agreement on computing power. The contract covers 1.5 gigawatts instead of 750 megawatts. "
    "It runs until 2031 and includes a campus in Ohio. Analysts had expected a smaller step."
)
Role = Literal["lead", "report", "near-copy"]


def feed(name: str = "heise", **given) -> Feed:
    return Feed(url=f"https://{name}.example/feed.xml", title=name, **given)


def article(number: int = 1, **given) -> Article:
    site = given.pop("site", f"paper{number}.example")
    known = {
        "url": f"https://{site}/story-{number}",
        "site": site,
        "title": f"OpenAI signs contract number {number}",
        "text": TEXT,
        "language": "en",
        "published_at": NOW - timedelta(hours=5),
        "basis": "page",
    }
    return Article(**(known | given))


def figure(value: float = 1.5e9, unit: str = "W", of: str = "Cerebras", **given) -> Figure:
    """A figure that may be stated as a fact about its owner."""
    known: dict[str, Any] = {
        "text": f"{value:g} {unit}",
        "role": "capacity" if unit == "W" else "contract",
        "parties": (of,) if of else (),
        "standing": "agreed",
        "confidence": 0.95,
    }
    return Figure(value=value, unit=unit, of=of, **(known | given))


def reading(
    *figures: Figure, names: Sequence[str] = ("Cerebras",), score: float = 0.9, in_title: bool = False, **given
) -> Reading:
    entities = [Entity(name="OpenAI", kind="subject", count=3, in_title=True)]
    entities += [Entity(name=name, kind="partner", count=2, in_title=in_title) for name in names]
    known: dict[str, Any] = {"relevant": True, "threshold": 0.5, "why": (Problem("why-title", {"weight": "+3.1"}),)}
    return Reading(topic=TOPIC, score=score, entities=tuple(entities), figures=figures, **(known | given))


def imprint(number: int = 1, **given) -> Imprint:
    known: dict[str, Any] = {
        "text_hash": f"text{number}",
        "title_hash": f"title{number}",
        "sketch": (number * 1000 + 1, number * 1000 + 2),
        "terms": ((number, 1.0),),
        "names": (("OpenAI", 1.0),),
        "figures": (),
        "words": 200,
        "site": f"paper{number}.example",
    }
    return Imprint(**(known | given))


def report(number: int = 1, *figures: Figure, said: Reading | None = None, role: Role = "report", **given) -> Report:
    told = article(number, **given)
    figures = tuple(figures)
    return Report(
        article_id=ArticleId(number),
        article=told,
        reading=said or reading(*figures),
        imprint=imprint(number, language=told.language, site=told.site),
        role=role,
        seen_at=NOW - timedelta(hours=4),
    )


def story(id: int, *reports: Report) -> Story:
    return Story(id=StoryId(id), topic=TOPIC, reports=reports)


def known(number: int = 1, *figures: Figure, told_at: datetime | None = None, **given) -> Known:
    held = {"title": f"What is known, part {number}", "url": f"https://known.example/{number}", "entities": ("OpenAI",)}
    return Known(
        id=KnownId(f"seed:{number}"), imprint=imprint(900 + number), figures=figures, told_at=told_at, **(held | given)
    )


def stored(
    number: int, *, of: Feed | None = None, feed_id: int = 1, published_at: datetime | None = None
) -> StoredEntry:
    entry = Entry(
        guid=f"entry-{number}",
        url=f"https://paper{number}.example/story-{number}",
        title=f"Entry number {number}",
        published_at=published_at or NOW - timedelta(hours=5),
    )
    return StoredEntry(
        id=EntryId(number),
        feed_id=FeedId(feed_id),
        feed=of or feed(),
        entry=entry,
        revision=0,
        first_seen_at=NOW - timedelta(hours=4),
    )


def settled(seq: int, told: Report | None = None, story_id: int | None = None, **given) -> Settled:
    """The entry of a report placed in a story; without a report, an entry that is off topic."""
    failed = given.pop("failed", None)
    readings = (told.reading,) if told else (reading(relevant=False, score=0.1, why=(Problem("why-unread"),)),)
    return Settled(
        seq=seq,
        entry=stored(seq, **given),
        article_id=told.article_id if told else None,
        article=told.article if told else None,
        readings=() if failed and not told else readings,
        stories=((TOPIC, StoryId(story_id)),) if story_id is not None else (),
        failed=failed,
    )


def window(digest: str = "daily", *, start: int = 0, end: int = 100, hours: float = 24, at: datetime = NOW) -> Window:
    return Window(digest=digest, start=start, end=end, start_at=at - timedelta(hours=hours), end_at=at)


def digest(**given) -> Digest:
    return Digest(**({"name": "daily", "topics": (TOPIC,), "title": "OpenAI-Infrastruktur"} | given))


def edition(
    *stories: Story,
    digest: Digest | None = None,
    verdicts: Mapping[Any, Verdict] | None = None,
    off_topic: int = 0,
    failed: int = 0,
    health: Sequence[FeedHealth] = (),
    lines: Sequence[LedgerLine] = (),
    number: int = 1,
    over: Window | None = None,
) -> Edition:
    """An edition composed by the real code from these stories: one entry of the window per report."""
    reports = [(one.id, told) for one in stories for told in one.reports]
    rows = [settled(seq, told, id, feed_id=seq) for seq, (id, told) in enumerate(reports, start=1)]
    rows += [settled(len(rows) + at) for at in range(1, off_topic + 1)]
    rows += [settled(len(rows) + at, failed=problems.as_told("the server answered 403")) for at in range(1, failed + 1)]
    judged = {one.id: Verdict(status="new") for one in stories} | dict(verdicts or {})
    material = compose.Material(
        rows=rows, stories={one.id: one for one in stories}, verdicts=judged, lines=lines, health=health
    )
    return compose.edition(digest or globals()["digest"](), over or window(), number, material, NOW)


def ledger_line(of: str, value: float, number: int = 1, *, unit: str = "W", hours: float = 2, **given) -> LedgerLine:
    kind = {"W": "power", "USD": "money"}.get(unit, "count")
    return LedgerLine(
        topic=TOPIC,
        of=of,
        kind=kind,
        figure=figure(value, unit, of, url=f"https://paper{number}.example/story-{number}"),
        story_id=StoryId(given.pop("story_id", 1)),
        article_id=ArticleId(number),
        seen_at=NOW - timedelta(hours=hours),
        **given,
    )


def health(name: str, problem: str = "", **given) -> FeedHealth:
    since = NOW - timedelta(hours=16) if problem else None
    return FeedHealth(
        url=f"https://{name}.example/feed.xml",
        title=name,
        ok=not problem,
        problem=problems.as_told(problem),
        problem_since=given.pop("problem_since", since),
        **given,
    )


def cerebras() -> tuple[Story, Verdict]:
    """An update of a seed: 1.5 GW instead of 750 MW, reported in two languages."""
    power, price = (
        "It is now 1.5 gigawatts instead of 750 megawatts.",
        "The value rises from 10 to about 21 billion dollars.",
    )
    here = "https://paper1.example/story-1"
    new = figure(1.5e9, text="1.5 gigawatts", url=here, sentence=power, before=750e6)
    money = figure(21e9, "USD", hedge="about", sentence=price, before=10e9)
    old, paid = figure(750e6, sentence=power, standing="old"), figure(10e9, "USD", sentence=price)
    said, more = reading(new, old, in_title=True), reading(new, old, money, paid, in_title=True)
    reports = (
        report(
            1, new, money, said=more, title="Cerebras doubles its OpenAI contract to 1.5 GW", site="theregister.example"
        ),
        report(
            2,
            new,
            said=said,
            title="Cerebras verdoppelt den OpenAI-Auftrag",
            language="de",
            site="heise.example",
            text=(
                "Cerebras liefert OpenAI künftig doppelt so viel Rechenleistung wie zuerst vereinbart. Statt 750 Megawatt sind es "
                "nun 1,5 Gigawatt. Der Vertrag läuft bis 2031. Ein Standort in Ohio ist dabei."
            ),
        ),
        report(3, new, title="Cerebras contract doubled", role="near-copy", site="copy.example"),
    )
    verdict = Verdict(
        status="update",
        known=(known(5, figure(750e6), figure(10e9, "USD"), title="Cerebras liefert OpenAI 750 MW für 10 Mrd. $"),),
        new_figures=(new, money),
        new_entities=("Ohio",),
        score=0.7,
    )
    return story(1, *reports), verdict


def known_verdict(number: int = 9, *, near_copy: bool = False) -> Verdict:
    """A verdict that a story has nothing new."""
    return Verdict(status="known", known=(known(number),), near_copy=near_copy, score=0.9)


def forms(**given) -> RenderedEdition:
    """Finished forms with little content."""
    known = {
        "subject": "News",
        "text": "Some text äöü\n",
        "html": "<p>Some text äöü</p>\n",
        "page": "<p>page</p>",
        "json": "{}",
    }
    return RenderedEdition(**(known | given))


def line(number: int, at: datetime, **given) -> IssueLine:
    """The line of a stored edition."""
    name = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    subject = f"Edition of {at:%d %B %Y}: OpenAI signs a contract"
    return IssueLine(id=EditionId(number), name=name, composed_at=at, subject=subject, **given)


def read(text: str) -> dict[str, Any]:
    """An edition's JSON."""
    return dict(json.loads(text))


def told(given: Digest, made: Edition, rendered: RenderedEdition, *stories: str) -> history.Past:
    """An edition read back, with its version of these stories, or of all its own."""
    line = IssueLine(
        id=EditionId(made.number), name=made.name, composed_at=made.window.end_at, subject=rendered.subject
    )
    return history.read(given, line, rendered.json, stories or history.story_ids(rendered.json))


def empty_edition(**given) -> Edition:
    """An empty edition."""
    known: dict[str, Any] = {
        "digest": "daily",
        "name": "2026-11-22T06:00:00Z",
        "number": 7,
        "window": window(),
        "composed_at": NOW,
    }
    parts = {"cards": (), "known": (), "withheld": (), "account": Account(), "feeds": ()}
    return Edition(**(known | parts | given))
