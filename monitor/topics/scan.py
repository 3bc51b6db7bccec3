"""A text as its topic sees it: sentences, and in each the names and words of the profile. All readings build on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from monitor import language
from monitor.text import boilerplate, plain, sentences
from monitor.text.plain import Plain
from monitor.topics import compounds, matcher, roles
from monitor.topics.matcher import Hit
from monitor.topics.profile import Profile

NAMES = frozenset({"subject", "emblem", "entity"})
SUBJECTS = frozenset({"subject", "emblem"})
# What may be between a word of comparison and the name
BETWEEN = frozenset(language.words(lambda known: known.speech.around_comparison))
LONGEST_JOINT = max(map(len, BETWEEN))


class Sentence(NamedTuple):
    """One sentence with what was found in it; positions are those in the scan's text."""

    start: int
    end: int
    names: tuple[Hit, ...]  # mentions of entities, yardsticks (mere comparisons) included
    words: tuple[Hit, ...]  # aspects, other themes, units
    compared: frozenset[int]  # starts of the names that are only a yardstick
    background: frozenset[int] = frozenset()  # starts of mentions of the subject that are only background


class Scan(NamedTuple):
    """A title and a text, read once. Sentence 0 is the title; captions and links to other articles are left out."""

    text: str  # title, line break, text; unusual spaces replaced, addresses blanked
    title_end: int
    sentences: tuple[Sentence, ...]
    code: str = ""  # the language whose words count; empty: all languages

    def sentence_text(self, sentence: Sentence) -> str:
        """The sentence as written (except for unusual spaces)."""
        return self.text[sentence.start : sentence.end]


def of(profile: Profile, title: str, text: str, code: str = "") -> Scan:
    """Read a title and a text, without the title if the text repeats it at its beginning.

    `code` is the language whose topic words count; empty: all languages.
    """
    title = " ".join(title.split())
    searched = plain.of(f"{title}\n{boilerplate.unheaded(title, text)}")
    hits, whole = matcher.of(profile, language.read_with(code)).hits(searched), searched.text
    body_spans = (span for span in sentences.spans(whole) if span.start > len(title))
    told = [span for span in body_spans if not boilerplate.is_aside(whole[span.start : span.end])]
    spans = [sentences.Span(0, len(title)), *told]
    return Scan(whole, len(title), _filled(searched, spans, hits, code), code)


def _filled(searched: Plain, spans: list[sentences.Span], hits: list[Hit], code: str) -> tuple[Sentence, ...]:
    """Sentences with their hits; those an exclusion covers are dropped, of overlapping names the longest stays."""
    starts = [span.start for span in spans]
    inside: list[list[Hit]] = [[] for _ in spans]
    for hit in hits:
        index = bisect_right(starts, hit.start) - 1
        if index >= 0 and hit.end <= spans[index].end:
            inside[index].append(hit)
    return tuple(_sentence(searched, span, found, code) for span, found in zip(spans, inside, strict=True))


def _sentence(searched: Plain, span: sentences.Span, found: list[Hit], code: str) -> Sentence:
    if not found:
        return Sentence(span.start, span.end, (), (), frozenset())
    excluded = [hit for hit in found if hit.meaning.role == "exclusion"]
    kept = [hit for hit in found if not any(_covers(other, hit) for other in excluded)] if excluded else found
    joined = compounds.of(searched.low, kept)
    names = _longest(_sorted([*(hit for hit in kept if hit.meaning.role in NAMES), *joined]))
    words = _longest([hit for hit in kept if hit.meaning.role in {"aspect", "other", "unit"}])
    words += compounds.aspects(joined)
    marks = [hit for hit in kept if hit.meaning.role == "yardstick"]
    own = [hit for hit in names if hit.meaning.role in SUBJECTS]
    text = searched.text
    aside = roles.background(roles.masked(text, span.start, span.end, own), code) if own else frozenset()
    return Sentence(span.start, span.end, tuple(names), tuple(words), _compared(text, names, marks), aside)


def _sorted(hits: list[Hit]) -> list[Hit]:
    """By start, the longest first."""
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _covers(outer: Hit, inner: Hit) -> bool:
    """Whether `inner` is within `outer` or overlaps it."""
    return inner.start < outer.end and outer.start < inner.end


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those within a longer one of the same role and kind ("Mexico" within "New Mexico")."""
    kept: list[Hit] = []
    near: list[Hit] = []  # kept ones that reach to the next: without this, a list of names takes quadratic time
    for hit in hits:  # sorted by start, longest first
        near = [other for other in near if other.end > hit.start]
        if not any(other.end >= hit.end and _hides(other, hit) for other in near):
            kept.append(hit)
            near.append(hit)
    return kept


def _hides(outer: Hit, inner: Hit) -> bool:
    same = outer.meaning.role == inner.meaning.role and outer.meaning.kind == inner.meaning.kind
    return same and (outer.end - outer.start > inner.end - inner.start or outer.meaning.id == inner.meaning.id)


def _compared(text: str, names: list[Hit], marks: list[Hit]) -> frozenset[int]:
    """The starts of names directly after or before a word of comparison: "France's answer to Stargate"."""
    found: set[int] = set()
    by_end = sorted(names, key=_end) if marks else []
    for mark in marks:
        behind = (names[at] for at in range(bisect_left(names, mark.end, key=_start), len(names)))
        found |= _joined((name.start, text[mark.end : name.start]) for name in behind)
        before = (by_end[at] for at in reversed(range(bisect_right(by_end, mark.start, key=_end))))
        found |= _joined((name.start, text[name.end : mark.start]) for name in before)
    return frozenset(found)


def _joined(names: Iterable[tuple[int, str]]) -> set[int]:
    """The starts of those names that belong to the mark, judging by the text between; `names`: nearest first."""
    found: set[int] = set()
    for start, between in names:
        joint = between.strip(" '‘’\"„“”-").lower()
        if len(joint) > LONGEST_JOINT:
            break  # and farther names have more between
        if not joint or joint in BETWEEN:
            found.add(start)
    return found


def _start(hit: Hit) -> int:
    return hit.start


def _end(hit: Hit) -> int:
    return hit.end
