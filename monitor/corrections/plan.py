"""Which pages are looked at again, when, and what an answer without a text means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from monitor.correction import Change, Look, Looked
from monitor.corrections import chosen
from monitor.model import ArticleId, Page, Report, Validators

GONE = frozenset({404, 410})


def worth_looking(reports: Sequence[Report], fresh: Sequence[ArticleId]) -> tuple[ArticleId, ...]:
    """The reports of a story told now whose pages were read, the lead first; copies follow what they copy."""
    own = [one for one in reports if one.article_id in fresh and one.article.basis == "page" and one.article.url]
    return tuple(one.article_id for one in own if one.role != "near-copy")[: chosen.REPORTS]


def is_to_read(page: Page) -> bool:
    """Whether an answer brings a text to compare."""
    return page.status == 200 and not page.unchanged and not page.trouble


def is_missing(page: Page, url: str) -> bool:
    """Whether the page is gone, or leads to the front page of its paper instead."""
    there, here = urlsplit(page.url), urlsplit(url)
    sent_home = page.status == 200 and there.path.strip("/") == "" and here.path.strip("/") != ""
    return page.status in GONE or sent_home


def outcome(look: Look, page: Page, changes: Sequence[Change], now: datetime) -> Looked:
    """What a look brought, and when the next one is; a page that is missing is asked for once more before that is told.

    A page that cannot be read this time is no change; the next look is as planned.
    """
    if is_missing(page, look.article.url):
        if look.missing_at is None:
            due = now + chosen.CONFIRM
            return Looked(looks=look.looks, due_at=due, missing_at=now, validators=look.validators)
        gone = Change(kind="deleted", old=look.article.title)
        return Looked(
            looks=look.looks + 1, due_at=None, missing_at=look.missing_at, validators=look.validators, changes=(gone,)
        )
    brought = is_to_read(page)
    fresh = Validators(etag=page.header("etag"), last_modified=page.header("last-modified"))
    return Looked(
        looks=look.looks + 1,
        due_at=_next(look, now),
        missing_at=None,
        validators=fresh if brought else look.validators,
        changes=tuple(changes),
    )


def _next(look: Look, now: datetime) -> datetime | None:
    """The next of the times at which a page is looked at; those that have passed meanwhile are left out."""
    coming = (look.told_at + after for after in chosen.AFTER[look.looks + 1 :])
    return next((at for at in coming if at > now), None)
