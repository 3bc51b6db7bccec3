"""READ 2, continued · What an edition corrects of earlier ones: what pages say now, and what its reports take back."""

from __future__ import annotations

from dataclasses import replace

from monitor.app import App
from monitor.correction import Correction
from monitor.corrections import again, others
from monitor.digests import quiet
from monitor.edition import Card, Digest, Edition


async def amended(app: App, digest: Digest, edition: Edition) -> Edition:
    """The edition with what it has to correct; an alert in its quiet time, or over its cap, leaves that for later."""
    sent = await app.store.digests.issues(digest.name) if digest.kind == "alert" else ()
    if quiet.is_quiet(digest, edition.composed_at) or quiet.is_capped(digest, sent, edition.composed_at):
        return edition
    stored = await app.store.looks.untold(digest.name)
    known = {(one.article, change.new) for one in stored for change in one.changes}
    found = list(stored)
    for card in edition.cards:
        for one in await _by_reports(app, digest, edition, card):
            changes = tuple(change for change in one.changes if (one.article, change.new) not in known)
            found += [replace(one, changes=changes)] if changes else []
    told = await app.store.looks.corrected(digest.name, [one.story for one in found], [one.article for one in found])
    left, repeats = again.once(found, told)
    return replace(edition, corrections=left, repeats=repeats)


async def _by_reports(app: App, digest: Digest, edition: Edition, card: Card) -> tuple[Correction, ...]:
    """What the fresh reports of a card correct in what was told of its matter before."""
    fresh = [one for one in card.story.reports if one.article_id in card.fresh and others.corrects(one)]
    if not fresh:
        return ()
    earlier = {one.article_id for one in card.story.reports} | {one.article for one in card.verdict.known}
    keys = sorted(one for one in earlier - set(card.fresh) if one is not None)
    told = await app.store.looks.told(digest.name, keys)
    return others.corrections(told, fresh, card.story.id, edition.composed_at)
