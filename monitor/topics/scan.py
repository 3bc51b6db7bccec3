"""A text as its topic sees it: sentences, and in each the names and words of the profile. All readings build on it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from monitor.topics import chrome, lexicon, sentences
from monitor.topics.lexicon import Hit
from monitor.topics.profile import Profile

NAMES = frozenset({"subject", "emblem", "entity"})


class Sentence(NamedTuple):
    """One sentence with what was found in it; places count in the scan's text."""

    start: int
    end: int
    names: tuple[Hit, ...]  # mentions of entities, yardsticks (mere comparisons) included
    words: tuple[Hit, ...]  # aspects, other themes, units
    compared: frozenset[int]  # beginnings of the names that are only a yardstick


class Scan(NamedTuple):
    """A title and a text, read once. Sentence 0 is the title; captions and links to other articles are left out."""

    text: str  # title, line break, text; odd spaces made plain, addresses blanked
    title_end: int
    sentences: tuple[Sentence, ...]

    def sentence_text(self, sentence: Sentence) -> str:
        """The sentence as written (but for odd spaces)."""
        return self.text[sentence.start : sentence.end]


def of(profile: Profile, title: str, text: str) -> Scan:
    """Read a title and a text; a text that begins by repeating its title is read without that."""
    title = " ".join(title.split())
    body = text.lstrip()
    if title and body.lower().startswith(title.lower()):
        body = body[len(title) :]
    whole = lexicon.plain(f"{title}\n{body}")
    hits = lexicon.of(profile).hits(whole)
    body_spans = (span for span in sentences.spans(whole) if span.start > len(title))
    told = [span for span in body_spans if not chrome.is_aside(whole[span.start : span.end])]
    spans = [sentences.Span(0, len(title)), *told]
    return Scan(whole, len(title), _filled(whole, spans, hits))


def _filled(text: str, spans: list[sentences.Span], hits: list[Hit]) -> tuple[Sentence, ...]:
    """Sentences with their hits; what an exclusion covers is dropped, of overlapping names the longest stays."""
    starts = [span.start for span in spans]
    inside: list[list[Hit]] = [[] for _ in spans]
    for hit in hits:
        index = bisect_right(starts, hit.start) - 1
        if index >= 0 and hit.end <= spans[index].end:
            inside[index].append(hit)
    return tuple(_sentence(text, span, found) for span, found in zip(spans, inside, strict=True))


def _sentence(text: str, span: sentences.Span, found: list[Hit]) -> Sentence:
    if not found:
        return Sentence(span.start, span.end, (), (), frozenset())
    excluded = [hit for hit in found if hit.meaning.role == "exclusion"]
    kept = [hit for hit in found if not any(_covers(other, hit) for other in excluded)] if excluded else found
    names = _longest([hit for hit in kept if hit.meaning.role in NAMES])
    words = _longest([hit for hit in kept if hit.meaning.role in {"aspect", "other", "unit"}])
    marks = [hit for hit in kept if hit.meaning.role == "yardstick"]
    return Sentence(span.start, span.end, tuple(names), tuple(words), _compared(text, names, marks))


def _covers(outer: Hit, inner: Hit) -> bool:
    """Whether `inner` lies within or overlaps `outer`."""
    return inner.start < outer.end and outer.start < inner.end


def _longest(hits: list[Hit]) -> list[Hit]:
    """Without hits that lie within a longer one of the same role and kind ("Mexico" within "New Mexico")."""
    kept: list[Hit] = []
    for hit in hits:  # by beginning, longest first
        within = (other for other in kept if other.end >= hit.end and other.start <= hit.start)
        if not any(_hides(other, hit) for other in within):
            kept.append(hit)
    return kept


def _hides(outer: Hit, inner: Hit) -> bool:
    same = outer.meaning.role == inner.meaning.role and outer.meaning.kind == inner.meaning.kind
    return same and (outer.end - outer.start > inner.end - inner.start or outer.meaning.id == inner.meaning.id)


def _compared(text: str, names: list[Hit], marks: list[Hit]) -> frozenset[int]:
    """Names that stand directly after or before a word of comparison: "France's answer to Stargate"."""
    found = set()
    for mark in marks:
        for name in names:
            between = text[mark.end : name.start] if mark.end <= name.start else text[name.end : mark.start]
            if mark.start < name.end and name.start < mark.end:
                continue
            if not between.strip(" '‘’\"„“”-") or between.strip(" '‘’\"„“”-").lower() in BETWEEN:
                found.add(name.start)
    return frozenset(found)


BETWEEN = frozenset({"the", "s", "us", "u.s.", "dem", "der", "das", "den", "des", "die", "zu", "of", "von", "s the"})
