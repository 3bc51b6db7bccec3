"""What has been written stays written, even if the power fails the next moment."""

from __future__ import annotations

import os
from pathlib import Path


def flush(path: Path) -> None:
    """Sync a file to disk, or the names in a folder: only then is a renamed file safe. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
