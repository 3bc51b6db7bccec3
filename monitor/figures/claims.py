"""What a sentence says around a figure: how sure it is, and who claims it."""

from __future__ import annotations

import re

REACH = 32  # characters before a figure in which a hedge is looked for
FILLER = (
    "the|an?|its|einer?|einem|einen|der|die|das|den|noch|also|estimated|geschätzte?n?|additional|weiteren?|insgesamt|total|of"
    "|of around"
)
GAP = rf"(?:\s+(?:{FILLER}))?\s*[~\-–]?\s*$"
WORDS = {
    "up to": r"\bup to|\bas (?:much|many) as|\bbis zu|\bmaximal|\bat most|\bhöchstens|\bno more than",
    "at least": r"\bat least|\bmindestens|\bwenigstens|\bno less than|\bnot less than|\ba minimum of|\bmin\.",
    "more than": r"\bmore than|\bover|\büber|\bmehr als|\bnorth of|\bexceed(?:s|ing)?|\babove"
    r"|\bupwards? of|\bin excess of|>",
    "less than": r"\bless than|\bunder|\bunter|\bweniger als|\bbelow|\bfewer than|<",
    "about": r"\babout|\baround|\broughly|\bapproximately|\bsome|\bnearly|\balmost|\bclose to|\bestimated|\brund|\betwa"
    r"|\bca\.|\bzirka|\bcirca|\bknapp|\bfast|\bungefähr|\bgeschätzte?n?|\bschätzungsweise|\bgut|~|≈",
}
HEDGES = tuple(WORDS)
HEDGE = re.compile(  # all begin at the edge of a word or with a sign
    rf"(?:\b|(?=[<>~≈]))(?:{'|'.join(f'({words})' for words in WORDS.values())}){GAP}", re.IGNORECASE
)
AFTERWARDS = re.compile(r"\s?\+|[\s-](?:or more|oder mehr|and more|plus)\b", re.IGNORECASE)

NAMED = r"((?:[A-ZÄÖÜ][\w&.'-]{0,30}\w)(?: (?:of |the |von |der |and |und )?[A-ZÄÖÜ][\w&'-]{0,30}\w){0,4})"
SAYS = r"(?:said|says|told|reported|reports|announced|estimates?d?|claims?|stated|wrote|confirmed|expects)"
SAGT = r"(?:sagte?|berichtete?n?|teilte|meldete?|erklärte?|kündigte|schreibt|schätzt|zufolge|erwartet)"
SOURCE = (
    r"\b(?:[Aa]ccording to|[Ll]aut|[Nn]ach Angaben (?:von|der|des)|[Ww]ie)\s+(?:a |the |der |dem |den |des |einem )?"
)
CLAIMS = (
    re.compile(SOURCE + NAMED),
    re.compile(rf"\b{NAMED}\s+(?:{SAYS}|{SAGT})\b"),
    re.compile(rf"\b(?:{SAYS}|{SAGT})\s+(?:der |die |das )?{NAMED}"),
)
NOBODY = frozenset(
    {"The", "It", "He", "She", "They", "This", "That", "Die", "Der", "Das", "Es", "Er", "Sie", "We", "Wir", "I", "Und"}
)


def hedge(text: str, start: int, end: int) -> str:
    """How the sentence qualifies the figure at text[start:end]: "up to", "at least", "about" …, or ""."""
    match = HEDGE.search(text, max(0, start - REACH), start)
    if match and match.lastindex:
        return HEDGES[match.lastindex - 1]
    return "at least" if AFTERWARDS.match(text, end) else ""


def claimant(text: str) -> str:
    """Who says what the sentence says, as named there; "" when it does not tell."""
    for pattern in CLAIMS:
        for match in pattern.finditer(text):
            name = match[1]
            if name.split()[0] not in NOBODY:
                return name.removesuffix("'s")
    return ""
