"""What forms do: sign in and out, and what a reader says about a story, carried out as the command does."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor import acting, problems
from monitor.actions import wish
from monitor.actions.action import Amount, Kind
from monitor.actions.wish import Said, Wish
from monitor.errors import Invalid
from monitor.problems import Problem
from monitor.web.pages import Pages
from monitor.web.sessions import LIFE, Sessions

HERE = "web"  # who says it
LONGEST = 3650  # days of a mute
LETTERS = 300  # characters of a field

log = logging.getLogger(__name__)


class Doing:
    """The answers to forms; each leads to a page that shows what has become of it."""

    def __init__(self, pages: Pages, sessions: Sessions) -> None:
        self.pages, self.app, self.sessions = pages, pages.app, sessions

    async def ask(self, request: Request) -> Response:
        """The form that asks for the token."""
        return self._asked(request, "", 200)

    async def sign_in(self, request: Request) -> Response:
        """A session for whoever has the token."""
        now = self.app.now()
        if self.sessions.is_closed(now):
            return self._asked(request, "web-token-wait", 429)
        secret = self.sessions.sign_in(request.state.form.get("token", "").strip(), now)
        if secret is None:
            log.warning("a wrong token was given to the pages")
            return self._asked(request, "web-token-wrong", 401)
        self.sessions.end(request.cookies.get(self.pages.cookie, ""))
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            self.pages.cookie,
            secret,
            max_age=int(LIFE.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=self.pages.is_secure,
        )
        return answer

    def _asked(self, request: Request, key: str, status: int) -> Response:
        frame = self.pages.frame(request)
        told = frame.phrase(key) if key else ""
        return self.pages.page(request, "sign_in.html", frame.phrase("web-sign-in"), status, told=told)

    async def sign_out(self, request: Request) -> Response:
        """The end of a session."""
        self.sessions.end(request.cookies.get(self.pages.cookie, ""))
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(self.pages.cookie, httponly=True, samesite="strict", secure=self.pages.is_secure)
        return answer

    async def act(self, request: Request) -> Response:
        """Carry out what a reader says about a story."""
        form = {name: text.strip()[:LETTERS] for name, text in request.state.form.items()}
        digest = form.get("digest", "")
        wanted = _wish(form)
        if wanted is None or (digest and digest not in self.app.catalog.digests):
            return self.pages.trouble(request, "web-unclear", 422)
        done = await acting.act(self.app, wanted, Said(by=HERE, at=self.app.now(), digest=digest))
        return self._outcome(request, done if isinstance(done, Problem) else None)

    async def undo(self, request: Request) -> Response:
        """Take back what was said."""
        text = request.state.form.get("id", "")
        key = int(text) if text.isascii() and text.isdigit() and len(text) <= wish.LONGEST_NUMBER else 0
        try:
            await acting.undo(self.app, key)
        except Invalid:
            known = any(one.id == key for one in await self.app.store.actions.every())
            return self._outcome(request, Problem("act-undone" if known else "act-unknown", {"id": key}))
        return self._outcome(request, None)

    def _outcome(self, request: Request, problem: Problem | None) -> Response:
        if problem is None:
            return RedirectResponse("/said", 303)
        told = problems.told(problem, self.pages.frame(request).language)
        return self.pages.trouble(request, "", 422, told=told)


def _wish(form: dict[str, str]) -> Wish | None:
    """What a form asks for; None if it cannot be understood."""
    kinds = [kind for kind in Kind if kind.value == form.get("kind")]
    target, other = wish.target(form.get("target", "")), wish.target(form.get("with", ""))
    name, outlet, days = form.get("name", ""), form.get("outlet", ""), form.get("days", "")
    amounts = _amounts(form.get("amount", ""))
    if not kinds or target is None or other is None or amounts is None:
        return None
    if days and not (days.isascii() and days.isdigit() and len(days) <= 4 and 1 <= int(days) <= LONGEST):
        return None
    return Wish(
        kind=kinds[0],
        target=target,
        other=other if form.get("with") else None,
        scope=wish.scope(kinds[0], name, outlet),
        name=name or outlet,
        days=int(days) if days and kinds[0] is Kind.MUTE else None,
        amounts=amounts,
        why=form.get("why", ""),
    )


def _amounts(text: str) -> tuple[Amount, ...] | None:
    """The amounts in a field; None if there is a text, but no amount."""
    found = wish.amounts(text) if text else ()
    return None if text and not found else found
