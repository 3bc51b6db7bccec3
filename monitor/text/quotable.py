"""Sentences of an article that can be quoted alone: complete, about the topic, and not dependent on earlier ones.

Anything pages put around and between sentences is removed: the repeated headline, the author, the place and agency
before the first word, list and Markdown marks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor import language
from monitor.text import boilerplate, datelines, dates, plain, sentences

TOP = 4_000  # characters of an article that are read
SHORTEST, LONGEST = 40, 400  # characters of a sentence worth quoting
BRIEFEST = 24  # characters of one that gives a number or a date: "First power is expected in 2029."
CALL = 5  # words before a colon that may be a mere introduction
INSIDE = 45  # characters from which a word refers to the beginning of its own sentence
ENDS = '.!?"”“»«)'  # last characters of a line of prose
KEPT = 1_000  # texts, some 8 KB each: those of an edition, which several passes ask for
HEADLINE = 20  # characters; a longer headline at the beginning of the text is a repetition

_NOISE = re.compile(
    rf"©|\b(?:{language.any_of(lambda known: known.telling.credits)})s?:|@\w+|https?://|www\."
    rf"|{language.any_of(lambda known: known.telling.noise)}"
)  # of a text in lower case: ignoring the case of so many words takes three times as long
_UPPER = plain.CAPITALS
_LIST = re.compile(r"^\s*(?:[-*•–▪‣◦]\s|[>|#]|\d{1,2}[.)]\s)")
_ITEM = re.compile(r"^\s*(?:[-*•–▪‣◦]|\d{1,2}[.)])\s+")
# "is a writer who covers …": continues from a name on a line of its own
_RUNS_ON = re.compile(rf"^(?!\w*[{_UPPER}Œ])[^\W\d_]{{2,}}\s")
# "+++ … +++" around a line, "TL;DR" before it
_TICKED = re.compile(r"^\W{0,4}TL;?DR\b\W{0,6}|^\s*\+{2,}\s*|\s*\+{2,}\s*$")
# "ends. »Begins" and "ends.« Begins": the sentence splitter takes these marks for French ones
_TURNED = re.compile(rf"(?<=[.!?]) (?=»[{_UPPER}])|(?<=[.!?]«) (?=[{_UPPER}])")
# What a picture shows, and when it was taken: "… speaks at the fair in Las Vegas, Jan. 6, 2026."
_TAKEN = re.compile(
    rf"(?:, |\b(?:on|am|le) )(?:(?:{dates.MONTH})\b\.? \d{{1,2}}, 20\d\d|\d{{1,2}}\.? (?:{dates.MONTH})\b\.? 20\d\d)\.$"
)
_MARKED = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|(\*\*|__|`)(?=\S)(.+?)(?<=\S)\2|(?<!\w)[*_](?=\S)([^*_]+?)(?<=\S)[*_](?!\w)"
)
_ESCAPED = re.compile(r"\\(?=[$%&#*_~.!-])")  # of Markdown
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|\[(?:…|\.\.\.|\d{1,3}|update|video)\]", re.IGNORECASE)
_WHOLE = re.compile(rf"^[\"„“«‘'(]*(?:[a-z]{{1,2}}(?=[A-Z]))?[{_UPPER}Œ0-9$€£].*[^.…]([.!])[\"“”»’')]*$", re.DOTALL)
_NAMED_POINT = re.compile(rf"[{_UPPER}][\w ’'/-]{{2,40}}: \S")
_COUNTED = re.compile(r"(?<!\w)\d")
_LOW = re.compile(rf"(?<![\w-])[^\W\d_{_UPPER}]\w+")  # a word in lower case: headings and datelines have few
_ARTICLES = frozenset().union(*(known.naming.articles for known in language.ALL))
_WHOSE = re.compile(rf"\b(?:{language.any_of(lambda known: known.telling.whose)})\b", re.IGNORECASE)
_NAMED = re.compile(rf"(?<=[\w,] )[{_UPPER}]\w+")  # a name inside an English sentence
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))


@functools.lru_cache(maxsize=KEPT)
def quotable(text: str, title: str = "") -> tuple[str, ...]:
    """Sentences from the top of an article that can be quoted, in order; `leans` says which ones depend on others.

    Of the points of a list only those are quoted that give a number, unless there is nothing else, as in a newsletter.
    """
    prose = "\n".join(line for line in text[:TOP].split("\n") if not _is_credit(line))
    lines = boilerplate.removed(prose).split("\n")
    told = [(line, tuple(_sentences(_plain(line, title)))) for line in lines]
    if any(own for _, own in told):
        return tuple(dict.fromkeys(one for line, own in told for one in own or _sentences(_point(line, title))))
    return tuple(dict.fromkeys(one for line in lines for one in _sentences(_plain(_ITEM.sub("", line), title))))


def _point(line: str, title: str) -> str:
    """A point of a list that is a sentence with a number, or names one: "Power: 340 MW in three stages"; else empty."""
    if not _ITEM.match(line) or boilerplate.is_aside(line):
        return ""
    told = _plain(_ITEM.sub("", line), title)
    whole = told.endswith((".", "!")) or bool(_NAMED_POINT.match(told))
    return (told if told.endswith((".", "!")) else f"{told}.") if whole and _COUNTED.search(told) else ""


def _is_credit(line: str) -> bool:
    """Whether a line is only the credit of a picture: "Jane Doe | Wire | Pictures"."""
    return " | " in line and line.rstrip()[-1:] not in ENDS


def _sentences(line: str) -> Iterator[str]:
    """The complete sentences of a line."""
    for span in sentences.spans(line) if line else ():
        for part in _TURNED.split(line[span.start : span.end]):
            sentence = _without_call(" ".join(part.split()))
            if _whole(sentence):
                yield sentence


def _without_call(sentence: str) -> str:
    """A sentence without a mere introduction before a colon: "Here's the thing: …".

    An introduction that refers to somebody says whose opinion follows, and stays: "His message: …".
    """
    call, colon, rest = sentence.partition(": ")
    short = colon and len(call.split()) <= CALL and rest[:1].isupper() and leans(call)
    return rest if short and not _WHOSE.search(call) else sentence


def leans(sentence: str, code: str = "") -> bool:
    """Whether a sentence depends on one before it: by its first words, or because somebody unnamed speaks.

    `code` is its language; without one the words of all languages count, and "On Thursday" would be French.
    """
    pointing = _pointing(code)
    if pointing.openings.match(sentence) or pointing.speakers.search(sentence):
        return True
    return any(not _NAMED.search(sentence, 0, found.start()) for found in pointing.bodies.finditer(sentence))


def leans_on_last(sentence: str, code: str) -> bool:
    """Whether a sentence depends on nothing but the one before it, by its first words: "It is to open in 2028"."""
    pointing = _pointing(code)
    spoken = pointing.speakers.search(sentence) or pointing.bodies.search(sentence)
    return bool(pointing.openings.match(sentence)) and not spoken


def leans_on_speaker(sentence: str, code: str) -> bool:
    """Whether a sentence depends on nothing but who speaks: "We are launching …"; who it is must be said."""
    spoken = language.BY_CODE[code].telling.selves if code in language.BY_CODE else "(?!)"
    rest, found = re.subn(rf"^{spoken}", "X", sentence, count=1, flags=re.IGNORECASE)
    return bool(found) and not leans(rest, code)


def points_back(sentence: str, code: str = "") -> bool:
    """Whether a sentence can be quoted only directly after the one before it.

    A word late in a sentence refers to something in the sentence itself: "signed in Oslo and will build there".
    """
    pointing = _pointing(code)
    nameless = pointing.stand_ins.match(sentence)
    return bool(nameless) or any(one.start() < INSIDE for one in pointing.pointers.finditer(sentence))


def goes_on(sentence: str, code: str) -> bool:
    """Whether a sentence can be quoted only after another one of its text, not necessarily the one before it."""
    return bool(_pointing(code).sequels.match(sentence))


class _Pointing(NamedTuple):
    """How sentences of a language refer to earlier ones."""

    openings: re.Pattern[str]
    speakers: re.Pattern[str]
    bodies: re.Pattern[str]  # speakers that may be named earlier in the same sentence
    pointers: re.Pattern[str]
    sequels: re.Pattern[str]
    stand_ins: re.Pattern[str]


@functools.cache
def _pointing(code: str) -> _Pointing:
    own = [language.BY_CODE[code].telling] if code in language.BY_CODE else [known.telling for known in language.ALL]
    openings = "|".join(known.openings for known in own)
    turns = "|".join(word for known in own for word in known.turns)
    return _Pointing(
        openings=re.compile(
            rf"[\W_]*(?:(?:{openings})(?:['’](?:s|ve|re|ll|d|m))?(?![\w’'-])|\S+ (?:{turns})\b)", re.IGNORECASE
        ),
        speakers=_any([word for known in own for word in known.speakers], r"\b(?:{})"),
        bodies=_any([word for known in own for word in known.bodies], r"\b(?:{})\b"),
        pointers=_any([word for known in own for word in known.pointers], r"\b(?:{})\b"),
        sequels=_any([word for known in own for word in known.sequels], "(?:{})"),
        stand_ins=_any([word for known in own for word in known.stand_ins], rf"(?:{{}})\b(?!,? (?-i:[{_UPPER}]))"),
    )


def _any(words: Sequence[str], around: str) -> re.Pattern[str]:
    """Matches any of these patterns; nothing if there are none."""
    return re.compile(around.format("|".join(words)) if words else r"(?!)", re.IGNORECASE)


def _plain(line: str, title: str) -> str:
    """A line without anything before and around its sentences; empty if it is not prose."""
    line = _TICKED.sub("", _TAGS.sub("", line)).strip()
    if not line or _LIST.match(line) or _RUNS_ON.match(line) or boilerplate.is_aside(line):
        return ""
    line = _ESCAPED.sub("", line)
    line = _MARKED.sub(lambda mark: mark[1] or mark[3] or mark[4] or "", line).replace("**", "").strip()
    if len(title) > HEADLINE and line.casefold().startswith(title.casefold()):
        line = line[len(title) :].lstrip(" .:|–—-")
    return datelines.removed(line)


def _whole(sentence: str) -> bool:
    """Whether a sentence is complete, closes what it opens, and is not the page talking about itself."""
    if not BRIEFEST <= len(sentence) <= LONGEST or not _WHOLE.match(sentence) or _NOISE.search(sentence.lower()):
        return False
    if len(sentence) < SHORTEST and not _tells_much(sentence):
        return False
    if _TAKEN.search(sentence):
        return False
    return _closed(sentence)


def _tells_much(sentence: str) -> bool:
    """Whether a sentence gives a number or a date, and is one although it is short."""
    given = bool(_COUNTED.search(sentence)) or any(dates.months(sentence))
    subject = sentence.partition(" ")[0].lower() in _ARTICLES  # "Der Bau kostet 740 Millionen Euro."
    return given and len(_LOW.findall(sentence)) > (0 if subject else 1)


def _closed(sentence: str) -> bool:
    """Whether every quotation and bracket that is opened is closed; “ opens in English and closes in German."""
    count = sentence.count
    low, high = count("„"), count("“") + count("”")
    quoted = low == high if low else count("“") == count("”")
    return quoted and count('"') % 2 == 0 and all(count(opened) == count(closed) for opened, closed in _PAIRS)
