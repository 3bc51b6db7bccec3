"""Names as evidence: which names are central to a text, and whether another text has them at all.

Texts of one topic share its words, its subject and its usual partners. What separates two events of one day is the
names on no list: the town, the developer, the campus. Each part of a name is kept as a hash with a weight: how
prominent it is in the text, how rare in the news, and how common in the topic.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor import language
from monitor.model import Imprint
from monitor.text import fingerprint, open_names, vocabulary
from monitor.text.vocabulary import Kind
from monitor.topics.profile import Name, Profile

READ = 8_000  # characters
LEAD = 420  # characters that show what a text is about
HEADLINE, EARLY, REPEATED, ONCE = 3.0, 2.0, 1.0, 0.5  # prominence of a name by where it occurs
SUBJECT, LISTED = 0.15, 0.6  # how much a name proves if all texts of the topic have it, or some of them
HEAVIEST = 6  # names to look for in the other text
OWN = 2.4  # weight of an unlisted, rare name in a headline: it is what the text is about
FIRM = 1.2  # weight of a name in the first lines: a text on the same event would have it too
KEPT = 40
STEPS = 100  # weights are rounded to 1/STEPS
_PART = re.compile(r"[\s&-]+")
_SMALL = frozenset(language.words(lambda one: one.naming.joints))


class Shared(NamedTuple):
    """How far the names of two texts agree, each 0–1."""

    names: float  # cosine of the weights of their names
    covered: float  # share of one text's heaviest names that occur in the other, the larger of the two
    least: float  # the smaller of the two
    strangers: float  # 1 if no name from the beginning of either text occurs in the other


def weights(
    names: Iterable[open_names.Found], title: str, text: str, profiles: Sequence[Profile]
) -> tuple[tuple[int, float], ...]:
    """The hash and weight of each part of these names of a text, sorted by hash."""
    text = text[:READ]
    counts = Counter(_words(f"{title} {text}"))
    headline, early = set(_words(title)), set(_words(text[:LEAD]))
    found: dict[str, float] = {}
    for name in names:
        for part in parts(name.name):
            place = HEADLINE if part in headline else EARLY if part in early else REPEATED
            prominence = place if place > REPEATED or counts[part] > 1 else ONCE
            found[part] = prominence * _rarity(part) * _unusual(part, profiles)
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT]
    return tuple(sorted((fingerprint.short_key(part), round(weight * STEPS) / STEPS) for part, weight in best))


def held(title: str, text: str) -> tuple[int, ...]:
    """Hashes of all words of a text, ascending."""
    return tuple(sorted({fingerprint.short_key(word) for word in _words(f"{title} {text[:READ]}")}))


def parts(name: str) -> list[str]:
    """The words of a name, folded, without the genitive s."""
    words = _PART.split(fingerprint.folded(name))
    return [word.removesuffix("s") for word in words if len(word) > 1 and word not in _SMALL]


class Sides(NamedTuple):
    """The names of one text, ready to be compared."""

    weights: Mapping[int, float]
    length: float  # of the weights as a vector
    heaviest: tuple[tuple[int, float], ...]
    weight: float  # of these together
    own: tuple[int, ...]  # unlisted names in the headline
    firm: tuple[int, ...]  # names from the beginning: a text on the same event would have them too
    held: frozenset[int]  # all words of the text


def sides(imprint: Imprint) -> Sides:
    """The names of an imprint."""
    heaviest = sorted(imprint.named, key=lambda pair: (-pair[1], pair[0]))[:HEAVIEST]
    return Sides(
        weights=dict(imprint.named),
        length=math.sqrt(math.fsum(weight**2 for _, weight in imprint.named)),
        heaviest=tuple(heaviest),
        weight=sum([weight for _, weight in heaviest]),
        own=tuple(part for part, weight in imprint.named if weight >= OWN),
        firm=tuple(part for part, weight in imprint.named if weight >= FIRM),
        held=frozenset(imprint.held),
    )


def shared(mine: Sides, yours: Sides) -> Shared:
    """How far the names of two texts agree."""
    both = sorted(mine.weights.keys() & yours.weights.keys())
    product = sum([mine.weights[part] * yours.weights[part] for part in both])
    shares = (_covered(mine, yours.held), _covered(yours, mine.held))
    strangers = bool(mine.firm and yours.firm and yours.held.isdisjoint(mine.firm) and mine.held.isdisjoint(yours.firm))
    cosine = product / (mine.length * yours.length) if product else 0.0
    return Shared(cosine, max(shares), min(shares), float(strangers))


def are_rivals(mine: Sides, yours: Sides) -> bool:
    """Whether each headline has an unlisted name that the other text does not have at all."""
    return _is_apart(mine, yours) and _is_apart(yours, mine)


def is_one_apart(mine: Sides, yours: Sides) -> bool:
    """Whether one of the headlines has."""
    return _is_apart(mine, yours) or _is_apart(yours, mine)


def _is_apart(mine: Sides, yours: Sides) -> bool:
    return any(part not in yours.held for part in mine.own)


def _covered(names: Sides, held: Collection[int]) -> float:
    return sum([weight for part, weight in names.heaviest if part in held]) / names.weight if names.weight else 0.0


def _words(text: str) -> list[str]:
    return [fingerprint.folded(word).removesuffix("s") for word in fingerprint.words(text)]


def _rarity(part: str) -> float:
    return min(1.0, vocabulary.idf(vocabulary.term(Kind.NAME, part)) / vocabulary.UNKNOWN)


def _unusual(part: str, profiles: Sequence[Profile]) -> float:
    """How much a part of a name proves within the topics."""
    return min((_usual(profile).get(part, 1.0) for profile in profiles), default=1.0)


_USUAL: dict[str, Mapping[str, float]] = {}  # by fingerprint: profiles arrive pickled, each time a new object


def _usual(profile: Profile) -> Mapping[str, float]:
    """Part of a listed name → how much it proves."""
    if profile.fingerprint not in _USUAL:
        voices = {name.name: name for name in profile.entities}
        central = [*profile.subjects, *profile.emblems, *(voices[one] for one in profile.voices if one in voices)]
        found = dict.fromkeys(_parts_of(profile.entities), LISTED) | dict.fromkeys(_parts_of(central), SUBJECT)
        _USUAL[profile.fingerprint] = found
    return _USUAL[profile.fingerprint]


def _parts_of(names: Sequence[Name]) -> list[str]:
    return [part for name in names for written in (name.name, *name.aliases) for part in parts(written.strip("*"))]
