"""Edition → finished bytes, one message per reader: fixed when the edition is made and only relayed afterwards.

Built with the `compat32` policy on purpose: in Python 3.11.7, a text with an encoded word that is assigned to the newer
message class can inject headers (CVE-2024-6923). Here every text becomes its own `Header`, and the finished bytes are
read again: they may contain only the headers we meant.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email import charset, header, message_from_bytes, policy, utils
from email.generator import BytesGenerator
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO

from monitor.actions import signing
from monitor.digests.forms import links
from monitor.digests.frame import Frame
from monitor.edition import Digest, Edition, Issue, Message, RenderedEdition
from monitor.errors import MonitorError

NOWHERE = "news-monitor@localhost.invalid"  # sender of a file that is never sent
LONGEST_SUBJECT = 250
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
THREAD = re.compile(r"<[!-;=?-~]{1,200}@[!-;=?-~]{1,200}>")  # a Message-ID: printable ASCII between brackets
QUOTED = charset.Charset("utf-8")
QUOTED.body_encoding = charset.QP  # readable in the archive, lines of 76 characters, ASCII only

Headers = list[tuple[str, str]]


def messages(
    digest: Digest,
    edition: Edition,
    rendered: RenderedEdition,
    sender: str,
    thread: str,
    *,
    key: bytes = b"",
    reply_to: str = "",
    stop: str = "",
) -> tuple[Message, ...]:
    """One message per reader of the digest, if any; `thread` is the Message-ID that all messages refer to.

    The Message-IDs are signed with `key`, so that an answer shows which mail it is to. `reply_to`: where answers go.
    `stop`: the address that ends the mails when a mail's token follows it (RFC 8058); empty: there is none.
    """
    readers = dict.fromkeys(digest.to)
    return tuple(_message(digest, edition, rendered, sender, thread, reader, key, reply_to, stop) for reader in readers)


def answer(digest: Digest, sender: str, reader: str, text: str, *, to: str, name: str, at: datetime) -> Message:
    """A short mail in plain text that answers the mail `to` (a Message-ID) of a reader; `name` is its own one."""
    shown, address = _mailbox(sender)
    subject = Frame.of(digest).phrase("answer-subject", title=digest.title or digest.name)
    fields = [
        ("From", _named(shown, address)),
        ("Subject", _encoded(links.cut(subject, LONGEST_SUBJECT), used=len("Subject: "))),
        ("Date", utils.format_datetime(at)),
        ("Auto-Submitted", "auto-replied"),
        ("X-Auto-Response-Suppress", "All"),
        ("Content-Language", Frame(digest.language).language),
        ("To", _plain(reader)),
        ("Message-ID", name),
    ]
    fields += [("In-Reply-To", to), ("References", to)] if THREAD.fullmatch(to) else []
    body = MIMEText(text, "plain", QUOTED)  # type: ignore[arg-type]  # a Charset is taken as well as its name
    return Message(recipient=reader, sender=address, message_id=name, content=_flat(body, fields))


def named(digest: str, sign: str, sender: str, more: str = "") -> str:
    """A Message-ID with this signature; `more` tells mails apart that are signed alike."""
    return f"<{_slug(digest)}{more}.{sign}@{_mailbox(sender)[1].rpartition('@')[2]}>"


def unaddressed(issue: Issue) -> bytes:
    """An edition as a message to nobody, for the archive of a digest without readers."""
    fields = _fields(issue.digest, issue.forms.subject, NOWHERE, issue.composed_at)
    signed = signing.sign(b"", issue.digest, issue.name, "")
    fields += [("To", "undisclosed-recipients:;"), ("Message-ID", named(issue.digest, signed, NOWHERE))]
    return _bytes(fields, issue.forms, seed=f"{issue.digest} {issue.name}")


def _message(
    digest: Digest,
    edition: Edition,
    rendered: RenderedEdition,
    sender: str,
    thread: str,
    reader: str,
    key: bytes,
    reply_to: str,
    stop: str,
) -> Message:
    _, address = _mailbox(sender)
    signed = signing.sign(key, digest.name, f"{edition.number} {edition.name}", reader)
    message_id = named(digest.name, signed, sender)
    fields = _fields(digest.name, rendered.subject, sender, edition.composed_at, language=digest.language)
    fields += [("To", _plain(reader)), ("Message-ID", message_id)]
    token = f"{_slug(digest.name)}.{signed}"
    local, _, domain = (reply_to or address).rpartition("@")
    by_mail = f"<mailto:{local.removesuffix('+')}@{domain}?subject=unsubscribe%20{token}>"
    fields += [("List-Unsubscribe", f"<{stop}{token}>, {by_mail}" if stop else by_mail)]
    fields += [("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] if stop else []
    if reply_to:
        fields += [("Reply-To", f"{local}{token}@{domain}" if local.endswith("+") else reply_to)]
    if thread and THREAD.fullmatch(thread):
        fields += [("References", thread), ("In-Reply-To", thread)]
    content = _bytes(fields, rendered, seed=message_id)
    return Message(recipient=reader, sender=address, message_id=message_id, content=content)


def _fields(digest: str, subject: str, sender: str, at: datetime, language: str = "") -> Headers:
    """The headers that every edition has."""
    name, address = _mailbox(sender)
    fields = [
        ("From", _named(name, address)),
        ("Subject", _encoded(links.cut(subject, LONGEST_SUBJECT), used=len("Subject: "))),
        ("Date", utils.format_datetime(at)),
        ("List-Id", f"<{_slug(digest)}.news-monitor.{address.rpartition('@')[2]}>"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
    ]
    return [*fields, ("Content-Language", Frame(language).language)] if language else fields


def _bytes(fields: Headers, forms: RenderedEdition, *, seed: str) -> bytes:
    """The serialised message, checked: it contains the headers we meant and no others."""
    body = MIMEMultipart("alternative", boundary=f"=_{hashlib.sha256(seed.encode()).hexdigest()[:32]}")
    for text, kind in ((forms.text, "plain"), (forms.html, "html")):
        body.attach(MIMEText(text, kind, QUOTED))  # type: ignore[arg-type]  # a Charset is taken as well as its name
    return _flat(body, fields)


def _flat(body: MIMEMultipart | MIMEText, fields: Headers) -> bytes:
    """The bytes of a body with these headers, checked."""
    for name, value in fields:
        body[name] = value
    stream = BytesIO()
    BytesGenerator(stream, policy=policy.compat32.clone(linesep="\r\n"), mangle_from_=False).flatten(body)
    content = stream.getvalue()
    _check(content, [name for name, _ in fields])
    return content


def _check(content: bytes, names: list[str]) -> None:
    """Read the bytes as a mail program does: the headers must be exactly ours, the lines ASCII and short enough."""
    found = [name.casefold() for name in message_from_bytes(content, policy=policy.compat32).keys()]  # noqa: SIM118
    meant = ["content-type", "mime-version", *(name.casefold() for name in names)]
    meant += ["content-transfer-encoding"] if "content-transfer-encoding" in found else []
    if sorted(found) != sorted(meant):
        raise MonitorError(f"a message came out with other headers than meant: {sorted(set(found) ^ set(meant))}")
    if not content.isascii() or max(map(len, content.split(b"\r\n"))) > 998:
        raise MonitorError("a message came out with lines no mail server has to take")


def _encoded(text: str, used: int = 0) -> str:
    """A text for a header: plain ASCII as it is, anything else as encoded words of at most 75 characters."""
    if text.isascii() and "=?" not in text and len(text) < 900:
        return text if not used else str(header.Header(text, "us-ascii", header_name="x" * used).encode())
    return header.Header(text, "utf-8", maxlinelen=75, header_name="x" * used).encode(linesep="\n")


def _plain(text: str) -> str:
    """One line without control characters."""
    return links.cut(text, 320)


def address_of(sender: str) -> str:
    """The bare address of a sender."""
    return _mailbox(sender)[1]


def _mailbox(sender: str) -> tuple[str, str]:
    """Name and bare address of a sender in any notation: `Name <address>`, quoted or not, or just the address."""
    name, _, address = _plain(sender).rpartition("<")
    address = address.strip().removesuffix(">")
    name = name.strip().removeprefix('"').removesuffix('"').strip()
    return (name, address) if ADDRESS.fullmatch(address) else ("", NOWHERE)


def _named(name: str, address: str) -> str:
    """A mailbox for a header: plain names in quotes if needed, others as encoded words."""
    if name.isascii() and "=?" not in name:
        return utils.formataddr((name, address))
    return f"{_encoded(name)} <{address}>"


def _slug(name: str) -> str:
    """The name of a digest as part of a List-Id: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40] or "digest"
