"""What was probably meant, and how a message shows a value."""

from __future__ import annotations

import difflib
from collections.abc import Sequence


def choice(given: str, possible: Sequence[str]) -> str:
    """What was probably meant, or else all possible values."""
    close = difflib.get_close_matches(given.lower(), possible, n=1, cutoff=0.55)
    return f'did you mean "{close[0]}"?' if close else f"possible: {', '.join(possible)}"


def shown(given: object) -> str:
    """A value as error messages show it: in quotes, shortened, on one line."""
    text = " ".join(str(given).split())
    return f'"{text[:77]}…"' if len(text) > 80 else f'"{text}"'
