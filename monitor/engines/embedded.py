"""Where jobs run by default: in this process."""

from __future__ import annotations

from monitor import jobs
from monitor.engines.looking import Looking
from monitor.jobs import Job


class Embedded(Looking):
    """The engine in this process: what is due is done here."""

    async def look(self, job: Job) -> None:
        """Do all that is due for this job."""
        await self.put_back()
        await jobs.run_due(self.app, job, self.count, self.is_stopping, self.broken.extend)
