"""Who appears in a text: names by sentence, and what their mentions show about them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, pairwise
from typing import NamedTuple

from monitor.figures import sides
from monitor.language.shape import Language
from monitor.text import names
from monitor.topics import roles
from monitor.topics.kinds import May
from monitor.topics.scan import Scan, Sentence

FAR = 70  # characters after a name that are searched for what it is called
AROUND = 4  # names before and after one that may overlap with it
SOURCE = 30  # characters before a name in which a word for a source is looked for
SHOWN = 12  # mentions of a name that are looked at
SUFFIX = re.compile(rf" (?:{names.COMPANY_FORMS}|Group|Holding)\b")
ALIAS = re.compile(r" \((?:[^\W\d_]+: )?[A-Z][A-Z0-9.]{1,8}\)")
WORD = re.compile(r"[\w'’-]+")
DATELINE = re.compile(r"\) ?[-–—]")  # behind the agency a report is from
# The subject and its emblems are known by their role
ROLE_MAY: Mapping[str, tuple[May, ...]] = {"subject": (May.SUBJECT,), "emblem": (May.EMBLEM,)}


ASIDE = frozenset({May.SUBJECT, May.EMBLEM, May.SITE, May.PLACE})  # these are not partners


class Mention(NamedTuple):
    """A name and its position in the scan's text."""

    name: str
    start: int
    end: int
    may: frozenset[str]  # members of May; empty for a name on no list
    is_open: bool = False  # is on no list
    is_counted: bool = False  # something that is counted, like chips


class Cast(NamedTuple):
    """Who appears in a text."""

    mentions: tuple[tuple[Mention, ...], ...]  # by sentence
    counts: Mapping[str, int]
    marks: Mapping[str, Mapping[str, float]]  # what all mentions show about a name
    called: Mapping[str, frozenset[str]]  # the nouns a text uses for a name: "developer"
    central: tuple[Mention, ...]  # first mentions of the leader and of those it calls something, wherever they stand
    strangers: frozenset[str]  # the names on no list
    leader: str  # the partner or name on no list that is mentioned most often; empty: none


def of(scan: Scan, open_names: Sequence[str], known: Language) -> Cast:
    """The names of a text by sentence: listed names that may own figures, and names on no list."""
    bare = (name for name in map(partial(_bare, known=known), open_names) if name)
    names = dict.fromkeys(_with_field(name, scan.text, known) for name in bare)
    whole = {part: name for name in reversed(names) for part in (*_short(name), name)}
    open_ones = _open(scan.text, whole)
    starts = [mention.start for mention in open_ones]
    found = []
    for sentence in scan.sentences:
        inside = open_ones[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        named = sorted([*_listed(sentence), *_unlisted(sentence, inside)], key=start)
        found.append([one for one in named if not roles.is_former(scan.text, one.start, one.end, known.code)])
    aliases = _aliases(scan, found)
    mentions = tuple(tuple(one._replace(name=aliases.get(one.name, one.name)) for one in told) for told in found)
    by_name: dict[str, list[Mention]] = {}
    for mention in chain.from_iterable(mentions):
        by_name.setdefault(mention.name, []).append(mention)
    counts = {name: len(told) for name, told in by_name.items()}
    called = {name: _called(scan, told[:SHOWN], known) for name, told in by_name.items()}
    marks = {name: _mark(scan, told[:SHOWN], called[name], known) for name, told in by_name.items()}
    others = [name for name, told in by_name.items() if not told[0].may & ASIDE]
    leader = max(others, key=lambda name: (counts[name], -by_name[name][0].start), default="")
    central = tuple(told[0] for name, told in by_name.items() if name == leader or called[name])
    strangers = frozenset(name for name, told in by_name.items() if told[0].is_open)
    return Cast(mentions, counts, marks, called, central, strangers, leader)


def _bare(name: str, known: Language) -> str:
    """A name without a noun before it, which German capitalises too ("Betreiber Fjordlast"); empty: not a name."""
    first, _, rest = name.partition(" ")
    if known.naming.capital_nouns and rest and role_of(first.lower().removesuffix("s"), known):
        return rest
    head, sign, tail = name.replace("’", "'").partition("'")
    if not sign or tail == "s":
        return "" if _magnitude(known).search(name) else name
    if tail[:1].islower():  # "They're", "C'est"
        return ""
    return tail if head.lower() in known.spelling.elisions else name


@cache
def _magnitude(known: Language) -> re.Pattern[str]:
    """Matches a part of a number, which is not a name: "30-Milliarden-Dollar"."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(known.numbers.magnitudes)})(?!\w)", re.IGNORECASE)


def _with_field(name: str, text: str, known: Language) -> str:
    """A name with the field at its end ("Palestrina AI"); before another noun a field is not part of a name."""
    for at in _places(name, text):
        if field := _field(known).match(text, at + len(name)):
            behind = text[field.end() : field.end() + 2].strip()
            if not behind or behind[0].islower() or not behind[0].isalnum():
                return name + field[0]
    return name


@cache
def _field(known: Language) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(known.cues.fields or ('(?!)',))})\b", re.IGNORECASE)


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name begins a word of a text. A pattern for each name would have to be made for each text."""
    at = text.find(name)
    while at >= 0:
        if not at or not (text[at - 1].isalnum() or text[at - 1] == "_"):
            yield at
        at = text.find(name, at + 1)


def _aliases(scan: Scan, found: Sequence[Sequence[Mention]]) -> Mapping[str, str]:
    """Names in brackets after another name, with the name they stand for: "SoftBank (SFTBF)"."""
    return {
        second.name: first.name
        for told in found
        for first, second in pairwise(told)
        if second.is_open and ALIAS.fullmatch(scan.text, first.end, second.end + 1)
    }


def _listed(sentence: Sentence) -> list[Mention]:
    """Mentions of listed names that may own figures, and of places."""
    found: list[Mention] = []
    units = [word for word in sentence.words if word.meaning.role == "unit"]
    for hit in sentence.names:
        may = frozenset({*hit.meaning.may, *ROLE_MAY.get(hit.meaning.role, ())})
        if may & {May.OWNS_FIGURES, May.SUBJECT, May.EMBLEM, May.PLACE}:
            counted = any(unit.start < hit.end and hit.start < unit.end for unit in units)
            found.append(Mention(hit.meaning.id, hit.start, hit.end, may, is_counted=counted))
    kept = []
    for at, one in enumerate(found):
        near = found[max(0, at - AROUND) : at + AROUND]
        if not any(_holds(other, one) for other in near):
            kept.append(_joined(one, near))
    return kept


def _holds(outer: Mention, inner: Mention) -> bool:
    """Whether a name is only a part of a longer one: the project's in that of its site."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _joined(one: Mention, found: Sequence[Mention]) -> Mention:
    """A name with everything that the names inside it may do."""
    return one._replace(may=one.may.union(*(other.may for other in found if _holds(one, other))))


def _short(name: str) -> tuple[str, ...]:
    first, *rest = name.split()
    return (first,) if rest and len(first) > 4 else ()


def _open(text: str, whole: Mapping[str, str]) -> list[Mention]:
    """Mentions of the names on no list; of those that overlap, the first and longest."""
    found = sorted((at, -len(part), name) for part, name in whole.items() for at in _places(part, text))
    mentions: list[Mention] = []
    end = 0
    for at, length, name in found:
        if at >= end:
            end = at - length
            if not (text.startswith("(", at - 1) and DATELINE.match(text, end)):
                mentions.append(Mention(name, at, end, frozenset(), is_open=True))
    return mentions


def _unlisted(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Those of a sentence that are not part of a listed name."""
    for one in mentions:
        if not any(hit.start < one.end and one.start < hit.end for hit in sentence.names):
            yield one


def start(mention: Mention) -> int:
    """Where it begins, as a sort key."""
    return mention.start


def _mark(scan: Scan, mentions: Sequence[Mention], called: frozenset[str], known: Language) -> dict[str, float]:
    """What the first mentions of a name show: whether it is a company, a place, somebody who is only quoted."""
    words = [word_before(scan.text, mention.start) for mention in mentions]
    place = sum(word in folded(known.cues.places) for word in words)
    firm = any(
        role_of(word, known) or SUFFIX.match(scan.text, mention.end)
        for word, mention in zip(words, mentions, strict=True)
    )
    speaks = sum(_is_source(scan.text, mention, known) for mention in mentions)
    is_open = float(mentions[0].is_open)
    return {
        "open somewhere": is_open * place / len(mentions),
        "place mark": place / len(mentions),
        "open role": is_open * float(firm),
        "role named": float(firm),
        "speaks": is_open * speaks / len(mentions),
        "only speaks": is_open * float(speaks == len(mentions)),
        "human": float(any(word in folded(known.cues.persons) for word in words)),
        "initial only": is_open * float(all(_begins(scan.text, mention.start) for mention in mentions)),
        **sides.marks(scan.text, [(mention.start, mention.end) for mention in mentions], called, known),
    }


def _is_source(text: str, mention: Mention, known: Language) -> bool:
    """Whether somebody is who says it: "X reported", "according to X"."""
    before = text[max(0, mention.start - SOURCE) : mention.start]
    return bool(_says(known).match(text, mention.end) or _sources(known).search(before))


@cache
def _sources(known: Language) -> re.Pattern[str]:
    articles = "|".join(known.speech.source_articles)
    return re.compile(rf"\b(?:{'|'.join(known.speech.sources)}) (?:(?:{articles}) )?$")


def _begins(text: str, start: int) -> bool:
    """Whether a sentence, a line or a list item begins here, so that a capital proves nothing."""
    before = text[max(0, start - 6) : start].rstrip(' *_#"„“”»«(')
    return not before or before[-1] in ".!?:;\n-•–—|"


def _called(scan: Scan, mentions: Sequence[Mention], known: Language) -> frozenset[str]:
    """The nouns a text uses for a name, before it ("the developer X") or after it ("X, the developer, …")."""
    found = {role_of(word_before(scan.text, mention.start), known) for mention in mentions}
    for mention in mentions:
        if behind := _apposition(known).match(scan.text, mention.end, mention.end + FAR):
            found.add(role_of(behind[1].lower(), known))
    return frozenset(found - {""})


@cache
def _apposition(known: Language) -> re.Pattern[str]:
    return re.compile(rf", [^,.;]*?\b(\w*(?:{'|'.join(known.cues.roles_named or ('(?!)',))}))\b", re.IGNORECASE)


@lru_cache(maxsize=4_000)
def role_of(word: str, known: Language) -> str:
    """The noun for a company that a word is or, in a compound, ends with; empty: none."""
    nouns = folded(known.cues.roles_named)
    if word in nouns:
        return word
    compounds = known.naming.compound_joints
    return next((noun for noun in known.cues.roles_named if compounds and word.endswith(noun)), "") if word else ""


@cache
def _says(known: Language) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(known.speech.says)})\b", re.IGNORECASE)


@cache
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Words of a language in lower case, for look-ups."""
    return frozenset(word.lower() for word in words)


def word_before(text: str, start: int) -> str:
    """The word before a position, in lower case."""
    words = WORD.findall(text[max(0, start - 24) : start])
    return words[-1].lower() if words else ""


def word_behind(text: str, end: int) -> str:
    """The word after a position, in lower case."""
    match = WORD.search(text, end + 1, end + 24)
    return match[0].lower() if match else ""
