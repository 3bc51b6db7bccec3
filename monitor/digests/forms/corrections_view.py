"""Corrections of what earlier editions told, as templates see them: which edition, which report, both versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.correction import Change, Correction
from monitor.digests.forms import links
from monitor.digests.forms.links import Link
from monitor.digests.frame import Frame
from monitor.edition import Card
from monitor.text import datelines


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A report that says something else now."""

    heading: str  # Correction of edition 12
    report: Link
    lines: tuple[str, ...]  # both versions, a line each
    told_by: str = ""  # the story of this edition whose reports say all of it, if there is one


def corrected(one: Correction, frame: Frame, cards: Sequence[Card] = ()) -> Corrected:
    """A correction in the words of the frame; what is quoted is cut like other quotes. `cards` are the edition's."""
    report = links.link(one.title, one.url, one.language)
    sources = {change.source for change in one.changes}
    telling = (card for card in cards if sources <= {report.article.url for report in card.story.reports})
    return Corrected(
        heading=frame.phrase("correction-of", number=one.edition),
        report=report,
        lines=tuple(line for change in one.changes for line in _lines(change, frame)),
        told_by=next((str(card.story.id) for card in telling), ""),
    )


def _lines(change: Change, frame: Frame) -> list[str]:
    """Told and now, without place and agency; where nothing is quoted, what has happened to the report."""
    old, new = (links.cut(datelines.removed(text), links.SENTENCE) for text in (change.old, change.new))
    if change.kind in ("retracted", "deleted"):
        said = frame.phrase(f"correction-{change.kind}")
        return [f"{said}{frame.colon} {new}" if new else said]
    site = f" ({links.cut(change.site, links.NAME)})" if change.site else ""
    pairs = ((frame.phrase("correction-old"), old), (frame.phrase("correction-new") + site, new))
    return [f"{label}{frame.colon} {text}" for label, text in pairs if text]
