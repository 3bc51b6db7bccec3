"""Checks that the demo's edition is as expected: the fate of every piece, the pieces of every story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from monitor.demo.world import Outlet, Piece

SHOWN = frozenset({"new", "update"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of an address in an edition."""

    word: str  # new, update, known, near-copy, off-topic, too-old, failed; empty: not in the edition
    story: str = ""
    of: str = ""  # titles of the known texts it repeats, or the rule that withheld it


def fates(edition: Mapping[str, Any]) -> dict[str, Fate]:
    """The fate of each address, from an edition's JSON."""
    found = {line["url"]: Fate(word=line["reason"], of=line["detail"]) for line in edition["withheld"]}
    for story in edition["stories"]:
        titles = " · ".join(text["title"] for text in story["known_from"])
        for article in story["articles"]:
            before = found.get(article["url"])
            if story["status"] in SHOWN or before is None:
                found[article["url"]] = Fate(word=story["status"], story=story["id"], of=titles)
            else:
                found[article["url"]] = Fate(word=before.word, story=story["id"], of=f"{before.of} · {titles}")
    return found


def mistakes(
    edition: Mapping[str, Any], outlets: Sequence[Outlet], bases: Mapping[str, str], letters: Sequence[EmailMessage]
) -> list[str]:
    """Everything that is not as expected, one line each; empty if the demo went well."""
    found = fates(edition)
    pieces = [(place(piece, outlet, bases), piece) for outlet in outlets if alive(outlet) for piece in outlet.pieces]
    return [
        *_wrong_fates(pieces, found),
        *_wrong_stories(pieces, found),
        *_wrong_account(edition),
        *_wrong_feeds(edition, outlets, bases),
        *_wrong_mail(letters),
    ]


def alive(outlet: Outlet) -> bool:
    """Whether all its pieces can be expected to be read."""
    return not outlet.fault


def place(piece: Piece, outlet: Outlet, bases: Mapping[str, str]) -> str:
    """The address of the page a piece links to."""
    slug, _, name = piece.link.partition("/") if piece.link else (outlet.slug, "", piece.slug)
    return f"{bases[slug]}/{name}.html"


def _wrong_fates(pieces: Sequence[tuple[str, Piece]], found: Mapping[str, Fate]) -> Iterator[str]:
    for url, piece in pieces:
        fate = found.get(url, Fate(word="not in the edition"))
        if fate.word not in piece.expect.split():
            yield f"“{piece.title}” is {fate.word} ({fate.of or 'no reason given'}), expected: {piece.expect} · {url}"
        elif piece.of and fate.word not in {"new", "off-topic"} and piece.of.lower() not in fate.of.lower():
            yield f"“{piece.title}” should repeat a text about {piece.of}, but: {fate.of or 'nothing named'} · {url}"


def _wrong_stories(pieces: Sequence[tuple[str, Piece]], found: Mapping[str, Fate]) -> Iterator[str]:
    """Pieces of one event must be in one story, and every story must have pieces of one event only.

    A piece that repeats something known has no event of its own: it may be listed with news about the same parties.
    """
    shown = [(url, piece) for url, piece in pieces if piece.story and url in found and found[url].word in SHOWN]
    told = [(piece.story, found[url].story, url) for url, piece in shown]
    for event in sorted({event for event, _, _ in told}):
        stories = {story for other, story, _ in told if other == event}
        if len(stories) > 1:
            yield f"the event {event} is told in {len(stories)} stories"
    for story in sorted({story for _, story, _ in told}):
        events = sorted({event for event, other, _ in told if other == story})
        if len(events) > 1:
            yield f"story {story} mixes {', '.join(events)}"


def _wrong_account(edition: Mapping[str, Any]) -> Iterator[str]:
    account = dict(edition["account"])
    fetched = account.pop("fetched")
    if fetched != sum(account.values()):
        yield f"the account does not add up: {fetched} fetched, {sum(account.values())} accounted for"
    shown = sum(story["status"] in SHOWN for story in edition["stories"])
    if account["shown"] != shown:
        yield f"the account says {account['shown']} shown, the edition holds {shown}"


def _wrong_feeds(edition: Mapping[str, Any], outlets: Sequence[Outlet], bases: Mapping[str, str]) -> Iterator[str]:
    """Dead feeds must be reported and no others; for a truncated one either is right."""
    well = {feed["url"]: bool(feed["ok"]) for feed in edition["feeds"]}
    for outlet in outlets:
        feeds = [ok for url, ok in well.items() if url.startswith(bases[outlet.slug] + "/")]
        if outlet.fault in {"refused", "missing"} and feeds != [False]:
            yield f"the feed of {outlet.name} is dead, but the edition does not say so"
        if not outlet.fault and feeds != [True]:
            yield f"the feed of {outlet.name} is well, but the edition does not say so"


def _wrong_mail(letters: Sequence[EmailMessage]) -> Iterator[str]:
    if len(letters) != 1:
        yield f"{len(letters)} mails came in, expected one"
    for letter in letters:
        kinds = {part.get_content_type() for part in letter.walk()}
        if not letter.is_multipart() or not {"text/plain", "text/html"} <= kinds:
            yield f"the mail is {letter.get_content_type()}, expected multipart with text and HTML"


def later_mistakes(
    day: int,
    edition: Mapping[str, Any],
    fresh: Mapping[str, Sequence[Piece]],
    bases: Mapping[str, str],
    letters: Sequence[EmailMessage],
) -> list[str]:
    """What is not as expected on a later day; an empty `edition` is a day without one."""
    wanted = [(f"{bases[slug]}/{piece.slug}.html", piece) for slug, pieces in fresh.items() for piece in pieces]
    news = [piece.title for _, piece in wanted if SHOWN & set(piece.expect.split())]
    if not edition or not news:
        return (
            [] if bool(edition) == bool(news) == bool(letters) else [f"day {day}: {len(letters)} mails, news: {news}"]
        )
    found = fates(edition)
    wrong = [*_wrong_fates(wanted, found), *_wrong_account(edition)]
    return [f"day {day}: {line}" for line in wrong] + [f"day {day}: no mail"] * (not letters)
