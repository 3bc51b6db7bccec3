"""web: the pages in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor.errors import Invalid

if TYPE_CHECKING:
    from monitor.settings import Settings


@click.command(short_help="Pages in a browser: stories, search, ledger, feeds, what you say.")
def web() -> None:
    """Serve the pages until stopped, on this machine only unless MONITOR_WEB_ADDRESS says otherwise (docs/web.md)."""
    import asyncio
    from importlib.util import find_spec

    from monitor import logs, settings

    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise Invalid("the pages need the extra web: pip install 'news-monitor[web]'")
    logs.set_up()
    asyncio.run(_serve(settings.read()))


async def _serve(chosen: Settings) -> None:
    from monitor import build
    from monitor.cli.desk import ProgramDesk
    from monitor.cli.sources import FeedsFile
    from monitor.web import serving

    with serving.listening(chosen.pages) as port:
        async with build.open_app(chosen, daemon=False) as app:
            await serving.serve(app, FeedsFile(chosen), ProgramDesk(app), chosen.pages, port, _tell)


def _tell(url: str, token: str) -> None:
    click.echo(f"{url}; stop with Ctrl-C")
    if token:
        click.echo(f"token for this run: {token} (set MONITOR_WEB_TOKEN to keep one)")
