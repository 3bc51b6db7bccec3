"""Whether the parts of a topic file agree with each other, and whether its words can match anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from monitor.errors import Invalid
from monitor.topics import chosen, kinds, query
from monitor.yaml import hints

if TYPE_CHECKING:
    from monitor.topics.profile_file import Content, Words

Place = tuple[str | int, ...]
Located = tuple[Place, str]
ANY = "any"
LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z0-9]+)?")
ENOUGH = 0.5  # at least one aspect needs this weight: lighter words alone never make a text relevant
SHORT = 2  # names of up to this many letters must be written in capitals


def mistakes(content: Content) -> Iterator[Located]:
    """Every contradiction, with the place in the file."""
    yield from _names(content)
    yield from _compounds(content)
    yield from _listed(content)
    yield from _kinds(content)
    yield from _words(content)
    yield from _aspects(content)
    yield from _swallowed(content)
    yield from _hints(content)


def _written(content: Content) -> Iterator[tuple[Place, str, list[str]]]:
    """Every name with its place and its spellings."""
    groups: dict[Place, Mapping[str, list[str]]] = {("subjects",): content.subjects, ("emblems",): content.emblems}
    groups |= {("entities", kind): names for kind, names in content.entities.items()}
    for place, names in groups.items():
        for name, aliases in names.items():
            yield (*place, name), name, aliases or [name]


def _names(content: Content) -> Iterator[Located]:
    """Each spelling belongs to one name, each name to one kind."""
    owners: dict[str, Place] = {}
    for place, name, aliases in _written(content):
        for alias in aliases:
            yield from ((place, text) for text in _stars(name, alias))
            if len(alias.strip("*")) <= SHORT and alias.islower():
                yield (
                    place,
                    f"{name}: {hints.shown(alias)} occurs in many other words; write it in capitals",
                )
            first = owners.setdefault(alias, place)
            if first != place:
                yield place, f"{name}: {hints.shown(alias)} is already listed for {first[-1]}; keep one of them"


def _compounds(content: Content) -> Iterator[Located]:
    """Joined words are plain: all their forms are found anyway."""
    for name, joined in content.compounds.items():
        if name in content.subjects:
            yield ("compounds", name), f"compounds.{name}: it is also below subjects; give one of them another name"
        for side in ("things", "of"):
            place, said = ("compounds", name, side), f"compounds.{name}.{side}"
            words = getattr(joined, side)
            if not any(words.values()):
                yield place, f"{said}: it has no words; add some"
            yield from (((*place, code), text) for code in words for text in _code(said, code))
            for code, word in ((code, word) for code, listed in words.items() for word in listed):
                if "*" in word:
                    plain = hints.shown(word.strip("*"))
                    yield (*place, code), f"{said}: {hints.shown(word)} needs no *: all forms are found; write {plain}"


def _code(name: str, code: str) -> Iterator[str]:
    if code != ANY and not LANGUAGE.fullmatch(code):
        yield f'{name}: {hints.shown(code)} is not a language; write two letters such as de, "any", or weight'


def _stars(name: str, word: str) -> Iterator[str]:
    """A star stands for any letters: it may be at either end or both, with letters between."""
    if "*" in word.strip("*"):
        yield f"{name}: {hints.shown(word)} has a * inside, where it means nothing; put it at the end or the beginning"
    elif not word.strip("*"):
        yield f"{name}: {hints.shown(word)} would match everything; add letters next to the *"


def _listed(content: Content) -> Iterator[Located]:
    """Voices and what is left out are entities; a subject cannot be left out."""
    known = [name for names in content.entities.values() for name in names]
    for key in ("voices", "leave_out"):
        for number, name in enumerate(getattr(content, key)):
            if key == "leave_out" and name in content.subjects:
                told = "is a subject: nothing would be left; remove it here or there"
                yield (key, number), f"{key}: {hints.shown(name)} {told}"
            elif name not in known:
                cure = hints.choice(name, known) if known else "none is listed yet"
                yield (key, number), f"{key}: {hints.shown(name)} is not listed below entities; {cure}"


def _kinds(content: Content) -> Iterator[Located]:
    named = {*content.entities, *kinds.DEFAULTS}
    for key, given in (("kinds", content.kinds), ("actors", content.actors or ()), ("rivals", content.rivals or ())):
        for kind in given:
            if kind not in named:
                cure = hints.choice(kind, sorted(content.entities)) if content.entities else "none is listed yet"
                yield (key, kind), f"{key}: {hints.shown(kind)} is not a kind below entities; {cure}"


def _vocabularies(content: Content) -> Iterator[tuple[Place, str, Words]]:
    for key in ("aspects", "other", "units", "concepts"):
        for id, words in getattr(content, key).items():
            yield (key, id), f"{key}.{id}", words


def _words(content: Content) -> Iterator[Located]:
    """Words are listed under languages; stars are only at their ends."""
    for place, name, words in _vocabularies(content):
        if not words.all():
            yield place, f"{name}: it has no words; add some, or leave it out"
        for code, group in words.words.items():
            yield from (((*place, code), text) for text in _code(name, code))
            for word in group:
                yield from (((*place, code), text) for text in _stars(name, word))
    for title in content.title:
        if not LANGUAGE.fullmatch(title):
            yield ("title", title), f"title: {hints.shown(title)} is not a language; write two letters such as de or en"


def _aspects(content: Content) -> Iterator[Located]:
    """At least one aspect needs enough weight, and no word may count both for and against the topic."""
    if all(words.weight < ENOUGH for words in content.aspects.values()):
        yield (
            ("aspects",),
            "aspects: all weights are too low to prove anything; give the aspect that means the topic weight: 1.0",
        )
    elif not (content.subjects or content.compounds) and all(
        words.weight < chosen.PLAINLY for words in content.aspects.values()
    ):
        yield (
            ("aspects",),
            "aspects: nobody is under subjects, and no word of weight 1.0 can replace them; name subjects, or add one",
        )
    against = {word: id for id, words in content.other.items() for word in words.all()}
    for id, words in content.aspects.items():
        for word in words.all():
            if word in against:
                yield (
                    ("aspects", id),
                    f"aspects.{id}: {hints.shown(word)} is also below other.{against[word]}; keep one of them",
                )


def _swallowed(content: Content) -> Iterator[Located]:
    """A subject that is also listed as an exclusion, a yardstick or a word of an aspect."""
    forms = {alias: name for name, aliases in content.subjects.items() for alias in (aliases or [name])}
    for key in ("exclusions", "yardsticks"):
        for number, word in enumerate(getattr(content, key)):
            if word in forms:
                yield (
                    (key, number),
                    f"{key}: {hints.shown(word)} is the subject {forms[word]} itself; add the words around it",
                )
    for id, words in content.aspects.items():
        for word in words.all():
            if word in forms:
                yield (
                    ("aspects", id),
                    f"aspects.{id}: {hints.shown(word)} is the subject {forms[word]}, so it proves nothing; remove it",
                )


def _hints(content: Content) -> Iterator[Located]:
    for number, text in enumerate(content.hints):
        try:
            query.compile(text)
        except Invalid as error:
            yield ("hints", number), f"hints: {error}"
