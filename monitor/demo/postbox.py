"""The mail server of the demo: accepts messages over real SMTP and keeps them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


@dataclass  # without slots: aiosmtpd reads every attribute, and Python 3.11.2 fails at a slot for weak references
class Postbox:
    """The received messages, in order."""

    url: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep one message for each recipient."""
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        self.letters.append(BytesParser(EmailMessage, policy=default).parsebytes(content))
        self.recipients.extend(str(recipient) for recipient in envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def listen() -> Iterator[Postbox]:
    """A mail server that runs as long as the block; `url` is its address for MONITOR_SMTP_URL."""
    box = Postbox()
    port = _free_port()
    controller = Controller(box, hostname=HOST, port=port)
    controller.start()
    box.url = f"smtp://{HOST}:{port}"
    try:
        yield box
    finally:
        controller.stop()


def _free_port() -> int:
    """An unused port; aiosmtpd cannot be started on port 0."""
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])
