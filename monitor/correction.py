"""A correction to what readers were told, as a value: part of the model, in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from monitor.model import Article, ArticleId, StoredEntry, Validators

CorrectionId = NewType("CorrectionId", int)
Kind = Literal["figure", "headline", "note", "retracted", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has changed in substance on a page: the sentence that was told, and the one there now."""

    kind: Kind
    old: str = ""  # empty: nothing was there
    new: str = ""  # empty: it is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an edition told from a page that says something else now."""

    ids: tuple[CorrectionId, ...]  # one for each change
    edition: int  # number of the edition that told it
    url: str
    title: str
    site: str
    language: str
    seen_at: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page that was told and is to be looked at again."""

    article_id: ArticleId
    stored: StoredEntry  # whose page it is
    article: Article  # as it was told
    told_at: datetime
    looks: int  # so far
    missing_at: datetime | None  # when it was first found missing
    validators: Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one look decided."""

    looks: int
    due_at: datetime | None  # of the next one; None: it was the last
    missing_at: datetime | None
    validators: Validators
    changes: tuple[Change, ...] = ()
