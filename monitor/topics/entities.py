"""Which entities a text names: those in the topic's gazetteer, and others that the text itself shows to be names."""

from __future__ import annotations

from itertools import islice

from monitor import language
from monitor.model import Entity
from monitor.text import boilerplate, fingerprint, open_names
from monitor.topics import chosen, kinds
from monitor.topics.matcher import Meaning
from monitor.topics.scan import Scan


def of(scan: Scan) -> tuple[Entity, ...]:
    """Entities named in the text: those of the title first, then by count, then by name."""
    counts: dict[Meaning, int] = {}
    titled: set[str] = set()
    for index, sentence in enumerate(scan.sentences):
        for hit in sentence.names:
            key = hit.meaning._replace(role="")
            counts[key] = counts.get(key, 0) + 1
            if index == 0:
                titled.add(hit.meaning.id)
    found = (
        Entity(name=named.id, kind=named.kind, count=count, in_title=named.id in titled, may=named.may)
        for named, count in counts.items()
    )
    return tuple(sorted(found, key=lambda entity: (not entity.in_title, -entity.count, entity.name)))


def open_ones(scan: Scan, title: str, text: str, code: str) -> tuple[Entity, ...]:
    """Names that are on no list, those of the headline first; parts of listed names are left out."""
    hits = (hit for sentence in scan.sentences for hit in sentence.names)
    listed = {word for hit in hits for word in _words(scan.text[hit.start : hit.end])}
    names = open_names.of(title, boilerplate.unheaded(title, text)[: chosen.READ], language.of(code))
    found = (one for one in names if not set(_words(one.name)) <= listed)
    may = kinds.by_default(kinds.OPEN_KIND)
    return tuple(
        Entity(name=one.name, kind=kinds.OPEN_KIND, count=one.times, in_title=one.in_title, may=may)
        for one in islice(found, chosen.MOST_OPEN)
    )


def _words(name: str) -> list[str]:
    """The words of a name, folded; a genitive s does not count."""
    return [fingerprint.folded(word).removesuffix("s") for word in fingerprint.words(name)]
