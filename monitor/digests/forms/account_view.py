"""The account and the feeds as a mail and a page tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from monitor import problems
from monitor.digests.forms import links
from monitor.digests.forms.links import Link
from monitor.digests.frame import formats, phrases, reasons
from monitor.edition import Digest, Edition, FeedHealth, Withheld
from monitor.reasons import GROUPS

MOST, FEW = 1_000, 500  # entries that are not shown and are named; of more than MOST only FEW are
NAMED = 3  # feeds named in the mail's line


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A line of the account."""

    id: str
    count: int
    name: str
    rule: str


def sums(digest: Digest, edition: Edition) -> tuple[Sum, ...]:
    """The groups of the account with their counts, names and rules."""
    lang, days = digest.language, digest.max_age.days
    return tuple(
        Sum(id=key, count=count, name=reasons.name(key, lang), rule=reasons.rule(key, lang, days=days))
        for key, count in edition.account.groups.items()
    )


def reckoning(fetched: int, parts: Sequence[Sum], lang: str) -> str:
    """The account as a sum: 311 Einträge geholt = 5 gezeigt + 9 zusammengefasst and so on."""
    told = " + ".join(f"{formats.number(one.count, lang)} {one.name}" for one in parts if one.count)
    return f"{formats.number(fetched, lang)} {phrases.phrase(lang, 'fetched', fetched)} = {told or 0}"


def line(fetched: int, parts: Sequence[Sum], lang: str) -> str:
    """The account in a line of the mail: 311 geholt: 5 gezeigt, 9 zusammengefasst."""
    told = ", ".join(f"{formats.number(one.count, lang)} {one.name}" for one in parts if one.count)
    return phrases.phrase(lang, "account-line", fetched=formats.number(fetched, lang), parts=told or "0")


def unbalanced(edition: Edition, lang: str) -> str:
    """What to say when the account does not add up; empty when it does."""
    summed = edition.account
    if summed.balanced:
        return ""
    return phrases.phrase(lang, "unbalanced", fetched=summed.fetched, sum=summed.parts)


def withheld(entries: Sequence[Withheld], lang: str) -> tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]:
    """What is not shown, by group of the account."""
    found = []
    kept = frozenset(map(id, named(entries)))
    for group in GROUPS:
        mine = [one for one in entries if one.reason.group == group]
        if mine:
            shown = [one for one in mine if id(one) in kept]
            told = [(links.link(one.title or one.url, one.url), links.cut(one.detail, 300)) for one in shown]
            if rest := len(mine) - len(shown):
                number = formats.number(rest, phrases.spoken(lang))
                told.append((links.link(phrases.phrase(lang, "withheld-more", n=number), ""), ""))
            found.append((f"{reasons.name(group, lang)} ({len(mine)})", tuple(told)))
    return tuple(found)


def named(entries: Sequence[Withheld]) -> Sequence[Withheld]:
    """Those an edition names, in their order: all, or of very many a few, the rarest reasons first."""
    if len(entries) <= MOST:
        return entries
    counts = Counter(one.reason for one in entries)
    rarest = sorted(range(len(entries)), key=lambda place: (counts[entries[place].reason], place))
    return [entries[place] for place in sorted(rarest[:FEW])]


def feeds(digest: Digest, health: Sequence[FeedHealth]) -> tuple[str, ...]:
    """Trouble that is new, what is well again, what waits. An incident is told once; later only how many are well."""
    lang = phrases.spoken(digest.language)
    told: list[str] = []
    for feed in health:
        title = feed_name(feed)
        if _troubled(feed) and not feed.told:
            told.append(_incident(digest, feed))
        if not _troubled(feed) and feed.recovered:
            told.append(phrases.phrase(lang, "feed-recovered", title=title))
        if feed.waiting:
            told.append(phrases.phrase(lang, "feed-waiting", feed.waiting, title=title))
    well = sum(1 for feed in health if not _troubled(feed))
    if well == len(health) > 0 and not told:
        told.append(phrases.phrase(lang, "feeds-ok", len(health)))
    if any(_troubled(feed) and feed.told for feed in health):
        told.append(phrases.phrase(lang, "feeds-some", ok=well, all=len(health)))
    return tuple(told)


def trouble(digest: Digest, health: Sequence[FeedHealth]) -> str:
    """Feed trouble in a line of the mail: what is new, at length where it is one; what is well again; what waits."""
    lang = phrases.spoken(digest.language)
    new = [feed for feed in health if _troubled(feed) and not feed.told]
    told = []
    if len(new) == 1:
        told.append(_incident(digest, new[0]))
    if len(new) > 1:
        names = ", ".join(feed_name(feed) for feed in new[:NAMED]) + (" …" if len(new) > NAMED else "")
        told.append(phrases.phrase(lang, "feeds-trouble", n=len(new), all=len(health), names=names))
    told += [phrases.phrase(lang, "feed-recovered", title=feed_name(feed)) for feed in health if feed.recovered][:NAMED]
    if waiting := sum(feed.waiting for feed in health):
        told.append(phrases.phrase(lang, "feeds-waiting", waiting))
    return " · ".join(told)


def _incident(digest: Digest, feed: FeedHealth) -> str:
    lang, zone = phrases.spoken(digest.language), ZoneInfo(digest.timezone)
    tell = problems.told if feed.ok else problems.words  # of a feed that answers, what to do about it as well
    problem = links.cut(tell(feed.problem, lang), 200)
    since = formats.short(feed.problem_since, zone, lang) if feed.problem_since else ""
    key = "feed-trouble" if since else "feed-trouble-now"
    return phrases.phrase(lang, key, title=feed_name(feed), problem=problem, since=since)


def _troubled(feed: FeedHealth) -> bool:
    return not feed.ok or feed.problem is not None


def feed_name(feed: FeedHealth) -> str:
    """A feed's title, or its host."""
    return links.cut(feed.title, links.NAME) or links.host(feed.url)
