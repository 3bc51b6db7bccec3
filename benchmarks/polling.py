"""Rounds over many feeds, side by side with other programs: whole processes, in turn, on one machine.

    python -m benchmarks.polling --feeds 2000 --rounds 5 --peers VENV

VENV is a virtual environment with `reader` and `rss2email`; without it only this program runs. Needs nginx. Each feed
has an address of its own on the loopback network and twenty entries, none on the topic. Told are seconds by the clock
and of the processor (all processes of a side together, which a busy machine changes less), and how many times as long
the others take. Ours is all of `monitor once`, its start included, with every guard and every commit on disk; of
`reader` only its update, without its start. "idle" is `once` with nothing due.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks._feeds import ENTRIES, World

ROOT = Path(__file__).parents[1]
SUBREAPER = 36  # prctl(2): orphans of a side become ours, so that their time is counted
UPDATE_READER = """
import resource, sys, time
from reader import make_reader
known = make_reader(sys.argv[1])
have = {feed.url for feed in known.get_feeds()}
for url in open(sys.argv[2]).read().split():
    if url not in have:
        known.add_feed(url)
used, begun = resource.getrusage(resource.RUSAGE_SELF), time.time()
for _ in known.update_feeds_iter(workers=20):
    pass
now = resource.getrusage(resource.RUSAGE_SELF)
print(time.time() - begun, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
"""


class Took(NamedTuple):
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float


class Side(ABC):
    """A program with its own folder."""

    def __init__(self, folder: Path, urls: Sequence[str]) -> None:
        self.folder, self.urls = folder, urls
        folder.mkdir()
        self.set_up()

    @abstractmethod
    def set_up(self) -> None:
        """Write down which feeds to watch."""

    @abstractmethod
    def round(self) -> Took:
        """Update all feeds."""


class Ours(Side):
    """`monitor once`, with every feed due."""

    def set_up(self) -> None:
        """feeds.yaml and the templates."""
        feeds = "".join(f"  - url: {url}\n    backfill: {ENTRIES}\n" for url in self.urls)
        daily = 'daily:\n    schedule: "0 7 1 1 *"\n    timezone: UTC\n    topics: [openai-infrastructure]\n    to: []'
        text = f"topics: [openai-infrastructure]\nfeeds:\n{feeds}digests:\n  {daily}\n"
        (self.folder / "feeds.yaml").write_text(text, "utf-8")
        shutil.copytree(ROOT / "digests", self.folder / "digests")

    def round(self) -> Took:
        """Make everything due, then `once`."""
        if (file := self.folder / "monitor.db").exists():
            with sqlite3.connect(file) as base:
                base.execute("UPDATE feeds SET due_at = '2020-01-01 00:00:00.000000'")
        return self.idle()

    def idle(self) -> Took:
        """`once` as things are."""
        took, _ = _run([sys.executable, "-m", "monitor", "once", "--no-mail"], self._env())
        return took

    def warm(self) -> None:
        """Have all modules compiled, as they are where the program is installed."""
        _run([sys.executable, "-c", "import monitor.build, monitor.cli.once, monitor.compute.ready"], self._env())

    def _env(self) -> Mapping[str, str]:
        return os.environ | {
            "MONITOR_CONFIG": str(self.folder / "feeds.yaml"),
            "MONITOR_DIGESTS": str(self.folder / "digests"),
            "MONITOR_DATABASE_URL": f"sqlite:///{self.folder}/monitor.db",
            "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self.folder.parent / "compiled"),
        }


class Reader(Side):
    """The library `reader`, with as many workers as its documentation recommends."""

    peers = Path()

    def set_up(self) -> None:
        """The addresses, and a program that updates them."""
        (self.folder / "urls").write_text("\n".join(self.urls), "utf-8")
        (self.folder / "update.py").write_text(UPDATE_READER, "utf-8")

    def round(self) -> Took:
        """One update, without the start of the program."""
        if (file := self.folder / "reader.db").exists():
            with sqlite3.connect(file) as base:
                base.execute("UPDATE feeds SET update_after = NULL, last_retrieved = NULL")
        program = [
            self.peers / "bin/python",
            self.folder / "update.py",
            self.folder / "reader.db",
            self.folder / "urls",
        ]
        _, said = _run([str(part) for part in program], os.environ)
        clock, processor = said.split()
        return Took(float(clock), float(processor))


class Rss2email(Side):
    """The program `r2e`, into a maildir."""

    peers = Path()

    def set_up(self) -> None:
        """Its configuration."""
        box = self.folder / "mail"
        head = f"[DEFAULT]\nfrom = a@example.org\nto = b@example.org\nemail-protocol = maildir\nmaildir-path = {box}\n"
        feeds = "".join(f"[feed.f{number}]\nurl = {url}\n" for number, url in enumerate(self.urls))
        settings = f"{head}maildir-mailbox = inbox\nsame-server-fetch-interval = 0\n{feeds}"
        (self.folder / "r2e.cfg").write_text(settings, "utf-8")
        for name in ("cur", "new", "tmp"):
            (box / "inbox" / name).mkdir(parents=True)

    def round(self) -> Took:
        """One run."""
        program = [self.peers / "bin/r2e", "-c", self.folder / "r2e.cfg", "-d", self.folder / "r2e.json", "run"]
        took, _ = _run([str(part) for part in program], os.environ)
        return took


def _run(program: Sequence[str], env: Mapping[str, str]) -> tuple[Took, str]:
    """A program and all it starts, to the end: what it took, and what it said."""
    begun = time.time()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(program, env=dict(env), cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        clock = processor = 0.0
        while True:
            try:
                child, status, used = os.wait4(-1, 0)
            except ChildProcessError:
                break
            processor += used.ru_utime + used.ru_stime
            if child == process.pid:
                clock, process.returncode = time.time() - begun, os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read()
    if process.returncode:
        raise SystemExit(f"{program[0]} ended with {process.returncode}: {told[-2000:]}")
    return Took(clock, processor), told


Took_by = dict[tuple[str, str], list[Took]]


def measured(folder: Path, args: argparse.Namespace, world: World) -> Took_by:
    """All rounds, the sides in turn."""
    took: Took_by = {}
    kinds: dict[str, type[Side]] = {"ours": Ours} | ({"reader": Reader, "rss2email": Rss2email} if args.peers else {})

    def play(name: str, sides: Mapping[str, Side], times: int, prepare: Callable[[int], None] | None = None) -> None:
        for nth in range(times):
            if prepare:
                prepare(nth)
                time.sleep(1.1)  # Last-Modified counts seconds
            for side, program in sides.items():
                took.setdefault((name, side), []).append(program.round())

    sides = {name: kind(folder / name, world.urls(bare=False)) for name, kind in kinds.items()}
    ours = sides["ours"]
    assert isinstance(ours, Ours)
    ours.warm()
    play("cold", sides, 1)
    play("unchanged", sides, args.rounds)
    play("5 % changed", sides, args.rounds, world.add_entries)
    took[("idle", "ours")] = [ours.idle() for _ in range(args.rounds)]
    bare = {name: kind(folder / f"bare-{name}", world.urls(bare=True)) for name, kind in kinds.items()}
    play("bare, cold", bare, 1)
    play("bare, same body", bare, args.rounds)
    play("bare, build date", bare, args.rounds, world.rebuild)
    return took


def show(took: Took_by, feeds: int) -> None:
    """Medians, and how many times as long the others take."""
    load = os.getloadavg()[0]
    print(f"{feeds} feeds of {ENTRIES} entries; {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    print(f"{'':18}{'clock':>24}{'processor':>12}{'ratios (clock, processor)':>30}")
    for (name, side), each in took.items():
        middle = Took(*(statistics.median(column) for column in zip(*each, strict=True)))
        line = f"{name:18}{side:12}{middle.clock:12.2f}{middle.processor:12.2f}"
        if side != "ours":
            own = Took(*(statistics.median(column) for column in zip(*took[(name, "ours")], strict=True)))
            line += f"{middle.clock / own.clock:18.2f}{middle.processor / own.processor:12.2f}"
        print(line)


def main(given: Sequence[str] = ()) -> None:
    """Make the world, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--port", type=int, default=8471)
    args = parser.parse_args(given)
    if not shutil.which("nginx"):
        print("needs nginx")
        return
    if args.peers:
        Reader.peers = Rss2email.peers = args.peers
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), args.feeds, args.port)
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
        try:
            show(measured(Path(folder), args, world), args.feeds)
        finally:
            world.close()


if __name__ == "__main__":
    main(sys.argv[1:])
