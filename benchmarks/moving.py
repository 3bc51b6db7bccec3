"""A database with a million entries moved to PostgreSQL, killed twice in the middle and continued each time.

    python -m benchmarks.moving [ENTRIES]      default 1000000

Needs Debian's PostgreSQL; both databases are in memory.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import upkeep
from monitor import store
from monitor.store import moving
from tests import postgresql

KILLS = 2
AFTER = 15.0  # seconds


def main() -> None:
    """Print the rows of each table, which are the same on both sides, and how long it took."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else upkeep.SIZE
    if why := postgresql.missing():
        print(why)
        return
    server = postgresql.running()
    target = server.create()
    with tempfile.TemporaryDirectory(dir=postgresql.MEMORY if postgresql.MEMORY.is_dir() else None) as folder:
        file = Path(folder) / "monitor.sqlite"
        source = f"sqlite:///{file}"
        asyncio.run(store.open_store(source, now=datetime.now(UTC)).close())
        upkeep.fill(file, size)
        print(f"{size:,} entries, {file.stat().st_size / 1e9:.1f} GB")
        for _ in range(KILLS):
            began = subprocess.Popen([sys.executable, "-m", "monitor", "migrate-database", source, target])
            time.sleep(AFTER)
            print(f"killed after {AFTER:.0f} s" if began.poll() is None else "it was done before it could be killed")
            began.kill()
            began.wait()
        began_at = time.monotonic()
        for each in moving.move(source, target, lambda _: None):
            if each.rows:
                print(f"{each.name}: {each.rows:,} rows, {each.hash}")
        print(f"the rest moved and all compared in {time.monotonic() - began_at:.0f} s")
    server.drop(target)


if __name__ == "__main__":
    main()
