"""What follows from one poll of a feed: what is new, how the feed is doing, and when to poll again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import xxhash

from monitor.feeds import cadence, health, parse, vitals, wishes
from monitor.feeds import marks as memory
from monitor.feeds.marks import Mark
from monitor.habits import Standing
from monitor.model import Entry, Feed, FeedState, Login, Page, ParsedFeed, Passed, Poll, Validators
from monitor.problems import Trouble
from monitor.replacing import replace

FULL_LOOK = timedelta(days=30)  # between two unconditional requests: a 304 may be wrong
FULL_LOOK_SPREAD = timedelta(days=10)
DOUBT = timedelta(days=14)  # silence after which a busy feed's 304s are no longer trusted
OBSERVE_MOVE = timedelta(days=7)  # a permanent redirect is stored after that long
RETURN_WEIGHT = 10.0  # failures at a new address after which the old one is tried again
FUTURE = timedelta(hours=24)  # a date further ahead is ignored

marks_of = memory.marks_of


def validators(state: FeedState, now: datetime) -> Validators:
    """What makes the next request conditional; nothing at the first poll and now and then later."""
    return Validators() if not state.body_hash or _full_look_due(state, now) else state.validators


def login(feed: Feed) -> Login | None:
    """The login used for a feed, by reference."""
    return Login(reference=feed.auth, home=feed.url) if feed.auth else None


def worth_parsing(state: FeedState, page: Page) -> bool:
    """Whether there is a body, and not the same one as last time."""
    return (
        page.status in health.SUCCESS
        and not page.trouble
        and (page.status == 226 or body_hash(page) != state.body_hash)
    )


def known_elements(state: FeedState) -> str:
    """The items that need not be read again: none where the whole document has to be judged."""
    return "" if state.problem or state.passed_over or state.last_new_at is None else state.elements


def looked_before(state: FeedState) -> bool:
    """Whether entries of the feed may be stored: one that came back has only its looks left."""
    return bool(state.looks or state.last_success_at)


def body_hash(page: Page) -> str:
    """A name for the body of a page."""
    return xxhash.xxh3_128_hexdigest(page.body)


def decide(
    feed: Feed,
    state: FeedState,
    page: Page,
    found: ParsedFeed | None,
    marks: Sequence[Mark],
    now: datetime,
    standing: Standing | None = None,
) -> Poll:
    """Everything that follows from one poll.

    `found` is the document if it was worth parsing, `marks` those of stored entries that resemble its entries,
    `standing` how its entries did lately, where that was asked.
    """
    if standing is not None:
        state = replace(state, habits=replace(state.habits, standing=standing, standing_day=now.toordinal()))
    looked = replace(state, looks=state.looks + 1, last_look_at=now)
    if not _brought_feed(state, page, found):
        return _failure(feed, looked, page, found, now)
    looked = _success(looked, _at_home(feed, page), found, now)
    if found is None:
        looked = replace(looked, rhythm=_rhythm(state, 0, None, now))
        return _poll(feed, _judged(feed, looked, page, None, (), now), page, now)
    taken, over = _taken(feed, state, found)
    recall = memory.Memory(marks, found.entries, state.passed_over)
    kinds = [(_dated(entry, now, recall), recall.kind(entry), entry) for entry in taken]
    spared = [(_dated(entry, now, recall), recall.kind(entry), entry) for entry in over]
    fresh = tuple(_with_own_guid(dated, recall.own_guid(entry)) for dated, kind, entry in kinds if kind == "fresh")
    revised = tuple(dated for dated, kind, _ in kinds if kind == "revised")
    passed: list[tuple[Entry, Passed]] = [(dated, "same") for dated, kind, _ in kinds if kind == "again"]
    passed += [(dated, "backfill") for dated, kind, _ in spared if kind in {"fresh", "again"}]
    stored = {mark.identity for mark in marks}
    all_stored = all(kind != "seen" or recall.identity(entry) in stored for _, kind, entry in (*kinds, *spared))
    looked = replace(
        looked,
        elements=looked.elements if page.status == 226 else found.elements if all_stored else "",
        rhythm=_rhythm(state, len(fresh), found, now),
        last_new_at=now if fresh or over else state.last_new_at,
    )
    looked = _judged(feed, looked, page, found, fresh if state.last_new_at or not fresh else found.entries, now)
    dropped = max(0, found.dropped - state.dropped)
    poll = _poll(feed, looked, page, now)
    return replace(poll, fresh=fresh, revised=revised, passed=tuple(passed), dropped=dropped)


def _judged(
    feed: Feed, state: FeedState, page: Page, found: ParsedFeed | None, entries: Sequence[Entry], now: datetime
) -> FeedState:
    """What a successful poll shows about a feed's habits, and whether there is something a person should know."""
    first = not state.habits.days
    state = replace(state, habits=vitals.learned(state.habits, page, found, entries, now, first=first))
    return replace(state, concern=vitals.concern(state, feed.url, now))


def _poll(feed: Feed, state: FeedState, page: Page, now: datetime) -> Poll:
    at, why = cadence.next_look(feed, state, page, now)
    return Poll(state=replace(state, next_look_why=why), next_look_at=at)


def _at_home(feed: Feed, page: Page) -> Page:
    """A feed with a login does not move to another host: its login would not be sent there."""
    moves = feed.auth and urlsplit(page.moved_to).hostname != urlsplit(feed.url).hostname
    return replace(page, moved_to="") if moves else page


def _brought_feed(state: FeedState, page: Page, found: ParsedFeed | None) -> bool:
    """Whether the answer is a feed: the known one (304, same body), or a document that could be read."""
    if page.unchanged:
        return bool(state.body_hash)  # a 304 to an unconditional request refers to nothing
    if page.trouble or page.status not in health.SUCCESS:
        return False
    return found is None or not found.problem or bool(found.entries)


def _taken(feed: Feed, state: FeedState, found: ParsedFeed) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The entries of the document that count, and the history that is not taken from a new feed.

    A feed is new until it has brought an entry: an empty document at the first poll is not history.
    """
    if state.last_new_at is not None or state.passed_over:
        return found.entries, ()
    dated = sorted(enumerate(found.entries), key=lambda pair: (_age(pair[1]), pair[0]))
    kept = sorted(place for place, _ in dated[: feed.backfill])
    return (
        [found.entries[place] for place in kept],
        [entry for place, entry in enumerate(found.entries) if place not in set(kept)],
    )


def _age(entry: Entry) -> float:
    """Smaller is newer; undated entries count as new, because feeds put the newest first."""
    return -entry.published_at.timestamp() if entry.published_at else float("-inf")


def _with_own_guid(entry: Entry, guid: str) -> Entry:
    return entry if guid == entry.guid else replace(entry, guid=guid)


def _dated(entry: Entry, now: datetime, recall: memory.Memory) -> Entry:
    """The entry without dates in the future; with its identity, and whether others have its address."""
    latest = now + FUTURE
    published = entry.published_at if entry.published_at and entry.published_at <= latest else None
    updated = entry.updated_at if entry.updated_at and entry.updated_at <= latest else None
    return replace(
        entry, published_at=published, updated_at=updated, shared=recall.shared(entry), identity=recall.identity(entry)
    )


def _success(state: FeedState, page: Page, found: ParsedFeed | None, now: datetime) -> FeedState:
    """The state after a successful poll, apart from entries."""
    state = replace(
        _moved(state, page, now),
        last_success_at=now,
        last_full_at=now if _was_full(state, page) else state.last_full_at,
        failure_weight=0.0,
        problem=None,
        problem_since=None,
        asked_to_wait_until=None,
        host_asked=False,
        gone=False,
    )
    if found is None:
        return state if page.unchanged else replace(state, validators=_validators(page))
    state = replace(state, title=found.title or state.title, hints=found.hints, dropped=found.dropped)
    if found.problem:
        state = replace(state, problem=health.problem(page, found), problem_since=state.problem_since or now)
    if page.status == 226:
        return state
    if found.problem == parse.CUT_SHORT:  # the rest is requested again: no validator may say that it is known
        return replace(state, validators=Validators(), body_hash="")
    return replace(state, validators=_validators(page), body_hash=body_hash(page))


def _failure(feed: Feed, state: FeedState, page: Page, found: ParsedFeed | None, now: datetime) -> Poll:
    """The state after a failed poll; nothing known is lost."""
    state = replace(
        state,
        failure_weight=state.failure_weight + weight(page, found),
        problem=health.problem(page, found, known=bool(state.body_hash)),
        problem_since=state.problem_since or now,
        asked_to_wait_until=now + wait if (wait := wishes.asked_to_wait(page)) else None,
        host_asked=page.status == 429,
    )
    if page.status in {404, 410} and state.moved_to:
        state = replace(state, url=state.moved_to, moved_to="", moved_since=None)
    elif state.url != feed.url and (page.status == 410 or state.failure_weight >= RETURN_WEIGHT):
        state = replace(state, url=feed.url, failure_weight=1.0, moved_to="", moved_since=None)
    elif page.status == 410:
        state = replace(state, gone=True)
    return _poll(feed, state, page, now)


def weight(page: Page, found: ParsedFeed | None) -> float:
    """How much a failure counts: a name that cannot be resolved is often the fault of our own network."""
    if page.trouble is Trouble.DNS:
        return 0.25
    if found is None and (page.status in {404, 429} or page.status >= 500):
        return 0.5
    return 1.0


def _moved(state: FeedState, page: Page, now: datetime) -> FeedState:
    """A permanent redirect is followed at once, and stored after seven days of the same answer."""
    target = page.moved_to
    worse = state.url.startswith("https:") and target.startswith("http:")
    if not target and not state.moved_to:
        return state
    if not target or target == state.url or worse or "@" in state.url:  # a password is not passed on to a new address
        return replace(state, moved_to="", moved_since=None)
    if target != state.moved_to or state.moved_since is None:
        return replace(state, moved_to=target, moved_since=now)
    if now - state.moved_since < OBSERVE_MOVE:
        return state
    return replace(state, url=target, moved_to="", moved_since=None)


def _validators(page: Page) -> Validators:
    etag, last_modified = page.header("etag"), page.header("last-modified")
    return Validators(
        etag=etag if _sendable(etag) else "", last_modified=last_modified if _sendable(last_modified) else ""
    )


def _sendable(value: str) -> bool:
    """Bytes outside UTF-8 arrive as surrogates and cannot be sent or stored."""
    return len(value) <= 2_000 and value.isprintable()


def _full_look_due(state: FeedState, now: datetime) -> bool:
    if state.last_full_at is None:
        return True
    since = now - state.last_full_at
    if since >= FULL_LOOK + FULL_LOOK_SPREAD * (xxhash.xxh64_intdigest(state.url) / 2.0**64):
        return True
    silence = now - max(state.last_new_at or state.last_full_at, state.last_full_at)
    return silence >= DOUBT and state.rhythm > 0 and silence >= timedelta(days=20 / state.rhythm)


def _was_full(state: FeedState, page: Page) -> bool:
    return not page.unchanged and validators(state, page.fetched_at) == Validators()


def _rhythm(state: FeedState, fresh: int, found: ParsedFeed | None, now: datetime) -> float:
    """New entries a day: smoothed over the polls; at the first poll from the dates in the document."""
    if state.last_success_at is not None:
        return cadence.rhythm(state.rhythm, fresh, now - state.last_success_at)
    times = sorted(entry.published_at for entry in found.entries if entry.published_at) if found else []
    recent = [at for at in times if now - timedelta(days=14) <= at <= now + FUTURE]
    if not times:
        return cadence.UNKNOWN_RHYTHM if found and found.entries else 1.0
    return max(0.5, len(recent) / max(1.0, (now - recent[0]).total_seconds() / 86_400)) if recent else 0.5
