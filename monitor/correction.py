"""A correction to what readers were told, as a value: part of the model, in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from monitor.model import Article, ArticleId, StoredEntry, StoryId, Validators

CorrectionId = NewType("CorrectionId", int)
Kind = Literal["figure", "headline", "note", "retracted", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has changed in substance: the sentence that was told, and the one on its page now, or in another report."""

    kind: Kind
    old: str = ""  # empty: nothing was there
    new: str = ""  # empty: it is gone
    source: str = ""  # address of the other report that says so; empty: the page itself does
    site: str = ""  # of that report


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an edition told, and what its page or another report says now."""

    ids: tuple[CorrectionId, ...] = ()  # one for each change; none: not stored yet
    article: ArticleId  # as it was told
    story: StoryId  # that it belongs to by now
    edition: int  # number of the edition that told it
    url: str
    title: str
    site: str
    language: str
    seen_at: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report that an edition told."""

    article_id: ArticleId
    article: Article
    edition: int  # number of the edition


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
