"""What stands in a text but is not the story: consent notices, calls to subscribe, links, captions, credits."""

# ruff: noqa: E501 - a list of words
from __future__ import annotations

import re

# Words of our own choosing; a sentence with two of them, or a short one with one, is the page talking about itself.
_WRITTEN = (
    r"cookies?|javascript|ad-?block\w*|werbeblocker|browser|newsletter|abonnieren|abo|abonnent\w*|subscribe\w*|subscription|"
    r"sign ?up|log ?in|login|einloggen|anmelden|registrier\w+|register|datenschutz\w*|privacy policy|terms of use|terms of service|"
    r"nutzungsbedingungen|agb|impressum|alle rechte vorbehalten|all rights reserved|copyright|jetzt teilen|share this|"
    r"teilen|facebook|twitter|whatsapp|pinterest|linkedin|website|webseite|webauftritt|internetauftritt|analysetechniken|analysetools|personali[sz]\w+|"
    r"click here|hier klicken|read more|weiterlesen|mehr zum thema|advertisement|anzeige|werbung|your inbox|push-?nachrichten|"
    r"getty images|image credits?|foto|symbolbild|kommentar\w*|comments?|leserbrief\w*|rss|app store|google play|unlimited access|"
    r"free trial|probemonat|digital access|akzeptieren und schließen|anklicken|pflichtfelder|netiquette|genutzten technologien|"
    r"technologien, die wir|datenverarbeitung\w*|verarbeitung ihrer|ihre zustimmung|ihrer persönlichen|personenbezogen\w*|partners process|your consent|"
    r"your browser|our partners|story continues below|failed to load"
)


def _by_letter(written: str) -> str:
    """The same alternatives, those of one letter together: far fewer to try at each word."""
    found: dict[str, list[str]] = {}
    for one in written.split("|"):
        found.setdefault(one[0], []).append(one[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in found.items())


_CUES = re.compile(rf"\b(?:{_by_letter(_WRITTEN)})\b")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*|\n")
MANY = 4  # sentences
SHORT = 60  # characters of a line that one cue condemns

LINK = re.compile(
    r"^\W{0,6}(?:watch|read|see also|also read|read also|more read|read more|read next|related|more on|more from"
    r"|don't miss|recommended|listen|lesen sie auch|lesetipp|lies auch|siehe auch|mehr zum thema|mehr dazu"
    r"|auch interessant|passend dazu|empfohlen|weitere meldungen|weitere nachrichten|weitere themen|more news"
    r"|other stories)\b[^\w\n]{0,3}(?::|\*\*|–|—|$)",
    re.IGNORECASE,
)
# A headline as a link has no full stop; that is asked first, or a line of blanks would take minutes
BULLET = re.compile(r"^(?=[-*•–](?s:.*)[\w'’\"”%]$)[-*•–]\s{2,}(?!\*\*)[^\n]{20,}[\w'’\"”%]$")
CREDIT = re.compile(r"^\W{0,4}(?:Foto|Bild|Photo|Image Credits?|Symbolbild|Quelle|Bildquelle)\s?:")
CAPTION = re.compile(
    r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+\.? \d{1,2}, 20\d\d\W*$"
    r"|\bfile (?:photo|picture)\b|\bin this (?:photo|picture|illustration)\b|\bGetty Images\b|\bpicture[ -]alliance\b"
)
CAPTIONED = ("day, ", "file p", "in this ", "Getty Images", "alliance")  # without one of these no caption: far faster


def removed(text: str) -> str:
    """The text without sentences in which the page speaks of itself.

    Where little would be left, a page of many sentences is one of consent and subscription: any cue condemns there.
    """
    sentences = _SENTENCE.findall(text)
    left = "".join(sentence for sentence in sentences if not _is_chrome(sentence))
    if len(left) * 3 > len(text):
        return left
    if len(sentences) < MANY:
        return text
    bare = "".join(sentence for sentence in sentences if not _cues(sentence))
    return bare if len(bare) > SHORT else ""


def _is_chrome(sentence: str) -> bool:
    found = _cues(sentence)
    return len(found) >= 2 or (len(found) == 1 and len(sentence.strip()) <= SHORT)


def _cues(sentence: str) -> set[str]:
    return set(_CUES.findall(sentence.lower()))  # far faster than a pattern without case


def is_aside(text: str) -> bool:
    """Whether a sentence belongs to the page rather than to its article."""
    if LINK.match(text) or BULLET.match(text) or CREDIT.match(text):
        return True
    return any(part in text for part in CAPTIONED) and bool(CAPTION.search(text))
