"""Finds the names and words of a profile in a text: one automaton per profile, one pass per text.

Notation of a name or word in a topic file:

- written in lower case it matches in any case; written with capitals it needs them ("Oracle" is not "oracle"): names of
  up to four letters match exactly ("Arm" is not "ARM"; list both), longer ones also match in ALL CAPITALS;
- it matches whole words; hyphens separate words ("OpenAI-Rechenzentrum" contains "OpenAI"), and a genitive or plural s
  may follow ("OpenAIs", "TPUs");
- `*` at either end matches any letters there: "rechenzentr*", "*rechenzentr*";
- a space inside also matches a hyphen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import ahocorasick_rs

from monitor import language
from monitor.text import joins, plain
from monitor.text.plain import Plain
from monitor.topics.profile import Profile

JOBS = "jobs"
MEASURED, PEOPLE = "measured", "people"  # kinds of units that are not the topic's own words
SHORT = 4  # names with capitals match exactly up to this many letters


class Meaning(NamedTuple):
    """What a spelling stands for."""

    role: str  # subject, emblem, entity, aspect, other, exclusion, yardstick, unit, thing, of; or concept
    id: str  # canonical name, or id of the vocabulary
    kind: str  # of an entity; the language of a thing or of what it is for; of a unit that is a measure; else empty
    weight: float
    may: tuple[str, ...] = ()  # what entities of that kind may do


class Hit(NamedTuple):
    """A spelling found at text[start:end]."""

    start: int
    end: int
    meaning: Meaning


class Form(NamedTuple):
    """A pattern of the automaton, and how its ends and capitals are checked."""

    exact: str  # how it must be written; empty: any case
    open_left: bool
    open_right: bool
    meanings: tuple[Meaning, ...]


class Matcher:
    """Spellings with their meanings, compiled."""

    def __init__(self, forms: Iterable[tuple[str, Meaning]]) -> None:
        written: dict[str, dict[str, list[Meaning]]] = {}
        for form, meaning in forms:
            for spelled in _spellings(form):
                written.setdefault(spelled.strip("*").lower(), {}).setdefault(spelled, []).append(meaning)
        self._forms = tuple(
            tuple(_form(spelled, meanings) for spelled, meanings in spellings.items()) for spellings in written.values()
        )
        self._automaton = ahocorasick_rs.AhoCorasick(list(written))

    def hits(self, plain: Plain) -> list[Hit]:
        """Every spelling found, sorted by start."""
        text, low = plain
        found: list[Hit] = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            for form in self._forms[index]:
                stop = _stop(form, text, low, start, end)
                if stop:
                    found += [Hit(start, stop, meaning) for meaning in form.meanings]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found


_COMPILED: dict[tuple[str, ...], Matcher] = {}  # by fingerprint: profiles arrive pickled, each time a new object


def of(profile: Profile, languages: Collection[str]) -> Matcher:
    """The names and words of a profile in these languages, compiled once per process."""
    return _compiled("topic", profile, languages, _written)


def _compiled(
    use: str,
    profile: Profile,
    languages: Collection[str],
    forms: Callable[[Profile, Collection[str]], Iterator[tuple[str, Meaning]]],
) -> Matcher:
    key = (use, profile.fingerprint, *languages)
    matcher = _COMPILED.get(key)
    if matcher is None:
        matcher = _COMPILED[key] = Matcher(forms(profile, languages))
    return matcher


def concepts(profiles: Iterable[Profile], text: str, languages: Collection[str]) -> Mapping[str, int]:
    """How often each concept ("topic:concept") occurs in a text, compounds and phrases included."""
    searched = plain.of(text)
    counts: dict[str, int] = {}
    last: dict[str, int] = {}
    for profile in profiles:
        for hit in _compiled("concepts", profile, languages, _concepts).hits(searched):
            id = f"{profile.name}:{hit.meaning.id}"
            if hit.start >= last.get(id, 0):
                counts[id] = counts.get(id, 0) + 1
                last[id] = hit.end
    return counts


def told_by_themselves(profile: Profile, languages: Collection[str]) -> Iterator[str]:
    """The forms of names and aspects: a text that has none of them has no hit that tells anything."""
    roles = {"subject", "emblem", "entity", "aspect", "of"}
    return (form for form, meaning in _written(profile, languages) if meaning.role in roles)


def _written(profile: Profile, languages: Collection[str]) -> Iterator[tuple[str, Meaning]]:
    """Every spelling of a name and every word of a profile, with its meaning."""
    for role, names in (("subject", profile.subjects), ("emblem", profile.emblems), ("entity", profile.entities)):
        for name in names:
            for alias in name.aliases:
                yield alias, Meaning(role, name.name, name.kind, 1.0, name.may)
    for role, aspects in (("aspect", profile.aspects), ("other", profile.other), ("unit", profile.units)):
        for aspect in aspects:
            for word in aspect.read_in(languages):
                yield word, Meaning(role, aspect.id, "", aspect.weight)
    yield from _joined(profile, languages)
    yield from _measured(profile, languages)
    for role, phrases in (("exclusion", profile.exclusions), ("yardstick", profile.yardsticks)):
        for phrase in phrases:
            yield phrase, Meaning(role, phrase, "", 1.0)


def _joined(profile: Profile, languages: Collection[str]) -> Iterator[tuple[str, Meaning]]:
    """Every form of the words that make a subject when they are joined."""
    sides = ((one, role, side) for one in profile.compounds for role, side in (("thing", one.things), ("of", one.of)))
    for compound, role, side in sides:
        for code in languages:
            meaning = Meaning(role, compound.name, code, compound.weight, compound.may)
            for word in side.read_in((code,)):
                yield from ((form, meaning) for form in joins.forms(word, language.of(code), within=role == "of"))


def _measured(profile: Profile, languages: Collection[str]) -> Iterator[tuple[str, Meaning]]:
    """The words of the measures that the topic asks for; the weight of one is its size in the unit."""
    for known in map(language.of, languages):
        for unit in profile.measures:
            for word, size in known.measures.words.get(unit, {}).items():
                yield word, Meaning("unit", unit, MEASURED, size)
        if JOBS in profile.measures:
            yield from ((word, Meaning("unit", JOBS, PEOPLE, 1.0)) for word in known.measures.people)


def _concepts(profile: Profile, languages: Collection[str]) -> Iterator[tuple[str, Meaning]]:
    """Every word of the concept lexicon."""
    for concept in profile.lexicon:
        for word in concept.read_in(languages):
            yield word, Meaning("concept", concept.id, "", concept.weight)


def _spellings(form: str) -> tuple[str, ...]:
    """The form itself, and with hyphens instead of spaces."""
    return (form, form.replace(" ", "-")) if " " in form else (form,)


def _form(spelled: str, meanings: list[Meaning]) -> Form:
    bare = spelled.strip("*")
    exact = "" if bare == bare.lower() else bare
    return Form(exact, spelled.startswith("*"), spelled.endswith("*"), tuple(dict.fromkeys(meanings)))


def _stop(form: Form, text: str, low: str, start: int, end: int) -> int:
    """Where the form found at [start, end) ends as a word, without a genitive s; 0 if it is not that form."""
    if form.exact and not _as_written(form.exact, text[start:end]):
        return 0
    if start and not form.open_left and low[start - 1].isalnum() and low[start].isalnum():
        return 0
    if form.open_right or end == len(low) or not low[end].isalnum() or not low[end - 1].isalnum():
        return end
    genitive = low[end] == "s" and (end + 1 == len(low) or not low[end + 1].isalnum())
    return end if genitive else 0


def _as_written(exact: str, found: str) -> bool:
    """Whether capitals are where the form needs them."""
    if exact == found:
        return True
    if len(exact) <= SHORT:
        return False
    return found[0] == exact[0]
