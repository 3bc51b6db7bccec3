"""What comes along for a start: a list of feeds and templates; in the wheel, or in the checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
PACKED = PACKAGE / "defaults"  # in a wheel
CHECKOUT = PACKAGE.parent


def path(name: str) -> Path:
    """Where `feeds.yaml` or `digests` lies."""
    packed = PACKED / name
    return packed if packed.exists() else CHECKOUT / name
