"""The operator's log: what the daemon did and what went wrong, each once; and what `/health` says about it.

Read from the database at every tick, apart from the work: what is on disk has happened, and a restart logs nothing
twice.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.store.feed_lines import FeedLine
from monitor.store.message_lines import MessageLine
from monitor.store.places import Place
from monitor.store.reports import CRASH, DigestLine, EditionLine, Reports
from monitor.store.rounds import Round

log = logging.getLogger(__name__)

OVERDUE = timedelta(minutes=15)  # an edition is late this long after its time
STUCK = timedelta(minutes=10)  # a mail that is refused for this long is reported
HALF = 0.5  # of the feeds
CRASHES = 3  # pieces of work that crashed their worker, within an hour
EDITIONS, MESSAGES = 50, 200  # how many of the newest are looked at


class Watch:
    """What was seen at the last look, and what is wrong now."""

    def __init__(self, database: Place) -> None:
        self._database = database
        self._newest = ""  # when the last feed was asked
        self._ill: Mapping[str, FeedLine] = {}  # feeds in trouble, by address
        self._entries = 0
        self._editions: frozenset[tuple[str, str]] = frozenset()
        self._states: Mapping[int, tuple[str, str]] = {}  # of messages: state, and the server's answer
        self._begun = False
        self._told: frozenset[str] = frozenset()
        self.problems: tuple[str, ...] = ()
        self.kinds: Mapping[str, int] = {}  # feeds by kind of trouble

    def look(self, now: datetime, catalog: Catalog) -> None:
        """Log what is new since the last look. Trouble with the database is reported by the code that uses it."""
        try:
            with Reports(self._database) as reports:
                self._look(reports, now, catalog)
        except MonitorError as error:
            log.debug("could not look: %s", error)

    def _look(self, reports: Reports, now: datetime, catalog: Catalog) -> None:
        feeds = reports.round(self._newest)
        ill = {line.url: line for line in feeds.trouble}
        entries = reports.newest_entry()
        editions = {(line.digest, line.name): line for line in reports.editions(limit=EDITIONS)}
        messages = reports.outbox(limit=MESSAGES)
        zones = {name: digest.timezone for name, digest in catalog.digests.items()}
        if self._begun:
            self._tell_round(feeds, entries)
            self._tell_incidents(reports, ill, now)
            for key in [key for key in reversed(editions) if key not in self._editions]:
                _tell_edition(editions[key], zones.get(key[0], "UTC"))
            self._tell_mail(messages)
        self._newest, self._ill, self._entries, self._editions = feeds.newest, ill, entries, frozenset(editions)
        self._states = {line.id: (line.state, line.answer) for line in messages}
        self._begun = True
        self.kinds = Counter(line.kind for line in ill.values() if line.kind)
        crashes = reports.crashes(since=now - timedelta(hours=1)) + self.kinds.get(CRASH, 0)
        found = [*_problems(feeds, reports.digests(), messages, crashes, now, zones)]
        if reports.trouble("editions"):
            found.append("editions cannot be written as files; see `monitor status`")
        if trouble := reports.trouble("replies"):
            found.append(f"readers' answers cannot be read: {trouble}")
        self.problems = tuple(found)
        for line in self.problems:
            if line not in self._told:
                log.error("%s", line)
        for line in sorted(self._told - set(self.problems)):
            log.info("no longer: %s", line)
        self._told = frozenset(self.problems)

    def _tell_round(self, feeds: Round, entries: int) -> None:
        new, ill = max(0, entries - self._entries), len(feeds.trouble)
        if feeds.asked or new:
            log.info(
                "polled %d of %d feeds: %d new entries; %d well, %d in trouble",
                feeds.asked, feeds.number, new, feeds.number - ill, ill,
            )  # fmt: skip

    def _tell_incidents(self, reports: Reports, ill: Mapping[str, FeedLine], now: datetime) -> None:
        for url, line in ill.items():
            if line.kind != (self._ill[url].kind if url in self._ill else ""):
                log.warning("feed %s: %s", line.title or url, line.problem, extra={"url": url, "kind": line.kind})
        for url in reports.enabled([url for url in self._ill if url not in ill]):
            before = self._ill[url]
            if before.problem_since:
                lasted = str(now - before.problem_since).partition(".")[0]
                extra = {"url": url, "kind": before.kind}
                log.info("feed %s is well again, after %s", before.title or url, lasted, extra=extra)

    def _tell_mail(self, messages: Sequence[MessageLine]) -> None:
        new = [one for one in messages if one.state == "sent" and self._states.get(one.id, ("", ""))[0] != "sent"]
        sent = [one for one in new if not one.channel and not one.is_reply]
        for one in reversed(new):
            if one.channel:
                log.info("edition of %s %s sent to %s", one.digest, one.edition, one.recipient)
        if answered := sum(one.is_reply for one in new):
            log.info("%d answered", answered)
        for digest, name in dict.fromkeys((one.digest, one.edition) for one in reversed(sent)):
            readers = sum(one.digest == digest and one.edition == name for one in sent)
            log.info("mail of %s %s sent to %s", digest, name, "one reader" if readers == 1 else f"{readers} readers")
        for one in messages:
            state, answer = self._states.get(one.id, ("", ""))
            if one.state not in {"sent", "held"} and one.answer and (one.state, one.answer) != (state, answer):
                until = f"; tried again at {one.next_try_at:%H:%M} UTC" if one.next_try_at else "; given up"
                what = one.recipient if one.channel else "mail"
                log.warning("%s of %s %s is not accepted: %s%s", what, one.digest, one.edition, one.answer, until)


def _tell_edition(line: EditionLine, zone: str) -> None:
    at = line.composed_at.astimezone(ZoneInfo(zone))
    if line.skipped:
        log.info("no edition of %s at %s: %s", line.digest, f"{at:%H:%M %Z}", line.skipped)
        return
    mails = sum(line.states.values())
    told = "one mail" if mails == 1 else f"{mails} mails"
    log.info("edition %s of %s at %s: %s; %s", line.number, line.digest, f"{at:%H:%M %Z}", line.subject, told)


def _problems(
    feeds: Round,
    digests: Sequence[DigestLine],
    messages: Sequence[MessageLine],
    crashes: int,
    now: datetime,
    zones: Mapping[str, str],
) -> Iterator[str]:
    """What a person should know about now, one line each, without addresses, names of readers or subjects."""
    refused = [one for one in messages if one.state not in {"sent", "held", "dead"} and one.answer]
    stuck = {one.channel for one in refused if now - one.made_at >= STUCK}
    if False in stuck:
        yield "mail is not accepted by the mail server; see `monitor outbox list`"
    if True in stuck:
        yield "a channel does not accept messages; see `monitor outbox list`"
    ill = sum(1 for line in feeds.trouble if line.last_success_at != line.last_look_at)
    if ill >= max(2, HALF * feeds.number):
        yield "half of the feeds or more cannot be read; is this machine's network all right? See `monitor status`"
    for line in digests:
        if line.next_due_at and now - line.next_due_at >= OVERDUE:
            at = line.next_due_at.astimezone(ZoneInfo(zones.get(line.name, "UTC")))
            yield f"the edition of {line.name} due at {at:%Y-%m-%d %H:%M %Z} has not been made; see `monitor status`"
    if crashes >= CRASHES:
        yield "pages or feeds keep crashing their workers; see `monitor status` and the log"
