"""The bytes of a feed → what it says. The only module that uses feedparser, always with streams, not text or paths."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from monitor.feeds import cut, dates, elements, entities, hints, jsonfeed, links, parts, text, tidy
from monitor.model import Entry, Page, ParsedFeed
from monitor.problems import Problem

if TYPE_CHECKING:
    import feedparser

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_RELATIONS = ("alternate", None, "self", "via", "related")  # of a link to an entry, best first
_HTML_PAGE = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_DATES = ("date", "created", "issued", "pubdate", "publication_date", "lastmodified", "modified", "time")
_HARMLESS = frozenset({"CharacterEncodingOverride", "NonXMLContentType"})  # feedparser's complaints about headers
CUT_SHORT = Problem("cut-short")


def document(page: Page, known: str = "") -> ParsedFeed:
    """Feed in the formats RSS 0.9x, 1.0, 2.0, Atom and JSON Feed; anything else has a `problem` and no entries.

    Items that are `known` from the last document are left out where that changes nothing in the others.
    """
    body = page.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not body:
        return parts.no_feed(Problem("empty"))
    if body[:1] == b"{" or body[:5] == b")]}'," or body[:5] == b")]}'\n":
        return jsonfeed.document(page, body)
    if entities.explode(page.body):
        return parts.no_feed(Problem("bomb"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # feedparser warns about its own future
        try:
            body = tidy.document(page.body)
            listed = elements.of(body, f"{page.url} {page.header('content-type')}")
            return _new(page, body, listed, known) or _whole(page, body, listed)
        except RecursionError:
            return parts.no_feed(Problem("too-deep"))
        except Exception as error:  # noqa: BLE001 - feedparser fails in many ways on made-up documents
            return parts.no_feed(Problem("unreadable", {"name": type(error).__name__}))


def _new(page: Page, body: bytes, listed: elements.Elements, known: str) -> ParsedFeed | None:
    """The document without its known items; None if it has none, or they may not be left out."""
    rest, left, others = elements.new(body, listed, known)
    found = _kept(_understood(page, rest, 0), left, others) if left else None
    return replace(found, known=tuple(left)) if found and found.elements else None


def _whole(page: Page, body: bytes, listed: elements.Elements) -> ParsedFeed:
    return _kept(_understood(page, *cut.newest(body, parts.LIMIT)), (), listed.hashes)


def _kept(found: ParsedFeed, left: Sequence[str], others: Sequence[str]) -> ParsedFeed:
    """With the traces of all items, if each of the others is an entry of a sound document."""
    if found.problem or len(found.entries) != len(others):
        return found
    return replace(found, elements="".join([*left, *map(elements.trace, others, found.entries)]))


def _understood(page: Page, body: bytes, dropped: int) -> ParsedFeed:
    found = _parsed(body, page)
    tongue = parts.language(_string(found.feed, "language"))
    entries = tuple(_entry(raw, page, tongue) for raw in found.entries)
    if not entries and not found.get("version"):
        return parts.no_feed(_no_feed(page.body))
    problem = _problem(found, body)
    if problem == CUT_SHORT and _broken_off(body):
        entries = entries[:-1]  # part of an entry; it is complete at the next poll
    kept = parts.newest(entries)
    return ParsedFeed(
        title=parts.title(text.headline(_string(found.feed, "title"))),
        language=tongue,
        hints=hints.of(found.feed, page.body),
        entries=kept,
        dropped=dropped + len(entries) - len(kept),
        problem=problem,
    )


def _parsed(body: bytes, page: Page) -> feedparser.FeedParserDict:
    """What feedparser finds; it neither sanitises nor rewrites, because we keep only plain text."""
    headers = {"content-location": page.url, "content-type": page.header("content-type") or "application/xml"}
    return _feedparser().parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


@cache
def _feedparser() -> Any:
    """The library, without two things that it does over and over and that change nothing."""
    import feedparser  # noqa: PLC0415 - only in workers, which read documents

    feedparser.api.PREFERRED_XML_PARSERS.clear()  # it would search all folders for one that is not there, each time
    # It joins the address of the document with itself at each tag: a quarter of its time.
    feedparser.mixin.make_safe_absolute_uri = lru_cache(maxsize=16)(feedparser.mixin.make_safe_absolute_uri)
    return feedparser


def _entry(raw: Mapping[str, Any], page: Page, tongue: str) -> Entry:
    detail = _get(raw, "title_detail") or {}
    title = text.headline(_string(raw, "title"), is_html=str(detail.get("type")) in _HTML_TYPES)
    told = ((one, links.clean(one, page.url)) for one in _links(raw))
    given, link = next((pair for pair in told if pair[1]), ("", ""))
    outlet = _outlet(raw)
    summary, content = _texts(raw)
    title = title or text.headline(_string(raw, tidy.TITLE))
    year = page.fetched_at.year
    published = dates.moment(_string(raw, "published"), _get(raw, "published_parsed"), year)
    updated = dates.moment(_string(raw, "updated"), _get(raw, "updated_parsed"), year)
    published = published or updated or _other_date(raw, year) or dates.in_address(link)
    return Entry(
        guid=parts.guid(_string(raw, "id"), link, title, summary),
        url=link,
        part=links.part(given) if link else "",
        title=title.removesuffix(f" - {outlet}") if outlet else title,
        summary=summary,
        content=content,
        author=text.line(_string(raw, "author"), 200),
        outlet=outlet,
        language=parts.language(str(detail.get("language") or "")) or tongue,
        published_at=published,
        updated_at=updated,
    )


def _other_date(raw: Mapping[str, Any], year: int) -> datetime | None:
    """A date under a name that is in no format."""
    return next((at for name in _DATES if (at := dates.read(_string(raw, name), year))), None)


def _links(raw: Mapping[str, Any]) -> Iterator[str]:
    """Possible addresses of an entry, best first: that of the article itself if the feed gives it.

    feedparser takes an id for a link unless it is marked as not one, and only takes HTML for an article.
    """
    yield _string(raw, "feedburner_origlink")
    yield _string(raw, "link")
    told = [one for one in _get(raw, "links") or () if one.get("rel") in _RELATIONS]
    for one in sorted(
        told, key=lambda one: (_RELATIONS.index(one.get("rel")), str(one.get("type")) not in _HTML_TYPES)
    ):
        yield str(one.get("href") or "")


def _outlet(raw: Mapping[str, Any]) -> str:
    """The publisher behind an entry of an aggregator: `<source>` of Google News, `<News:Source>` of Bing."""
    source = _get(raw, "source")
    told = _string(source, "title") if isinstance(source, Mapping) else ""
    return text.headline(told or _string(raw, "news_source"))[:100]


def _texts(raw: Mapping[str, Any]) -> tuple[str, str]:
    """Summary and full text, plain; if a feed gives several, the longest is the text."""
    contents = [str(part.get("value") or "") for part in _get(raw, "content") or ()]
    longest = max(contents, key=len, default="")
    summary = _string(raw, "summary")
    if summary == longest:
        longest = ""
    if not summary and not longest:  # podcasts and videos have no other text
        summary = next((told for name in tidy.BESIDE if (told := _string(raw, name))), "")
    return text.plain(summary, text.SUMMARY), text.plain(longest, text.CONTENT)


def _problem(found: feedparser.FeedParserDict, body: bytes) -> Problem | None:
    """What is wrong with a document that could be read anyway; None for a sound one."""
    error = found.get("bozo_exception")
    if not found.get("bozo") or type(error).__name__ in _HARMLESS:
        return None
    told = text.line(str(getattr(error, "getMessage", lambda: error)()), 120)
    if not tidy.whole(body[-2_000:]):
        return CUT_SHORT
    line = getattr(error, "getLineNumber", lambda: None)()
    return Problem("not-xml-line", {"line": line, "reason": told}) if line else Problem("not-xml", {"reason": told})


def _broken_off(body: bytes) -> bool:
    """Whether a document breaks off in the middle of an entry."""
    return max(body.rfind(b"<item"), body.rfind(b"<entry")) > max(body.rfind(b"</item"), body.rfind(b"</entry"))


def _no_feed(body: bytes) -> Problem:
    if _HTML_PAGE.search(body[:2_000]):
        return Problem("web-page")
    return Problem("not-a-feed")


def _get(raw: Mapping[str, Any], name: str) -> Any:
    """A value as it is: feedparser's own access returns other values for missing names."""
    return dict.get(cast(dict[str, Any], raw), name)


def _string(raw: Mapping[str, Any], name: str) -> str:
    value = _get(raw, name)
    return value if isinstance(value, str) else ""
