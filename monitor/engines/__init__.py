"""Where jobs run, and what watches over them."""

from __future__ import annotations

from typing import Protocol

from monitor.jobs import Job


class Engine(Protocol):
    """What decides when to look for due work. The database is the queue, so a lost nudge costs time, never work."""

    async def nudge(self, job: Job) -> None:
        """There may be due work for this job: have it checked. Cheap, safe to repeat."""
        ...
