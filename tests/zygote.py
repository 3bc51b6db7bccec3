"""Lives of the program that may end at once: a process that has imported everything and forks one life after another.

Reads one JSON object a line: the folder, the port of the mail server, the failpoints, the time, how many rounds the
papers have printed. Answers with the exit code of the life, negative when a signal ended it.
"""

import asyncio
import json
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor import failpoints
from monitor.mail import smtp
from monitor.mail.smtp import Patience
from monitor.settings import Smtp
from monitor.work import WorkList
from tests import history
from tests.fakes import FakeClock, FakeWeb

DIGESTS = '  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [a@example.org, b@example.org]\n'
PRINTED_AT = datetime(2026, 11, 1, 4, tzinfo=UTC)  # the same in every life


async def live(order: dict[str, Any]) -> None:
    """One life: poll, read, place, then compose what is due, write it, send it."""
    folder, start = Path(order["folder"]), datetime.fromisoformat(order["now"])
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240
    clock = FakeClock(start)
    web = FakeWeb(clock)
    papers = printed(web, order["rounds"])
    history.write_config(folder, papers.papers, DIGESTS)
    mailer = smtp.open_mailer(
        Smtp(host="127.0.0.1", port=order["port"], security="none"), patience=Patience(reach=20, answer=20)
    )
    failpoints.arm(order["failpoints"])
    async with history.opened(folder, web, mailer, clock) as app:
        await history.run_for(app, clock, timedelta(minutes=24))  # after crashes claims wait; pages are asked thrice
        link_again(papers)
        await app.store.work.make_due(WorkList.FEEDS, now=clock())
        await history.run_for(app, clock, timedelta(minutes=1))
        await app.store.digests.make_due(now=clock())
        await history.run_for(app, clock, timedelta(minutes=11))  # what is put off is sent a little later


def printed(web: FakeWeb, rounds: int) -> history.Papers:
    """The papers after so many rounds; the same for every life of a story."""
    papers = history.Papers(web, lambda: PRINTED_AT, 2, seed=7)
    for number in range(rounds):
        page = {1: 404, 3: 503}.get(number, 200)
        papers.publish(papers.papers[number % 2], "noise" if number % 3 == 2 else "news", page=page)
    if rounds > 1:
        papers.reprint(papers.papers[1], papers.papers[0].pieces[0])
    return papers


def link_again(papers: history.Papers) -> None:
    """The second paper links to a page of the first, which has been read by now."""
    first, other = papers.papers[0].pieces[0], papers.papers[1]
    papers.publish(other).url = first.url
    papers.put_up(other)


def main() -> None:
    """Fork a life for every line."""
    with tempfile.TemporaryDirectory() as warm:  # what is read and compiled once is there for all lives
        nowhere = {"folder": warm, "port": 9, "failpoints": "", "now": "2026-11-01T06:30:00+00:00", "rounds": 3}
        asyncio.run(live(nowhere))
    for line in sys.stdin:
        life = os.fork()
        if life == 0:
            code = 1
            try:
                asyncio.run(live(json.loads(line)))
                code = 0
            finally:
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(life, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
