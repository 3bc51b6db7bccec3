"""Edition → finished bytes for each channel of its digest: fixed when the edition is made, like its mails."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from monitor.correction import Correction
from monitor.digests.forms import corrections_view, links
from monitor.digests.frame import Frame
from monitor.edition import Card, Digest, Edition, Message, RenderedEdition

STORIES = 5  # told in a short form
LINE = 240  # of a line of a correction
LINES = 1_500  # characters: every service takes that much in one message


def messages(digest: Digest, edition: Edition, rendered: RenderedEdition) -> tuple[Message, ...]:
    """One message per channel, under an id that is always the same for this edition and channel.

    A webhook gets the edition's JSON, people a short form with links.
    """
    return tuple(
        Message(
            recipient=channel,
            sender="",
            message_id=_id(f"{digest.name}\0{edition.number} {edition.name}\0{channel}"),
            content=(rendered.json if channel.startswith("webhook ") else short(digest, edition, rendered)).encode(),
        )
        for channel in digest.channels
    )


def short(digest: Digest, edition: Edition, rendered: RenderedEdition) -> str:
    """A title, an empty line, the first stories with a link each, corrections, the edition's page, and its number."""
    page = links.page(digest.page_url, f"{links.stem(edition.name)}.html")
    told = list(_stories(edition.cards[:STORIES]))
    rights = list(_corrections(digest, edition.corrections))
    while len("\n".join([*told, *rights[:1]])) > LINES and told:
        told.pop()
    while len("\n".join([*told, *rights])) > LINES:
        rights.pop()
    end = [page, f"{digest.name} #{edition.number}"]
    return "\n".join([links.cut(rendered.subject, links.TITLE), "", *told, *rights, *filter(None, end)])


def _stories(cards: tuple[Card, ...]) -> Iterator[str]:
    for card in cards:
        found = links.link(card.title, card.story.reports[0].article.url)
        yield f"• {found.text}\n{found.url}" if found.url else f"• {found.text}"


def _corrections(digest: Digest, found: Sequence[Correction]) -> Iterator[str]:
    """Each with both versions in a line."""
    frame = Frame.of(digest)
    for one in (corrections_view.corrected(each, frame) for each in found):
        lines = [f"  {links.cut(line, LINE)}" for line in one.lines]
        yield "\n".join([f"• {one.heading}{frame.colon} {one.report.text}", *lines, *filter(None, [one.report.url])])


def _id(key: str) -> str:
    return f"msg_{hashlib.sha256(key.encode()).hexdigest()[:24]}"
