"""A text in plain characters, one for one: positions in it are those in the original."""

from __future__ import annotations

import re
from typing import NamedTuple

CAPITALS = "A-ZÀ-ÖØ-Þ"  # for a character class
ODD = re.compile("[\u00a0\u2007\u2009\u200a\u202f\t\u2010\u2011\u2019\u02bc]")
PLAIN = {"\u2010": "-", "\u2011": "-", "\u2019": "'", "\u02bc": "'"}  # the others become spaces
WEB_ADDRESS = r"https?://\S+|www\.\S+"
URL = re.compile(WEB_ADDRESS)
ADDRESS = re.compile(rf"{WEB_ADDRESS}|\b[\w.+-]{{1,64}}@[\w.-]{{1,255}}")  # slow, and mail addresses are rare


class Plain(NamedTuple):
    """A text in plain characters, ready to be searched."""

    text: str
    low: str  # in lower case, of the same length


def of(text: str) -> Plain:
    """The text with plain spaces, dashes and apostrophes and with addresses blanked; its length stays the same."""
    text = ODD.sub(lambda match: PLAIN.get(match[0], " "), text)
    if "@" in text or "//" in text or "www." in text:
        addresses = ADDRESS if "@" in text else URL
        text = addresses.sub(lambda match: " " * len(match[0]), text)
    return Plain(text, lowered(text))


def lowered(text: str) -> str:
    """The text in lower case, of the same length, so that positions stay valid."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
