"""Paths as a person writes them."""

from __future__ import annotations

import os
from pathlib import Path


def expanded(text: str) -> Path:
    """A path with ~ expanded; unchanged for a user without a home, such as that of a service."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  # the method of Path raises for such a user
