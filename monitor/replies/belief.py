"""Whether a letter is believed: it answers a mail of ours whose name only its readers know, and is from one of them.

The Message-ID of a mail holds a signature over digest, edition and reader. An answer names it in its headers, in the
address it goes to, or in the subject of a mail that unsubscribes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from monitor.actions import signing
from monitor.replies.box import Sent
from monitor.replies.letters import Letter

VALID = timedelta(days=90)
TOKEN = re.compile(rf"(?P<slug>[a-z0-9-]{{1,40}})\.(?P<sign>[0-9a-f]{{{signing.DIGITS}}})")
UNSUBSCRIBING = re.compile(rf"(?i)\bunsubscribe {TOKEN.pattern}")
PASSED = re.compile(r"(?i)\bdmarc\s*=\s*pass\b")
SIGNED = re.compile(r"(?i)\b(?:dkim|spf)\s*=\s*pass\b[^;]*?(?:header\.(?:d|i|from)|smtp\.mailfrom)\s*=\s*([^;\s]+)")


def names(letter: Letter, sender: str) -> tuple[str, ...]:
    """The Message-IDs of our mails that a letter may answer; `sender` is the address our mails come from."""
    local, _, domain = sender.casefold().rpartition("@")
    found = [id for id in letter.refers if id.casefold().endswith(f"@{domain}>")]
    for address in letter.addressed:
        name, _, host = address.rpartition("@")
        token = TOKEN.fullmatch(name.removeprefix(f"{local}+")) if host == domain else None
        found += [f"<{token[0]}@{domain}>"] if token else []
    if unsubscribing := UNSUBSCRIBING.search(letter.subject):
        found.append(f"<{unsubscribing['slug']}.{unsubscribing['sign']}@{domain}>")
    return tuple(dict.fromkeys(found))[:20]


def doubt(letter: Letter, sent: Sent, readers: Collection[str], key: bytes, server: str, now: datetime) -> str:
    """Why a letter is not believed; empty: it is. `server` is the one whose Authentication-Results count, if any."""
    token = TOKEN.match(sent.message_id.removeprefix("<"))
    if token is None or not signing.matches(token["sign"], key, sent.digest, sent.signed, sent.reader):
        return "the signature is wrong"
    if now - sent.at > VALID:
        return "the edition is too old"
    if letter.sender not in {reader.casefold() for reader in readers}:
        return "the sender is no reader of the digest"
    return "the mail server does not vouch for the sender" if server and not _vouched(letter, server) else ""


def _vouched(letter: Letter, server: str) -> bool:
    """Whether that server found the sender to be who it says: by DMARC, or by a signature of the sender's own domain.

    Others may write such headers too, so that only the topmost one of that server counts.
    """
    domain = letter.sender.rpartition("@")[2]
    for verdict in letter.verdicts:
        name, _, results = verdict.partition(";")
        if name.split()[:1] == [server]:
            given = re.sub(r"\([^()]*\)", " ", results)
            signers = (found.rpartition("@")[2].casefold().strip('"') for found in SIGNED.findall(given))
            return bool(PASSED.search(given)) or any(_is_within(domain, signer) for signer in signers)
    return False


def _is_within(domain: str, signer: str) -> bool:
    return bool(signer) and (domain == signer or domain.endswith(f".{signer}")) and "." in signer
