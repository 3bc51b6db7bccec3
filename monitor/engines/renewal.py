"""What earlier versions stored for comparing is made anew where the text is at hand; the rest stays as it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from monitor import pages
from monitor.app import App
from monitor.corpus import seeds
from monitor.store.renewals import Outdated, Renewed
from monitor.stories import group

LOOKS = 5  # at a time: a thousand articles, some ten seconds of a worker if all are outdated


async def renew(app: App) -> int:
    """Make some of the outdated imprints anew, the newest first. Returns how many; 0 once all are."""
    done = await _own(app)
    for _ in range(LOOKS):
        found = await app.store.stories.outdated()
        if found is None:
            break
        upto, old = found
        renewed = [await _again(app, each) for each in old if set(each.topics) & set(app.topics)]
        await app.store.stories.renew(renewed, upto=upto)
        done += len(renewed)
    return done


async def _again(app: App, old: Outdated) -> Renewed:
    profiles = [app.topics[name] for name in old.topics if name in app.topics]
    mark, steps = await app.compute.run(pages.imprint_again, old.article, profiles)
    mark = replace(mark, published_at=old.imprint.published_at, claimed_at=old.imprint.claimed_at)
    return Renewed(id=old.id, imprint=mark, keys=group.keys(mark), steps=steps)


async def _own(app: App) -> int:
    """The user's own texts: only the imprint was kept, but their page may have come by a feed, too."""
    found = await app.store.stories.own_texts(tuple(app.topics))
    for old, article, topic in found:
        make = partial(seeds.imprint_text, url=old.url, language=article.language)
        new = await app.compute.run(make, article.text, old.title, old.summary, app.topics[topic], old.id)
        await app.store.known.add([new], {new.id: group.keys(new.imprint)})
    return len(found)
