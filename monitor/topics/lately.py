"""Names of recent reports: a headline that has one of them is worth its page, whatever else it says.

The day after "OpenAI campus at Iron Lake" a local paper writes "Board votes against Iron Lake water": nothing in that
says what the matter is, except the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from monitor import language
from monitor.model import Reading
from monitor.text import fingerprint, known_words, vocabulary
from monitor.text.vocabulary import Kind
from monitor.topics import chosen
from monitor.topics.kinds import OPEN_KIND

INHABITANTS = language.any_of(lambda known: known.naming.inhabitants)  # "Wendelsbrooker"
Names = Mapping[str, Iterable[str]]  # by topic: those its recent reports have in the headline, or more than once


def since(now: datetime) -> datetime:
    """How far back reports are recent; to the minute, so that all who ask in one get one answer."""
    return (now - chosen.LATELY).replace(second=0, microsecond=0)


def mentioned(names: Iterable[str], told: str) -> str:
    """The first of these names that a text has and that cannot mean much else; empty if there is none."""
    inside = (name for name in names if name in told and _is_telling(name))
    return next((name for name in inside if re.search(rf"(?<!\w){re.escape(name)}(?:{INHABITANTS})?(?!\w)", told)), "")


def of(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The names that these readings, if relevant, give to headlines that others have left open."""
    said = (one for reading in readings if reading.relevant for one in reading.entities)
    names = (one.name for one in said if one.kind == OPEN_KIND and (one.in_title or one.count > 1))
    return tuple(name for name in dict.fromkeys(names) if _is_telling(name))


@lru_cache(maxsize=5_000)
def _is_telling(name: str) -> bool:
    """Whether a name is rare in the news and, if it is a single word, no plain word of any language."""
    words = [word for word in name.split() if not word.islower()]
    if max((_rarity(word) for word in words), default=0.0) < chosen.TELLING:
        return False
    plain = any(known_words.is_word(name, one.code) for one in language.ALL)
    return len(words) > 1 or (len(name) >= chosen.LONG and not plain)


def _rarity(word: str) -> float:
    return vocabulary.idf(vocabulary.term(Kind.NAME, fingerprint.folded(word))) / vocabulary.UNKNOWN
