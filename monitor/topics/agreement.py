"""Whether the parts of a topic file agree with each other, and whether its words can match anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from monitor.errors import Invalid
from monitor.topics import kinds, query
from monitor.yaml import hints

if TYPE_CHECKING:
    from monitor.topics.profile_file import Content, Words

Place = tuple[str | int, ...]
Told = tuple[Place, str]
ANY = "any"
LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z0-9]+)?")
ENOUGH = 0.5  # the weight some aspect must have: of lighter words no number makes a text relevant
SHORT = 2  # letters of a name that mean something only as capitals


def mistakes(content: Content) -> Iterator[Told]:
    """Every disagreement, with the place it is told at."""
    yield from _names(content)
    yield from _voices(content)
    yield from _kinds(content)
    yield from _words(content)
    yield from _aspects(content)
    yield from _swallowed(content)
    yield from _hints(content)


def _written(content: Content) -> Iterator[tuple[Place, str, list[str]]]:
    """Every name with its place and its written forms."""
    groups: dict[Place, Mapping[str, list[str]]] = {("subjects",): content.subjects, ("emblems",): content.emblems}
    groups |= {("entities", kind): names for kind, names in content.entities.items()}
    for place, names in groups.items():
        for name, aliases in names.items():
            yield (*place, name), name, aliases or [name]


def _names(content: Content) -> Iterator[Told]:
    """One written form belongs to one name, one name to one kind."""
    owners: dict[str, Place] = {}
    for place, name, aliases in _written(content):
        for alias in aliases:
            yield from ((place, text) for text in _stars(name, alias))
            if len(alias.strip("*")) <= SHORT and alias.islower():
                yield (
                    place,
                    f"{name}: {hints.shown(alias)} is found in many other words; write it with capitals",
                )
            first = owners.setdefault(alias, place)
            if first != place:
                yield place, f"{name}: {hints.shown(alias)} is a form of {first[-1]} already; keep it with one of them"


def _stars(name: str, word: str) -> Iterator[str]:
    """A star opens an edge: it can stand at both ends, and something must be left between."""
    if "*" in word.strip("*"):
        yield f"{name}: {hints.shown(word)} has its * inside, where it means nothing; put it at an end"
    elif not word.strip("*"):
        yield f"{name}: {hints.shown(word)} would be everything; write some letters beside the *"


def _voices(content: Content) -> Iterator[Told]:
    known = [name for names in content.entities.values() for name in names]
    for number, voice in enumerate(content.voices):
        if voice not in known:
            cure = hints.choice(voice, known) if known else "there are none yet"
            yield ("voices", number), f"voices: {hints.shown(voice)} stands nowhere below entities; {cure}"


def _kinds(content: Content) -> Iterator[Told]:
    named = {*content.entities, *kinds.DEFAULTS}
    for key, given in (("kinds", content.kinds), ("actors", content.actors or ()), ("rivals", content.rivals or ())):
        for kind in given:
            if kind not in named:
                cure = hints.choice(kind, sorted(content.entities)) if content.entities else "there are none yet"
                yield (key, kind), f"{key}: {hints.shown(kind)} is no kind below entities; {cure}"


def _vocabularies(content: Content) -> Iterator[tuple[Place, str, Words]]:
    for key in ("aspects", "other", "units", "concepts"):
        for id, words in getattr(content, key).items():
            yield (key, id), f"{key}.{id}", words


def _words(content: Content) -> Iterator[Told]:
    """Words stand under languages, and a star at their ends."""
    for place, name, words in _vocabularies(content):
        if not words.all():
            yield place, f"{name}: no words; write some, or leave it out"
        for code, group in words.words.items():
            if code != ANY and not LANGUAGE.fullmatch(code):
                yield (
                    (*place, code),
                    f'{name}: {hints.shown(code)} is no language; write two letters such as de, "any", or weight',
                )
            for word in group:
                yield from (((*place, code), text) for text in _stars(name, word))
    for title in content.title:
        if not LANGUAGE.fullmatch(title):
            yield ("title", title), f"title: {hints.shown(title)} is no language; write two letters such as de or en"


def _aspects(content: Content) -> Iterator[Told]:
    """Some aspect must weigh enough, and what speaks for the topic cannot speak against it."""
    if all(words.weight < ENOUGH for words in content.aspects.values()):
        yield (
            ("aspects",),
            "aspects: all weigh too little to prove anything; give the one that means the topic weight: 1.0",
        )
    against = {word: id for id, words in content.other.items() for word in words.all()}
    for id, words in content.aspects.items():
        for word in words.all():
            if word in against:
                yield (
                    ("aspects", id),
                    f"aspects.{id}: {hints.shown(word)} stands below other.{against[word]} as well; keep one",
                )


def _swallowed(content: Content) -> Iterator[Told]:
    """A subject that is excluded, only a yardstick, or a word of an aspect."""
    forms = {alias: name for name, aliases in content.subjects.items() for alias in (aliases or [name])}
    for key in ("exclusions", "yardsticks"):
        for number, word in enumerate(getattr(content, key)):
            if word in forms:
                yield (
                    (key, number),
                    f"{key}: {hints.shown(word)} is the subject {forms[word]} itself; write the words around it too",
                )
    for id, words in content.aspects.items():
        for word in words.all():
            if word in forms:
                yield (
                    ("aspects", id),
                    f"aspects.{id}: {hints.shown(word)} is the subject {forms[word]} and proves nothing; remove it",
                )


def _hints(content: Content) -> Iterator[Told]:
    for number, text in enumerate(content.hints):
        try:
            query.compile(text)
        except Invalid as error:
            yield ("hints", number), f"hints: {error}"
