"""One paper on loopback and the whole pipeline: for tests of what becomes of each entry in its feed."""

import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

from monitor import build
from monitor.app import App
from tests import world
from tests.fakes import InlineCompute
from tests.faults import FaultServer, Reply, rss

HTML = {"Content-Type": "text/html; charset=utf-8"}


def item(title: str = "", link: str = "", *, guid: str = "", text: str = "", at: datetime | None = None) -> str:
    """An `<item>` with only the given elements."""
    parts = {"title": title, "link": link, "description": text, "pubDate": format_datetime(at) if at else ""}
    found = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value)
    return f"<item>{found}{f'<guid isPermaLink={chr(39)}false{chr(39)}>{escape(guid)}</guid>' if guid else ''}</item>"


def page(body: str, *, title: str = "A page") -> Reply:
    """A web page around `body`."""
    html = f"<!doctype html><html><head><title>{title}</title></head><body><main>{body}</main></body></html>"
    return Reply(body=html.encode(), headers=HTML)


@asynccontextmanager
async def running(folder: Path, server: FaultServer, **configuration: Any) -> AsyncIterator[App]:
    """The program with one feed, the real door and the real database; pages are read in this process."""
    text = world.feeds_yaml([server.url()], **configuration)
    async with build.open_app(world.chosen(folder, text)) as app:
        yield replace(app, compute=InlineCompute())


async def look(app: App, server: FaultServer, items: Sequence[str]) -> dict[str, Any]:
    """Publish these items in the feed. Returns the edition that follows."""
    server.on("/feed", Reply(body=rss(*items)))
    folder = Path(app.catalog.path).parent
    with closing(sqlite3.connect(folder / "monitor.sqlite")) as base, base:
        base.execute("UPDATE feeds SET due_at = '2020-01-01 00:00:00.000000'")
    await world.digest_now(app)
    return world.newest_edition(folder)


def reasons(edition: dict[str, Any]) -> dict[str, int]:
    """The groups of an edition's account that are not empty."""
    return {name: count for name, count in edition["account"].items() if count and name != "fetched"}


def shown(edition: dict[str, Any]) -> list[str]:
    """Titles of new stories, in order."""
    return sorted(story["title"] for story in edition["stories"] if story["status"] != "known")


def row(folder: Path, query: str) -> Any:
    """The first value of a database query."""
    with closing(sqlite3.connect(folder / "monitor.sqlite")) as base:
        return json.loads(json.dumps(base.execute(query).fetchone()[0]))
