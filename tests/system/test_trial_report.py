"""The report on a feed before it is added: ten feeds with known properties on loopback, and every line is checked."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from monitor import build, catalog, jobs
from monitor.cli import trial_report
from monitor.cli.discovery import Discovery, with_overlap
from monitor.cli.trial import Trial
from monitor.feeds import pace
from monitor.model import Feed
from monitor.work import WorkList
from tests import faults
from tests.faults import FaultServer, Reply
from tests.world import chosen

ROOT = Path(__file__).parents[2]
NOW = datetime.now(UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLACES = ("Alderholm", "Brackwater", "Corvane", "Dunmere", "Eastvale", "Farrowby", "Grimsel", "Hollowell")
ON = {
    "en": "OpenAI leases {n} megawatts of data centre near {p}",
    "de": "OpenAI mietet {n} Megawatt Rechenzentrum bei {p}",
    "fr": "OpenAI loue {n} mégawatts de centre de données près de {p}",
}
OFF = {
    "en": "The ferry to {p} sails {n} minutes later on Sundays",
    "de": "Die Fähre nach {p} fährt sonntags {n} Minuten später",
    "fr": "Le bac de {p} part {n} minutes plus tard le dimanche",
}
TOLD = {
    "en": "People in the town were told about it on Monday evening, and most of them took the news with a shrug.",
    "de": "Die Leute in der Stadt haben davon am Montagabend erfahren, und die meisten nahmen es gelassen hin.",
    "fr": "Les habitants de la ville l'ont appris lundi soir, et la plupart ont accueilli la nouvelle avec calme.",
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """A feed and the truth about it."""

    dates: Sequence[datetime | None]  # newest first
    languages: str  # in turn
    on_topic: Callable[[int], bool]
    length: int  # characters of a text; 0: headlines only
    end: str = ""
    first: int = 0  # number of the newest entry: feeds with the same numbers have the same entries
    house: str = ""
    marks: str = ""  # appended to its addresses
    headers: dict[str, str] = field(default_factory=dict)
    head: str = ""
    form: str = "rss"
    says: Sequence[str] = ()  # expected lines of the report, as patterns
    a_week: float | None = None
    warns: Sequence[str] = ()


def every(gap: timedelta, count: int, *, ago: timedelta = HOUR) -> list[datetime | None]:
    return [NOW - ago - gap * place for place in range(count)]


def on_weekdays(a_day: int, days: int) -> list[datetime | None]:
    """This many entries from 8 o'clock on, on each of the last weekdays and so far today; newest first."""
    midnight = NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    mornings = [midnight - DAY * place + 8 * HOUR for place in range(days)]
    times = (morning + HOUR * (a_day - at) for morning in mornings if morning.weekday() < 5 for at in range(a_day))
    return [time for time in times if time <= NOW]


def on_mondays(count: int, weeks: int) -> list[datetime | None]:
    monday = NOW.replace(hour=6, minute=0, second=0, microsecond=0) - DAY * NOW.weekday()
    if monday > NOW:
        monday -= timedelta(weeks=1)
    return [monday - timedelta(weeks=week) for week in range(weeks) for _ in range(count)]


VALID = {"ETag": '"7"'}
WHOLE = r"its server sends the whole feed each time \(no ETag, no Last-Modified\), so we poll it at most hourly"
TEN = {
    "daily": Known(
        dates=every(DAY, 30),
        languages="en",
        on_topic=lambda n: n % 5 < 2,
        length=180,
        headers=VALID | {"Cache-Control": "max-age=1800"},
        a_week=7,
        says=(
            "30 entries, about 7 a week, newest .+",
            "teasers; en",
            r"12 of 30 \(40 %\) on topic.*:",
            "its server asks: an answer is valid for 30 minutes",
        ),
    ),
    "wire": Known(  # a day has more news than its list shows
        dates=every(timedelta(minutes=12), 40, ago=timedelta(minutes=5)),
        languages="de",
        on_topic=lambda n: n == 3,
        length=0,
        first=1000,
        says=("40 entries, 40 in 8 hours, newest .+", "headlines only; de", r"1 of 40 \(2 %\) on topic.*:", WHOLE),
        a_week=560,  # from sixteen hours
    ),
    "letter": Known(
        dates=every(timedelta(weeks=1), 12, ago=6 * DAY),
        languages="fr",
        on_topic=lambda n: n in {0, 4, 8},
        length=3_000,
        first=2000,
        head="<ttl>1440</ttl>",
        a_week=1,
        says=(
            "12 entries, about 1 a week, newest .+",
            "full text; fr",
            r"3 of 12 \(25 %\) on topic.*:",
            "its server asks: 24 hours between polls",
            WHOLE,
        ),
    ),
    "trade": Known(  # five on each weekday, and one that is dated tomorrow
        dates=[NOW + DAY, *on_weekdays(5, 60)],
        languages="en en en de de",
        on_topic=lambda n: n % 2 == 0,
        length=700,
        first=3000,
        headers=VALID,
        a_week=25,
        says=(
            r"\d+ entries, about (?:2[4-6]) a week, newest .+",
            "texts of about 700 characters: short articles, or long teasers; en 60 %, de 40 %",
            r"\d+ of \d+ \(5[01] %\) on topic.*:",
        ),
    ),
    "mondays": Known(  # five at once
        dates=on_mondays(5, 6),
        languages="de",
        on_topic=lambda n: n % 10 == 0,
        length=250,
        end="…",
        first=4000,
        headers=VALID | {"Cache-Control": "max-age=31536000"},
        a_week=5,
        says=(
            "30 entries, about 5 a week, newest .+",
            "teasers; de",
            r"3 of 30 \(10 %\) on topic.*:",
            r"its server asks: an answer is valid for more than 7 days \(taken as 24 hours\)",
        ),
    ),
    "dead": Known(
        dates=every(8 * HOUR, 20, ago=300 * DAY),
        languages="en",
        on_topic=lambda n: False,
        length=90,
        first=5000,
        headers=VALID,
        says=(
            "20 entries, newest .+",
            "teasers; en",
            r"0 of 20 \(0 %\) on topic, judging by the feed alone",
            "none of it would be shown now: your topic is openai-infrastructure; `monitor topics new FILE` starts another",
        ),
        warns=("nothing new since .*it may be dead",),
    ),
    "dragging": Known(  # ten from today, three from years ago
        dates=[*every(DAY, 10), *every(DAY, 3, ago=2_500 * DAY)],
        languages="en",
        on_topic=lambda n: n == 0,
        length=600,
        end=" [...]",
        first=6000,
        head="<skipHours><hour>1</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day></skipDays>",
        headers=VALID,
        a_week=7,
        says=(
            "13 entries, about 7 a week, newest .+",
            "teasers; en",
            r"1 of 13 \(8 %\) on topic.*:",
            r"its server asks: no polls in the hours 1, 2 \(UTC\); no polls on Sunday",
        ),
    ),
    "monthly": Known(
        dates=every(timedelta(days=30.4), 24, ago=10 * DAY),
        languages="en",
        on_topic=lambda n: n == 5,
        length=4_000,
        first=7000,
        form="json",
        headers=VALID,
        a_week=12 / 52,
        says=("24 entries, about 1 a month, newest .+", "full text; en", r"1 of 24 \(4 %\) on topic.*:"),
    ),
    "undated": Known(  # the entries of `daily`, with tracking parameters in their addresses
        dates=[None] * 30,
        languages="en",
        on_topic=lambda n: n % 5 < 2,
        length=180,
        house="daily",
        marks="?utm_source=rss",
        says=(
            "30 entries, without dates",
            "teasers; en",
            r"12 of 30 \(40 %\) on topic.*:",
            "you already have 30 of 30, from The daily",
            WHOLE,
        ),
        warns=("brings the same as The daily",),
    ),
    "mixed": Known(  # half of them are entries of `daily`
        dates=every(6 * HOUR, 30),
        languages="en en en en en fr fr fr de de",
        on_topic=lambda n: n % 5 < 2,
        length=180,
        first=15,
        house="daily",
        form="atom",
        headers={"Last-Modified": "Mon, 02 Nov 2026 07:00:00 GMT", "Retry-After": "1"},
        a_week=28,
        says=(
            "30 entries, about 28 a week, newest .+",
            "teasers; en 50 %, fr 30 %, de 20 %",
            r"12 of 30 \(40 %\) on topic.*:",
            "you already have 15 of 30, from The daily",
        ),
    ),
}


@dataclass(frozen=True)
class Piece:
    """The XML of an entry."""

    title: str
    url: str
    text: str
    at: datetime | None


def pieces(name: str, known: Known) -> Iterator[Piece]:
    tongues = known.languages.split()
    for place, at in enumerate(known.dates):
        number, tongue = known.first + place, tongues[place % len(tongues)]
        words = (ON if known.on_topic(number - known.first // 1000 * 1000) else OFF)[tongue]
        text = (TOLD[tongue] + " ") * (known.length // len(TOLD[tongue]) + 1)
        yield Piece(
            title=words.format(n=number % 90 + 10, p=PLACES[number % 8]),
            url=f"https://{known.house or name}.example/{number}{known.marks}",
            text=text[: known.length].strip() + known.end if known.length else "",
            at=at,
        )


def document(name: str, known: Known) -> bytes:
    title, listed = f"The {name}", list(pieces(name, known))
    if known.form == "json":
        items = [
            {"id": one.url, "url": one.url, "title": one.title, "content_text": one.text}
            | ({"date_published": one.at.isoformat()} if one.at else {})
            for one in listed
        ]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}).encode()
    if known.form == "atom":
        entries = "".join(
            f'<entry><id>{one.url}</id><link href="{one.url}"/><title>{one.title}</title><summary>{one.text}</summary>'
            f"<updated>{one.at:%Y-%m-%dT%H:%M:%SZ}</updated></entry>"
            for one in listed
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{entries}</feed>'.encode()
    entries = "".join(
        f"<item><title>{one.title}</title><link>{one.url}</link><description>{one.text}</description>"
        f"{f'<pubDate>{format_datetime(one.at)}</pubDate>' if one.at else ''}</item>"
        for one in listed
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{known.head}{entries}</channel></rss>'.encode()


@pytest.fixture
async def site() -> AsyncIterator[FaultServer]:
    async with faults.serve() as server:
        for name, known in TEN.items():
            kind = {"json": "application/feed+json", "atom": "application/atom+xml"}.get(known.form, "text/xml")
            server.on(f"/{name}", Reply(body=document(name, known), headers={"Content-Type": kind} | known.headers))
        yield server


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in its own process."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("MONITOR_")}
    given = kept | {
        "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
        "MONITOR_DATABASE_URL": f"sqlite:///{folder / 'monitor.sqlite'}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
    }
    return subprocess.run(
        [sys.executable, "-m", "monitor", *words], cwd=folder, env=given, capture_output=True, text=True, check=False
    )


def watching_daily(folder: Path, site: FaultServer) -> str:
    return f"topics: [openai-infrastructure]\nfeeds:\n  - url: {site.url('/daily')}\n    backfill: 500\n"


def hold(name: str, lines: Sequence[str], warnings: Sequence[str]) -> None:
    """Every line is true; nothing is missing and nothing is added."""
    known = TEN[name]
    told = [line.strip() for line in lines]
    titles = [line.removeprefix("· ") for line in told if line.startswith("· ")]
    others = [line for line in told if not line.startswith("· ")]
    others = [line for line in others if not re.fullmatch(r"\d+ pages? would be read to be sure:?", line)]
    assert len(others) == len(known.says), (name, others)
    for line, pattern in zip(others, known.says, strict=True):
        assert re.fullmatch(pattern, line), (name, line, pattern)
    right = [one.title for place, one in enumerate(pieces(name, known)) if known.on_topic(known.first % 1000 + place)]
    assert titles[:5] == right[:5], (name, titles)
    assert len(warnings) == len(known.warns), (name, warnings)
    for warning, pattern in zip(warnings, known.warns, strict=True):
        assert re.fullmatch(pattern, warning), (name, warning)


async def looked(folder: Path, site: FaultServer) -> dict[str, Trial]:
    settings = chosen(folder, watching_daily(folder, site))
    async with build.open_app(settings) as app:
        await jobs.run_due(app, next(job for job in jobs.JOBS if job.list is WorkList.FEEDS))
    async with Discovery(settings, catalog.load(settings.config), gap=0.0) as looks:
        found = {
            name: await looks.look(Feed(url=site.url(f"/{name}"), topics=("openai-infrastructure",))) for name in TEN
        }
    return {name: with_overlap(trial, settings) for name, trial in found.items()}


@pytest.mark.slow
async def test_every_line_of_the_reports_of_ten_feeds_is_true(site: FaultServer, tmp_path: Path) -> None:
    for name, trial in (await looked(tmp_path, site)).items():
        assert trial.problem == ""
        hold(name, list(trial_report.lines(trial, NOW)), trial.warnings)
        dates = [at for at in TEN[name].dates if at and at <= NOW]
        assert (trial.newest_at is None) == (not dates)
        assert not dates or abs((trial.newest_at or NOW) - max(dates)) < timedelta(seconds=1)
        right = TEN[name].a_week
        assert (trial.a_day is None) == (right is None), name
        assert right is None or trial.a_day is None or abs(trial.a_day * 7 - right) <= right * 0.1, name


@pytest.mark.slow
async def test_the_command_prints_the_same_lines(site: FaultServer, tmp_path: Path) -> None:
    await looked(tmp_path, site)
    for name in ("wire", "undated", "mixed"):
        done = await asyncio.to_thread(run, tmp_path, "feeds", "try", site.url(f"/{name}"))
        assert done.returncode == 0, done
        first, *lines = done.stdout.splitlines()
        assert first == f"The {name}  {site.url(f'/{name}')}"
        warnings = [line.strip().removeprefix("! ") for line in lines if line.strip().startswith("!")]
        hold(name, [line for line in lines if not line.strip().startswith("!")], warnings)


WEEKS = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (every(DAY, 1), None),
        (every(timedelta(0), 9), None),  # all at one moment: that of the document
        (every(timedelta(days=91), 4), "about 4 a year"),
        (every(2 * DAY, 5), "about 3 a week"),
        (every(HOUR, 300), "about 170 a week"),
        (every(timedelta(minutes=10), 500), "about 1,000 a week"),
        (every(timedelta(minutes=3), 11, ago=timedelta(0)) + every(HOUR, 1, ago=HOUR), "12 in an hour"),
        ([*every(WEEKS, 4), *every(200 * DAY, 2, ago=250 * DAY)], "about 4 a year"),  # in bursts: all of them count
    ],
)
def test_the_pace_of_dates(dates: list[datetime | None], words: str | None) -> None:
    found = pace.of(sorted(at for at in dates if at), NOW)
    assert (found and found.words) == words
