"""The gate before all pages: which host was asked for, whose session it is, where a form comes from, how large it is.

Whatever is neither `OPEN` nor `SIGNED` needs a session, whether or not there is such a page; every form needs the token
of that session.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.app import Clock
from monitor.web import forms, sessions
from monitor.web.forms import Form
from monitor.web.pages import Pages
from monitor.web.sessions import Sessions

OPEN = frozenset({"/sign-in", "/style.css"})
SIGNED = ("/stop/", "/atom/")  # what follows is signed: mail programs (RFC 8058) and feed readers have no cookies
UPLOADS = frozenset({"/feeds/import"})  # whose form brings a file
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers hide where a form comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language, Cookie",
}


class Gate:
    """Everything a request has to pass before a page sees it."""

    def __init__(self, site: ASGIApp, *, sessions: Sessions, hosts: frozenset[str], pages: Pages, now: Clock) -> None:
        self._site, self._sessions, self._hosts, self._pages, self._now = site, sessions, hosts, pages, now
        self.is_secure = pages.is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        headed = self._headed(send)
        request = Request(scope, receive)
        try:
            refused = await self._refused(request)
        except ClientDisconnect:  # in the middle of a form
            return
        await (refused or self._site)(scope, receive, headed)

    async def _refused(self, request: Request) -> Response | None:
        """The answer to a request that may not pass; None if it may."""
        if request.headers.get("host", "").lower() not in self._hosts:
            return Response("400", 400)
        if _path(request).startswith(SIGNED) and request.method in {"GET", "HEAD", "POST"}:
            request.scope["state"] = {"session": None, "form": {}, "file": b""}
            return None
        session = self._sessions.of(request.cookies.get(self._pages.cookie, ""), self._now())
        request.scope["state"] = {"session": session, "form": {}, "file": b""}
        is_open = _path(request) in OPEN
        if session is None and not is_open:
            return RedirectResponse("/sign-in", 303) if request.method in {"GET", "HEAD"} else self._no(request, 401)
        if request.method in {"GET", "HEAD"}:
            return None
        if request.method != "POST":
            return self._no(request, 405)
        return await self._form(request, session, is_open=is_open)

    async def _form(self, request: Request, session: sessions.Session | None, *, is_open: bool) -> Response | None:
        """Read the form that is sent, unless it may not pass."""
        if not _is_from_here(request.headers):
            return self._no(request, 403)
        if session and not session.may_send(self._now()):
            return self._pages.trouble(request, "web-too-many", 429)
        form = await forms.read(request, with_file=_path(request) in UPLOADS)
        if form is None:
            return self._no(request, 413)
        if not is_open and not (session and sessions.same(form.fields.get("csrf", ""), session.csrf)):
            return self._no(request, 403)
        _pass_on(request, form)
        return None

    def _no(self, request: Request, status: int) -> Response:
        return self._pages.trouble(request, "web-refused", status)

    def _headed(self, send: Send) -> Send:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, text in HEADERS.items():
                    headers[name] = text
                if self.is_secure:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        return headed


def _pass_on(request: Request, form: Form) -> None:
    request.scope["state"] |= {"form": form.fields, "file": form.file}


def _path(request: Request) -> str:
    """The path as the table of pages will look at it: `request.url` is put together anew, without some characters."""
    return str(request.scope["path"])


def _is_from_here(headers: Headers) -> bool:
    """Whether a form was sent by one of our own pages, as far as the browser says."""
    site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin")
    if site not in {"same-origin", "none"}:
        return False
    return origin is None or _netloc(origin) == headers.get("host", "").lower()


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
