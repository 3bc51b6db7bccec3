"""Times as the database stores them: UTC text of one width, so that sorting the text sorts the times."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """`2026-11-22 06:00:00.000000`. Raises ValueError for a naive time, which could mean any zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def from_text(text: str) -> datetime:
    """The aware UTC time written by `to_text`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
