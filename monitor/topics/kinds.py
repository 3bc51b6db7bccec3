"""What names of a kind may do.

A topic file names its kinds freely and says what each may do; no other code knows a kind by name. What a kind may do is
stored with every entity (`Entity.may`). Entities stored by earlier versions lack it: for those the default of their
kind counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from monitor.model import Entity

SUBJECT_KIND, EMBLEM_KIND = "subject", "project"  # kinds of the names below `subjects` and `emblems`
OPEN_KIND = "open-name"  # of names that are on no list


class May(StrEnum):
    """One thing that names of a kind may do or be."""

    SUBJECT = "subject"  # who the topic is about
    EMBLEM = "emblem"  # a project of the subject: stands for it
    PARTY = "party"  # the other side of an event, or its object
    OWNS_FIGURES = "owns_figures"  # a figure can be its own
    PICTURED = "pictured"  # gets a bar in the mail
    RIVAL = "rival"  # takes the subject's place when a sentence names it instead
    SITE = "site"  # somewhere that can be the subject's own
    PLACE = "place"  # where something is: too vague to tell two events apart
    COMMON = "common"  # named by all texts of the topic, like a product: does not tell events apart
    OPEN = "open"  # found in a text but on no list: what it is, is unknown


_OWNER = (May.PARTY, May.OWNS_FIGURES)
# What a kind may do if the topic file does not say
DEFAULTS: Mapping[str, tuple[May, ...]] = MappingProxyType(
    {
        SUBJECT_KIND: (May.SUBJECT,),
        EMBLEM_KIND: (*_OWNER, May.EMBLEM),
        "partner": (*_OWNER, May.PICTURED),
        "cloud": _OWNER,
        "company": (*_OWNER, May.RIVAL),
        "site": (*_OWNER, May.SITE),
        "chip": _OWNER,
        "place": (May.PLACE,),
        "person": (),
        "product": (May.COMMON,),
        OPEN_KIND: (May.OPEN,),
    }
)


def by_default(kind: str) -> tuple[May, ...]:
    """What a kind may do if the topic file does not say; one not in the table can be a party and own figures."""
    return DEFAULTS.get(kind, _OWNER)


def declared(
    said: Mapping[str, Sequence[May]], actors: Collection[str] | None, rivals: Collection[str] | None
) -> Mapping[str, tuple[str, ...]]:
    """What each kind may do according to a topic file, in alphabetical order.

    `actors` and `rivals` are the older form, from before there was `kinds`; None if the file has no such line.
    """
    found = {kind: set(by_default(kind)) for kind in {*DEFAULTS, *said, *(actors or ()), *(rivals or ())}}
    found |= {kind: set(may) for kind, may in said.items()}
    for kind in actors or ():
        found[kind] |= set(_OWNER)
    for kind, may in found.items():
        if rivals is not None and kind in rivals:
            may.add(May.RIVAL)
        elif rivals is not None and kind not in said:
            may.discard(May.RIVAL)
    return {kind: tuple(sorted(may)) for kind, may in found.items()}


def may(entity: Entity) -> Collection[str]:
    """What an entity may do."""
    return by_default(entity.kind) if entity.may is None else entity.may


def is_subject(entity: Entity) -> bool:
    """Whether it is who the topic is about."""
    return May.SUBJECT in may(entity)


def is_party(entity: Entity) -> bool:
    """Whether it can be the other side of an event, or its object."""
    return May.PARTY in may(entity)


def is_everywhere(entity: Entity) -> bool:
    """Whether all texts of the topic name it, so that it does not tell events apart."""
    return bool({May.SUBJECT, May.COMMON} & set(may(entity)))


def is_news(entity: Entity) -> bool:
    """Whether its first mention is worth a line."""
    return makes_news(may(entity))


def makes_news(may: Collection[str]) -> bool:
    """The same for what a kind may do: a party other than the subject's rivals and its own projects."""
    return May.PARTY in may and May.RIVAL not in may and May.EMBLEM not in may


def heads_event(entity: Entity) -> bool:
    """Whether its name in a headline identifies the event: a listed name, neither the subject's nor a place's."""
    return not {May.SUBJECT, May.PLACE, May.OPEN} & set(may(entity))


def is_open(entity: Entity) -> bool:
    """Whether it is on no list."""
    return May.OPEN in may(entity)


def goes_with_others(entity: Entity) -> bool:
    """Whether headlines of one event may name it or a name of another kind: the builder, or the site."""
    return May.PARTY in may(entity) and May.RIVAL not in may(entity)


def loners(entities: Iterable[Entity]) -> frozenset[str]:
    """The kinds among these that never share an event with names of other kinds."""
    return frozenset(entity.kind for entity in entities if not goes_with_others(entity))


def loners_by_default(kinds: Iterable[str]) -> frozenset[str]:
    """The same if only the names of the kinds are known (imprints of earlier versions)."""
    return frozenset(kind for kind in kinds if May.PARTY not in by_default(kind) or May.RIVAL in by_default(kind))
