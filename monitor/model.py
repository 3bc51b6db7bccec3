"""READ 1 · All values that flow, in order: Feed → Page → Entry → Poll → Article → Reading → Imprint → Story, Known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta  # times are aware UTC, and their names end in `_at`
from typing import Literal, NewType

from monitor.figure import Figure
from monitor.habits import Certificate, Concern, FeedHints, Habits
from monitor.problems import Problem, Trouble

FeedId = NewType("FeedId", int)
EntryId = NewType("EntryId", int)
ArticleId = NewType("ArticleId", int)
StoryId = NewType("StoryId", int)
Passed = Literal["backfill", "same", "dropped"]  # why an entry was counted and not taken
KnownId = NewType("KnownId", str)  # identifies known texts, nothing else: its parts are never read


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source, as written in feeds.yaml."""

    url: str
    title: str = ""
    language: str = ""  # hint, ISO 639-1; otherwise detected
    interval: timedelta | None = None  # what the user wants; the server can only lengthen it
    topics: tuple[str, ...] = ()
    include: str = ""  # query language of the topics; empty: no filter
    exclude: str = ""
    read: Literal["matching", "all"] = "matching"
    backfill: int = 5  # entries taken at the first poll
    limit: int = 20  # new entries of this feed in one edition; the rest are counted and wait
    enabled: bool = True
    tags: tuple[str, ...] = ()  # folders of other readers; a path has slashes
    auth: str = ""  # where the login is stored, never the login itself: env:NAME or file:PATH


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Where the login of a feed is stored, and the address of the feed: only its host may see the login."""

    reference: str  # env:NAME or file:PATH
    home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional: opaque, returned byte for byte."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """The state of a feed after its last poll."""

    url: str  # where to poll: the address in feeds.yaml, or where it has moved to
    validators: Validators = Validators()
    body_hash: str = ""  # of the last body that parsed; the same body need not be parsed again
    looks: int = 0  # polls so far; 0 means the next one is the first
    last_look_at: datetime | None = None
    last_success_at: datetime | None = None
    last_full_at: datetime | None = None  # last unconditional request
    last_new_at: datetime | None = None  # last time something new was there
    failure_weight: float = 0.0  # sum of weighed failures since the last success
    problem: Problem | None = None  # of the last poll; None: all is well
    problem_since: datetime | None = None
    gone: bool = False  # the server said 410: not polled again until feeds.yaml changes
    moved_to: str = ""  # target of a permanent redirect that is being observed
    moved_since: datetime | None = None
    rhythm: float = 0.0  # new entries per day, smoothed
    hints: FeedHints | None = None  # what the feed itself asks about polling
    title: str = ""  # as the feed calls itself
    dropped: int = 0  # entries of the last document that could not be taken: beyond its newest 500, or unreadable
    elements: str = ""  # traces of the items of the last document, if all are stored; see feeds.elements
    next_look_why: Problem | None = None  # why the next poll is when it is
    asked_to_wait_until: datetime | None = None  # by the server: a 429, or the Retry-After of a 503
    host_asked: bool = False  # it was a 429, which applies to all feeds on its host
    habits: Habits = field(default_factory=Habits)
    concern: Concern | None = None  # it answers, but there is something a person should know
    passed_over: tuple[str, ...] = ()  # hashes of what the first poll did not take, as stored by earlier versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the web answered. Network trouble is an answer too (status 0), so that deciding stays pure."""

    url: str  # final, after redirects
    status: int  # 0: no answer, see `trouble`
    headers: tuple[tuple[str, str], ...] = ()  # names in lower case
    body: bytes = b""  # decoded, bounded
    fetched_at: datetime
    unchanged: bool = False  # 304
    moved_to: str = ""  # target of an unbroken chain of permanent redirects from the start, if any
    certificate: Certificate | None = None  # of the last connection, where it was TLS
    trouble: Trouble = Trouble.NONE
    problem: Problem | None = None  # when status is not 200/304

    def header(self, name: str) -> str:
        """The first header of that name (lower case), or an empty string."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item as its feed publishes it; all text is plain, without NULs, controls or surrogates."""

    guid: str  # the feed's own id, or its link, or a hash of its contents
    url: str  # absolute http(s), cleaned; empty when the feed gives none
    part: str = ""  # of the page at `url`, as named by the link's fragment
    shared: bool = False  # different entries have this address: it does not identify them
    identity: str = ""  # a hash of everything its feed said about it when it was taken
    title: str
    summary: str = ""  # plain text of summary or description
    content: str = ""  # plain text of the full text, where the feed has it
    author: str = ""
    outlet: str = ""  # original publisher where the feed is an aggregator (<source>)
    language: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A parsed feed document."""

    title: str
    language: str
    hints: FeedHints
    entries: tuple[Entry, ...]  # newest 500 at most
    dropped: int = 0  # entries beyond that, or unreadable
    problem: Problem | None = None  # what was wrong with the document although it could be read
    elements: str = ""  # traces of all its items, see feeds.elements; empty: it must be read whole next time too
    known: tuple[str, ...] = ()  # of those that are not among the entries, because the last document had them


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What one poll decided."""

    state: FeedState
    next_look_at: datetime
    fresh: tuple[Entry, ...] = ()  # not seen before in this feed
    revised: tuple[Entry, ...] = ()  # seen before, but retitled or rewritten in substance
    passed: tuple[tuple[Entry, Passed], ...] = ()  # seen for the first time, and not taken
    dropped: int = 0  # entries that were left unread and had not been before: too many at once, or unreadable
    # By identity: entries whose pages are not worth reading, with what the feed alone says of them to each topic.
    unread: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry with what the database adds to it: the moment it came in, its feed, its revision."""

    id: EntryId
    feed_id: FeedId
    feed: Feed
    entry: Entry
    revision: int  # 0, 1, 2 … each substantive rewrite by the publisher is an entry of its own
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The readable text behind an entry."""

    url: str  # canonical
    site: str  # host, or the outlet's name if the feed gives it
    title: str
    text: str  # plain, paragraphs separated by "\n"
    language: str  # ISO 639-1, "" when unknown
    published_at: datetime | None
    basis: Literal["page", "feed", "headline"]  # where the text comes from
    note: Problem | None = None  # why the page was not used
    cites: tuple[str, ...] = ()  # publishers that its paragraphs link to: example.org
    claimed_at: datetime | None = None  # a date in the future by our clock, which is not believed; not stored
    headline: str = (
        ""  # of the page itself; `title` is the feed's where it gives one. Empty: stored by an older version
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named thing of the topic's gazetteer found in a text."""

    name: str  # canonical
    kind: str  # as the topic file calls it
    count: int
    in_title: bool = False
    may: tuple[str, ...] | None = None  # what its kind may do, see topics.kinds; None: stored by an earlier version


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happened to a matter: it was announced, begun, delayed, called off …, and the sentence that says so."""

    kind: str  # one of `text.steps.KINDS`
    sentence: str = ""
    until: str = ""  # the year to which it is delayed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an article says about a topic: whether it is on the topic, and why."""

    topic: str
    relevant: bool
    score: float  # 0–1; `threshold` decides
    threshold: float
    why: tuple[Problem, ...]  # one per rule, strongest first
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()  # of headline and first sentences; the one the text is about comes first
    involved: float = 0.0  # 0–1, of a text not relevant by itself: how likely a sentence gives the subject a part

    @property
    def step(self) -> Step | None:
        """The step the text is about."""
        return self.steps[0] if self.steps else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What comparing texts needs, and nothing that could be read: hashes, names, figures. Safe to ship and keep."""

    text_hash: str  # of the normalised whole text
    title_hash: str
    sketch: tuple[int, ...]  # scaled sketch: all hashes of word shingles below 2⁶⁴/16, ascending
    terms: tuple[tuple[int, float], ...]  # hashed stems and concepts with their weight, by hash
    names: tuple[tuple[str, float], ...]  # proper names with their weight (title counts more)
    figures: tuple[tuple[float, str, str], ...]  # value, unit, of
    parties: tuple[str, ...] = ()  # "kind:name" of the topics' partners, sites … in the headline
    loners: tuple[str, ...] | None = None  # kinds of these that share no event with other kinds; None: not known
    sums: tuple[int, ...] = ()  # hashed large numbers in the headline
    named: tuple[tuple[int, float], ...] = ()  # hashed parts of names with their weight, see stories.named
    held: tuple[int, ...] = ()  # hashes of all words, ascending; none: made by an earlier version
    step: str = ""  # kind of the step that its headline tells
    steps: tuple[str, ...] | None = None  # kinds of all its steps; None: made by an earlier version
    language: str = ""
    site: str = ""
    words: int = 0
    published_at: datetime | None = None
    claimed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One news item of a round-up, as an article of its own under the address of the whole."""

    article: Article  # its title is what the part itself begins with
    readings: tuple[Reading, ...]
    imprint: Imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article as a member of a story."""

    article_id: ArticleId
    article: Article
    reading: Reading
    imprint: Imprint
    role: Literal["lead", "report", "near-copy"] = "report"
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about the same event; the first is the lead."""

    id: StoryId
    topic: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A text or story the reader already knows: its imprint and a line in our own words."""

    id: KnownId
    title: str
    summary: str = ""
    url: str = ""
    language: str = ""
    told_at: datetime | None = None  # None: part of the seed corpus
    whole: KnownId | None = None  # the known text of which this is one matter
    story: StoryId | None = None  # the reported story it is part of; None: part of the seed corpus
    article: ArticleId | None = None  # whose imprint this is; None: of the seed corpus or an older version
    imprint: Imprint
    entities: tuple[str, ...] = ()
    background: tuple[str, ...] = ()  # entities it names only in passing: their events are not known by it
    figures: tuple[Figure, ...] = ()  # without sentences
    steps: tuple[Step, ...] | None = None  # everything it reports, without sentences; None: made by an earlier version
