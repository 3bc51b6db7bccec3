"""The part of the environment that is about mail: the server, our login there, the sender."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from monitor import paths
from monitor.errors import Invalid

Security = Literal["tls", "starttls", "none"]

PORTS: dict[str, tuple[Security, int]] = {
    "smtps": ("tls", 465),
    "smtp+starttls": ("starttls", 587),
    "smtp": ("none", 25),
}
SMTP_FORMS = "smtps://user@host:465, smtp+starttls://user@host:587, smtp://localhost:25 or maildir:///home/me/Maildir"


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """The mail server: how its connection is protected, and our login there."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maildir:
    """A mail folder on this machine."""

    folder: Path


def smtp(given: Mapping[str, str]) -> dict[str, object]:
    """How mail leaves. Raises Invalid or ValueError, as all makers of settings do."""
    url = given.get("MONITOR_SMTP_URL", "")
    if not url:
        return {}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"not a mail server's address; write {SMTP_FORMS}") from None
    if parts.scheme == "maildir" and parts.path.strip("/") and not parts.netloc:
        return {"smtp": Maildir(folder=Path(unquote(parts.path)))}
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(f"not a mail server's address; write {SMTP_FORMS}")
    security, usual = PORTS[parts.scheme]
    user, password = unquote(parts.username or ""), read_password("MONITOR_SMTP_PASSWORD", parts, given)
    if password and not user:
        raise ValueError(f"a password is set, but no user; write the user before the @, e.g. {SMTP_FORMS}")
    if password and security == "none" and not is_this_machine(parts.hostname):
        raise ValueError("smtp:// would send the password in the clear; use smtps:// or smtp+starttls://")
    return {"smtp": Smtp(host=parts.hostname, port=port or usual, security=security, user=user, password=password)}


def read_password(name: str, parts: SplitResult, given: Mapping[str, str]) -> str:
    """From one place only: with two different ones a refused login would be hard to explain."""
    inline, direct = unquote(parts.password or ""), given.get(name, "")
    file = given.get(f"{name}_FILE", "")
    if sum(map(bool, (inline, direct, file))) > 1:
        raise ValueError(f"the password is given twice; keep one of {name} and {name}_FILE")
    if not file:
        return inline or direct
    return password_in(file, f"{name}_FILE")


def password_in(file: str, name: str) -> str:
    """The password in a file, which a variable of this name says. Raises Invalid."""
    try:
        password = paths.expanded(file).read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise Invalid(f"cannot read {file}: {reason}", where=name) from None
    if not password:
        raise Invalid(f"{file} is empty; write the password into it", where=name)
    return password


def sender(given: Mapping[str, str]) -> dict[str, object]:
    """From of the mails; without one a user that is an address, because servers refuse foreign senders."""
    text = given.get("MONITOR_MAIL_FROM", "")
    if not text and given.get("MONITOR_SMTP_URL"):
        text = _user(given["MONITOR_SMTP_URL"])
        if "@" not in text:
            raise ValueError("is not set, but mails need a sender; write for example News <news@example.org>")
    if not text:
        return {}
    found = re.fullmatch(r"(?P<name>[^<>\x00-\x1f\x7f]*)<(?P<address>[^<>]+)>", text)
    address = found["address"] if found else text
    if not re.fullmatch(r"[!-;=?-~]+@[A-Za-z0-9.-]+", address) or address.count("@") != 1:
        raise ValueError("not a sender; write news@example.org or News <news@example.org>")
    return {"mail_from": text}


def _user(url: str) -> str:
    try:
        return unquote(urlsplit(url).username or "")
    except ValueError:
        return ""


def is_this_machine(host: str) -> bool:
    """Whether it is an address on loopback."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
