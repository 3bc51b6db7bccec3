"""The whole program in its own process, on a clock that is told how much time passes, for the soak test.

Settings come from the environment, as for the daemon; network, mail server, workers and database are real. It reads one
number of seconds per line and lets this time pass, or `rest`; it answers with its resource usage. Every closed window is
pickled into the file `closings` of the current folder, so that it does not count as memory.
"""

import asyncio
import json
import os
import pickle
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from monitor import build, logs, settings
from monitor.edition import Edition
from monitor.engines import memory
from monitor.engines.daemon import KEEP
from monitor.store import retention
from tests import history
from tests.fakes import FakeClock

IDLE = 11.0  # seconds after which idle connections are closed
LEAST = timedelta(minutes=30)  # between two checks for due work


class WrittenClosings(history.Closings):
    """Closings that are written to a file."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file

    def note(self, edition: Edition) -> None:
        super().note(edition)
        pickle.dump(self.composed, self._file)
        self._file.flush()
        self.rows.clear()
        self.composed.clear()


def held() -> dict[str, float]:
    """The resource usage of this process: memory in MiB, open files, blocks allocated by Python."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return {
        "memory": round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1),
        "files": len(list(Path("/proc/self/fd").iterdir())),
        "blocks": sys.getallocatedblocks(),
    }


async def live(began: datetime, file: BinaryIO) -> None:
    """Let time pass as told, until the input ends."""
    clock = FakeClock(began)
    chosen = replace(settings.read(), gap=0.0)  # pauses between requests would take real seconds
    async with build.open_app(chosen, now=clock) as opened:
        app = replace(opened, store=history.watched_store(opened.store, WrittenClosings(file)))
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line == "rest\n":
                await asyncio.sleep(IDLE)
            else:
                await history.run_for(app, clock, timedelta(seconds=float(line)), least=LEAST)
                await retention.prune(opened.store, now=clock(), keep=KEEP)
            print(json.dumps(held()), flush=True)


if __name__ == "__main__":
    logs.set_up()
    memory.keep_little()
    with Path("closings").open("ab") as file:
        asyncio.run(live(datetime.fromisoformat(sys.argv[1]), file))
