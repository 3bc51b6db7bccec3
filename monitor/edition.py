"""READ 1, continued · From the digest to the message: what an edition is made of.

Digest → Window → Settled entries → Verdicts → Cards → Edition → RenderedEdition → Message → Delivery
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NewType

from monitor.correction import Correction, CorrectionId
from monitor.habits import Month
from monitor.model import (
    Article,
    ArticleId,
    EntryId,
    Figure,
    Known,
    Passed,
    Reading,
    Report,
    Step,
    StoredEntry,
    Story,
    StoryId,
)
from monitor.problems import Problem
from monitor.reasons import Account, Reason

EditionId = NewType("EditionId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A recurring mail, as written in feeds.yaml."""

    name: str
    schedule: str = "0 7 * * *"  # five-field cron, Unix meaning
    timezone: str = "Europe/Berlin"
    topics: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()  # `webhook` or `apprise`, a space, and where its address is stored
    max_age: timedelta = timedelta(days=7)
    language: str = "de"  # of the frame
    title: str = ""
    send_empty: bool = False  # mail even when nothing is new
    threshold: float = 0.0  # stories scoring lower are listed, not shown
    limit: int = 30  # stories shown in full; the rest are on the page
    kind: Literal["digest", "alert", "review"] = "digest"
    quiet: str = ""  # alert: local hours without mail, "22:00-07:00"
    cap: int = 5  # alert: mails a day at most
    answers: bool = False  # whether its readers may write back; from the settings
    learn: bool = True  # from what its readers call relevant or not
    page_url: str = ""  # where readers find the folder editions/ of this digest, if it is served on the web


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A range in the order in which entries were settled: [start, end). Windows of a digest tile that order."""

    digest: str
    start: int
    end: int
    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A settled entry as an edition sees it: one row of the window."""

    seq: int  # place in the order of settling
    entry: StoredEntry
    article_id: ArticleId | None  # None: no page was worth reading, or none could be read
    article: Article | None
    readings: tuple[Reading, ...] = ()
    stories: tuple[tuple[str, StoryId], ...] = ()  # (topic, story)
    parts: tuple[tuple[StoryId, ArticleId], ...] = ()  # of a round-up: the part that is the report of a story
    failed: Problem | None = None  # why it could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Entries a feed brought that were not taken: history of a new feed, repetitions, too many to read."""

    why: Passed
    number: int = 1  # entries; more than one where they are not named
    url: str = ""
    title: str = ""
    feed: str = ""  # its title


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A story compared with what the reader knows."""

    status: Literal["new", "update", "known"]
    known: tuple[Known, ...] = ()  # the known texts it continues or repeats, strongest first
    new_figures: tuple[Figure, ...] = ()
    new_entities: tuple[str, ...] = ()
    near_copy: bool = False  # the text itself is known, not only the event
    step: Step | None = None  # what has happened to a known matter since
    score: float = 0.0
    why: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What has happened, a new figure (with the one it replaces), or names mentioned for the first time."""

    report: Report
    kind: str  # "step", "first-named", or what the figure counts: power, money …; a key of the frame's phrases
    step: Step | None = None
    figure: Figure | None = None
    old: Figure | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """Who, and how much: what can be said about reports without their words."""

    names: tuple[str, ...] = ()
    amounts: tuple[tuple[float, str], ...] = ()  # value, unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure as a card gives it: whether it is new to the reader, and its source."""

    figure: Figure
    source: str
    new: bool


Conflict = tuple[tuple[Report, Figure], tuple[Report, Figure]]  # two reports, each with its amount of the same thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story as an edition shows it."""

    story: Story  # all its reports so far, lead first
    fresh: tuple[ArticleId, ...]  # the reports that came in with this window
    verdict: Verdict
    score: float  # importance, 0–1
    title: str
    summary: tuple[tuple[str, str], ...]  # (sentence, source URL), taken from the articles
    filed: tuple[tuple[str, str], ...] = ()  # source URL, where and when it was filed, if that is not said
    worded: bool = False  # the summary is in a model's words, checked against the articles
    why: tuple[str, ...]  # why the reader sees this
    origins: int = 1  # independent origins among the reports
    changes: tuple[Difference, ...] = ()  # for an update: what is new against what was known
    claims: tuple[Difference, ...] = ()  # of these the ones an edition states itself, old → new
    before: Known | None = None  # the known text an update changes, or else the nearest one; None where it is new
    step: Step | None = None  # what has happened to a known matter since then, or the step in the lead
    leading: Difference | None = None  # the claim that represents the story in one line; None: its headline does
    gist: Gist = Gist()  # of the quotes, for a reader of another language
    figures: tuple[Stated, ...] = ()  # all that its reports give, each once
    put_off: tuple[str, str] | None = None  # from which year to which, where a sentence of a report gives both
    others: tuple[Figure, ...] = ()  # further figures of the reports
    alone: tuple[tuple[str, Gist], ...] = ()  # (language, what only its reports say)
    conflict: Conflict | None = None
    wrong: tuple[tuple[float, str], ...] = ()  # amounts (value, unit) that a reader called wrong: nothing claims them


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Something that a report says will happen on a day, or in a month if only that is named."""

    at: date
    day: bool
    kind: str  # a key of text.agenda.KINDS
    card: Card
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """An entry that is not shown, and the rule that decided it."""

    entry_id: EntryId | None  # None: it was passed over
    url: str
    title: str
    reason: Reason
    detail: str
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """A feed as an edition or `monitor status` reports it."""

    url: str
    title: str
    ok: bool  # it was read at the last look
    problem: Problem | None = None  # of that look; of one that was read, what a person should know of
    problem_since: datetime | None = None
    recovered: bool = False  # was in trouble in the last edition and is well again
    told: bool = False  # this trouble was reported in an earlier edition
    waiting: int = 0  # entries over the feed's limit that wait for the next edition
    last_success_at: datetime | None = None
    next_look_at: datetime | None = None


ENDED = "ended"  # kind of a line of the ledger that says that something was called off or denied


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A figure with its partner, its date and its source: one line of the topic's history."""

    topic: str
    of: str  # partner, site or chip
    kind: str  # power, energy, money, chips …, or ENDED
    figure: Figure
    story_id: StoryId
    article_id: ArticleId
    seen_at: datetime
    conflict: bool = False  # other sources give another value for the same thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One issue of a digest as composed; it never changes again."""

    digest: str
    name: str  # e.g. 2026-11-22T06:00:00Z: also the stem of its files
    number: int  # 1, 2, 3 … of this digest
    window: Window
    composed_at: datetime
    cards: tuple[Card, ...]  # new and update, most important first
    known: tuple[Card, ...]  # stories with nothing new, given as one line
    withheld: tuple[Withheld, ...]
    account: Account
    feeds: tuple[FeedHealth, ...]
    ahead: tuple[Ahead, ...] = ()  # dates ahead, soonest first
    ledger: tuple[LedgerLine, ...] = ()  # newest line per partner and kind, for the pictures
    named: tuple[Withheld, ...] = ()  # of the withheld entries those it names: all, or of very many a few
    broken_intake: bool = False  # so many feeds are in trouble that few news may only mean that
    deferred: tuple[EntryId, ...] = ()  # over a feed's limit: moved whole into the next window
    month: Month | None = None  # once a month
    corrections: tuple[Correction, ...] = ()  # of what earlier editions told
    repeats: tuple[tuple[CorrectionId, CorrectionId], ...] = ()  # changes that say what the other one has said


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedEdition:
    """An edition in the forms people and programs read."""

    subject: str
    text: str
    html: str  # mail part: under 95 kB, CSS inlined
    page: str  # the whole edition as a page of the archive
    json: str  # as in the contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An edition as it was made: what its files and the archive are written from."""

    id: EditionId
    digest: str
    name: str
    composed_at: datetime
    forms: RenderedEdition
    eml: bytes = b""  # the first reader's mail


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """A past edition in one line; its contents are read separately, one edition at a time."""

    id: EditionId
    name: str
    composed_at: datetime
    subject: str
    brief: str = ""  # see digests.forms.history; empty until its files are written


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail to one reader, or a call to a channel: finished bytes that are only relayed from here on."""

    recipient: str  # a mail address, or a channel of the digest
    sender: str  # empty for a channel
    message_id: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What the mail server or channel said about one message."""

    outcome: Literal["sent", "retry", "uncertain", "dead"]
    answer: str = ""  # the server's last line
    wait: timedelta = timedelta()  # what it asked for before the next try
