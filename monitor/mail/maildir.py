"""Puts finished bytes into a Maildir on this machine, for people who read mail here and have no mail server.

A message always has the same name, so the same bytes handed over again are found and not stored twice.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from monitor import disk
from monitor.edition import Delivery, Message
from monitor.settings import Maildir

PARTS = ("tmp", "new", "cur")


@dataclass(frozen=True, slots=True)
class MaildirMailer:
    """One file per message: written elsewhere, then moved in complete."""

    way: Maildir

    async def send(self, message: Message) -> Delivery:
        """Store one message; every outcome is returned, none raised."""
        name = hashlib.sha256(f"{message.message_id}\0{message.recipient}".encode()).hexdigest()[:32] + ".news-monitor"
        try:
            _lay_down(self.way.folder, name, message.content)
        except OSError as error:
            return Delivery(outcome="retry", answer=f"{error.filename or self.way.folder}: {error.strerror}")
        return Delivery(outcome="sent", answer=f"in {self.way.folder}")


def _lay_down(folder: Path, name: str, content: bytes) -> None:
    """The complete file in `new`, unless it is there or has been read already. Raises OSError."""
    for part in PARTS:
        (folder / part).mkdir(parents=True, exist_ok=True)
    if (folder / "new" / name).exists() or any((folder / "cur").glob(f"{name}*")):
        return
    aside = folder / "tmp" / name
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / "new" / name)
    disk.flush(folder / "new")


def check(way: Maildir) -> str:
    """Why no message could be stored; empty if one could."""
    place = next((parent for parent in (way.folder, *way.folder.resolve().parents) if parent.exists()), Path("/"))
    return "" if os.access(place, os.W_OK) else f"{place} cannot be written"
