"""A number of the news as a value: part of the model, in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {"W": "power", "Wh": "energy", "chips": "chips", "%": "share"}  # by unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with a unit, what it is and what it is about. Without a role it carries no claim."""

    value: float  # in the base unit: W, Wh, plain money, %, pieces
    unit: str  # W, Wh, USD, EUR (ISO 4217), %, chips, or "" for plain counts
    text: str  # as written, e.g. "10 Gigawatt"
    of: str = ""  # entity it belongs to, canonical: the first of the parties
    hedge: str = ""  # "up to", "at least", "about", "more than", "less than"; empty: plain
    claimant: str = ""  # who says so, if the sentence names anybody
    sentence: str = ""
    url: str = ""  # source
    role: str = ""  # contract, investment … as in docs/figures.md; empty: read by an earlier version
    parties: tuple[str, ...] = ()  # whose it is
    open_parties: tuple[str, ...] = ()  # those of the parties that are on no list, so that a longer name may be theirs
    standing: str = ""  # agreed, planned, option, part, denied …
    confidence: float = 0.0  # 0–1, that role and owner are right
    before: float | None = None  # the value whose place it took, where the sentence gives both

    @property
    def kind(self) -> str:
        """What is counted: power, energy, chips, share, money or count."""
        return KINDS.get(self.unit, "money" if len(self.unit) == 3 and self.unit.isupper() else "count")
