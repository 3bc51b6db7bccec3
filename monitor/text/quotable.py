"""Sentences of an article that can be quoted alone: whole, about the matter, and leaning on nothing before them.

What pages put around and between sentences is taken off: the headline said again, who wrote it, the place and agency
before the first word, marks of lists and of Markdown.
"""

# ruff: noqa: E501 - lists of words
from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.text import boilerplate, sentences

TOP = 4_000  # characters of an article that are looked at
SHORTEST, LONGEST = 40, 400  # characters of a sentence worth quoting
HEADLINE = 20  # characters from which on a text that begins with its headline says it twice

# How a sentence begins that points to one before it
OPENINGS: Mapping[str, str] = {
    "de": r"er|sie|es|ihm|ihn|ihnen|ihre?[rnms]?|seine?[rnms]?|dies\w*|jene\w*|(?:das|der|die)(?= (?-i:[a-zäöü])\w* (?-i:[a-zäöü])\w*)|dessen|deren"
    r"|da(?:bei|mit|für|von|ran|rauf|raus|zu|rüber|durch|gegen|nach|vor|rin|runter)|des(?:halb|wegen)|daher|dort|hier\w*|zudem|außerdem|überdies"
    r"|auch|ebenso|ebenfalls|hinzu|aber|doch|denn|und|oder|so|dennoch|jedoch|trotzdem|allerdings|stattdessen|zuvor|dann|anschließend"
    r"|man|beide[rns]?|wir|ich|uns\w*|solche\w*|letztere\w*|erstere\w*|mehr dazu|gleichzeitig|zugleich|hingegen|indes|unterdessen|nun|jetzt"
    r"|wie (?:es|er|sie)|zum (?:beispiel|vergleich)|was|warum|wie|weitere",
    "en": r"he|she|it|it['’]s|they|him|his|hers?|its|theirs?|this|that|these|those|there|here|but|and|or|so|yet|however|also|meanwhile|both"
    r"|moreover|furthermore|additionally|instead|still|then|thus|therefore|hence|such|another|others|in addition|for (?:example|instance|context|comparison)"
    r"|by (?:contrast|comparison)|in contrast|on the other hand|as a result|in turn|likewise|similarly|nonetheless|nevertheless|separately"
    r"|we|we['’]re|i|i['’]m|our|my|you|your|what|why|how|below|above|the (?:former|latter|same|move|news|pair|duo|two|three|idea|reason|question|result)|now|again|or",
    "fr": r"il|elle|ils|elles|ce|cet|cette|ces|cela|ceci|c['’]\w+|celui\S*|celle\S*|ceux\S*|son|sa|ses|leurs?|y|en outre|de plus|par ailleurs|mais|et|ou"
    r"|donc|or|ainsi|alors|aussi|également|toutefois|cependant|pourtant|néanmoins|ensuite|puis|enfin|là|ici|nous|je|j['’]\w+|notre|nos|on"
    r"|les deux|tous deux|toutes deux|en revanche|dans le même temps|par exemple|pour sa part|de son côté|ce dernier|cette dernière",
}
# Somebody speaks who was named before
SPEAKERS = (
    r"\b(?:he|she|they|it) (?:said|says|added|adds|told|wrote|noted|explained|argued|continued)\b"
    r"|\b(?:sagte?|sagten|erklärte|betonte|ergänzte|schrieb|fügte|meinte|so) (?:er|sie)\b(?! \w+en\b)"
    r"|\b(?:a-t-(?:il|elle)|(?:dit|ajoute|explique|écrit)-(?:t-)?(?:il|elle|ils|elles)|ont-(?:ils|elles))\b"
)
# Words inside of a sentence that point to the one right before it
POINTERS = r"dort\w*|davon|darin|dafür|dabei|hier(?:für|bei|von)|diese[rmns]?(?! (?:Woche|Monat|Jahr|Tag|Quartal))|there(?! (?:is|are|was|were|will|has|have))|thereby|là-bas"
_LEANS = re.compile(
    rf"[\W_]*(?:(?:{'|'.join(OPENINGS.values())})(?![\w’'-])|\S+ (?:however|jedoch|allerdings|toutefois|cependant)\b)",
    re.IGNORECASE,
)
_POINTS = re.compile(rf"\b(?:{POINTERS})\b", re.IGNORECASE)
_SPEAKS = re.compile(SPEAKERS, re.IGNORECASE)
_NOISE = re.compile(
    r"©|\b(?:foto|bild|image|photo|source|quelle)s?:|newsletter|cookie|abonn|subscribe|sign up|lesen sie|lies auch|read more|read also|see also"
    r"|mehr zum thema|werbung|advertis|affiliate|kommentar|all rights|alle rechte|tous droits|lire aussi|s['’]inscrire|podcast|@\w+|https?://|www\."
    r"|\bclick\b|\bklick|(?:this|dieser|cet) (?:article|story|report|artikel|beitrag|text)\b|min(?:utes?)? read|lesezeit|live[- ]?blog|digital access|unlimited access|journalism on any device|free trial|probemonat",
    re.IGNORECASE,
)
# Who wrote a text, on a line of its own or before its first sentence
_STAFF = re.compile(
    r"^(?:by|von|par)\s+(?:(?:our |the )?(?:staff|newsroom|editorial)\b[\w ]{0,24}?|(?:der |unserer )?redaktion|(?:la )?rédaction)(?=\s*[|,:·•–—\n-]|\s+[A-ZÄÖÜ]|\s*$)[\s|,:·•–—-]*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:(?i:by|von|par|text|autorin?|author)):?\s+[A-ZÄÖÜÉ][\w.'’-]+(?:[ ,&|·]+(?:(?:and|und|et|de|von|van|for|für|pour)\s+)?[A-ZÄÖÜÉ][\w.'’-]*)*\W*$"
)
_DATELINE = re.compile(
    r"^(?:[A-ZÄÖÜÉ][\w.'’-]*(?:[ /-][A-ZÄÖÜÉ][\w.'’-]*){0,3})(?:, [\w. ]{1,24}){0,2}\s?"
    r"(?:\((?:[\w ./,-]{2,30})\)\s?[-–—:]{1,2}|(?<=\d{4}) [-–—]|(?<=[A-ZÄÖÜ]{4})\s?[-–—]{1,2}|[-–—]{2}|\s[–—](?!.*\s[–—-]\s))\s*(?=[A-ZÄÖÜÉ„“«\"0-9])"
)
_TICKER = re.compile(r"^\d{1,2}[:.h]\d{2}(?: (?:Uhr|[ap]\.?m\.?|CET|GMT|ET))?\s*[-–—:|]\s*(?=\S)")
# "By Jane Doe OSLO (Wire) -": who wrote, right before a place in capitals
_WRITER = re.compile(r"^(?i:by|von|par) (?:[A-ZÄÖÜ][\w.'’-]* ){2,6}?(?=[A-ZÄÖÜ]{3,}[\w ,/]{0,30}\()")
_LIST = re.compile(r"^\s*(?:[-*•–▪‣◦]\s|[>|#]|\d{1,2}[.)]\s)")
_MARKED = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|(\*\*|__|`)(?=\S)(.+?)(?<=\S)\2|(?<!\w)[*_](?=\S)([^*_]+?)(?<=\S)[*_](?!\w)"
)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|\[(?:…|\.\.\.|\d{1,3}|update|video)\]", re.IGNORECASE)
_WHOLE = re.compile(r"^[\"„“«‘'(]*(?:[a-z]{1,2}(?=[A-Z]))?[A-ZÄÖÜÉÈÊÀÂÇÎÔŒ0-9$€£].*[^.…]([.!])[\"“”»’')]*$", re.DOTALL)
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))


def quotable(text: str, title: str = "") -> list[str]:
    """Sentences from the top of an article that can be quoted, in its order; see `leans` for those that lean."""
    found: list[str] = []
    for line in boilerplate.removed(text[:TOP]).split("\n"):
        plain = _plain(line, title)
        spans = sentences.spans(plain) if plain else []
        found.extend(one for span in spans if _whole(one := " ".join(plain[span.start : span.end].split())))
    return list(dict.fromkeys(found))


def leans(sentence: str) -> bool:
    """Whether a sentence points to one before it: by its first words, or because somebody unnamed speaks."""
    return bool(_LEANS.match(sentence) or _SPEAKS.search(sentence))


def points_back(sentence: str) -> bool:
    """Whether a sentence can be quoted only right behind the one before it."""
    return bool(_POINTS.search(sentence))


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
