"""How much of an edition a mail shows: as many stories as fit into 95 kB of HTML; the rest is on the page."""

from __future__ import annotations

from dataclasses import replace

from monitor.digests.forms import card_view, edition_view, layout, month_view
from monitor.digests.forms.card_view import Telling
from monitor.digests.forms.edition_view import View
from monitor.digests.forms.layout import Templates, Unusable
from monitor.digests.frame import Frame
from monitor.edition import Digest, Edition

LONGEST_MAIL = 95_000  # bytes of HTML; beyond about 102 kB Gmail cuts a mail off
LINES = 40  # stories shown in one line
KNOWN = 40
STEPS = (1.0, 0.75, 0.55, 0.4, 0.3, 0.2, 0.12, 0.06, 0.0)  # of full size, until the mail fits
REPORTS, FIGURES, CHANGES = 8, 5, 6  # per card; the page has all


def mail(digest: Digest, edition: Edition, whole: View, templates: Templates) -> tuple[View, str]:
    """The largest mail that fits, and what it shows; raises Unusable if not even one without stories does."""
    say = Frame.of(digest).fixed
    for step in STEPS:
        told = shortened(whole, digest, edition, step)
        html = layout.inlined(templates.fill("body.html", edition=told, say=say))
        if len(html.encode()) < LONGEST_MAIL:
            return told, html
    place = f"digests/{digest.name}/body.html"
    raise Unusable(f"{place}: more than {LONGEST_MAIL // 1000} kB even without stories", template="body.html")


def shortened(whole: View, digest: Digest, edition: Edition, share: float = 1.0) -> View:
    """As much of an edition as a mail shows: first the stories important enough to be shown in full.

    `share` is the part of the full size: of the stories in full, in one line, and known.
    """
    frame = Frame.of(digest)
    full = [one for one, card in zip(whole.first, edition.cards, strict=True) if card.score >= digest.threshold]
    full = full[: round(digest.limit * share)]
    ids = {one.id for one in full}
    rest = [one for one in whole.first if one.id not in ids]
    lines = rest[: round(LINES * share)]
    first = tuple(_shortened(one, at, frame) for at, one in enumerate([*full, *lines], start=1))
    left = len(rest) - len(lines)
    return replace(
        whole,
        first=first,
        sections=edition_view.sections(first[: len(full)], frame),
        lines=first[len(full) :],
        more=frame.phrase("more", left) if left else "",
        known=tuple(_shortened(one, 0, frame) for one in whole.known[: round(KNOWN * share)]),
        withheld=(),
        month=month_view.lines(edition.month, frame) if edition.month else (),
    )


def _shortened(telling: Telling, number: int, frame: Frame) -> Telling:
    """As much of a card as a mail has room for, with another number."""
    changes = telling.changes[:CHANGES]
    return replace(
        telling,
        number=number,
        changes=changes,
        changes_source=card_view.only_source(changes),
        figures=telling.figures[:FIGURES],
        reports=telling.reports[:REPORTS],
        more_reports=card_view.more(len(telling.reports) - REPORTS, frame),
    )
