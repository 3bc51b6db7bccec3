"""READ 4 · The parts the pipeline may touch: `App`, its small protocols, and the store.

Each protocol is a seam with one suite in `tests/contract` that every implementation must pass. The store says what it
can do in `store/tables.py`. `build.py` is the only file that picks implementations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from monitor.catalog import Catalog
from monitor.edition import (
    Delivery,
    Message,
)
from monitor.errors import Invalid
from monitor.model import (
    Login,
    Page,
    Validators,
)
from monitor.problems import Problem
from monitor.replies.box import Look, Place, Wanted
from monitor.store.tables import Store
from monitor.topics.profile import Profile

T = TypeVar("T")
Clock = Callable[[], datetime]


class Web(Protocol):
    """The one door to the network."""

    async def get(self, url: str, *, kind: str, validators: Validators = ..., login: Login | None = ...) -> Page:
        """Fetch `url` politely; `kind` is "feed" or "page". Trouble is reported in the page, never raised."""
        ...


class Compute(Protocol):
    """Runs pure functions on untrusted bytes in worker processes that can be killed."""

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """The result; raises Temporary when the worker ran out of time or memory or died."""
        ...


class Mailer(Protocol):
    """Relays finished bytes, to a mail server or to channels."""

    async def send(self, message: Message) -> Delivery:
        """Hand one message over; every outcome is returned, none raised."""
        ...


class Mailbox(Protocol):
    """Where readers' answers arrive."""

    @property
    def name(self) -> str:
        """What it is called in the database: how far it was read is kept under this."""
        ...

    async def look(self, place: Place, *, most: int, wanted: Wanted, now: datetime) -> Look:
        """At most so many new mails whose headers are wanted. Raises Temporary if they cannot be read."""
        ...


class Writer(Protocol):
    """A language model that sums up stories; optional."""

    async def write(self, task: str, text: str) -> str | Problem:
        """Its answer to a task and a text, or the reason why there is none in time; nothing is raised."""
        ...


class Archive(Protocol):
    """The `digests/` folder: the user's templates in, editions out."""

    def templates(self, digest: str) -> Mapping[str, str | Invalid]:
        """Template sources by name (`subject.txt`, `body.txt`, `body.html`, `_shared/…`), or why one cannot be read."""
        ...

    def write(self, digest: str, files: Mapping[str, str | bytes]) -> None:
        """Write files below `digests/<digest>/editions/`, each atomically."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything a job may use."""

    catalog: Catalog
    topics: Mapping[str, Profile]
    store: Store
    web: Web
    compute: Compute
    mailer: Mailer | None  # None: no mail server set up; editions are only written to files
    channels: Mailer | None = None  # None: in a run that sends nothing
    writer: Writer | None = None  # None: stories are given in the words of their reports
    archive: Archive
    now: Clock
    sender: str  # From of the mails
    mailbox: Mailbox | None = None  # None: answers are not read
    reply_to: str = ""  # where answers go; empty: to the sender
    stop: str = ""  # the address behind which a mail's token ends a reader's mails; empty: none is served
    trusted: str = ""  # the mail server that has to vouch for who answers; empty: none
