"""Edition → finished bytes for each channel of its digest: fixed when the edition is made, like its mails."""

from __future__ import annotations

import hashlib

from monitor.edition import Digest, Edition, Message, RenderedEdition


def messages(digest: Digest, edition: Edition, rendered: RenderedEdition) -> tuple[Message, ...]:
    """One message per channel: the edition's JSON, under an id that is always the same for this edition and channel."""
    return tuple(
        Message(
            recipient=channel,
            sender="",
            message_id=_id(f"{digest.name}\0{edition.number} {edition.name}\0{channel}"),
            content=rendered.json.encode(),
        )
        for channel in digest.channels
    )


def _id(key: str) -> str:
    return f"msg_{hashlib.sha256(key.encode()).hexdigest()[:24]}"
