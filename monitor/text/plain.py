"""A text in plain characters, letter for letter: positions in it are those in the original."""

from __future__ import annotations

import re

CAPITALS = "A-ZÀ-ÖØ-Þ"  # inside of a class of characters
ODD = re.compile("[\u00a0\u2007\u2009\u200a\u202f\t\u2010\u2011\u2019\u02bc]")
PLAIN = {"\u2010": "-", "\u2011": "-", "\u2019": "'", "\u02bc": "'"}  # the others become spaces
WEB_ADDRESS = r"https?://\S+|www\.\S+"
URL = re.compile(WEB_ADDRESS)
ADDRESS = re.compile(rf"{WEB_ADDRESS}|\b[\w.+-]{{1,64}}@[\w.-]{{1,255}}")  # slow, and mail addresses are rare


def plain(text: str) -> str:
    """The text with odd spaces, dashes and apostrophes made plain and addresses blanked; of the same length."""
    text = ODD.sub(lambda match: PLAIN.get(match[0], " "), text)
    if "@" in text or "//" in text or "www." in text:
        addresses = ADDRESS if "@" in text else URL
        text = addresses.sub(lambda match: " " * len(match[0]), text)
    return text


def lowered(text: str) -> str:
    """In lower case and of the same length, so that places agree."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
