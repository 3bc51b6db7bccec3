"""READ 2 · The program: its jobs, each one a straight line from top to bottom.

A job reads, fetches, decides, writes once. There is no `try`, no retry and no logging here: one function in `jobs.py`
says what failure means. All decisions are made by pure functions of the packages named in the imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from monitor import amending, belonging, pages, reading
from monitor.actions import meaning
from monitor.actions.action import Action, holding
from monitor.app import App
from monitor.articles import extract, urls
from monitor.corpus import known, told
from monitor.corrections import plan
from monitor.digests import compose, month, outbox, quiet, schedule, sifting, wording
from monitor.digests.forms import calls, mime
from monitor.edition import ENDED, Digest, Edition, RenderedEdition, Verdict, Window
from monitor.errors import Temporary
from monitor.feeds import changes, links, parse, vitals
from monitor.feeds.marks import Mark
from monitor.habits import Month
from monitor.model import (
    ArticleId,
    FeedId,
    FeedState,
    Page,
    ParsedFeed,
    Story,
)
from monitor.problems import Problem
from monitor.stories import chosen, group
from monitor.stories.placing import Recall
from monitor.topics import filters, lately
from monitor.topics.kinds import May
from monitor.work import Work, WorkList

PAGE_TRIES = 2  # for a page that does not answer, or crashes its readers; then the feed's own text is used


async def poll_feed(app: App, work: Work) -> None:
    """Poll one feed: store its new entries and the time of the next poll.

    An entry whose page no topic wants read is settled with that; the others go on to `read_entry`.
    """
    feed_id, feed, state = await app.store.feeds.get(work.key)
    page = await app.web.get(
        state.url, kind="feed", validators=changes.validators(state, app.now()), login=changes.login(feed)
    )
    found, marks = await _understood(app, feed_id, state, page) if changes.worth_parsing(state, page) else (None, ())
    asked = vitals.standing_due(state, app.now())
    standing = await app.store.feeds.standing(feed_id, now=app.now()) if asked else None
    poll = changes.decide(feed, state, page, found, marks, app.now(), standing)
    if new := (*poll.fresh, *poll.revised):
        recent = await app.store.stories.names_lately(since=lately.since(app.now()))
        poll = replace(poll, unread=filters.unread(feed, new, app.topics, recent))
    await app.store.feeds.save_poll(work, feed_id, poll, now=app.now())


async def _understood(app: App, id: FeedId, state: FeedState, page: Page) -> tuple[ParsedFeed, Sequence[Mark]]:
    """What a document says, and the stored entries its own resemble.

    Only its new items are read; if one of them resembles a known one, the whole document tells which is which.
    """
    found = await app.compute.run(parse.document, page, changes.known_elements(state))
    marks = await app.store.feeds.marks(id, found.entries) if found.entries and changes.looked_before(state) else ()
    if found.known and marks:
        found = await app.compute.run(parse.document, page)
        marks = await app.store.feeds.marks(id, found.entries)
    return found, marks


async def read_entry(app: App, work: Work) -> None:
    """Read the article behind one entry and find what it says about each topic.

    It is looked at once more: it may have waited here since before the topics, or this program, changed.
    """
    stored = await app.store.entries.get(work.key)
    said, deaf = await app.store.actions.standing(), [one.name for one in app.catalog.digests.values() if not one.learn]
    profiles = [reading.taught(app.topics[name], meaning.lessons(said, name, deaf)) for name in stored.feed.topics]
    recent = await app.store.stories.names_lately(since=lately.since(app.now()))
    first = [filters.before_reading(stored.entry, stored.feed, one, recent.get(one.name, ())) for one in profiles]
    if not any(look.promising for look in first):
        await app.store.entries.settle_unread(work, [look.reading for look in first], now=app.now())
        return
    url_key, topics = links.key(stored.entry.url), stored.feed.topics
    telling = stored.revision == 0 and not stored.entry.shared
    twin = await app.store.entries.article_by_url(url_key, topics) if telling else None
    if twin:
        await app.store.entries.link_article(work, twin, now=app.now())
        return
    asked = stored.entry.url and work.attempts < PAGE_TRIES
    page = await app.web.get(stored.entry.url, kind="shared" if stored.entry.shared else "page") if asked else None
    if page and extract.worth_waiting(page) and work.attempts + 1 < PAGE_TRIES:
        raise Temporary(page.problem or "the page may come later")
    article, readings, mark, parts = await app.compute.run(pages.read_article, stored, page, profiles)
    failed = extract.failure(article, readings)
    await app.store.entries.save_article(
        work, article, readings, mark, parts, names=lately.of(readings), failed=failed, now=app.now()
    )


async def place_article(app: App, work: Work) -> None:
    """Find the story an article belongs to, or start one; for a round-up, for each part. This settles its entry.

    If it is clearly on a topic, doubtful texts that may be about the same event are placed once more. Alerts that are
    looked at every minute do not wait for the next one.
    """
    stored, article_id, article, readings, mark, parts = await app.store.stories.placing(work.key)
    page = replace(article, url=urls.own(stored.entry, article.url))
    held = await app.store.actions.standing()
    placed = [await belonging.of(app, stored, article_id, page, readings, mark, held)] if mark else []
    for id, part in parts:
        alone = replace(part.article, url="")  # others have the address of the whole
        found = await belonging.of(app, stored, id, alone, part.readings, part.imprint, held)
        placed.append(group.of_round_up(found, placed))
    clear = [said.topic for said in readings if reading.is_clear(said)] if mark else []
    recall = Recall(clear, placed[0].keys, app.now() - timedelta(days=chosen.GROWS)) if clear else None
    await app.store.stories.save_placements(work, placed, recall, now=app.now())
    about = {said.topic for one in (readings, *(part.readings for _, part in parts)) for said in one if said.relevant}
    if urgent := [one.name for one in app.catalog.digests.values() if quiet.is_urgent(one) and about & set(one.topics)]:
        await app.store.digests.make_due(urgent, now=app.now())


async def word_stories(app: App, work: Work) -> None:
    """Have a language model put the stories of the next edition into words, some minutes before it is composed.

    Stories not done in time, or not supported by the reports, are given in the reports' own words.
    """
    digest = app.catalog.digests[await app.store.wordings.digest_of(work.key)]
    window, number = await app.store.digests.next_window(digest.name, now=app.now())
    edition = await compose_edition(app, digest, window, number)
    worded = dict(wording.current(digest, edition, await app.store.wordings.of(digest.name)))
    trouble: Problem | None = None
    for card in wording.missing(edition, worded):
        if app.writer is None:  # switched off since the row was made
            break
        said = await app.writer.write(wording.task(digest.language), wording.text(card))
        if not isinstance(said, Problem) and app.now() - edition.composed_at > wording.BUDGET:
            said = Problem("slow", {"name": "the model", "seconds": wording.BUDGET.seconds})
        if isinstance(said, Problem):
            trouble = said
            break
        topic = app.topics.get(card.story.topic)
        worded[card.story.id] = await app.compute.run(wording.wording, digest, card, said, topic)
    due_at = wording.due_again(digest, app.now(), done=trouble is None)
    await app.store.wordings.save_wordings(work, worded, trouble, due_at=due_at)


async def compose_digest(app: App, work: Work) -> None:
    """Close the window of a digest: an edition of what is new, its mails, and what is known from now on."""
    digest = app.catalog.digests[await app.store.digests.name(work.key)]
    window, number = await app.store.digests.next_window(digest.name, now=app.now())
    edition = await compose_edition(app, digest, window, number)
    skipped = compose.silence(digest, edition)
    rendered = None if skipped else await _forms(app, digest, edition)
    thread = await app.store.digests.thread(digest.name)
    key = await app.store.replies.key()
    paused = meaning.paused(holding(await app.store.actions.standing(), digest.name, app.now()))
    readers = replace(digest, to=tuple(reader for reader in digest.to if reader.casefold() not in paused))
    mails = (
        mime.messages(readers, edition, rendered, app.sender, thread, key=key, reply_to=app.reply_to, stop=app.stop)
        if rendered
        else ()
    )
    called = calls.messages(digest, edition, rendered) if rendered else ()
    news = told.imprints(edition) if rendered else ()
    await app.store.digests.save_edition(
        work,
        edition,
        rendered,
        (*mails, *called),
        news,
        {part.id: group.keys(part.imprint) for part in news},
        skipped=skipped,
        next_due_at=schedule.next_due(digest, app.now()),
        hold=app.mailer is None,
        mute=app.channels is None,
        again={card.story.id: plan.worth_looking(card.story.reports, card.fresh) for card in edition.cards},
    )


async def _forms(app: App, digest: Digest, edition: Edition) -> RenderedEdition:
    from monitor import filling  # noqa: PLC0415 - mostly there is nothing to tell

    return await filling.forms(app, digest, edition)


async def compose_edition(app: App, digest: Digest, window: Window, number: int) -> Edition:
    """The edition this window would give; also what `monitor preview` shows. Writes nothing."""
    rows = await app.store.digests.window_entries(window)
    actions = holding(await app.store.actions.standing(), digest.name, app.now())
    stories = await app.store.stories.get_many(sorted({story for row in rows for _, story in row.stories}))
    left = sifting.sifted(digest, rows, stories, actions)
    fresh = compose.fresh_reports(left.rows)
    verdicts = {
        id: await judge_story(app, digest, story, fresh.get(id, ()), actions) for id, story in left.stories.items()
    }
    lines = [
        line
        for topic, partners in ((topic, app.topics[topic].who_may(May.PICTURED)) for topic in digest.topics)
        for line in await app.store.stories.ledger(topic)
        if line.of in partners or line.kind == ENDED
    ]
    material = compose.Material(
        rows=left.rows,
        stories=left.stories,
        verdicts=verdicts,
        lines=meaning.standing_lines(lines, actions),
        health=await app.store.feeds.health(digest.name),
        passed=await app.store.digests.window_passed(window),
        sent=await app.store.digests.issues(digest.name) if digest.kind == "alert" else (),
        actions=actions,
        left_out=left.rulings,
    )
    edition = compose.edition(digest, window, number, material, app.now())
    edition = await amending.amended(app, digest, replace(edition, month=await look_back(app, digest)))
    return wording.applied(digest, edition, await app.store.wordings.of(digest.name)) if app.writer else edition


async def look_back(app: App, digest: Digest) -> Month | None:
    """What the feeds contributed in four weeks, if this is the first edition of a month."""
    if not month.is_due(digest, await app.store.digests.last_made(digest.name), app.now()):
        return None
    signals, cited = await app.store.digests.signals_since(app.now() - month.SPAN)
    return month.look_back((feed.url for feed in app.catalog.feeds), signals, cited)


async def judge_story(
    app: App, digest: Digest, story: Story, fresh: Sequence[ArticleId], actions: Sequence[Action] = ()
) -> Verdict:
    """What a story is to the readers of a digest; one story at a time: what they know is many times its size."""
    before = await app.store.known.reported(digest.name, [story.id])
    new = tuple(report for report in story.reports if report.article_id in set(fresh)) or story.reports
    keys = group.story_keys(replace(story, reports=new))
    near = await app.store.known.candidates(digest.name, keys, limit=chosen.CANDIDATES)
    return known.judge(story, fresh, meaning.unlearnt([*before.get(story.id, ()), *near], actions))


async def publish_edition(app: App, work: Work) -> None:
    """Write the files of an edition, the page of the one before, those over all editions and those of its stories."""
    from monitor.digests.forms import archive, history  # noqa: PLC0415 - as above

    issue = await app.store.digests.issue(work.key)
    digest = app.catalog.digests.get(issue.digest) or Digest(name=issue.digest)
    lines = await app.store.digests.issues(issue.digest)
    ids = history.story_ids(issue.forms.json)
    told, briefs = [], {}
    for line in lines:
        if line.brief:
            old = history.read_brief(line)
            if old.stories & ids:
                old = replace(old, tellings=history.tellings(digest, line, await app.store.digests.json(line.id), ids))
        else:
            old = history.read(digest, line, await app.store.digests.json(line.id), ids)
            briefs[line.id] = history.brief(old)
        told.append(old)
    told = history.standing(told, holding(await app.store.actions.standing(), digest.name, app.now()))
    files = archive.edition_files(issue, digest.language, lines) | archive.pages(digest, told)
    for line in history.before(lines, issue.name):
        files |= archive.page_file(await app.store.digests.issue(line.id), digest.language, lines)
    app.archive.write(issue.digest, files)
    await app.store.digests.files_written(work, briefs)


async def deliver_message(app: App, work: Work) -> None:
    """Relay one message; the answer decides whether and when it is tried again."""
    way = app.channels if work.list is WorkList.CHANNELS else app.mailer
    if way is None:
        raise Temporary("no mail server is set up (MONITOR_SMTP_URL)")
    message, first_tried_at = await app.store.outbox.start_sending(work, now=app.now())
    delivery = await way.send(message)
    retry_at = outbox.retry_at(delivery, work.attempts, first_tried_at, app.now())
    await app.store.outbox.save_delivery(work, delivery, now=app.now(), retry_at=retry_at)
