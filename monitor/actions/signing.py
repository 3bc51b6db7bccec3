"""The signature in the name of a mail: an answer that refers to it shows that its sender has received it."""

from __future__ import annotations

import hashlib
import hmac

DIGITS = 24  # in base 16: 96 bits of HMAC-SHA-256


def sign(key: bytes, digest: str, edition: str, reader: str) -> str:
    """The signature of a mail of an edition (its number and name) to a reader."""
    text = f"{digest}\0{edition}\0{reader}".encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()[:DIGITS]


def matches(signed: str, key: bytes, digest: str, edition: str, reader: str) -> bool:
    """Whether a signature is right, in a time that tells nothing about it."""
    return hmac.compare_digest(signed, sign(key, digest, edition, reader))
