"""Messages to systemd: READY=1, WATCHDOG=1, RELOADING=1, STOPPING=1 (sd_notify(3)); nothing if nobody listens."""

from __future__ import annotations

import contextlib
import os
import socket


def tell(state: str) -> None:
    """Send one state to the socket systemd names in NOTIFY_SOCKET."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
            wire.connect("\0" + address[1:] if address.startswith("@") else address)
            wire.send(state.encode())


def heartbeat_seconds() -> float:
    """How often systemd wants a sign of life, halved to be safe; 0: it does not watch."""
    return int(os.environ.get("WATCHDOG_USEC", "0") or "0") / 2_000_000
