"""The readable text behind an entry; the only module that uses trafilatura.

Three sources, best first: the page, the feed's own full text, the headline with its summary. If a page is not an
article (consent wall, pay wall, error page in disguise) or says less than the feed, the feed is used.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import quote

from monitor.articles import challenge, cites, part, urls, walls
from monitor.feeds import links
from monitor.model import Article, Page, Reading, StoredEntry
from monitor.problems import Problem, Trouble
from monitor.text import detect

_WAIT = frozenset({Trouble.DNS, Trouble.CONNECT, Trouble.TIMEOUT})
_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_MOST = 100_000  # characters of an article that are kept
_TEASER = 600  # characters below which a text is only a teaser
_SHORT, _MISSED, _PARAGRAPH = 2_000, 1.5, 80  # characters of a text, times as long, characters of a paragraph
_FREE = 2000  # characters of a page with a pay wall below which more than the free beginning is missing

_DATE: Mapping[str, Any] = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_NO_DATE: Mapping[str, Any] = {
    "outputformat": "none"
}  # a form without a date: the search for one, a tenth of all, ends
logging.getLogger("htmldate.validators").setLevel(logging.CRITICAL)  # it would report that form for each page

_NUL_AND_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What trafilatura makes of a page."""

    title: str = ""
    text: str = ""
    declared_url: str = ""
    site: str = ""
    date: str = ""  # ISO day, or ""
    asked: str = ""  # paragraphs that asked for money, a login or consent: not part of the text


def worth_waiting(page: Page) -> bool:
    """Whether the page may come later: the server is down or busy, but does not refuse."""
    return page.trouble in _WAIT or page.status == 429 or page.status >= 500


def article(stored: StoredEntry, page: Page | None) -> Article:
    """The article behind an entry. `page` is what the web answered; None when the entry has no link."""
    found, note = _usable(stored, page)
    basis, text = _best_text(stored, found)
    if basis != "page" and not note and found is not None:
        note = Problem("feed-longer")
    if basis == "page" and found is not None and _is_cut(found) and len(text) < _FREE:
        note = Problem("pay-wall")
        text = text if stored.entry.summary in text else f"{stored.entry.summary}\n{text}"
    url = stored.entry.url
    if stored.entry.part and stored.entry.shared:
        url = f"{url}#{quote(stored.entry.part, safe=links.IN_FRAGMENT)}"
    elif page is not None and found is not None and not stored.entry.shared:
        url = urls.canonical(page.url, found.declared_url)
    hint = stored.entry.language or stored.feed.language
    title = stored.entry.title or (found.title if found else "")
    claimed = _claimed(stored, found)
    latest = stored.first_seen_at + timedelta(days=1)
    return Article(
        url=url,
        site=_outlet(stored, url),
        title=title,
        text=text,
        language=detect.detected(f"{title}. {text}", hint),
        published_at=claimed if claimed and claimed <= latest else None,
        basis=basis,
        note=note,
        claimed_at=claimed if claimed and claimed > latest else None,
        headline=found.title if found and basis == "page" else "",
    )


def _outlet(stored: StoredEntry, url: str) -> str:
    """Who speaks: the outlet a search feed names, the feed's title for its publisher's articles, else the host."""
    if stored.entry.outlet:
        return stored.entry.outlet
    own = stored.feed.title and urls.are_one_house(stored.feed.url, url)
    return stored.feed.title if own else urls.site_of(url)


def failure(read: Article, readings: Sequence[Reading]) -> Problem | None:
    """Why an entry counts as failed, or None: its page could not be read and its headline alone decided nothing."""
    several = read.note is not None and read.note.code == "page-of-several"  # the feed says enough
    unread = read.basis != "page" and len(read.text) < _TEASER and not several
    return read.note if unread and not any(said.relevant for said in readings) else None


def _is_cut(found: Extract) -> bool:
    """Whether a page says that the rest of its article is for those who pay or log in."""
    return any(walls.asks_to_pay(part) for part in found.asked.split("\n"))


def _unasked(stored: StoredEntry, page: Page | None) -> Problem | None:
    """Why an answer is not worth reading; None if it is a page with text."""
    if page is None:
        return Problem("no-link")
    if page.status != 200 or page.trouble:
        return page.problem or Problem("page-status", {"status": page.status})
    kind = page.header("content-type").split(";")[0].strip().lower()
    start = page.body[:1_000].lstrip().lower()
    if start.startswith(b"%pdf-"):
        kind = "application/pdf"  # whatever the header says
    is_text = not kind or "html" in kind or "xml" in kind or kind.startswith("text/")
    if not (is_text or start.startswith((b"<!doctype html", b"<html"))) or kind == "application/pdf":
        return Problem("page-kind", {"kind": kind[:80]})
    return challenge.of(page) or walls.instead(stored.entry.url, page)


def _usable(stored: StoredEntry, page: Page | None) -> tuple[Extract | None, Problem | None]:
    """What the page says, or None and the reason why it cannot be used."""
    if (problem := _unasked(stored, page)) or page is None:
        return None, problem
    if stored.entry.shared:
        found = _own_part(stored, page)
        return (found, None) if found.text else (None, Problem("page-of-several"))
    found = extracted(page.body, page.url, search_date=stored.entry.published_at is None)
    if not found.text and not found.asked:
        return None, Problem("page-textless")
    told = walls.verdict(found.title, f"{found.asked}\n{found.text}".strip(), stored.entry.title)
    return (None, told) if told else (found, None)


def cited(found: Article, page: Page) -> tuple[str, ...]:
    """The publishers that an article's paragraphs link to, if its text is the page's."""
    import trafilatura  # noqa: PLC0415 - as below

    tree = trafilatura.load_html(page.body) if found.basis == "page" else None
    return cites.cited(tree, found.text, page.url) if tree is not None else ()


def _own_part(stored: StoredEntry, page: Page) -> Extract:
    """What a page that several entries link to says about this one."""
    import trafilatura  # noqa: PLC0415 - as below

    tree = trafilatura.load_html(page.body)
    text = part.of(tree, stored.entry.part, stored.entry.title) if tree is not None else ""
    return Extract(text=_clean(text)[:_MOST])


def extracted(body: bytes, url: str, *, search_date: bool) -> Extract:
    """Readable text and metadata of an HTML page. Never uses the network; the same page always gives the same text."""
    found = _read(body, url, search_date=search_date, fast=True)
    if len(found.text) < _SHORT and _written(body) > _MISSED * len(found.text) + _TEASER:
        # The quick way took a menu or a box for the article: the slower ways look for where most of the text is.
        again = _read(body, url, search_date=search_date, fast=False)
        found = again if len(again.text) > _MISSED * len(found.text) else found
    return found


def _written(body: bytes) -> int:
    """Characters in the long paragraphs of a page: about as many as an article there can have."""
    import trafilatura  # noqa: PLC0415 - as below

    tree = trafilatura.load_html(body)
    paragraphs = (" ".join(one.text_content().split()) for one in tree.iter("p")) if tree is not None else ()
    return sum(len(text) for text in paragraphs if len(text) >= _PARAGRAPH)


def _read(body: bytes, url: str, *, search_date: bool, fast: bool) -> Extract:
    import trafilatura  # noqa: PLC0415 - half a second to import: only in workers that read pages

    found: Any = trafilatura.bare_extraction(
        body,
        url=url,
        fast=fast,
        include_comments=False,
        include_tables=True,
        deduplicate=False,  # its memory of earlier pages would make the result depend on history
        with_metadata=True,
        date_extraction_params=dict(_DATE if search_date else _NO_DATE),
    )
    if found is None:
        return Extract()
    parts = _clean(found.text or "")[:_MOST].split("\n")
    return Extract(
        title=_clean(found.title or ""),
        text="\n".join(part for part in parts if not walls.asks(part)),
        asked="\n".join(part for part in parts if walls.asks(part)),
        declared_url=found.url or "",
        site=_clean(found.sitename or ""),
        date=found.date or "" if search_date else "",
    )


def _best_text(stored: StoredEntry, found: Extract | None) -> tuple[Literal["page", "feed", "headline"], str]:
    """The longest genuine text: the page's unless the feed brings clearly more."""
    own = stored.entry.content if len(stored.entry.content) >= len(stored.entry.summary) else stored.entry.summary
    if found is not None and len(found.text) >= 0.8 * len(own):
        return "page", found.text
    return ("feed", own[:_MOST]) if own else ("headline", "")


def _claimed(stored: StoredEntry, found: Extract | None) -> datetime | None:
    """When it claims to have been published, by its feed or else by its page; nothing before 1995 is true."""
    claimed = stored.entry.published_at
    if claimed is None and found is not None and found.date:
        claimed = datetime.fromisoformat(found.date).replace(tzinfo=UTC)
    return claimed if claimed and claimed >= _EARLIEST else None


def _clean(text: str) -> str:
    return _NUL_AND_CONTROLS.sub("", text).strip()
