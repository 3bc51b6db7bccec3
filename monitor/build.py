"""The composition root: Settings → App. The only file that picks implementations."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from monitor import catalog
from monitor.app import App, Archive, Clock, Mailbox, Mailer, Writer
from monitor.catalog import Catalog
from monitor.compute.pool import Pool
from monitor.corpus import seeds
from monitor.digests import schedule, wording
from monitor.edition import Digest
from monitor.engines.embedded import Embedded
from monitor.engines.looking import Looking
from monitor.errors import Invalid
from monitor.fetch.channels import Channels
from monitor.fetch.shared import SharedPages
from monitor.mail.file import DigestFolder
from monitor.settings import Settings
from monitor.store import open_store
from monitor.store.tables import Store
from monitor.stories import group
from monitor.topics import profile
from monitor.topics.profile import Profile

if TYPE_CHECKING:
    from monitor.fetch.client import Door
    from monitor.fetch.pace import Shared

CALL = 45.0  # seconds for a channel that opens its own connections


def utc_now() -> datetime:
    """The wall clock, for callers without a better one."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_app(
    settings: Settings, *, now: Clock = utc_now, daemon: bool = True, worker: bool = False
) -> AsyncIterator[App]:
    """Everything a job may use, opened in order and closed in reverse.

    `daemon` is for the process that works through the lists: it holds the database's lock (DaemonRunning when another
    does) and gives back the claims a crash left behind. `worker` is for one of several processes that perform jobs: it
    leaves the tables to the scheduler. Raises Invalid when the configuration or the database cannot be
    used.
    """
    watched = catalog.load(settings.config)
    topics = load_topics(watched)
    watched = titled(watched, topics, answers=settings.imap is not None)
    archive = DigestFolder(settings.digests)
    check_templates(archive, watched)
    async with AsyncExitStack() as stack:
        several = settings.engine != "embedded"
        store = open_store(settings.database_url, now=now(), daemon=daemon or worker, several=several)
        stack.push_async_callback(store.close)
        compute = Pool()
        stack.push_async_callback(compute.close)
        apart = Pool(workers=1, seconds=CALL)
        stack.push_async_callback(apart.close)
        web = SharedPages(partial(_open_door, settings, now, store.fellows if several else None), now)
        stack.push_async_callback(web.close)
        app = App(
            catalog=watched,
            topics=topics,
            store=store,
            web=web,
            compute=compute,
            mailer=open_mailer(settings),
            channels=Channels(web.door, now, apart.run, settings.allow_private),
            archive=archive,
            writer=open_writer(settings),
            mailbox=open_mailbox(settings),
            reply_to=settings.imap.reply_to if settings.imap else "",
            stop=f"{settings.pages.url}/stop/" if settings.pages.url.startswith("https://") else "",
            trusted=settings.imap.trusted if settings.imap else "",
            now=now,
            sender=settings.mail_from,
        )
        if daemon:
            await store.work.set_clock_right(now=now())
            if not several:  # others may be at work; what a crash left behind is due when its lease ends
                await store.work.release_all(now=now())
            await sync_tables(app)
        yield app


@asynccontextmanager
async def open_engine(app: App, settings: Settings) -> AsyncIterator[Looking]:
    """The engine that the settings name."""
    if settings.engine == "embedded":
        yield Embedded(app)
        return
    from monitor.engines import deferring  # noqa: PLC0415 - its libraries are needed only there

    async with deferring.opened(app) as engine:
        yield engine


async def reload_app(app: App, settings: Settings, *, sync: bool = True) -> App:
    """The same parts with the current feeds.yaml and topics; raises Invalid, and changes nothing, if they are wrong.

    With `sync` the database will contain them.
    """
    watched = catalog.load(settings.config)
    check_templates(app.archive, watched)
    topics = load_topics(watched)
    changed = dataclasses.replace(
        app, catalog=titled(watched, topics, answers=settings.imap is not None), topics=topics
    )
    if sync:
        await sync_tables(changed)
    return changed


async def sync_tables(app: App) -> None:
    """Make the database contain the configured feeds, digests and seeds."""
    now = app.now()
    await app.store.note_config("")
    await app.store.feeds.sync(app.catalog.feeds, now=now)
    await app.store.digests.sync(
        {digest.name: schedule.next_due(digest, now) for digest in app.catalog.digests.values()}, now=now
    )
    digests = app.catalog.digests.values() if app.writer else ()
    await app.store.wordings.sync({digest.name: wording.due(digest, now) for digest in digests})
    await app.store.replies.sync(app.mailbox.name if app.mailbox else "", now=now)
    for topic in app.topics.values():
        await plant_seeds(app.store, topic)


async def plant_seeds(store: Store, topic: Profile) -> None:
    """Put the packaged imprints of a topic into the corpus; what the user added stays."""
    new = await store.known.changed(seeds.load(topic.name))
    if new:
        await store.known.add(new, {text.id: group.keys(text.imprint) for text in new})


def _open_door(settings: Settings, now: Clock, shared: Shared | None) -> Door:
    """The door to the network; `shared` has the turns of hosts, if other processes ask them too."""
    from monitor.fetch import client  # noqa: PLC0415 - aiohttp takes a tenth of a second; often nothing is due

    return client.open_web(settings.contact, settings.allow_private, now=now, minimum_gap=settings.gap, shared=shared)


def open_mailer(settings: Settings) -> Mailer | None:
    """What sends mails, if a way is set up."""
    if settings.smtp is None:
        return None
    from monitor.mail import ways  # noqa: PLC0415 - only where mail is sent

    return ways.open_mailer(settings.smtp)


def open_mailbox(settings: Settings) -> Mailbox | None:
    """Where answers are read, if a mailbox is set up."""
    if settings.imap is None:
        return None
    from monitor.mail import imap  # noqa: PLC0415 - only where answers are read

    return imap.ImapMailbox(settings.imap)


def open_writer(settings: Settings) -> Writer | None:
    """The language model that sums up stories, if one is set up."""
    chosen = settings.writer
    if chosen is None:
        return None
    from monitor.fetch.endpoint import Endpoint  # noqa: PLC0415 - hardly anybody has one

    return Endpoint(chosen.url, chosen.model, chosen.key, contact=settings.contact)


def check_templates(archive: Archive, watched: Catalog) -> None:
    """Read the templates of every digest once, so that an unreadable file is reported now, not at seven."""
    for digest in watched.digests:
        for source in archive.templates(digest).values():
            if isinstance(source, Invalid):
                raise source


def titled(watched: Catalog, topics: Mapping[str, Profile], *, answers: bool = False) -> Catalog:
    """The catalog with the topic's title for each digest that has none, and whether readers may answer its mails."""

    def title(digest: Digest) -> str:
        topic = topics.get(next(iter(digest.topics), ""))
        return digest.title or (topic.titled(digest.language) if topic else "")

    digests = {
        name: dataclasses.replace(digest, title=title(digest), answers=answers)
        for name, digest in watched.digests.items()
    }
    return dataclasses.replace(watched, digests=digests)


def load_topics(watched: Catalog) -> dict[str, Profile]:
    """Every topic of the catalog by its name. Raises Invalid with file and line."""
    return {name: profile.load(str(file)) for name, file in watched.topic_files.items()}
