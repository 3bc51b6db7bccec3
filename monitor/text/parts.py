"""Splits round-ups into items: newsletters, tickers, news in brief, lists. An ordinary article has none.

Items are marked (numbers, "+++", clock times, lines of stars, headings, a label such as "Norway: …"), or each is a
paragraph with its own subject. Unlike the paragraphs, lists and sections of one report they share no names: each is
about somebody else. A text that neither calls itself a round-up nor consists of very short pieces stays whole, whatever
its layout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from monitor import language
from monitor.text import datelines, fingerprint, open_names, plain, sentences
from monitor.text.sentences import Span

READ = 20_000  # characters
FEWEST = 3  # items of a round-up
LEAST = 5  # words; anything shorter is a greeting, a heading, a closing line
BRIEF, LONGEST_BRIEF = 30, 48  # words of the median and of the longest item of news in brief
KIN, KIN_PLAIN = 0.2, 0.08  # share of pairs of items that may have a name in common, if marked and if not
NAMING = 0.5  # share of items that name somebody
MOSTLY = 0.6  # share of pieces with a mark from which the marks alone show a round-up
LABEL_WORDS = 5
HEADLINE = 35  # characters of an item that show what it is about
LONGEST_HEADLINE, CUT_TO = 160, 90  # characters of what stands for its headline; a longer one is cut to the second

_AGENDA = language.any_of(lambda known: known.furniture.agenda)
_SEPARATOR = re.compile(r"^\s*([*+=_~•·#—–-])(?:\s?\1){2,}\s*$")
# What a mark looks like, whether the lines up to the next mark belong to it, and whether it marks only items: ordinary
# reports have lists, tables and headings too
_MARKS = (
    (re.compile(r"^\s*\+{2,}\s"), True, True),
    (re.compile(r"^\s*(?:\*\*)?#?\d{1,2}[.)]\s"), True, True),
    (re.compile(rf"^\s*(?:{_AGENDA}) \d+\s?[–—:-]", re.IGNORECASE), True, False),
    (re.compile(r"^\s*#{2,6}\s"), True, False),
    (re.compile(r"^\s*\d{1,2}[:.h]\d{2}(?:\s?(?:Uhr|[ap]\.?m\.?))?\s?[–—:|-]?\s"), True, True),
    (re.compile(r"^\s*[-*•▪‣◦–]\s+"), False, False),
    (re.compile(r"^\s*\|"), False, False),
)
_MARK = re.compile(
    rf"^\s*(?:(?i:{_AGENDA}) \d+\s?[–—:-]"
    r"|\+{2,}|#{1,6}|[-*•▪‣◦–—]|\*\*(?=\d)|#?\d{1,2}[.)](?=\s)|\d{1,2}[:.h]\d{2}(?:\s?Uhr)?\s?[–—:|-]?(?=\s))\s*"
)
_END = re.compile(r"[\s+|*#]+$")
_LABEL = re.compile(r"^(?:\*\*)?[^\W\d_][^.:!?|\n]{0,39}[.:!?](?:\*\*)?(?=\s)")
_PLACED = re.compile(rf"(?<=[.!?] )(?=[{plain.CAPITALS}][^.:!?|\n]{{2,39}}: )")  # a further label inside of a line
_ALSO = re.compile(rf"(?<=[.!?] )(?=(?:{language.any_of(lambda known: known.furniture.also)})\b)", re.IGNORECASE)
_CALLED = re.compile(
    rf"(?<!\w)(?:{language.any_of(lambda known: known.furniture.round_ups)})(?!\w)"
    rf"|#\s?\d+|(?:{'|'.join(language.words(lambda known: known.forms.months))})\b[^:]*:",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(rf"(?<!\w)(?:{language.any_of(lambda known: known.furniture.announced)})(?!\w)", re.IGNORECASE)
_TOP = 200  # characters in which a text announces what it will cover


class _Pieces(NamedTuple):
    """The pieces of a text by its layout."""

    marked: bool
    plainly: bool  # by marks that ordinary reports do not have
    spans: Sequence[Span]


def spans(title: str, text: str, code: str) -> list[Span]:
    """The items of a round-up in order, without marks and surrounding space; none if the text is about one matter.

    Items of fewer than five words are left out. `code` is the language of the text.
    """
    text = text[:READ]
    called = bool(_CALLED.search(title) or _ANNOUNCED.search(f"{title}\n{text[:_TOP]}"))
    cut = _cut(text)
    found = _possible(text, title, cut.spans)
    if len(found) < FEWEST:
        return _also(text) if called else []
    if not _is_round_up(text, found, cut, code, called=called):
        return []
    items = _joined(text, _possible(text, title, _without_end(text, cut.spans)), code)
    return items if len(items) >= FEWEST else []


def _joined(text: str, items: Sequence[Span], code: str) -> list[Span]:
    """The items; one that names nobody of its own goes on with the matter of the item before it ("What we like: …")."""
    names = [_names(text[span.start : span.end], code) for span in items]
    counts = Counter(name for some in names for name in some)
    themes = {name for name, number in counts.items() if number >= MOSTLY * len(items)}
    found: list[Span] = []
    for span, some in zip(items, names, strict=True):
        if some - themes or not found:
            found.append(span)
        else:
            found[-1] = Span(found[-1].start, span.end)
    return found


def headline(text: str) -> str:
    """The beginning of an item, which shows what it is about: its first sentences, up to some forty characters.

    Of a long first sentence only the beginning: a card quotes the rest.
    """
    text = datelines.removed(text)
    whole = sentences.spans(text)
    last = next((span.end for span in whole if span.end >= HEADLINE), len(text))
    told = " ".join(text[:last].replace("**", "").split())
    return told if len(told) <= LONGEST_HEADLINE else f"{told[:CUT_TO].rsplit(' ', 1)[0].rstrip(' ,;:–-')}…"


def _possible(text: str, title: str, pieces: Iterable[Span]) -> list[Span]:
    """The pieces that can be items, without their marks: long enough, and not the headline repeated."""
    found = [_bare(text, piece) for piece in pieces]
    long = [span for span in found if len(text[span.start : span.end].split()) >= LEAST]
    return [span for span in long if fingerprint.words(text[span.start : span.end]) != fingerprint.words(title)]


def _is_round_up(text: str, found: Sequence[Span], cut: _Pieces, code: str, *, called: bool) -> bool:
    """Whether the pieces of a text are about different matters."""
    lengths = sorted(len(text[span.start : span.end].split()) for span in found)
    median = lengths[len(lengths) // 2]
    brief = median <= BRIEF and lengths[-1] <= LONGEST_BRIEF
    if not called and (not brief or not cut.plainly):
        return False
    letter = not cut.marked and not brief  # paragraphs as long as a report's: no name may return in many of them
    if letter and median <= BRIEF:
        return False
    themes = int(called and not letter)
    kin, naming = _kinship([text[span.start : span.end] for span in found], code, themes=themes)
    return kin <= (KIN if cut.marked else KIN_PLAIN) and naming >= NAMING


def _kinship(items: Sequence[str], code: str, *, themes: int) -> tuple[float, float]:
    """The share of pairs of items with a common name, and the share of items that name anybody.

    The `themes` most frequent names, if most items have them, are the themes of the round-up and do not count.
    """
    names = [_names(item, code) for item in items]
    counts = Counter(name for some in names for name in some)
    common = {name for name, _ in counts.most_common(themes)}
    kin = [bool(one & other - common) for one, other in combinations(names, 2)]
    return sum(kin) / len(kin), sum(map(bool, names)) / len(items)


def _names(item: str, code: str) -> set[str]:
    found = open_names.of("", item, language.of(code))
    return {fingerprint.folded(word).removesuffix("s") for one in found for word in one.name.split()}


def _cut(text: str) -> _Pieces:
    """The pieces of a text by the surest marks it has."""
    lines = list(_lines(text))
    if sum(bool(_SEPARATOR.match(text[line.start : line.end])) for line in lines) >= FEWEST - 1:
        return _Pieces(marked=True, plainly=True, spans=list(_between(text, lines)))
    for mark, takes, plainly in _MARKS:
        number = sum(bool(mark.match(text[line.start : line.end])) for line in lines)
        if number >= FEWEST:
            pieces = list(_marked(text, lines, mark, takes=takes))
            return _Pieces(marked=True, plainly=plainly and number >= MOSTLY * len(pieces), spans=pieces)
    labels = [label for line in lines if (label := _label(text[line.start : line.end]))]
    if len(labels) >= FEWEST and len(labels) >= MOSTLY * (len(lines) - 1):
        named = all(label.strip("*").endswith(":") for label in labels)
        parts = [part for line in lines for part in _split(text, line, _PLACED)]
        return _Pieces(marked=True, plainly=named, spans=parts)
    return _Pieces(marked=False, plainly=False, spans=lines)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _between(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """The pieces between lines of signs."""
    piece: Span | None = None
    for line in lines:
        if _SEPARATOR.match(text[line.start : line.end]):
            if piece:
                yield piece
            piece = None
        else:
            piece = Span(piece.start if piece else line.start, line.end)
    if piece:
        yield piece


def _marked(text: str, lines: Iterable[Span], mark: re.Pattern[str], *, takes: bool) -> Iterator[Span]:
    """Marked lines, together with the lines after them if these belong to the mark; other lines on their own."""
    piece: Span | None = None
    for line in lines:
        if mark.match(text[line.start : line.end]):
            if piece:
                yield piece
            piece = line
        elif piece and (takes or (_goes_on(text, piece, mark) and not _label(text[line.start : line.end]))):
            piece = Span(piece.start, line.end)
        else:
            if piece:
                yield piece
            piece = line
    if piece:
        yield piece


def _goes_on(text: str, piece: Span, mark: re.Pattern[str]) -> bool:
    """Whether an unmarked piece among marked ones has a label, so that what follows it belongs to it."""
    begin = text[piece.start : piece.end]
    return bool(_label(begin)) and not mark.match(begin)


def _without_end(text: str, pieces: Sequence[Span]) -> list[Span]:
    """The pieces; the last one without the text's closing lines: those beyond the length of any other piece."""
    *others, last = pieces
    most = max((len(list(_lines(text[one.start : one.end]))) for one in others), default=1)
    lines = [Span(last.start + line.start, last.start + line.end) for line in _lines(text[last.start : last.end])]
    return [*others, Span(last.start, lines[:most][-1].end), *lines[most:]]


def _split(text: str, span: Span, edge: re.Pattern[str]) -> list[Span]:
    """A span cut at every edge inside it."""
    edges = [match.start() for match in edge.finditer(text, span.start + 1, span.end)]
    return [Span(*pair) for pair in pairwise((span.start, *edges, span.end))]


def _also(text: str) -> list[Span]:
    """A short round-up in running text: the parts before and after "Also today"."""
    whole = next(_lines(text), None)
    parts = _split(text, Span(whole.start, len(text)), _ALSO) if whole else []
    return [_bare(text, part) for part in parts] if len(parts) > 1 else []


def _label(line: str) -> str:
    """The few words before the first colon or full stop of a line; empty if it does not begin like this."""
    found = _LABEL.match(line)
    return found[0] if found and len(found[0].split()) <= LABEL_WORDS else ""


def _bare(text: str, span: Span) -> Span:
    """The span without its mark and closing signs."""
    start, end = span
    while found := _MARK.match(text[start:end]):
        if not found.end():
            break
        start += found.end()
    end -= len(text[start:end]) - len(_END.sub("", text[start:end]))
    while start < end and text[start].isspace():
        start += 1
    return Span(start, max(start, end))
