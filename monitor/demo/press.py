"""What an outlet of the demo world serves over HTTP: feeds in four formats, and pages with everything around the text.

Pure: outlets and addresses in, answers by path out. The server of the demo and the fake web of the tests share it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from string import Template

from monitor.demo.world import Outlet, Piece

LAYOUT = Path(__file__).parent / "layout"
TEASER = 40  # words of the summary in a feed, if the outlet wrote none
FREE_WORDS = 30  # words before a paywall

TYPES = {
    "rss2": "application/rss+xml; charset=utf-8",
    "rss1": "application/rdf+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The response for a path."""

    body: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A piece as in its feed, not escaped yet."""

    title: str
    url: str
    summary: str
    full: str
    author: str
    published_at: datetime | None
    source: str  # name of the outlet an aggregator took it from


def feed_path(outlet: Outlet) -> str:
    """The path of an outlet's feed on its site."""
    return "/feed.json" if outlet.form == "json" else "/feed.xml"


def answers(outlet: Outlet, bases: Mapping[str, str], now: datetime) -> dict[str, Answer]:
    """Everything an outlet serves, by path; `bases` are the addresses of all outlets; dates are relative to `now`."""
    served = {f"/{piece.slug}.html": page(outlet, piece, bases[outlet.slug], now) for piece in outlet.pieces}
    served["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /intern/\n", type="text/plain; charset=utf-8")
    if outlet.fault != "missing":
        body = feed(outlet, bases, now).encode()
        cut = body[: len(body) * 3 // 5] if outlet.fault == "broken" else body
        served[feed_path(outlet)] = Answer(body=cut, type=TYPES[outlet.form])
    return served


def page(outlet: Outlet, piece: Piece, base: str, now: datetime) -> Answer:
    """The page of a piece, or the wall in front of it."""
    if piece.wall == "gone":
        return Answer(body=_layout(piece.language, "gone.html", outlet=outlet.name), status=404)
    if piece.wall == "consent":
        return Answer(body=_layout(piece.language, "consent.html", outlet=outlet.name))
    paragraphs = piece.paragraphs
    if piece.wall == "pay":
        paragraphs = (" ".join(piece.paragraphs[0].split()[:FREE_WORDS]) + " …",)
    published_at = now - piece.age if piece.age is not None else None
    others = [other for other in outlet.pieces if other.slug != piece.slug and not other.link][:4]
    body = _layout(
        piece.language,
        "page.html",
        language=piece.language,
        title=escape(piece.title),
        outlet=escape(outlet.name),
        motto=escape(outlet.motto),
        url=f"{base}/{piece.slug}.html",
        base=base,
        author=escape(piece.author or outlet.name),
        time=f'<time datetime="{published_at.isoformat()}">{published_at:%d.%m.%Y %H:%M}</time>'
        if published_at
        else "",
        date=f'<meta property="article:published_time" content="{published_at.isoformat()}">' if published_at else "",
        summary=escape(_teaser(piece)),
        text="\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs),
        paywall=_layout(piece.language, "paywall.html", outlet=outlet.name).decode() if piece.wall == "pay" else "",
        related="\n".join(
            [f'<li><a href="{base}/{other.slug}.html">{escape(other.title)}</a></li>' for other in others]
            + [f'<li><a href="{base}/archiv.html">{escape(title)}</a></li>' for title in piece.related]
        ),
    )
    return Answer(body=body)


def feed(outlet: Outlet, bases: Mapping[str, str], now: datetime) -> str:
    """The feed of an outlet, in its format."""
    printed = [_printed(piece, bases, outlet.slug, now) for piece in outlet.pieces]
    written = {"rss2": _rss2, "rss1": _rss1, "atom": _atom, "json": _json_feed}[outlet.form]
    return written(outlet, bases[outlet.slug], printed, now)


def _layout(folder: str, name: str, **values: str) -> bytes:
    """A file of `layout/` in this language, filled in."""
    place = LAYOUT / ("de" if folder == "de" else "en") / name
    return Template(place.read_text(encoding="utf-8")).substitute(values).encode()


def _teaser(piece: Piece) -> str:
    """The feed's text below the headline."""
    if piece.feed_text == "none":
        return ""
    if piece.summary or not piece.paragraphs:
        return piece.summary
    words = piece.paragraphs[0].split()
    return " ".join(words[:TEASER]) + (" …" if len(words) > TEASER else "")


def _printed(piece: Piece, bases: Mapping[str, str], slug: str, now: datetime) -> Printed:
    """A piece as in its feed; an aggregator links to another outlet, with tracking parameters."""
    elsewhere, _, linked = piece.link.partition("/")
    tail = f"{linked}.html?utm_source={slug}&utm_medium=feed"
    return Printed(
        title=piece.title,
        url=f"{bases[elsewhere]}/{tail}" if piece.link else f"{bases[slug]}/{piece.slug}.html",
        summary=_teaser(piece),
        full="\n".join(f"<p>{escape(text)}</p>" for text in piece.paragraphs) if piece.feed_text == "full" else "",
        author=piece.author,
        published_at=now - piece.age if piece.age is not None else None,
        source=piece.source,
    )


def _rss2(outlet: Outlet, base: str, printed: list[Printed], now: datetime) -> str:
    def entry(one: Printed) -> str:
        full = f"<content:encoded>{escape(one.full)}</content:encoded>" if one.full else ""
        date = f"<pubDate>{format_datetime(one.published_at)}</pubDate>" if one.published_at else ""
        source = f'<source url="{base}/feed.xml">{escape(one.source)}</source>' if one.source else ""
        return (
            f"<item><title>{escape(one.title)}</title><link>{escape(one.url)}</link>"
            f'<guid isPermaLink="false">{escape(one.url)}</guid>'
            f"<description>{escape(one.summary)}</description>{full}{date}{source}</item>"
        )

    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{base}/</link><description>{escape(outlet.motto)}</description>"
        f"<language>{outlet.language}</language><lastBuildDate>{format_datetime(now)}</lastBuildDate><ttl>30</ttl>\n"
        + "\n".join(entry(one) for one in printed)
        + "\n</channel></rss>\n"
    )


def _rss1(outlet: Outlet, base: str, printed: list[Printed], _now: datetime) -> str:
    def entry(one: Printed) -> str:
        date = f"<dc:date>{one.published_at.isoformat()}</dc:date>" if one.published_at else ""
        return (
            f'<item rdf:about="{escape(one.url)}"><title>{escape(one.title)}</title><link>{escape(one.url)}</link>'
            f"<description>{escape(one.summary)}</description>{date}</item>"
        )

    listed = "".join(f'<rdf:li rdf:resource="{escape(one.url)}"/>' for one in printed)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{base}/"><title>{escape(outlet.name)}</title><link>{base}/</link>'
        f"<description>{escape(outlet.motto)}</description><dc:language>{outlet.language}</dc:language>"
        f"<items><rdf:Seq>{listed}</rdf:Seq></items></channel>\n"
        + "\n".join(entry(one) for one in printed)
        + "\n</rdf:RDF>\n"
    )


def _atom(outlet: Outlet, base: str, printed: list[Printed], now: datetime) -> str:
    def entry(one: Printed) -> str:
        dated = one.published_at or now - timedelta(hours=1)  # Atom needs <updated>
        published = f"<published>{dated.isoformat()}</published>" if one.published_at else ""
        full = f'<content type="html">{escape(one.full)}</content>' if one.full else ""
        return (
            f"<entry><title>{escape(one.title)}</title><id>{escape(one.url)}</id>"
            f'<link rel="alternate" type="text/html" href="{escape(one.url)}"/>'
            f"<updated>{dated.isoformat()}</updated>{published}"
            f"<author><name>{escape(one.author or outlet.name)}</name></author>"
            f"<summary>{escape(one.summary)}</summary>{full}</entry>"
        )

    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">'
        f"<title>{escape(outlet.name)}</title><subtitle>{escape(outlet.motto)}</subtitle><id>{base}/</id>"
        f'<link rel="self" href="{base}/feed.xml"/><link href="{base}/"/><updated>{now.isoformat()}</updated>\n'
        + "\n".join(entry(one) for one in printed)
        + "\n</feed>\n"
    )


def _json_feed(outlet: Outlet, base: str, printed: list[Printed], _now: datetime) -> str:
    def entry(one: Printed) -> dict[str, str]:
        told = {
            "id": one.url,
            "url": one.url,
            "title": one.title,
            "summary": one.summary,
            "content_html": one.full,
            "date_published": one.published_at.isoformat() if one.published_at else "",
        }
        return {key: value for key, value in told.items() if value}

    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.motto,
        "home_page_url": f"{base}/",
        "feed_url": f"{base}/feed.json",
        "language": outlet.language,
        "items": [entry(one) for one in printed],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)
