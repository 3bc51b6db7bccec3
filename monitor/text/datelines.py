"""What stands before the first sentence of a report: its author, a time of day, and where and when it was filed."""

from __future__ import annotations

import re

from monitor import language
from monitor.text import dates, known_words, plain

SHORT = 4  # characters of an abbreviation, such as Mo. or UAE
HEAD = 8  # lines of a text among which its dateline is
_UPPER = plain.CAPITALS
_BY = language.any_of(lambda known: known.telling.by)
# The author of a text, on a line of its own or before the first sentence
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
    rf"^(?:[{_UPPER}][\w.'’-]*(?:[ /-][{_UPPER}][\w.'’-]*){{0,3}}(?:, [\w. ]{{1,24}}){{0,3}}\s?"
    rf"|(?=\([\w ]{{2,30}}\) [-–—]))(?:[(/](?:[\w ./,-]{{2,30}})[)/]\s?[-–—:]{{1,2}}|(?<=\d{{4}}) [-–—]"
    rf"|(?<=[{_UPPER}]{{4}})\s?[-–—]{{1,2}}|[-–—]{{2}}"
    rf"|\s[–—](?!.*\s[–—-]\s))\s*(?=[{_UPPER}„“«\"0-9])"
)
# A date or a place in capitals before the first word, as in "Oct 13 (Wire) - ", "ABU DHABI: ", "ABILENE, Texas - "
_DATED = re.compile(
    rf"^(?:(?:{dates.MONTH})\.? \d{{1,2}}(?:, 20\d\d)?|\d{{1,2}}\.? (?:{dates.MONTH})(?: 20\d\d)?"
    rf"|[{_UPPER}]{{3,}}(?: [{_UPPER}]{{3,}}){{0,2}}(?:, [\w.]{{2,12}}(?: [{_UPPER}]\w+)?)?"
    rf"(?:, (?:{dates.MONTH})\.? \d{{1,2}}(?:, 20\d\d)?)?)"
    rf"\s?(?:\([\w ]{{2,30}}\)\s?)?(?:[-–—:]| [-–—]) ?(?=[{_UPPER}])"
)
_TICKER = re.compile(r"^\d{1,2}[:.h]\d{2}(?: (?:Uhr|[ap]\.?m\.?|CET|GMT|ET))?\s*[-–—:|]\s*(?=\S)")
# "By Jane Doe OSLO (Wire) -", "By Jane Doe · ": the author, before a place in capitals or a dot
_WRITER = re.compile(
    rf"^(?i:{_BY}) (?:(?:[{_UPPER}][\w.'’-]* ){{2,6}}?(?=[{_UPPER}]{{3,}}[\w ,/]{{0,30}}\()|[^.!?·|]{{2,50}} [·|] )"
)
# What a dateline has besides a place: the agency and the day
_AGENCY = re.compile(r"\s*(?:[(/].*|[-–—:]+\s*)$")
_DAY = re.compile(rf",? ?\b(?:(?:{dates.MONTH})\b\.? \d{{1,2}}|\d{{1,2}}\.? (?:{dates.MONTH})\b\.?)?(?:,? ?20\d\d)?$")
_LABEL = re.compile(rf"(?:{language.any_of(lambda known: known.telling.labels)})\b", re.IGNORECASE)
_STOPPED = re.compile(rf"([{_UPPER}][\w'’-]{{2,30}})\. (?=[{_UPPER}„«“])")
_STOPS = frozenset(known.code for known in language.ALL if known.telling.stops_at_place)
_SIGNED = re.compile(rf"[(/–—]|--|20\d\d|\b(?:{dates.MONTH})\b")  # a colon or a single dash may follow any word


def removed(line: str) -> str:
    """A line without its author, time, place and agency; empty if it is only an author."""
    line = _without_author(line)
    if _BYLINE.match(line):
        return ""
    bare = _DATELINE.sub("", line, count=1)
    return _DATED.sub("", _DATED.sub("", bare))  # "OSLO, Norway – March 16, 2027 – "


def place(text: str, code: str = "") -> str:
    """Where a report was filed, as "Abilene, Texas"; empty if it does not say so before its first sentence.

    In some languages (`code`) a full stop is enough behind a place: "Potsdam. Der Landtag …".
    """
    for line in text.lstrip().split("\n", HEAD)[:HEAD]:
        bare = _without_author(line.strip())
        head = _DATELINE.match(bare) or _DATED.match(bare)
        if head and (_SIGNED.search(head[0]) or _is_name(head[0], code)) and not _LABEL.match(bare):
            return _in_small_letters(_DAY.sub("", _AGENCY.sub("", head[0].strip())).strip(" ,"))
        if (
            bare
            and (found := _STOPPED.match(bare))
            and code in _STOPS
            and not known_words.is_word(found[1].lower(), code)
        ):
            return _in_small_letters(found[1])
    return ""


def _is_name(head: str, code: str) -> bool:
    """Whether capitals before a mere hyphen are a place: "LAKE NETTLE, Wis. - " or no word, but not "WEATHER - "."""
    first = re.split(r"[ ,:-]", head)[0]
    if not first.isupper() or head.rstrip().endswith(":"):
        return False
    return "," in head or not known_words.is_word(first.lower(), code or language.COMMON.code)


def _without_author(line: str) -> str:
    return _TICKER.sub("", _WRITER.sub("", _STAFF.sub("", line)))


def _in_small_letters(place: str) -> str:
    """A place in capitals as it is written elsewhere: "NEW YORK" as "New York"; abbreviations behind it stay."""
    name, comma, rest = place.partition(",")
    words = [word if any(map(str.islower, word)) else word.title() for word in name.split()]
    rest = rest if len(rest.strip()) <= SHORT or any(map(str.islower, rest)) else rest.title()
    return " ".join(words) + comma + rest
