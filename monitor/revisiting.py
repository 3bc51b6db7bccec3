"""READ 2, continued · A page that was told is looked at again: a job like those of the pipeline."""

from __future__ import annotations

from monitor import pages
from monitor.app import App
from monitor.corrections import plan
from monitor.errors import Busy
from monitor.work import Work


async def look_again(app: App, work: Work) -> None:
    """Look at one page again: keep what has changed in substance, and when to look next."""
    if free_at := await app.store.looks.room_at(app.catalog.looks, now=app.now()):
        raise Busy("enough pages have been looked at again today", retry_at=free_at)
    look = await app.store.looks.get(work.key)
    if look is None:
        await app.store.looks.give_up_look(work)
        return
    page = await app.web.get(look.article.url, kind="page", validators=look.validators)
    profiles = [app.topics[name] for name in look.stored.feed.topics if name in app.topics]
    is_there = plan.is_to_read(page) and not plan.is_missing(page, look.article.url)
    changes = await app.compute.run(pages.changes, look.stored, look.article, page, profiles) if is_there else ()
    looked = plan.outcome(look, page, changes, app.now())
    await app.store.looks.save_look(work, look.article_id, looked, now=app.now())
