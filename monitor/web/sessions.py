"""Who may see the pages: the token, the sessions it opens, and their end. Kept in memory: a restart ends them all."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIFE, IDLE = timedelta(days=7), timedelta(hours=12)  # a session ends then at the latest; without a request
MOST = 200  # sessions; the oldest gives way
MINUTE = timedelta(minutes=1)
TRIES = 10  # wrong tokens in a minute before all have to wait
FORMS = 60  # forms of a session in a minute


@dataclass(slots=True)
class Session:
    """A browser that has shown the token."""

    csrf: str  # what its forms must bring along
    since: datetime
    used_at: datetime
    sent: deque[datetime] = field(default_factory=lambda: deque(maxlen=FORMS))  # when its last forms came

    def may_send(self, now: datetime) -> bool:
        """Whether it has not sent too many forms within a minute; counts this one if so."""
        if len(self.sent) == FORMS and now - self.sent[0] < MINUTE:
            return False
        self.sent.append(now)
        return True

    def holds(self, now: datetime) -> bool:
        """Whether it has not ended."""
        return now - self.since < LIFE and now - self.used_at < IDLE


class Sessions:
    """Sessions by the hash of their secret, which only the browser has."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._open: dict[str, Session] = {}
        self._wrong: deque[datetime] = deque(maxlen=TRIES)

    def is_closed(self, now: datetime) -> bool:
        """Whether so many wrong tokens came that no other is looked at."""
        return len(self._wrong) == TRIES and now - self._wrong[0] < MINUTE

    def sign_in(self, token: str, now: datetime) -> str | None:
        """The secret of a new session; None if the token is wrong."""
        if not same(token, self._token):
            self._wrong.append(now)
            return None
        self._open = {key: one for key, one in self._open.items() if one.holds(now)}
        while len(self._open) >= MOST:
            del self._open[min(self._open, key=lambda key: self._open[key].used_at)]
        secret = secrets.token_urlsafe(32)
        self._open[_key(secret)] = Session(secrets.token_urlsafe(32), now, now)
        return secret

    def of(self, secret: str, now: datetime) -> Session | None:
        """The session with this secret, if it has not ended."""
        found = self._open.get(_key(secret)) if secret else None
        if found is None or not found.holds(now):
            return None
        found.used_at = now
        return found

    def end(self, secret: str) -> None:
        """End a session."""
        self._open.pop(_key(secret), None)


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing about them; an empty one never is."""
    return bool(other) and hmac.compare_digest(_key(one), _key(other))


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
