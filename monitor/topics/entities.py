"""Which named things of the topic's gazetteer a text names."""

from __future__ import annotations

from monitor.model import Entity
from monitor.topics.matcher import Meaning
from monitor.topics.scan import Scan


def of(scan: Scan) -> tuple[Entity, ...]:
    """Entities named in the text, in the order title first, then by how often, then by name."""
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
