"""The program for its pages: what `preview` does, and the settings without their secrets."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor import pipeline, settings
from monitor.digests.forms import json_form

if TYPE_CHECKING:
    from monitor.app import App


class ProgramDesk:
    """A preview is made beside the pages: it takes seconds, and nobody else shall wait for it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._composing = asyncio.Lock()  # one at a time

    async def preview(self, digest: str) -> str:
        """The edition a digest would send now, as JSON; nothing is marked as reported."""
        async with self._composing:
            return await asyncio.to_thread(lambda: asyncio.run(self._composed(digest)))

    async def _composed(self, name: str) -> str:
        app = self._app
        window, number = await app.store.digests.next_window(name, now=app.now())
        return json_form.form(await pipeline.compose_edition(app, app.catalog.digests[name], window, number))

    def settings(self) -> Sequence[tuple[str, str]]:
        """The variables that are set, by name; secrets are empty."""
        return settings.shown(os.environ)
