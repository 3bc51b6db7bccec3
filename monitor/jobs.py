"""READ 3 · The table of jobs: what is due → what runs → how often it may fail; and what failure means.

The database is the queue: a work list is a table with `due_at, attempts, last_error, token`. An engine only claims what
is due and passes it to `perform`. If a worker dies nothing is lost: its lease runs out and the work is due again; if it
is late it cannot overwrite its successor: its token is no longer the newest.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor import pipeline, problems, revisiting
from monitor.app import App
from monitor.errors import Busy, LeaseLost, Permanent, Temporary
from monitor.problems import Problem
from monitor.work import Work, WorkList

log = logging.getLogger(__name__)

Run = Callable[[App, Work], Awaitable[None]]
OnBroken = Callable[[Sequence[Work]], None]  # called with pieces that are claimed still, though the work on them ended
OnDone = Callable[["Job", int], None]  # called with how many pieces of a job are done: progress bars, tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A row of the table: how the work of one list is done."""

    list: WorkList
    run: Run
    at_once: int  # pieces of work in progress at a time
    lease: timedelta  # longer than the work can take
    backoff: timedelta  # wait after the first failure; grows linearly up to `longest`
    longest: timedelta
    in_turn: int = 1  # of a list that is done one at a time: how many are claimed together, to be done one by one
    tries: int = 0
    # How a row is closed after `tries`; None: never.
    give_up: Callable[[App, Work, Problem | None], Awaitable[None]] | None = None


async def leave_unread(app: App, work: Work, problem: Problem | None) -> None:
    """An entry that cannot be read or placed is settled as failed, so that it is counted and shown as such."""
    await app.store.entries.settle_unread(work, (), failed=problem, now=app.now())


async def read_replies(app: App, work: Work) -> None:
    """What `answering` does; it is loaded only where answers are read."""
    from monitor import answering  # noqa: PLC0415

    await answering.read_replies(app, work)


LINGER = 0.05  # seconds that a free place waits for others, to be filled with them
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

# In the order of the pipeline: what a job writes creates work for the jobs below it.
JOBS: tuple[Job, ...] = (
    Job(
        list=WorkList.FEEDS,
        run=pipeline.poll_feed,
        at_once=80,  # mostly they wait: sixty feeds that hang must not hold up the others
        lease=3 * MINUTE,
        backoff=HOUR,  # the server has already been asked
        longest=24 * HOUR,
    ),
    Job(
        list=WorkList.ENTRIES,
        run=pipeline.read_entry,
        at_once=40,  # places for as many hosts; the store lets none of them take more than a few
        lease=3 * MINUTE,
        backoff=5 * MINUTE,
        longest=HOUR,
        tries=4,
        give_up=leave_unread,
    ),
    # One at a time: two articles on one event placed at the same time would start two stories.
    Job(
        list=WorkList.PLACINGS,
        run=pipeline.place_article,
        at_once=1,
        in_turn=20,  # some twenty milliseconds each
        lease=MINUTE,
        backoff=MINUTE,
        longest=HOUR,
        tries=4,
        give_up=leave_unread,
    ),
    # The lease outlasts a slow server; whatever was taken when it ends is not taken again.
    Job(
        list=WorkList.REPLIES,
        run=read_replies,
        at_once=1,
        lease=30 * MINUTE,
        backoff=MINUTE,
        longest=15 * MINUTE,
    ),
    # One at a time, so that no more are made in a day than there may be; Busy when that many have been.
    Job(
        list=WorkList.LOOKS, run=revisiting.look_again, at_once=1, lease=3 * MINUTE, backoff=6 * HOUR, longest=24 * HOUR
    ),
    # Before the digests: stories it does not finish in time are given in the reports' own words.
    Job(
        list=WorkList.WORDINGS,
        run=pipeline.word_stories,
        at_once=1,
        lease=15 * MINUTE,
        backoff=2 * MINUTE,
        longest=HOUR,
    ),
    Job(
        list=WorkList.DIGESTS,
        run=pipeline.compose_digest,
        at_once=1,
        lease=5 * MINUTE,
        backoff=5 * MINUTE,
        longest=HOUR,
    ),
    Job(list=WorkList.EDITIONS, run=pipeline.publish_edition, at_once=1, lease=MINUTE, backoff=MINUTE, longest=HOUR),
    # The lease outlasts the ten minutes RFC 5321 gives a server to answer the final dot.
    Job(
        list=WorkList.OUTBOX,
        run=pipeline.deliver_message,
        at_once=2,
        lease=15 * MINUTE,
        backoff=5 * MINUTE,
        longest=4 * HOUR,
    ),
    # Apart from mail, which must not wait for a channel that hangs.
    Job(
        list=WorkList.CHANNELS,
        run=pipeline.deliver_message,
        at_once=2,
        lease=5 * MINUTE,
        backoff=5 * MINUTE,
        longest=4 * HOUR,
    ),
)


async def perform(app: App, job: Job, work: Work) -> None:
    """Do one piece of work. The only place that knows what failure means."""
    try:
        await job.run(app, work)
    except LeaseLost:
        log.info("lease lost", extra={"list": work.list, "key": work.key})
    except Busy as error:
        await _quietly(app.store.work.put_back(work, until=error.retry_at or app.now() + MINUTE))
    except (
        Permanent
    ):  # not the fault of a row, such as a damaged database: nothing is given up, the caller gets the error
        await _quietly(app.store.work.put_back(work, until=app.now() + job.longest))
        raise
    except Exception as error:  # noqa: BLE001 - one bad row must not stop the others
        await _quietly(_again(app, job, work, error))


async def _again(app: App, job: Job, work: Work, error: Exception) -> None:
    """Postpone with linear back-off, or close the row in its job's way when its tries are used up."""
    expected = isinstance(error, Temporary)
    problem = error.problem if isinstance(error, Temporary) else _crash(error)
    told = problems.words(problem)
    log.log(
        logging.INFO if expected else logging.ERROR,
        "postponed: %s",
        told,
        extra={"list": work.list, "key": work.key, "attempts": work.attempts + 1},
        exc_info=None if expected else error,
    )
    if job.give_up and work.attempts + 1 >= job.tries:
        log.warning("given up: %s", told, extra={"list": work.list, "key": work.key})
        await job.give_up(app, work, problem)
        return
    until = app.now() + min(job.backoff * (work.attempts + 1), job.longest)
    if isinstance(error, Temporary) and error.retry_at is not None:
        until = max(until, error.retry_at)
    await app.store.work.postpone(work, until=until, error=told)


def _crash(error: Exception) -> Problem:
    return Problem("crash", {"name": type(error).__name__, "words": str(error)})


async def _quietly(step: Awaitable[None]) -> None:
    """Write the outcome of a failure; if the lease is lost meanwhile, the successor writes its own."""
    try:
        await step
    except LeaseLost:
        log.info("lease lost while writing a failure")


def never() -> bool:
    """The `stopping` for callers that run to the end."""
    return False


def nothing_more(job: Job, pieces: int) -> None:
    """The `on_done` for callers that do not watch."""


def leave(broken: Sequence[Work]) -> None:
    """The `on_broken` for callers that end with the trouble: the claims end with their leases."""


async def run_due(
    app: App,
    job: Job,
    on_done: OnDone = nothing_more,
    stopping: Callable[[], bool] = never,
    on_broken: OnBroken = leave,
) -> int:
    """Claim and perform what is due on one list until nothing is; returns the number of pieces done.

    A slow piece holds one of the `at_once` places, never the others. Nothing is claimed any more once `stopping`.
    No piece outlives this call: trouble with the database is raised once everything running has ended. Pieces that are
    claimed still, since their end could not be written either, go to `on_broken`.
    """
    running: set[asyncio.Task[int]] = set()
    done = 0
    try:
        while True:
            if not stopping():
                free = (job.at_once - len(running)) * job.in_turn
                claimed = await app.store.work.claim(job.list, now=app.now(), lease=job.lease, limit=free)
                rows = [claimed[at : at + job.in_turn] for at in range(0, len(claimed), job.in_turn)]
                running |= {asyncio.create_task(_in_turn(app, job, row, on_broken)) for row in rows}
            if not running:
                return done
            finished, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            if running:  # others end soon: all their places are filled by one claim
                others, running = await asyncio.wait(running, timeout=LINGER)
                finished |= others
            results = await asyncio.gather(*finished, return_exceptions=True)
            pieces = sum(_pieces(result) for result in results)
            done += pieces
            on_done(job, pieces)
    except asyncio.CancelledError:
        for task in running:
            task.cancel()
        raise
    finally:
        await asyncio.gather(*running, return_exceptions=True)


def _pieces(result: int | BaseException) -> int:
    """How many pieces a task did; raises what it raised."""
    if isinstance(result, BaseException):
        raise result
    return result


async def _in_turn(app: App, job: Job, claimed: Sequence[Work], on_broken: OnBroken) -> int:
    """Perform pieces one after another; how many there were."""
    for at, work in enumerate(claimed):
        try:
            await perform(app, job, work)
        except Exception:
            on_broken(claimed[at:])
            raise
    return len(claimed)


async def run_until_idle(app: App, on_done: OnDone = nothing_more) -> None:
    """Run the whole table until nothing is due: `monitor once`, and the shortest explanation of the program."""
    while sum([await run_due(app, job, on_done) for job in JOBS]):
        pass
