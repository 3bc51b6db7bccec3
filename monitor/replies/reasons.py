"""What stands beside a command in a reader's line: whether it only gives a reason, or asks, limits or takes back.

In doubt it does not: then the line asks for nothing, and its reader is told so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from monitor.actions import wish
from monitor.actions.action import Kind
from monitor.replies import phrasing
from monitor.replies.phrasing import Token

LARGEST = 999  # number of a story
PROSE = 3  # words of a reason beside one that elsewhere says what is asked
FIRST = 4  # tokens of ", for two weeks"
PLAIN = re.compile(r"[\w\s.,:!?()’'%€–—-]*")
WANTED, UNWANTED = frozenset({Kind.FOLLOW, Kind.RELEVANT}), frozenset({Kind.MUTE, Kind.NOT_RELEVANT})
# What else may be said of a story in the reason for an act
GIVEN_FOR: Mapping[Kind, Collection[str]] = {
    **dict.fromkeys(WANTED, WANTED),
    **dict.fromkeys(UNWANTED, UNWANTED | {Kind.KNOWN}),
}


def only_tells(text: str) -> bool:
    """Whether a sentence before a command only leads to it: no number, nothing that is asked, limited or denied."""
    tokens = phrasing.tokens(text)
    denies = any(token.word in phrasing.DENIALS for token in tokens)
    return not denies and not _limits(tokens) and phrasing.act(tokens) is None and PLAIN.fullmatch(text) is not None


def explains(tail: str, kinds: Collection[Kind]) -> bool:
    """Whether what comes behind a command of these kinds only explains it; none: undoing or unsubscribing."""
    return _is_reason(tail.removeprefix(";"), without_amounts(tail), kinds)


def leads(reason: str, kinds: Collection[Kind]) -> bool:
    """Whether what comes before a command of these kinds, and names its story, only explains it."""
    return _is_reason(reason, [token for token in without_amounts(reason) if not token.number], kinds)


def _is_reason(text: str, tokens: Sequence[Token], kinds: Collection[Kind]) -> bool:
    """Whether a text has no number of a story and nothing that limits, takes back or asks for something else."""
    if _limits(tokens) or PLAIN.fullmatch(text) is None:
        return False
    told = [token for token in tokens if token.word not in phrasing.DENIALS and not phrasing.is_light(token)]
    if found := phrasing.act(
        tokens
    ):  # "hide it, does not interest me", "mute 3, we know it"; in prose it is a mere word
        agrees = all(found[0] in GIVEN_FOR.get(kind, {kind}) for kind in kinds)
        return agrees or len(told) > found[2] - found[1] + PROSE
    return bool(told) or not any(token.word in phrasing.DENIALS for token in tokens)  # "really not" is none


def _limits(tokens: Sequence[Token]) -> bool:
    return any(token.word in phrasing.DOUBTS | {phrasing.ODD} or 0 < token.number <= LARGEST for token in tokens)


def span_in(tail: str) -> int | None:
    """The days of a clause that begins by saying how long and says little else: "a week will do"; None: it does not."""
    tokens = phrasing.tokens(tail)
    unit = next((at for at, token in enumerate(tokens[:FIRST]) if at and token.word in phrasing.SPANS), None)
    if unit is None or phrasing.act(tokens) or any(one.word in phrasing.DOUBTS | phrasing.DENIALS for one in tokens):
        return None
    number = tokens[unit - 1]
    count = number.number or phrasing.COUNTS.get(number.word, int(number.word in phrasing.FILLERS))
    others = [one for one in [*tokens[: unit - 1], *tokens[unit + 1 :]] if not phrasing.is_light(one)]
    return count * phrasing.SPANS[tokens[unit].word] or None if len(others) <= 1 else None


def without_amounts(text: str) -> list[Token]:
    """The tokens, but for amounts and spans of time: their numbers are none of a story."""
    amounts = wish.places(text)
    tokens = [one for one in phrasing.tokens(text) if not any(start <= one.start < end for start, end in amounts)]
    spans = {
        at + more
        for at, one in enumerate(tokens[1:])
        if one.word in phrasing.SPANS and tokens[at].number
        for more in (0, 1)
    }
    return [one for at, one in enumerate(tokens) if at not in spans]
