"""Hands finished bytes to a mail server and interprets its answer. The only module that uses the SMTP client.

This only decides what an answer means. Until the message itself is on its way all trouble is harmless and means "try
again"; if no answer comes after the final dot, nobody can know: "uncertain" (RFC 1047). A refused name, password or
certificate is a fault of the configuration, never of the message, so the message is tried again as well.
"""

from __future__ import annotations

import asyncio
import base64
import re
import socket
import ssl
from dataclasses import dataclass
from typing import Literal

import aiosmtplib

from monitor import failpoints
from monitor.edition import Delivery, Message
from monitor.settings import Smtp

Outcome = Literal["sent", "retry", "uncertain", "dead"]

LINE_END = re.compile(rb"\r\n|\r|\n")
LEADING_DOT = re.compile(rb"(?m)^\.")
OURS = frozenset({530, 534, 535, 538})  # log in first, encrypt first, wrong password: not the message's fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long we wait, in seconds. Together they must stay below the lease of the outbox (15 minutes).

    A wait cut short before the message is sent costs nothing. We wait for the answer to the final dot as long as RFC
    5321 §4.5.3.2.6 requires, because a time-out there means the message may arrive twice.
    """

    reach: float = 240.0  # connect, encrypt, log in, MAIL, RCPT and DATA together
    answer: float = 600.0  # to the final dot


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """One connection per message; the bytes of the outbox are sent unchanged."""

    smtp: Smtp
    patience: Patience

    async def send(self, message: Message) -> Delivery:
        """Hand one message to the mail server; every outcome is returned, none raised."""
        failpoints.hit("mail.before")
        client = _client(self.smtp, self.patience)
        try:
            async with asyncio.timeout(self.patience.reach):
                await client.connect()
                refusal = await _announce(client, message)
            return refusal or await self._transmit(client, message)
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            return Delivery(outcome=_outcome(error), answer=_explained(self.smtp, error))
        finally:
            client.close()

    async def _transmit(self, client: aiosmtplib.SMTP, message: Message) -> Delivery:
        """Send the message itself and wait for the verdict."""
        failpoints.hit("mail.data")
        protocol = client.protocol
        if protocol is None or not protocol.is_connected:
            return Delivery(outcome="retry", answer="the connection was lost before the message was sent")
        try:
            protocol.write(on_the_wire(message.content))
            failpoints.hit("mail.dot")
            response = await protocol.read_response(timeout=self.patience.answer)
        except (aiosmtplib.SMTPException, OSError) as error:
            return Delivery(outcome="uncertain", answer=f"no answer to the message: {_explained(self.smtp, error)}")
        if 200 <= response.code < 300:
            failpoints.hit("mail.accepted")
        if protocol.is_connected:
            protocol.write(b"QUIT\r\n")  # waiting for the goodbye gains nothing
        answer = _line(self.smtp, f"{response.code} {response.message}")
        return Delivery(outcome=_meaning(response.code, otherwise="uncertain"), answer=answer)


def open_mailer(smtp: Smtp, *, patience: Patience = Patience()) -> SmtpMailer:
    """The mailer of a mail server; it connects when there is something to send."""
    return SmtpMailer(smtp, patience)


async def check(smtp: Smtp, *, patience: Patience = Patience(reach=20.0)) -> str:
    """Connect, encrypt and log in: what would keep us from sending, in one line; empty if nothing."""
    client = _client(smtp, patience)
    try:
        async with asyncio.timeout(patience.reach):
            await client.connect()
            await client.noop()
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        return _explained(smtp, error)
    finally:
        client.close()
    return ""


def on_the_wire(content: bytes) -> bytes:
    """A message as DATA carries it: CRLF at line ends, dots at their start doubled, closed by a dot of its own."""
    lines = LINE_END.sub(b"\r\n", content)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return LEADING_DOT.sub(b"..", lines) + b".\r\n"


def _client(smtp: Smtp, patience: Patience) -> aiosmtplib.SMTP:
    """A client that has not connected yet. STARTTLS is required when configured, never merely tried."""
    return aiosmtplib.SMTP(
        hostname=smtp.host,
        port=smtp.port,
        username=smtp.user or None,
        password=smtp.password if smtp.user else None,
        local_hostname=_own_name(),
        timeout=patience.reach,
        use_tls=smtp.security == "tls",
        start_tls=smtp.security == "starttls",
        validate_certs=True,
    )


async def _announce(client: aiosmtplib.SMTP, message: Message) -> Delivery | None:
    """MAIL, RCPT and DATA up to the server's go-ahead; a Delivery when there is none."""
    if client.is_ehlo_or_helo_needed:
        await client.ehlo()
    size = len(LINE_END.sub(b"\r\n", message.content))
    limit = client.esmtp_extensions.get("size", "")
    if limit.isdigit() and 0 < int(limit) < size:
        return Delivery(outcome="dead", answer=f"the message has {size} bytes, the server accepts at most {limit}")
    options = [f"SIZE={size}"] if client.supports_extension("size") else []
    if not message.content.isascii() and client.supports_extension("8bitmime"):
        options.append("BODY=8BITMIME")
    await client.mail(message.sender, options=options)
    await client.rcpt(message.recipient)
    response = await client.execute_command(b"DATA")
    if response.code != aiosmtplib.SMTPStatus.start_input:
        raise aiosmtplib.SMTPDataError(response.code, response.message)
    return None


def _outcome(error: Exception) -> Outcome:
    """What an error before the message was sent means for it."""
    if isinstance(error, aiosmtplib.SMTPSenderRefused | aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError):
        return _meaning(error.code, otherwise="retry")
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        return "dead"  # an address no command can carry
    return "retry"


def _meaning(code: int, *, otherwise: Outcome) -> Outcome:
    """The server's code → what it means for the message."""
    if code in OURS:
        return "retry"
    outcomes: dict[int, Outcome] = {2: "sent", 4: "retry", 5: "dead"}
    return outcomes.get(code // 100, otherwise)


def _explained(smtp: Smtp, error: Exception) -> str:
    """An error in one line a person can act on."""
    server = f"{smtp.host}:{smtp.port}"
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        hint = "user or password refused; see MONITOR_SMTP_URL and MONITOR_SMTP_PASSWORD"
        return _line(smtp, f"{error.code} {error.message} ({server}: {hint})")
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _line(smtp, f"{error.code} {error.message}")
    cause = error.__cause__ if isinstance(error, aiosmtplib.SMTPConnectError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _line(smtp, f"{server}: the certificate is not trusted: {cause.verify_message}")
    if isinstance(error, TimeoutError):
        return f"{server}: no answer in time"
    if isinstance(error, aiosmtplib.SMTPException) and "STARTTLS" in error.message:
        return f"{server}: the server does not offer STARTTLS; nothing was sent unencrypted"
    reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else error
    return _line(smtp, f"{server}: {reason}")


def _line(smtp: Smtp, text: str) -> str:
    """One printable line without the password, in whatever form a server echoes it; at most 500 characters."""
    if smtp.password:
        plain = base64.b64encode(f"\0{smtp.user}\0{smtp.password}".encode()).decode()
        for secret in (smtp.password, plain, base64.b64encode(smtp.password.encode()).decode()):
            text = text.replace(secret, "***")
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:500]


def _own_name() -> str:
    """Our name in EHLO: a full one, or the address literal RFC 5321 §4.1.3 has for machines without."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
