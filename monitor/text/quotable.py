"""Sentences of an article that can be quoted alone: whole, about the matter, and leaning on nothing before them.

What pages put around and between sentences is taken off: the headline said again, who wrote it, the place and agency
before the first word, marks of lists and of Markdown.
"""

from __future__ import annotations

import functools
import re

from monitor import language
from monitor.text import boilerplate, plain, sentences

TOP = 4_000  # characters of an article that are looked at
SHORTEST, LONGEST = 40, 400  # characters of a sentence worth quoting
HEADLINE = 20  # characters from which on a text that begins with its headline says it twice

_NOISE = re.compile(
    rf"©|\b(?:{language.any_of(lambda known: known.telling.credits)})s?:|@\w+|https?://|www\."
    rf"|{language.any_of(lambda known: known.telling.noise)}",
    re.IGNORECASE,
)
_BY = language.any_of(lambda known: known.telling.by)
_UPPER = plain.CAPITALS
# Who wrote a text, on a line of its own or before its first sentence
_STAFF = re.compile(
    rf"^(?:{_BY})\s+(?:{language.any_of(lambda known: known.telling.staff)})"
    rf"(?=\s*[|,:·•–—\n-]|\s+[{_UPPER}]|\s*$)[\s|,:·•–—-]*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"^(?:(?i:{_BY}|{language.any_of(lambda known: known.telling.authors)})):?\s+[{_UPPER}][\w.'’-]+"
    rf"(?:[ ,&|·]+(?:(?:{language.any_of(lambda known: known.telling.and_)}|van)\s+)?[{_UPPER}][\w.'’-]*)*\W*$"
)
_DATELINE = re.compile(
    rf"^(?:[{_UPPER}][\w.'’-]*(?:[ /-][{_UPPER}][\w.'’-]*){{0,3}})(?:, [\w. ]{{1,24}}){{0,2}}\s?"
    rf"(?:\((?:[\w ./,-]{{2,30}})\)\s?[-–—:]{{1,2}}|(?<=\d{{4}}) [-–—]|(?<=[{_UPPER}]{{4}})\s?[-–—]{{1,2}}|[-–—]{{2}}"
    rf"|\s[–—](?!.*\s[–—-]\s))\s*(?=[{_UPPER}„“«\"0-9])"
)
_TICKER = re.compile(r"^\d{1,2}[:.h]\d{2}(?: (?:Uhr|[ap]\.?m\.?|CET|GMT|ET))?\s*[-–—:|]\s*(?=\S)")
# "By Jane Doe OSLO (Wire) -": who wrote, right before a place in capitals
_WRITER = re.compile(rf"^(?i:{_BY}) (?:[{_UPPER}][\w.'’-]* ){{2,6}}?(?=[{_UPPER}]{{3,}}[\w ,/]{{0,30}}\()")
_LIST = re.compile(r"^\s*(?:[-*•–▪‣◦]\s|[>|#]|\d{1,2}[.)]\s)")
_MARKED = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|(\*\*|__|`)(?=\S)(.+?)(?<=\S)\2|(?<!\w)[*_](?=\S)([^*_]+?)(?<=\S)[*_](?!\w)"
)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|\[(?:…|\.\.\.|\d{1,3}|update|video)\]", re.IGNORECASE)
_WHOLE = re.compile(rf"^[\"„“«‘'(]*(?:[a-z]{{1,2}}(?=[A-Z]))?[{_UPPER}Œ0-9$€£].*[^.…]([.!])[\"“”»’')]*$", re.DOTALL)
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))


def quotable(text: str, title: str = "") -> list[str]:
    """Sentences from the top of an article that can be quoted, in its order; see `leans` for those that lean."""
    found: list[str] = []
    for line in boilerplate.removed(text[:TOP]).split("\n"):
        plain = _plain(line, title)
        spans = sentences.spans(plain) if plain else []
        found.extend(one for span in spans if _whole(one := " ".join(plain[span.start : span.end].split())))
    return list(dict.fromkeys(found))


def leans(sentence: str, code: str = "") -> bool:
    """Whether a sentence points to one before it: by its first words, or because somebody unnamed speaks.

    `code` is its language; without one the words of all count, and "On Thursday" would be French.
    """
    openings, speakers, _ = _pointing(code)
    return bool(openings.match(sentence) or speakers.search(sentence))


def points_back(sentence: str, code: str = "") -> bool:
    """Whether a sentence can be quoted only right behind the one before it."""
    return bool(_pointing(code)[2].search(sentence))


@functools.cache
def _pointing(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How sentences of a language begin that lean, who speaks in them, and what points back inside of them."""
    own = [language.BY_CODE[code].telling] if code in language.BY_CODE else [known.telling for known in language.ALL]
    openings = "|".join(known.openings for known in own)
    turns = "|".join(word for known in own for word in known.turns)
    speakers = "|".join(word for known in own for word in known.speakers)
    pointers = "|".join(word for known in own for word in known.pointers)
    return (
        re.compile(rf"[\W_]*(?:(?:{openings})(?![\w’'-])|\S+ (?:{turns})\b)", re.IGNORECASE),
        re.compile(rf"\b(?:{speakers})", re.IGNORECASE),
        re.compile(rf"\b(?:{pointers})\b", re.IGNORECASE),
    )


def _plain(line: str, title: str) -> str:
    """A line without what stands before and around its sentences; empty when it is no prose."""
    line = _TAGS.sub("", line).strip()
    if not line or _LIST.match(line) or boilerplate.is_aside(line):
        return ""
    line = _MARKED.sub(lambda mark: mark[1] or mark[3] or mark[4] or "", line).replace("**", "").strip()
    if len(title) > HEADLINE and line.casefold().startswith(title.casefold()):
        line = line[len(title) :].lstrip(" .:|–—-")
    line = _WRITER.sub("", _STAFF.sub("", line))
    if _BYLINE.match(line):
        return ""
    return _DATELINE.sub("", _TICKER.sub("", line), count=1)


def _whole(sentence: str) -> bool:
    """Whether a sentence has its beginning and its end, closes what it opens, and is not the page's own talk."""
    if not SHORTEST <= len(sentence) <= LONGEST or not _WHOLE.match(sentence) or _NOISE.search(sentence):
        return False
    return _closed(sentence)


def _closed(sentence: str) -> bool:
    """Whether every quotation and bracket that is opened is closed; “ opens in English and closes in German."""
    count = sentence.count
    low, high = count("„"), count("“") + count("”")
    quoted = low == high if low else count("“") == count("”")
    return quoted and count('"') % 2 == 0 and all(count(opened) == count(closed) for opened, closed in _PAIRS)
