"""A page: a template, filled in the language its reader's browser asks for."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor.app import App
from monitor.digests.forms import layout
from monitor.digests.forms.layout import Layout
from monitor.digests.frame import Frame, phrases
from monitor.edition import Digest
from monitor.web_settings import Served

ASKED = 200  # characters of Accept-Language that are read
MENU = (
    ("/", "web-today"),
    ("/search", "web-search"),
    ("/editions", "web-editions"),
    ("/feeds", "feeds"),
)
MORE = (  # folded up: a menu of nine takes four rows on a phone
    ("/ledger", "ledger-page"),
    ("/withheld", "withheld"),
    ("/said", "web-said"),
    ("/digests", "web-digests"),
    ("/settings", "web-settings"),
)


class Pages:
    """What all pages have in common."""

    def __init__(self, app: App, where: Served) -> None:
        self.app, self._url = app, where.url
        self.is_secure = where.url.startswith("https://")
        self.cookie = "__Host-monitor" if self.is_secure else "monitor"

    def absolute(self, path: str) -> str:
        """The whole address of a page, for readers elsewhere."""
        return f"{self._url}{path}"

    def frame(self, request: Request) -> Frame:
        """Words in the language of the browser, or of the first digest; times in that digest's zone."""
        first = next(iter(self.app.catalog.digests.values()), Digest(name=""))
        return Frame(_language(request.headers.get("accept-language", ""), first.language), first.timezone)

    def page(self, request: Request, name: str, title: str, status: int = 200, **values: object) -> Response:
        """The page of a template."""
        frame = self.frame(request)
        session = getattr(request.state, "session", None)
        menus = [
            [(path, frame.phrase(key), path == request.url.path) for path, key in some] if session else []
            for some in (MENU, MORE)
        ]
        values |= {"lang": frame.language, "say": frame.fixed, "title": title, "menu": menus[0], "more_menu": menus[1]}
        values = {"feed": "", "note": ""} | values  # the address of the same as a feed; a line above it
        values["csrf"] = session.csrf if session else ""
        return HTMLResponse(_layout(frame.colon).fill(name, **values), status)

    def trouble(self, request: Request, key: str, status: int, *, told: str = "", wait: int = 0) -> Response:
        """A page that says why there is none, by the key of a phrase or as told; `wait`: seconds to the next try."""
        frame = self.frame(request)
        told = told or frame.phrase(key)
        made = self.page(request, "trouble.html", frame.phrase("web-trouble"), status, told=told)
        if wait:
            made.headers["Retry-After"] = str(wait)
        return made


def _language(asked: str, otherwise: str) -> str:
    """The language a browser likes best among those we have."""
    liked: list[tuple[float, str]] = []
    for part in asked[:ASKED].split(","):
        name, _, weight = part.strip().partition(";q=")
        code = name.split("-")[0].lower()
        if code in phrases.TABLES:
            liked.append((_weight(weight), code))
    return max(liked, key=lambda one: one[0], default=(0.0, otherwise))[1]


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


@functools.cache
def _layout(colon: str) -> Layout:
    return Layout("web", sources(), colon)


@functools.cache
def sources() -> Mapping[str, str]:
    """The templates of the pages by name."""
    folder = resources.files("monitor.web").joinpath("templates")
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.is_file()}


@functools.cache
def style() -> str:
    """The style of all pages: the archive's, and what only these need."""
    return layout.builtin_sources()["page.css"] + sources()["web.css"]
