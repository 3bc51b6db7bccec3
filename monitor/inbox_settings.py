"""The part of the environment that is about readers' answers: the mailbox, and who vouches for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from monitor import mail_settings
from monitor.mail_settings import Security

IMAP_PORTS: dict[str, tuple[Security, int]] = {
    "imaps": ("tls", 993),
    "imap+starttls": ("starttls", 143),
    "imap": ("none", 143),
}
IMAP_FORMS = "imaps://user@host:993/INBOX or imap+starttls://user@host:143"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imap:
    """The mailbox that answers to editions arrive in."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    reply_to: str = ""  # where answers go; empty: to the sender of the mails
    trusted: str = ""  # the server whose Authentication-Results count; empty: none has to vouch


def imap(given: Mapping[str, str]) -> dict[str, object]:
    """The mailbox of MONITOR_IMAP_URL, if there is one. Raises ValueError."""
    url = given.get("MONITOR_IMAP_URL", "")
    if not url:
        return {}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"not a mailbox; write {IMAP_FORMS}") from None
    if parts.scheme not in IMAP_PORTS or not parts.hostname or not parts.username or parts.query:
        raise ValueError(f"not a mailbox; write {IMAP_FORMS}")
    security, usual = IMAP_PORTS[parts.scheme]
    secret = mail_settings.read_password("MONITOR_IMAP_PASSWORD", parts, given)
    if security == "none" and not mail_settings.is_this_machine(parts.hostname):
        raise ValueError("imap:// would send the password in the clear; use imaps:// or imap+starttls://")
    reply_to = given.get("MONITOR_REPLY_TO", "")
    if reply_to and not re.fullmatch(r"[!-;=?A-~]+@[A-Za-z0-9.-]+", reply_to):
        raise ValueError("MONITOR_REPLY_TO: not an address; write for example news+@example.org")
    found = Imap(
        host=parts.hostname,
        port=port or usual,
        security=security,
        user=unquote(parts.username),
        password=secret,
        folder=unquote(parts.path.strip("/")) or "INBOX",
        reply_to=reply_to,
        trusted=given.get("MONITOR_AUTH_SERVER", ""),
    )
    return {"imap": found}
