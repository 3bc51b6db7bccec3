"""Looks into the mailbox that answers arrive in. The only module that uses imaplib, which blocks: it runs in a thread.

A look connects, reads what is new since the last one and leaves everything as it is: no flag is set, nothing deleted.
What is new is known by the numbers that the server gives (UIDs, RFC 3501 §2.3.1.1), so that others may read the same
mailbox.
"""

from __future__ import annotations

import asyncio
import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor import failpoints
from monitor.errors import Temporary
from monitor.inbox_settings import Imap
from monitor.replies.box import Look, Place, Wanted

SECONDS = 30.0  # for each answer of the server
LARGEST = 256 * 1024  # bytes of a mail that are read
HEADS = 500  # new mails whose headers are looked at in one look

STATUS = re.compile(rb"(UIDVALIDITY|UIDNEXT) (\d+)")
FILLED = re.compile(rb"(?:STORAGE|MESSAGE) (\d+) (\d+)", re.IGNORECASE)  # used, and the limit (RFC 9208)
AGAIN = timedelta(days=3)  # how far back a mailbox is read whose numbers have changed
NAMES = "MESSAGE-ID IN-REPLY-TO REFERENCES TO CC DELIVERED-TO X-ORIGINAL-TO SUBJECT CONTENT-TYPE FROM"
TROUBLE = (imaplib.IMAP4.error, OSError, EOFError, ValueError, IndexError, TypeError)


@dataclass(frozen=True, slots=True)
class ImapMailbox:
    """A mailbox on a server."""

    imap: Imap
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """Whose mailbox it is, and where."""
        return f"{self.imap.user}@{self.imap.host}/{self.imap.folder}"

    async def look(self, place: Place, *, most: int, wanted: Wanted, now: datetime) -> Look:
        """At most so many new mails whose headers are wanted. Raises Temporary if they cannot be read."""
        failpoints.hit("replies.before")
        try:
            return await asyncio.to_thread(self._look, place, most, wanted, now)
        except TROUBLE as error:
            raise Temporary(explained(self.imap, error)) from error

    def _look(self, place: Place, most: int, wanted: Wanted, now: datetime) -> Look:
        client = self._opened()
        try:
            validity, following = self._numbers(client)
            _answer(client.select(_quoted(self.imap.folder), readonly=True))
            trouble = self._fullness(client)
            if not place.validity:
                return Look(place=Place(validity=validity, upto=following - 1), trouble=trouble)
            fresh = place if place.validity == validity else Place(validity=validity)
            found = _new(client, fresh, most, wanted, None if fresh is place else now - AGAIN)
            return replace(found, trouble=trouble)
        finally:
            _leave(client)

    def _opened(self) -> imaplib.IMAP4:
        """Connected, encrypted as configured, and logged in."""
        context = ssl.create_default_context()
        if self.imap.security == "tls":
            client: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                self.imap.host, self.imap.port, ssl_context=context, timeout=self.seconds
            )
        else:
            client = imaplib.IMAP4(self.imap.host, self.imap.port, timeout=self.seconds)
        try:
            if self.imap.security == "starttls":
                client.starttls(ssl_context=context)
            client.login(self.imap.user, self.imap.password)
        except BaseException:
            _leave(client)
            raise
        return client

    def _fullness(self, client: imaplib.IMAP4) -> str:
        """That the mailbox is full, so that no more answers arrive; empty if it is not, or the server does not say."""
        if b"QUOTA" not in b" ".join(_answer(client.capability())).upper().split():
            return ""
        try:
            kind, told = client.getquotaroot(_quoted(self.imap.folder))
        except imaplib.IMAP4.error:  # it knows quotas, but has none for this mailbox
            return ""
        limits = FILLED.findall(_words([line for part in told for line in part or ()]).encode()) if kind == "OK" else ()
        full = any(int(used) >= int(limit) > 0 for used, limit in limits)
        return f"{self.imap.host}:{self.imap.port}: the mailbox is full, so that no more answers arrive" if full else ""

    def _numbers(self, client: imaplib.IMAP4) -> tuple[int, int]:
        """Of the mailbox: the validity of its numbers, and the next one."""
        told = b" ".join(_answer(client.status(_quoted(self.imap.folder), "(UIDVALIDITY UIDNEXT)")))
        found = {name: int(number) for name, number in STATUS.findall(told)}
        if len(found) < 2:
            raise imaplib.IMAP4.error("the server does not say how its mails are numbered")
        return found[b"UIDVALIDITY"], found[b"UIDNEXT"]


async def check(imap: Imap) -> str:
    """Connect, encrypt, log in and open the mailbox: what would keep us from reading; empty if nothing."""

    def nothing(_: bytes) -> bool:
        return False

    try:
        await ImapMailbox(imap, 20.0).look(Place(), most=0, wanted=nothing, now=datetime.min)  # noqa: DTZ901
    except Temporary as error:
        return str(error)
    return ""


def _new(client: imaplib.IMAP4, place: Place, most: int, wanted: Wanted, since: datetime | None) -> Look:
    """The new mails that are wanted, as many as may be taken, and how far that reads the mailbox."""
    asked = f"UID {place.upto + 1}:*" if since is None else f"SINCE {since:%d-%b-%Y}"
    found = sorted(int(one) for one in b" ".join(_answer(client.uid("SEARCH", asked))).split())
    numbers = [number for number in found if number > place.upto]
    upto = place.upto
    mails: list[bytes] = []
    for number in numbers[:HEADS]:
        if wanted(_fetched(client, number, f"BODY.PEEK[HEADER.FIELDS ({NAMES})]")):
            if len(mails) >= most:
                return Look(place=Place(validity=place.validity, upto=upto), mails=tuple(mails), more=True)
            mails.append(_fetched(client, number, f"BODY.PEEK[]<0.{LARGEST}>"))
        upto = number
    more = len(numbers) > HEADS
    return Look(place=Place(validity=place.validity, upto=upto), mails=tuple(mails), more=more)


def _fetched(client: imaplib.IMAP4, number: int, part: str) -> bytes:
    """A part of a mail; empty if the mail is gone."""
    answer: Sequence[object] = _answer(client.uid("FETCH", str(number), f"({part})"))
    return next((bytes(one[1]) for one in answer if isinstance(one, tuple)), b"")


def _answer(given: tuple[str, Sequence[object]]) -> list[bytes]:
    """What the server answers. Raises imaplib's error for a refusal."""
    kind, told = given
    if kind != "OK":
        raise imaplib.IMAP4.error(_words(told))
    return [one for one in told if one is not None]  # type: ignore[misc]


def _words(told: Sequence[object]) -> str:
    return " ".join(one.decode("utf-8", "replace") for one in told if isinstance(one, bytes))


def _leave(client: imaplib.IMAP4) -> None:
    try:
        client.logout()
    except TROUBLE:
        client.shutdown()


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def explained(imap: Imap, error: Exception) -> str:
    """An error in one line a person can act on, without the password."""
    server = f"{imap.host}:{imap.port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        told = f"the certificate is not trusted: {error.verify_message}"
    elif isinstance(error, TimeoutError):
        told = "no answer in time"
    elif isinstance(error, OSError) and error.strerror:
        told = error.strerror
    else:
        told = str(error) or type(error).__name__
    if "AUTHENTICATIONFAILED" in told.upper() or "LOGIN" in told.upper():
        told += " (see MONITOR_IMAP_URL and MONITOR_IMAP_PASSWORD)"
    plain = "".join(char if char.isprintable() else " " for char in told)
    return f"{server}: {' '.join(_hidden(plain, imap)).strip()}"[:500]


def _hidden(text: str, imap: Imap) -> Iterator[str]:
    yield from (text.replace(imap.password, "***") if imap.password else text).split()
