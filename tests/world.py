"""Any set of feeds and pages on loopback, and the whole pipeline for it: the basis of system tests."""

import ipaddress
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor import build, jobs
from monitor.app import App
from monitor.demo import press, server
from monitor.demo.server import Sites
from monitor.demo.world import Outlet, Piece
from monitor.edition import Settled, Window
from monitor.settings import Settings, Smtp

SHARED = Path(__file__).parents[2] / "shared"  # real data next to the checkout; absent on most machines
DIGEST = "test"
TOPIC = "openai-infrastructure"


def outlet(slug: str, pieces: Sequence[Piece], *, name: str = "", language: str = "de", **rest: Any) -> Outlet:
    """An outlet with these pieces."""
    return Outlet(slug=slug, name=name or slug, language=language, pieces=tuple(pieces), **rest)


def feeds_yaml(
    urls: Sequence[str],
    *,
    to: str = "",
    schedule: str = "0 7 * * *",
    read: str = "matching",
    max_age: str = "7d",
    backfill: int = 500,
) -> str:
    """A configuration with one digest for everything in these feeds."""
    feeds = "".join(f'  - url: "{url}"\n    backfill: {backfill}\n    limit: 500\n    read: {read}\n' for url in urls)
    readers = f"    to: [{to}]\n" if to else ""
    return (
        f"topics: [{TOPIC}]\nfeeds:\n{feeds}digests:\n  {DIGEST}:\n"
        f'    schedule: "{schedule}"\n    timezone: UTC\n    max_age: {max_age}\n    limit: 200\n    send_empty: true\n{readers}'
    )


def feed_urls(outlets: Sequence[Outlet], sites: Sites) -> list[str]:
    """The addresses of the outlets' feeds."""
    return [f"{sites.bases[outlet.slug]}{press.feed_path(outlet)}" for outlet in outlets]


def chosen(folder: Path, configuration: str, smtp: Smtp | None = None) -> Settings:
    """Settings with everything below `folder`, loopback allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "feeds.yaml").write_text(configuration, encoding="utf-8")
    return Settings(
        config=folder / "feeds.yaml",
        digests=folder / "digests",
        database_url=f"sqlite:///{folder / 'monitor.sqlite'}",
        smtp=smtp,
        contact="test@example.org",
        allow_private=(ipaddress.ip_network("127.0.0.0/8"),),
        gap=0.0,
    )


@asynccontextmanager
async def serve(outlets: Sequence[Outlet], now: datetime | None = None) -> AsyncIterator[Sites]:
    """The outlets on loopback."""
    async with server.serve(outlets, now or datetime.now(UTC)) as sites:
        yield sites


async def digest_now(app: App) -> None:
    """Run until idle, with the digest due at once."""
    await app.store.digests.sync({DIGEST: app.now()}, now=app.now())
    await jobs.run_until_idle(app)


async def everything_settled(app: App) -> Sequence[Settled]:
    """Every settled entry, with what was read and where it was placed."""
    far = Window(digest=DIGEST, start=0, end=10**12, start_at=datetime(2000, 1, 1, tzinfo=UTC), end_at=app.now())
    return await app.store.digests.window_entries(far)


async def edition_of(folder: Path, outlets: Sequence[Outlet], **configuration: Any) -> tuple[dict[str, Any], Sites]:
    """Run the whole pipeline for these outlets through the real door. Returns the edition as JSON and the sites."""
    async with serve(outlets) as sites:
        settings = chosen(folder, feeds_yaml(feed_urls(outlets, sites), **configuration))
        async with build.open_app(settings) as app:
            await digest_now(app)
        return newest_edition(folder), sites


def editions(folder: Path) -> list[dict[str, Any]]:
    """All editions written so far, oldest first."""
    files = sorted((folder / "digests" / DIGEST / "editions").glob("*.json"))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def newest_edition(folder: Path) -> dict[str, Any]:
    """The newest edition."""
    found = editions(folder)
    assert found, "no edition was made"
    return found[-1]


def adds_up(edition: dict[str, Any]) -> bool:
    """Whether fetched is the sum of all other groups of the account."""
    account = dict(edition["account"])
    return account.pop("fetched") == sum(account.values())
