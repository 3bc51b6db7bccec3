"""Single values in feeds.yaml: text → what it means, or ValueError: what is wrong; what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from monitor import errors, problems
from monitor.digests import quiet
from monitor.digests import schedule as schedules
from monitor.feeds import addresses, links
from monitor.topics import query as topics_query
from monitor.yaml import hints

_DURATION = re.compile(r"(\d{1,6})\s*(m|h|d|w)", re.ASCII)
# An address as nearly all are written, which any server takes as it is.
_PLAIN_MAIL = re.compile(
    r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*@(?:[a-z0-9](?:[a-z0-9]|-(?!-)){0,30}[a-z0-9]\.)+"
    r"(?!(?:arpa|invalid|local|localhost|onion)$)[a-z]{2,10}",
    re.ASCII,
)
LONGEST_PLAIN = 64  # characters
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
DURATION_PATTERN = r"^0*[1-9]\d{0,5}\s*[mhdw]$"
WEB_PATTERN = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+([/?#]\S*)?$"
AUTH_PATTERN = r"^(env:[A-Za-z_][A-Za-z0-9_]*|file:\S.*)$"
CHANNEL_PATTERN = r"^(webhook|apprise) (env:[A-Za-z_][A-Za-z0-9_]*|file:\S.*)$"
DIGEST_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"


def duration(given: object) -> timedelta:
    """`30m`, `1h`, `7d` or `2w`."""
    found = _DURATION.fullmatch(given.strip()) if isinstance(given, str) else None
    if not found or int(found[1]) == 0:
        raise ValueError(f"{hints.shown(given)} is not a duration; write for example 30m, 1h or 7d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def web_address(given: str) -> str:
    """An absolute http(s) address without a login in it."""
    if links.is_plain(given):
        return given
    try:
        parts = urlsplit(given.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(
            f"{hints.shown(given)} is not a web address; write one such as https://example.org/rss.xml"
        ) from None
    if parts.scheme not in {"http", "https"} or not host or port == 0 or re.search(r"\s", given.strip()):
        raise ValueError(f"{hints.shown(given)} is not a web address; write one such as https://example.org/rss.xml")
    if parts.username is not None:
        raise ValueError(addresses.LOGIN)
    return given.strip()


def login_reference(given: str) -> str:
    """Where a login is stored. A login itself is refused, and not repeated in the message."""
    if not re.fullmatch(AUTH_PATTERN, given.strip()):
        raise ValueError(
            "says where the login is stored: write env:NAME (a variable) or file:PATH, not the login itself"
        )
    return given.strip()


def channel(given: str) -> str:
    """A kind of channel and where its address is stored. An address itself is refused, and not repeated."""
    if not re.fullmatch(CHANNEL_PATTERN, given.strip()):
        raise ValueError("write its kind and where its address is stored: webhook env:NAME, or apprise file:PATH")
    return given.strip()


def schedule(given: str) -> str:
    """Five fields of cron with their Unix meaning."""
    return _accepted(schedules.check_schedule, given)


def zone(given: str) -> str:
    """A name from the IANA time zone database."""
    return _accepted(schedules.check_zone, given)


def frame_language(given: str) -> str:
    """A language the program can write."""
    if given not in problems.LANGUAGES:
        *most, last = problems.LANGUAGES
        raise ValueError(f"{hints.shown(given)} is not possible; write {', '.join(most)} or {last}")
    return given


def quiet_hours(given: str) -> str:
    """Hours such as 22:00-07:00."""
    return _accepted(quiet.check_hours, given)


def query(given: str) -> str:
    """A filter in the query language of the topics."""
    return _accepted(topics_query.compile, given)


def _accepted(check: Callable[[str], object], given: str) -> str:
    """A value that its own module accepts."""
    try:
        check(given)
    except errors.Invalid as error:
        raise ValueError(str(error)) from None
    return given


def mail_address(given: str) -> str:
    """An address that any server can send mail to: ASCII before the @, IDNA after it."""
    plain = given.strip()
    if len(plain) <= LONGEST_PLAIN and _PLAIN_MAIL.fullmatch(plain):
        return plain
    import email_validator  # noqa: PLC0415 - its patterns take long to load, and hardly any address needs them

    try:
        found = email_validator.validate_email(
            plain, check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except email_validator.EmailNotValidError as error:
        raise ValueError(f"{hints.shown(given)} is not a mail address ({str(error).rstrip('.')})") from None
    return found.ascii_email or found.normalized


def digest_name(given: str) -> str:
    """A name that is also a folder below `digests/` and a word on the command line."""
    if not re.fullmatch(DIGEST_PATTERN, given):
        raise ValueError(
            f"{hints.shown(given)} cannot name a digest; use a-z, 0-9, - and _, beginning with a letter or digit"
        )
    return given
