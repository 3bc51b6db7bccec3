"""The search over all stored stories, and any of its answers, or a story, as a feed for feed readers."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from monitor.digests.forms import atom, links
from monitor.digests.forms.atom import Entry
from monitor.digests.frame import Frame
from monitor.errors import Invalid
from monitor.model import StoryId
from monitor.store.searching import Found
from monitor.web import views
from monitor.web.pages import Pages
from monitor.web.question import Question
from monitor.web.signing import Signing

REPORTS, FOUND = 300, 50  # reports that a search looks at, stories that it shows
IN_STORY = 50  # reports of a story in its feed
LARGEST = 2**63  # no row has such a number


class Searching:
    """Search and feeds; the latter need no session, but their own signature."""

    def __init__(self, pages: Pages, signing: Signing) -> None:
        self.pages, self.app, self.signing = pages, pages.app, signing

    async def search(self, request: Request) -> Response:
        """Stories by the words of their headlines, and by what else is asked for."""
        frame, question, wrong = self.pages.frame(request), Question.of(request.query_params), ""
        reports: Sequence[Found] = ()
        try:
            reports = await self._found(question, frame)
        except Invalid as error:
            wrong = str(error)
        found = views.found(reports, frame, FOUND)
        none = frame.phrase("search-none") if question.query and not wrong else ""
        is_cut = len(found) == FOUND or len(reports) == REPORTS
        return self.pages.page(
            request,
            "search.html",
            frame.phrase("web-search"),
            asked=question,
            wrong=wrong,
            found=found,
            count=frame.phrase("stories", len(found)) if found else none,
            more=frame.phrase("web-newest-only") if is_cut else "",
            topics=list(self.app.catalog.topics),
            languages=sorted(frame.languages.items(), key=lambda one: one[1].casefold()),
            feed=await self.signing.path(f"search?{question.query}") if question.query and not wrong else "",
        )

    async def search_feed(self, request: Request) -> Response:
        """What a search finds, each story once."""
        question, frame = Question.of(request.query_params), self.pages.frame(request)
        rest = f"search?{question.query}"
        if not question.query or not await self.signing.matches(request.path_params["signed"], rest):
            return self.pages.trouble(request, "web-not-found", 404)
        newest: dict[int, Found] = {}
        try:
            for one in await self._found(question, frame):
                newest.setdefault(one.story, one)
        except Invalid:
            return self.pages.trouble(request, "web-not-found", 404)
        entries = [self._story(one) for one in list(newest.values())[:FOUND]]
        title = " · ".join(part for part in (question.q, question.name, question.outlet, question.topic) if part)
        return await self._feed(rest, title or frame.phrase("web-search"), f"/search?{question.query}", entries, frame)

    async def story_feed(self, request: Request) -> Response:
        """The reports of a story as they come in."""
        key = int(request.path_params["id"])
        rest, frame = f"story/{key}", self.pages.frame(request)
        signed = key < LARGEST and await self.signing.matches(request.path_params["signed"], rest)
        now = await self.app.store.actions.story_now(StoryId(key)) if signed else StoryId(0)
        story = (await self.app.store.stories.get_many([now])).get(now) if signed else None
        if story is None or not story.reports:
            return self.pages.trouble(request, "web-not-found", 404)
        reports = sorted(story.reports, key=lambda one: one.seen_at, reverse=True)[:IN_STORY]
        entries = [
            Entry(
                id=f"report/{one.article_id}",
                title=one.article.title,
                address=links.web_address(one.article.url) or self.pages.absolute(f"/story/{now}"),
                updated_at=one.seen_at,
                summary=one.article.site,
            )
            for one in reports
        ]
        return await self._feed(rest, story.reports[0].article.title, f"/story/{now}", entries, frame)

    async def _found(self, question: Question, frame: Frame) -> Sequence[Found]:
        if not question.query:
            return ()
        return await self.app.store.browsing.search(question.asked(frame.zone), REPORTS)

    def _story(self, one: Found) -> Entry:
        return Entry(
            id=f"story/{one.story}",
            title=one.title,
            address=self.pages.absolute(f"/story/{one.story}"),
            updated_at=one.seen_at,
            summary=one.site,
        )

    async def _feed(self, rest: str, title: str, page: str, entries: Sequence[Entry], frame: Frame) -> Response:
        own = self.pages.absolute(await self.signing.path(rest))
        content = atom.document(title, frame.language, f"web/{rest}", self.pages.absolute(page), entries, "web", own)
        return Response(content, media_type="application/atom+xml")
