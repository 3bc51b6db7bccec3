"""An article as it was told, and its page now → the changes that matter to a reader; none where they are cosmetic.

Sentences are compared as words, so that layout, punctuation and links around an article do not count. A figure has
changed where a sentence has kept its words but not its amount; a headline where an amount, a step or a partner in it
contradicts the other version as a whole. What merely comes or goes is not a correction: live reports grow, pay walls
come, headlines are tried out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from monitor import language
from monitor.correction import Change
from monitor.corrections import chosen, sums
from monitor.language.shape import Language, Words
from monitor.model import Article, Reading, Step
from monitor.text import fingerprint, sentences, steps

Key = tuple[str, ...]
_CLOCK = re.compile(r"(?m)^\W*\d{1,2}[:.h]\d{2}\b")  # begins an entry of a live report
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of an article: its sentences by their words, and the partners it names."""

    title: str
    text: str
    language: str
    sentences: Mapping[Key, str]
    partners: frozenset[str]  # named in the headline
    named: frozenset[str]  # named at all
    told_as: str = ""  # the headline readers were told, where a feed gave it; `title` is the page's own


def version(article: Article, readings: Sequence[Reading], *, told_as: str = "") -> Version:
    """An article under the headline of its page and what it says, made comparable."""
    found = (article.text[span.start : span.end] for span in sentences.spans(article.text))
    entities = [entity for said in readings for entity in said.entities]
    headline = _words(article.title)  # on some pages also a line of the text
    return Version(
        title=article.title,
        text=article.text,
        language=article.language,
        sentences={key: sentence for sentence in found if (key := _words(sentence)) and key != headline},
        partners=frozenset(entity.name for entity in entities if entity.in_title),
        named=frozenset(entity.name for entity in entities),
        told_as=told_as,
    )


def changes(told: Version, now: Version) -> tuple[Change, ...]:
    """What has changed in substance, what weighs most first; at most `chosen.CHANGES`."""
    fresh = [sentence for key, sentence in now.sentences.items() if key not in told.sentences]
    kept = sum(key in now.sentences for key in told.sentences) / max(1, len(told.sentences))
    if gone := _withdrawn(told, now, fresh):
        return (gone,)
    found = list(_notes(told, fresh))
    if kept >= chosen.SAME_PAGE:
        found = [*_headline(told, now), *found]
    if kept >= chosen.SAME_TEXT and not _is_live(now):
        found = [*_figures(told, now), *found]
    return tuple(dict.fromkeys(found))[: chosen.CHANGES]


def _withdrawn(told: Version, now: Version, fresh: Sequence[str]) -> Change | None:
    """The page says that its report is withdrawn."""
    pattern = _phrases("withdraws", told.language)
    lines = [now.title, *fresh] if now.title != told.title else fresh
    line = next((line for line in lines if _is_short(line) and pattern.search(line)), "")
    return Change(kind="retracted", old=told.title, new=line) if line else None


def _notes(told: Version, fresh: Sequence[str]) -> Iterator[Change]:
    """Notes that correct the text; one that is only a label takes the sentence behind it along."""
    pattern = _phrases("corrects", told.language)
    for at, line in enumerate(fresh):
        if _is_short(line) and pattern.search(line):
            is_label = len(_words(line)) < chosen.LABEL
            yield Change(kind="note", new=" ".join(fresh[at : at + 2]) if is_label else line)
            return


def _headline(told: Version, now: Version) -> Iterator[Change]:
    """A headline whose amount, step or partner contradicts the other version; not one that readers were told anyway."""
    if _words(now.title) not in (_words(told.title), _words(told.told_as)) and (
        _other_amount(told, now) or _other_step(told, now) or _other_partner(told, now)
    ):
        yield Change(kind="headline", old=told.title, new=now.title)


def _other_amount(told: Version, now: Version) -> bool:
    """The headline gives another amount of the same kind, which the version told does not have anywhere."""
    before, titled = _amounts(told.title, told), _amounts(now.title, now)
    if not before or not titled:
        return False
    known = [one for line in (told.told_as, *told.sentences.values()) for one in _amounts(line, told)] + before
    gone = [one for one in before if not sums.has(titled, one)]
    come = [one for one in titled if not sums.has(known, one)]
    return any(one.unit == other.unit for one in gone for other in come)


def _other_step(told: Version, now: Version) -> bool:
    """The headline reports a reversal that the version told does not have, not even in a sentence."""
    before = {step.kind for line in (told.title, told.told_as, *told.sentences.values()) for step in _steps(line, told)}
    return any(step.kind in steps.REVERSALS and step.kind not in before for step in _steps(now.title, now))


def _other_partner(told: Version, now: Version) -> bool:
    """The headline has kept most of its words, but names somebody else."""
    alike = _likeness(_words(told.title), _words(now.title)) >= chosen.ALIKE
    return alike and bool(told.partners - now.named) and bool(now.partners - told.named)


def _figures(told: Version, now: Version) -> Iterator[Change]:
    """Sentences that have kept their words and not their amounts."""
    before = {key: line for key, line in told.sentences.items() if key not in now.sentences and _counts(key)}
    for key, line in now.sentences.items():
        if key in told.sentences or not _counts(key):
            continue
        twin = max(before, key=lambda one: _likeness(one, key), default=None)
        if (
            twin
            and _likeness(twin, key) >= chosen.TWIN
            and sums.differ(_amounts(before[twin], told), _amounts(line, now))
        ):
            yield Change(kind="figure", old=before[twin], new=line)


def are_twins(one: str, other: str) -> bool:
    """Whether two sentences are versions of one, whatever their numbers."""
    return _likeness(_words(one), _words(other)) >= chosen.TWIN


def _counts(key: Key) -> bool:
    return any(_DIGIT.search(word) for word in key)


def _amounts(line: str, own: Version) -> list[sums.Amount]:
    return sums.of(line, own.language)


def _likeness(one: Key, other: Key) -> float:
    """The share of words, without numbers, that two sentences have in common; 0 for very short ones."""
    these, those = (Counter(word for word in key if not _DIGIT.search(word)) for key in (one, other))
    if min(these.total(), those.total()) < chosen.SHORTEST:
        return 0.0
    return (these & those).total() / (these | those).total()


def _steps(line: str, own: Version) -> Sequence[Step]:
    return steps.of(line, (), own.language)


def _is_live(own: Version) -> bool:
    """A report that grows while something goes on: its figures are the latest, not corrected ones."""
    return len(_CLOCK.findall(own.text)) >= chosen.CLOCKS


def _is_short(line: str) -> bool:
    return len(_words(line)) <= chosen.NOTE


def _words(text: str) -> Key:
    return tuple(fingerprint.words(text))


@cache
def _phrases(field: str, code: str) -> re.Pattern[str]:
    """How pages in this language say it, or in the common one."""
    known = [language.of(each) for each in language.read_with(code)]

    def pick(one: Language) -> Words:
        return one.furniture.corrects if field == "corrects" else one.furniture.withdraws

    return re.compile(rf"\b(?:{language.any_of(pick, known)})", re.IGNORECASE)
