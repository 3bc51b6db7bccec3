"""The bytes of a mail → a letter: who wrote what to which of our mails, or that no person wrote it.

Read with the modern policy of `email`, which decodes what it can; whatever it raises on broken headers means that the
header is not there. Runs in a worker: these bytes are from anybody.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy, utils
from email.message import EmailMessage

from monitor import language
from monitor.replies import plain_html, quoting

LARGEST = 256 * 1024  # bytes of a mail that are read
PARTS = 50  # of a mail that are looked at
ID = re.compile(r"<([!-;=?-~]{1,250}@[!-;=?-~]{1,250})>")
ADDRESS = re.compile(r"[!-?A-~]{1,200}@[A-Za-z0-9.-]{1,200}")
BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)
ABSENT = tuple(word.casefold() for word in language.words(lambda known: known.answers.absent))
MACHINES = ("mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "bounce")
# Headers by which programs tell each other that no person wrote a mail
AUTOMATIC = ("x-autoreply", "x-autorespond", "x-auto-response", "list-id", "list-unsubscribe")
PRECEDENCE = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A mail of ours that came back."""

    mails: tuple[str, ...]  # Message-IDs
    status: str  # 5.1.1
    told: str  # what the other server said
    final: bool  # given up; otherwise it is only late


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as far as it matters."""

    mark: str  # a hash of its Message-ID: it is answered once
    sender: str  # the one address it is from, in lower case; empty: none, or several
    subject: str = ""
    refers: tuple[str, ...] = ()  # Message-IDs with brackets: the mail that is answered, then the newest of its thread
    addressed: tuple[str, ...] = ()  # to whom
    lines: tuple[str, ...] = ()  # the reader's own words
    automatic: str = ""  # by what one sees that no person wrote it
    verdicts: tuple[str, ...] = ()  # Authentication-Results, the topmost first
    message_id: str = ""
    bounce: Bounce | None = None


def read(content: bytes) -> Letter:
    """The letter in these bytes, of which only the first 256 kB count."""
    mail = message_from_bytes(content[:LARGEST], policy=policy.default)
    assert isinstance(mail, EmailMessage)
    message_id = next(iter(_ids(mail, "message-id")), "")
    mark = hashlib.sha256((message_id or content[:4096].hex()).encode()).hexdigest()[:40]
    bounce = _bounce(mail)
    automatic = _automatic(mail) or ("a report on delivery" if bounce else "")
    return Letter(
        mark=mark,
        sender=_sender(mail),
        subject=" ".join(_header(mail, "subject").split())[:300],
        refers=tuple(dict.fromkeys((*_ids(mail, "in-reply-to"), *reversed(_ids(mail, "references")))))[:20],
        addressed=_addresses(mail, "to", "cc", "delivered-to", "x-original-to"),
        lines=() if automatic else quoting.own_lines(_text(mail)),
        automatic=automatic,
        verdicts=tuple(_headers(mail, "authentication-results")),
        message_id=message_id,
        bounce=bounce,
    )


def _headers(mail: EmailMessage, name: str) -> Iterator[str]:
    """The headers of a name, unfolded; those that cannot be read are left out."""
    try:
        found = mail.get_all(name, [])
    except BROKEN:
        return
    for value in found[:50]:
        try:
            yield " ".join(str(value).split())
        except BROKEN:
            continue


def _header(mail: EmailMessage, name: str) -> str:
    return next(_headers(mail, name), "")


def _ids(mail: EmailMessage, name: str) -> list[str]:
    return [f"<{found}>" for value in _headers(mail, name) for found in ID.findall(value)]


def _addresses(mail: EmailMessage, *names: str) -> tuple[str, ...]:
    values = [value for name in names for value in _headers(mail, name)]
    found = (address.casefold() for _, address in utils.getaddresses(values) if ADDRESS.fullmatch(address))
    return tuple(dict.fromkeys(found))[:50]


def _sender(mail: EmailMessage) -> str:
    """The one address in the one From; anything else is nobody's."""
    values = list(_headers(mail, "from"))
    found = _addresses(mail, "from")
    many = sum(value.count("@") for value in values) > 1 and len(utils.getaddresses(values)) > 1
    return found[0] if len(values) == 1 and len(found) == 1 and not many else ""


def _automatic(mail: EmailMessage) -> str:
    """By what one sees that no person wrote it; empty if nothing says so."""
    submitted = _header(mail, "auto-submitted").partition(";")[0].strip().casefold()
    sender = _header(mail, "from").casefold()
    signs = {
        "Auto-Submitted": submitted not in {"", "no"},
        "Precedence": _header(mail, "precedence").casefold() in PRECEDENCE,
        "Return-Path": _header(mail, "return-path").strip() == "<>",
        "From": any(name in sender for name in MACHINES),
        "Subject": _header(mail, "subject").casefold().lstrip("[(*").startswith(ABSENT),
        "Content-Type": mail.get_content_type() in {"multipart/report", "text/calendar"} or _is_invitation(mail),
    }
    signs |= {name: any(True for _ in _headers(mail, name)) for name in AUTOMATIC}
    return next((name for name, holds in signs.items() if holds), "")


def _is_invitation(mail: EmailMessage) -> bool:
    """Whether a calendar wrote it: an invitation, or the answer to one."""
    return any(part.get_content_type() == "text/calendar" and part.get_param("method") for part in _parts(mail))


def _parts(mail: EmailMessage) -> Iterator[EmailMessage]:
    for count, part in enumerate(mail.walk()):
        if count >= PARTS:
            return
        if isinstance(part, EmailMessage):
            yield part


def _text(mail: EmailMessage) -> str:
    """The plain text, or that of the HTML where there is no other or only one long line; attachments do not count."""
    texts: dict[str, str] = {}
    for part in _shown(mail):
        kind = part.get_content_type()
        if kind in {"text/plain", "text/html"} and not texts.get(kind, "").strip():
            texts[kind] = _content(part)
    plain, html = texts.get("text/plain", ""), texts.get("text/html", "")
    return plain_html.text(html) if not plain.strip() or (html.strip() and quoting.is_run_together(plain)) else plain


def _shown(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The parts a mail program shows as the mail itself: nothing attached, and nothing inside an attached mail."""
    waiting, seen = [mail], 0
    while waiting and seen < PARTS:
        part, seen = waiting.pop(0), seen + 1
        if part.get_content_maintype() == "multipart":
            waiting = [one for one in part.iter_parts() if isinstance(one, EmailMessage)] + waiting
        elif part.get_content_disposition() != "attachment":
            yield part


def _content(part: EmailMessage) -> str:
    try:
        found = part.get_content()
        return found if isinstance(found, str) else ""
    except BROKEN:  # an unknown character set, a broken encoding
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _bounce(mail: EmailMessage) -> Bounce | None:
    """What a report on delivery says of mails of ours; None for any other mail."""
    if mail.get_content_type() != "multipart/report":
        return None
    names = ("status", "action", "diagnostic-code")
    said = dict.fromkeys(names, "")
    mails: list[str] = []
    for part in (part for part in _parts(mail) if part is not mail):
        text = "" if part.is_multipart() else str(part.get_payload())[:LARGEST]
        said |= {name: said[name] or _header(part, name) for name in names}
        mails += _ids(part, "message-id")
        mails += [f"<{found}>" for found in ID.findall(_line(text, "message-id"))]
    told = " ".join(said["diagnostic-code"].split())[:200]
    action = said["action"].casefold()
    return Bounce(
        mails=tuple(dict.fromkeys(mails))[:5], status=said["status"][:20], told=told, final=action == "failed"
    )


def _line(text: str, name: str) -> str:
    """The value of a header inside a text."""
    found = re.search(rf"(?im)^{re.escape(name)}:[ \t]*(.{{0,400}}(?:\n[ \t].{{0,400}})*)", text)
    return found[1] if found else ""
