"""Rows of the ledger for programs, filtered: as JSON, exactly as in the contract, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.digests.agreements import Agreement
from monitor.edition import LedgerLine

COLUMNS = (
    "agreement", "topic", "parties", "role", "standing", "kind", "value", "unit", "hedge", "also", "part_of",
    "conflict",
    "first_seen", "first_source", "last_seen", "last_source", "history", "story",
)  # fmt: skip
FORMULA = frozenset("=+-@\t\r")  # spreadsheets take cells that begin with these for formulas


def is_asked_for(one: Agreement, party: str | None, role: str | None, since: datetime | None) -> bool:
    """Whether a row passes the filters; a part of a party's name is enough, in any case."""
    named = party is None or any(party.casefold() in name.casefold() for name in one.parties)
    return named and role in {None, one.role} and (since is None or one.last.seen_at >= since)


def plain(one: Agreement) -> Mapping[str, Any]:
    """A row as JSON: the newest line, and the agreement around it."""
    now = one.now
    return {
        "agreement": one.id,
        "topic": now.topic,
        "of": now.of,
        "parties": list(one.parties),
        "kind": now.kind,
        "role": one.role,
        "standing": one.standing,
        "figure": now.figure,
        "also": [line.figure for line in one.also],
        "story_id": now.story_id,
        "seen_at": now.seen_at,
        "conflict": one.conflict,
        "first": _source(one.first),
        "last": _source(one.last),
        "ended": _source(one.ended) if one.ended else None,
        "part_of": one.whole.id if one.whole else None,
        "parts": [part.id for part in one.parts],
        "history": [line.figure for line in one.history],
    }


def _source(line: LedgerLine) -> Mapping[str, Any]:
    return {"url": line.figure.url, "seen_at": line.seen_at}


def as_csv(found: Sequence[Agreement]) -> str:
    """A header line, then one line per row; several values of a field are separated by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one) for one in found)
    return text.getvalue()


def _cells(one: Agreement) -> Sequence[str]:
    figure = one.now.figure
    return tuple(
        _harmless(text)
        for text in (
            one.id, one.now.topic, "; ".join(one.parties), one.role, one.standing, one.now.kind, f"{figure.value:.15g}",
            figure.unit, figure.hedge, "; ".join(f"{line.figure.value:.15g} {line.figure.unit}" for line in one.also),
            one.whole.id if one.whole else "", "yes" if one.conflict else "",
            one.first.seen_at.isoformat(), one.first.figure.url, one.last.seen_at.isoformat(), one.last.figure.url,
            "; ".join(f"{line.figure.value:.15g} {line.figure.unit}" for line in one.history), str(one.now.story_id),
        )
    )  # fmt: skip


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA else text
