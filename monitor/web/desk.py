"""What the pages show of the program itself: a digest as it would be sent now, and the settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Desk(Protocol):
    """Whoever serves the pages hands this in; each call raises MonitorError with the reason in a line."""

    async def preview(self, digest: str) -> str:
        """The edition a digest would send now, as JSON; nothing is marked as reported."""
        ...

    def settings(self) -> Sequence[tuple[str, str]]:
        """The variables that are set, by name; secrets are empty."""
        ...
