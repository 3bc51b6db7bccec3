"""A topic as its author wrote it: who must be involved, what it is about, which names and words matter.

A profile is frozen, picklable and small; what is compiled from it (automata, see `matcher`) is cached per process under
its `fingerprint`.

To compare texts across languages, `profile.concepts` maps each spelling of a word, in lower case, to the ids of its
concepts ("rechenzentrum" and "datacenter" → ("data-centre",)). A key that ends with `*` is a prefix ("rechenzentr*"),
one that begins with `*` a suffix; phrases contain spaces. For a whole text use `matcher.concepts`: it also finds
compounds and phrases, in one pass.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from monitor import kept
from monitor.errors import Invalid
from monitor.topics import chosen, kinds, profile_file, query
from monitor.topics.kinds import May

PACKAGE = "monitor.topics"
ANY = profile_file.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An entity of the gazetteer: canonical name, kind, spellings (see `matcher` for the notation)."""

    name: str
    kind: str
    may: tuple[str, ...]  # what names of this kind may do, see `kinds`
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One side of the topic: its words in all languages, and how much one of them proves (0–1)."""

    id: str
    weight: float
    words: tuple[str, ...]  # of all languages
    by_language: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the same by language; "any": for every language

    def read_in(self, languages: Collection[str]) -> tuple[str, ...]:
        """The words that count in a text of these languages."""
        return tuple(
            dict.fromkeys(word for key, words in self.by_language if key in {*languages, ANY} for word in words)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """Subjects without a name of their own ("battery factory"): any of the things joined with what it is for."""

    name: str
    may: tuple[str, ...]  # what subjects may do
    weight: float  # how much naming one proves, as a word of an aspect does (0–1)
    things: Aspect
    of: Aspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A topic, ready for use; made by `load`."""

    name: str
    title: tuple[tuple[str, str], ...]  # language → title
    threshold: float  # readings that score at least this much are relevant
    subjects: tuple[Name, ...]  # one of them must be party; of a theme the words that mean it
    compounds: tuple[Compound, ...]  # subjects that are joined words
    emblems: tuple[Name, ...]  # names that stand for the subject (its projects)
    voices: tuple[str, ...]  # entities that speak for the subject (its people), by canonical name
    leave_out: tuple[str, ...]  # entities whose news is not wanted, such as a place or a party, by canonical name
    aspects: tuple[Aspect, ...]
    other: tuple[Aspect, ...]  # what else the subject makes news with: counts against the topic
    hints: tuple[str, ...]  # queries: headlines worth a look although they do not name the subject
    entities: tuple[Name, ...]  # everything else that has a name
    exclusions: tuple[str, ...]  # phrases that only look like a name or word of the topic: ignored
    yardsticks: tuple[str, ...]  # words before or after a subject's name that make it a mere comparison
    units: tuple[Aspect, ...]  # counted things: unit → nouns ("chips" → GPUs, Beschleuniger …)
    measures: tuple[str, ...]  # what else is read as a figure: units of `language.Measures`
    lexicon: tuple[Aspect, ...]  # concept id → words of all languages
    fingerprint: str
    learnt: tuple[tuple[str, float], ...] = ()  # from readers, see `learnt`

    @property
    def concepts(self) -> Mapping[str, tuple[str, ...]]:
        """Spelling (lower case; `*` as explained above) → concept ids; a new read-only mapping."""
        found: dict[str, tuple[str, ...]] = {}
        for concept in self.lexicon:
            for word in concept.words:
                key = word.lower()
                found[key] = (*found.get(key, ()), concept.id)
        return MappingProxyType(found)

    @property
    def meant(self) -> frozenset[str]:
        """The canonical names of all subjects."""
        return frozenset({one.name for one in self.subjects} | {one.name for one in self.compounds})

    @property
    def is_theme(self) -> bool:
        """Whether nobody is named as the subject."""
        return self.meant <= {one.id for one in self.aspects}

    def who_may(self, may: May) -> frozenset[str]:
        """Canonical names of all entities that may do this."""
        return frozenset(entity.name for entity in self.entities if may in entity.may)

    def __reduce__(self) -> tuple[object, ...]:
        """Goes to the workers with every page: it is packed once here, and unpacked once there."""
        return _unpacked, (_packed(self),)

    def titled(self, language: str) -> str:
        """The topic's title in this language, or in the first one it has, or its name."""
        titles = dict(self.title)
        return titles.get(language) or next(iter(titles.values()), self.name)


@kept.newest(16)
def _packed(profile: Profile) -> bytes:
    return pickle.dumps({field.name: getattr(profile, field.name) for field in fields(profile)})


@lru_cache(maxsize=16)
def _unpacked(content: bytes) -> Profile:
    return Profile(**pickle.loads(content))  # noqa: S301 - packed by this program


def load(name_or_path: str) -> Profile:
    """The packaged topic of that name, or the one in a file; raises Invalid with file and line."""
    return _read(*_source(name_or_path))


@lru_cache(maxsize=16)
def _read(text: str, where: str) -> Profile:
    """The profile of this text; cached, since configuration is read often and topic files rarely change."""
    content = profile_file.checked(text, where)
    return _profile(content, where, hashlib.sha256(text.encode()).hexdigest()[:16])


def packaged() -> tuple[str, ...]:
    """Names of the topics that ship with the program."""
    files = resources.files(PACKAGE).iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def _source(name_or_path: str) -> tuple[str, str]:
    """Text of a topic file, and where it is, for messages."""
    if name_or_path in packaged():
        return resources.files(PACKAGE).joinpath(f"{name_or_path}.yaml").read_text("utf-8"), f"{name_or_path}.yaml"
    path = Path(name_or_path)
    try:
        return path.read_text("utf-8-sig"), str(path)
    except (OSError, ValueError) as error:
        known = ", ".join(packaged())
        raise Invalid(
            f"no such topic, and no readable file ({error}); packaged topics: {known}", where=name_or_path
        ) from None


def _profile(content: profile_file.Content, where: str, fingerprint: str) -> Profile:
    """The checked content of a topic file as a profile."""
    allowed = kinds.declared(content.kinds, content.actors, content.rivals)
    return Profile(
        name=content.name,
        title=tuple(content.title.items()),
        threshold=content.threshold,
        subjects=_names({kinds.SUBJECT_KIND: content.subjects or _theme(content)}, allowed),
        compounds=_compounds(content.compounds, allowed[kinds.SUBJECT_KIND]),
        emblems=_names({kinds.EMBLEM_KIND: content.emblems}, allowed),
        voices=tuple(content.voices),
        leave_out=tuple(content.leave_out),
        aspects=_aspects(content.aspects),
        other=_aspects(content.other),
        hints=_hints(content.hints, where),
        entities=_names(content.entities, allowed),
        exclusions=tuple(content.exclusions),
        yardsticks=tuple(content.yardsticks),
        units=_aspects(content.units),
        measures=tuple(dict.fromkeys(content.measures)),
        lexicon=_aspects(content.concepts),
        fingerprint=fingerprint,
    )


def _theme(content: profile_file.Content) -> profile_file.Names:
    """What stands for the subject of a topic that names none: the words that mean it whatever else is said."""
    if content.compounds:
        return {}
    plain = {id: words for id, words in content.aspects.items() if words.weight >= chosen.PLAINLY}
    return {id: list(words.all()) for id, words in plain.items()}


def _hints(queries: list[str], where: str) -> tuple[str, ...]:
    """The queries, each checked to compile."""
    for text in queries:
        try:
            query.compile(text)
        except Invalid as error:
            raise Invalid(f"hints: {error}", where=where) from None
    return tuple(queries)


def _names(by_kind: Mapping[str, Mapping[str, Any]], allowed: Mapping[str, tuple[str, ...]]) -> tuple[Name, ...]:
    """Entities of all kinds; a name without aliases is its own spelling."""
    return tuple(
        Name(name=name, kind=kind, may=allowed.get(kind, kinds.by_default(kind)), aliases=tuple(aliases) or (name,))
        for kind, names in by_kind.items()
        for name, aliases in names.items()
    )


def _compounds(by_name: Mapping[str, profile_file.Compound], may: tuple[str, ...]) -> tuple[Compound, ...]:
    return tuple(
        Compound(
            name=name,
            may=may,
            weight=joined.weight,
            things=_words("things", joined.things),
            of=_words("of", joined.of),
        )
        for name, joined in by_name.items()
    )


def _words(id: str, by_language: Mapping[str, list[str]]) -> Aspect:
    """The words of one side of a compound; they prove nothing by themselves."""
    listed = tuple((code, tuple(words)) for code, words in by_language.items())
    return Aspect(id=id, weight=0.0, words=tuple(word for _, words in listed for word in words), by_language=listed)


def _aspects(by_id: Mapping[str, profile_file.Words]) -> tuple[Aspect, ...]:
    """Vocabularies by id, with the words of all languages."""
    return tuple(
        Aspect(
            id=id,
            weight=words.weight,
            words=words.all(),
            by_language=tuple((key, tuple(listed)) for key, listed in words.words.items()),
        )
        for id, words in by_id.items()
    )
