"""The pages that are read: each asks the store and fills its template. None of them changes anything."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from monitor.actions import meaning
from monitor.digests import agreements
from monitor.digests.agreements import Agreement
from monitor.digests.forms import charts, links, rows
from monitor.digests.frame import Frame
from monitor.edition import Digest
from monitor.model import StoryId
from monitor.store.browsing import Told
from monitor.web import pages as common
from monitor.web import question, views
from monitor.web.kept import Kept
from monitor.web.pages import Pages
from monitor.web.signing import Signing

LISTED, VERSIONS, ROWS = 60, 30, 200  # editions in the list, tellings of a story, rows of the ledger
LONGEST = 200  # characters of a field
FRESH = timedelta(minutes=10)  # the ledger is made of thousands of lines; stories may be joined meanwhile
LARGEST = 2**63  # no row has such a number


class Reading:
    """Today's stories, past editions, stories, what is not shown, ledger, what was said."""

    def __init__(self, pages: Pages, signing: Signing) -> None:
        self.pages, self.app, self.signing = pages, pages.app, signing
        self._made: Kept[Sequence[Agreement]] = Kept(FRESH)

    async def style(self, request: Request) -> Response:
        """The style of all pages."""
        del request
        return Response(common.style(), media_type="text/css")

    async def today(self, request: Request) -> Response:
        """The newest edition of each digest."""
        found = [await self._newest(name) for name in self.app.catalog.digests]
        return self._editions(request, [one for one in found if one], self.pages.frame(request).phrase("web-today"))

    async def edition(self, request: Request) -> Response:
        """One edition."""
        key = int(request.path_params["id"])
        told = await self.app.store.browsing.edition(key) if key < LARGEST else None
        if told is None or told.digest not in self.app.catalog.digests:
            return self.pages.trouble(request, "web-not-found", 404)
        return self._editions(request, [told], links.cut(told.line.subject, links.TITLE))

    def _editions(self, request: Request, found: Sequence[Told], title: str) -> Response:
        frame = self.pages.frame(request)
        shown = [views.edition(told, self._digest(told, frame), frame) for told in found]
        return self.pages.page(request, "today.html", title, editions=shown)

    async def editions(self, request: Request) -> Response:
        """The newest editions, a line each."""
        frame = self.pages.frame(request)
        found = await self.app.store.browsing.latest(tuple(self.app.catalog.digests), LISTED)
        lines = [
            {
                "id": one.line.id,
                "day": f"{frame.date(one.line.composed_at)}, {frame.clock(one.line.composed_at)}",
                "iso": one.line.composed_at.isoformat(),
                "subject": links.cut(one.line.subject, links.TITLE),
                "digest": one.digest,
            }
            for one in found
        ]
        return self.pages.page(request, "editions.html", frame.phrase("archive"), lines=lines)

    async def story(self, request: Request) -> Response:
        """A story with its time line: how editions told it, and its reports."""
        key, frame = int(request.path_params["id"]), self.pages.frame(request)
        now = await self.app.store.actions.story_now(StoryId(key)) if key < LARGEST else StoryId(0)
        story = (await self.app.store.stories.get_many([now])).get(now)
        if story is None or not story.reports:
            return self.pages.trouble(request, "web-not-found", 404)
        ids, told = await self.app.store.browsing.told_of(now, VERSIONS)
        digests = self.app.catalog.digests
        versions = [
            {**view, "edition": one.line.id}
            for one in told
            if one.digest in digests
            for view in views.tellings(one, self._digest(one, frame), {str(id) for id in ids})
        ]
        lead = story.reports[0].article
        about = [name for name, digest in digests.items() if not digest.topics or story.topic in digest.topics]
        return self.pages.page(
            request,
            "story.html",
            links.cut(lead.title, links.TITLE),
            headline=links.link(lead.title, lead.url, lead.language),
            id=now,
            tellings=versions,
            count=frame.phrase("reports", len(story.reports)),
            reports=views.reports(story, frame),
            sites=sorted({links.cut(one.article.site, links.NAME) for one in story.reports if one.article.site}),
            digests=about,
            feed=await self.signing.path(f"story/{now}"),
            days=[(days, frame.phrase("web-days", days)) for days in (1, 7, 30)],
        )

    async def withheld(self, request: Request) -> Response:
        """What the newest edition of each digest does not show, and why."""
        frame, shown = self.pages.frame(request), []
        for name in self.app.catalog.digests:
            told = await self._newest(name)
            if told:
                digest = self._digest(told, frame)
                groups = views.withheld(told, frame, digest.max_age.days)
                day = frame.date(told.line.composed_at)
                lang = self.app.catalog.digests[name].language  # of what was written into the edition
                one = {"id": told.line.id, "title": digest.title or name, "day": day, "groups": groups, "lang": lang}
                shown.append(one)
        return self.pages.page(request, "withheld.html", frame.phrase("withheld"), editions=shown)

    async def ledger(self, request: Request) -> Response:
        """The agreements of all topics, as `monitor ledger` lists them, and the largest as charts."""
        frame, asked = self.pages.frame(request), request.query_params
        every = await self._agreements()
        roles = [(name, views.role(name, frame) or name) for name in sorted({one.role for one in every if one.role})]
        party, since = asked.get("party", "")[:LONGEST].strip(), asked.get("since", "")[:LONGEST]
        role = asked.get("role", "") if asked.get("role", "") in dict(roles) else ""
        start = question.day(since, frame.zone)
        found = [one for one in every if rows.is_asked_for(one, party or None, role or None, start)]
        return self.pages.page(
            request,
            "ledger.html",
            frame.phrase("ledger-page"),
            charts=charts.of_agreements(found, frame),
            rows=views.agreements(found[:ROWS], frame),
            more=frame.phrase("web-newest-only") if len(found) > ROWS else "",
            party=party,
            role=role,
            roles=roles,
            since=since if start else "",
        )

    async def _agreements(self) -> Sequence[Agreement]:
        """All agreements; made again when somebody has said something or a figure came in, and after a while."""
        standing = await self.app.store.actions.standing()
        newest = await self.app.store.stories.newest_figure()

        async def made() -> Sequence[Agreement]:
            lines = [line for topic in self.app.catalog.topics for line in await self.app.store.stories.ledger(topic)]
            return await asyncio.to_thread(agreements.of, meaning.standing_lines(lines, standing))

        return await self._made.get((newest, *(one.id for one in standing)), self.app.now(), made)

    async def said(self, request: Request) -> Response:
        """What readers said, with undo."""
        frame = self.pages.frame(request)
        titles = {name: digest.title or name for name, digest in self.app.catalog.digests.items()}
        lines = views.said((await self.app.store.actions.every())[-ROWS:], titles, frame, self.app.now())
        return self.pages.page(request, "said.html", frame.phrase("web-said"), lines=lines)

    async def _newest(self, digest: str) -> Told | None:
        key = await self.app.store.actions.newest_edition(digest)
        return await self.app.store.browsing.edition(key) if key is not None else None

    def _digest(self, told: Told, frame: Frame) -> Digest:
        """The digest of an edition, in the language of the page."""
        return replace(self.app.catalog.digests[told.digest], language=frame.language)
