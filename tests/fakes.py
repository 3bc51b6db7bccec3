"""Stand-ins for the parts of `App` that touch the outside world: small, faithful, and in memory."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from monitor import problems
from monitor.demo.press import Answer
from monitor.edition import Delivery, Message
from monitor.model import Login, Page, Validators
from monitor.problems import Trouble

T = TypeVar("T")


class FakeClock:
    """A clock that stands still until it is moved, and only moves forward."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self) -> datetime:
        return self._now

    def advance(self, span: timedelta) -> None:
        assert span >= timedelta(0), "time does not run backwards"
        self._now += span

    def until(self, moment: datetime) -> None:
        self.advance(moment - self._now)


class FakeWeb:
    """Answers from a table of addresses; other addresses belong to hosts that do not exist."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.served: dict[str, Answer] = {}  # by absolute address; may be changed at any time
        self.asked: list[str] = []
        self._now = now

    async def get(
        self,
        url: str,
        *,
        kind: str,
        validators: Validators = Validators(),  # noqa: B008 - frozen
        login: Login | None = None,
    ) -> Page:
        self.asked.append(url)
        address = url.partition("?")[0]
        found = self.served.get(address)
        nothing = Page(url=url, status=0, fetched_at=self._now())
        if found is None and not any(other.startswith("/".join(address.split("/")[:3])) for other in self.served):
            return _with(nothing, trouble=Trouble.DNS, problem=problems.as_told("the name of the host is not known"))
        if found is None:
            return _with(nothing, status=404, problem=problems.as_told("the page does not exist (404)"))
        etag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        headers = (("content-type", found.type), ("etag", etag))
        if validators.etag == etag:
            return _with(nothing, status=304, headers=headers, unchanged=True)
        problem = None if found.status == 200 else problems.as_told(f"the server answers {found.status}")
        return _with(nothing, status=found.status, headers=headers, body=found.body, problem=problem)

    async def close(self) -> None:
        """Nothing to close."""


def _with(page: Page, **values: Any) -> Page:
    fields = {name: getattr(page, name) for name in Page.__dataclass_fields__}
    return Page(**{**fields, **values})


class FakeMail:
    """Accepts every message, or gives the answers it was told to give, one per message."""

    def __init__(self, *answers: Delivery) -> None:
        self.taken: list[Message] = []
        self._answers = list(answers)

    async def send(self, message: Message) -> Delivery:
        answer = self._answers.pop(0) if self._answers else Delivery(outcome="sent", answer="250 OK")
        if answer.outcome == "sent":
            self.taken.append(message)
        return answer


class InlineCompute:
    """Runs pure functions in this process."""

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        return function(*args)

    async def close(self) -> None:
        """Nothing to close."""
