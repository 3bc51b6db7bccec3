"""The reader's own lines in a mail: without what mail programs quote, sign and add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor import language

LINES, LONGEST = 400, 400  # of a mail that are looked at; characters of a line
OWN = 20  # lines that are read
ARROW = re.compile(r"^\s{0,3}[>|]")
RULE = re.compile(r"^\s*(?:_{10,}|-{10,}|={10,})\s*$")
DASHES = re.compile(r"^[\s\-–—_*>]*$")
LEAD = re.compile(rf"^\W*(?:{language.any_of(lambda known: known.answers.leads)})\W*$")
HEADS = {word.casefold() for word in language.words(lambda known: known.answers.heads)}
HEADER = re.compile(r"^\*?(?P<name>[^\W\d_][\w -]{0,12}?)\*?\s?:\*?\s")
BREAKS = tuple(word.casefold() for word in language.words(lambda known: known.answers.breaks))
RUN_TOGETHER = re.compile(rf"\S[ \t]*-{{4,}} ?(?:{'|'.join(map(re.escape, BREAKS))}) ?-{{4,}}\S", re.IGNORECASE)
SIGNED = tuple(word.casefold() for word in language.words(lambda known: known.answers.signed))
TWO, THREE = 2, 3


def is_run_together(text: str) -> bool:
    """Whether a program put all lines of a mail into one, as some phones do beside the HTML."""
    return RUN_TOGETHER.search(text) is not None


def own_lines(text: str) -> tuple[str, ...]:
    """The lines a reader wrote, above, below or between quoted ones, in order."""
    rows = [row[:LONGEST].replace("\u00a0", " ").rstrip() for row in text.splitlines()[:LINES]]
    return tuple(row.strip() for row in _written(rows) if row.strip())[:OWN]


def _written(rows: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(rows):
        row = rows[at]
        if ARROW.match(row):
            at += 1
        elif length := _lead(rows, at):
            if not _arrows_follow(rows, at + length):  # what is quoted has no marks: all that comes is quoted
                return
            at += length
        elif _ends(rows, at):
            return
        else:
            if not row.casefold().strip(" *_").startswith(SIGNED):
                yield row
            at += 1


def _lead(rows: Sequence[str], at: int) -> int:
    """How many lines from here on say who wrote what is quoted below: "On Monday, … wrote:", often broken.

    The shortest that does: a line of the reader may stand right above it. One that begins with an address goes on from
    the line before.
    """
    for length in (1, TWO, THREE):
        if not all(row.strip() for row in rows[at : at + length]):
            return 0
        if _leads(rows[at : at + length]):
            later = (begin for begin in range(at + 1, at + length) if _leads(rows[begin : at + length]))
            return 0 if any(not _goes_on(rows, begin) for begin in later) else length
    return 0


def _goes_on(rows: Sequence[str], at: int) -> bool:
    """Whether a row goes on with the address of the one before."""
    return rows[at].lstrip().startswith("<") or rows[at - 1].rstrip().endswith("<")


def _leads(rows: Sequence[str]) -> bool:
    told = " ".join(row.strip() for row in rows).casefold()
    return told.endswith((":", "--")) and len(told) < LONGEST and LEAD.match(told) is not None


def _arrows_follow(rows: Sequence[str], at: int) -> bool:
    following = next((row for row in rows[at : at + THREE] if row.strip()), "")
    return bool(ARROW.match(following))


def _ends(rows: Sequence[str], at: int) -> bool:
    """Whether everything from here on is a signature or quoted."""
    row = rows[at]
    if row.strip() in {"--", "—"}:
        return True
    plain = row.casefold().strip(" -–—_*>|:")
    if plain.startswith(BREAKS) and (row.strip().startswith(("-", "*", "_", "—", "–")) or _is_header(rows, at + 1)):
        return True
    if RULE.match(row):
        return _is_header(rows, at + 1)
    return _is_header(rows, at)


def _is_header(rows: Sequence[str], at: int) -> bool:
    """Whether headers of the mail that is quoted begin here: at least two in a row."""
    near = [row for row in rows[at : at + THREE + TWO] if row.strip()][:THREE]
    named = [found["name"].casefold().strip() in HEADS for row in near if (found := HEADER.match(row.strip()))]
    return len(named) >= TWO and all(named[:TWO]) and bool(near) and HEADER.match(near[0].strip()) is not None
