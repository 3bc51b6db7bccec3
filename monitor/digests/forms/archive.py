"""The archive of a digest: files that work from disk, without a server.

    index.html       all editions by date, with a search that needs no server
    <edition>.html   the whole edition; .txt and .json the same for other eyes; .eml the mail as it was sent
    stories/<id>.html  a story over all editions that told it
    ledger.html      figures over time, with a chart
    atom.xml         a feed of editions

Everything is made from the editions as they were kept, so any page can be made again at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from monitor.digests.forms import charts, edition_view, history, layout, links, mime
from monitor.digests.frame import phrases
from monitor.edition import Digest, Issue

FEED = 30  # editions in the Atom feed
SCRIPT = "search.js"  # stands inside the page: a page from disk may load nothing


def edition_files(issue: Issue) -> dict[str, str | bytes]:
    """The files of one edition. Their stem is its name without colons, which not every file system takes."""
    stem = edition_view.stem(issue.name)
    return {
        f"{stem}.html": issue.forms.page,
        f"{stem}.txt": issue.forms.text,
        f"{stem}.json": issue.forms.json,
        f"{stem}.eml": issue.eml or mime.unaddressed(issue),
    }


def pages(digest: Digest, told: Sequence[history.Told]) -> dict[str, str | bytes]:
    """The pages over all editions, newest first in `told`, and those of the stories whose tellings it holds."""
    files: dict[str, str | bytes] = {
        "index.html": _index(digest, told),
        "ledger.html": _ledger(digest, told),
        "atom.xml": _atom(digest, told),
    }
    for id, tellings in history.stories(told).items():
        files[f"stories/{id}.html"] = _story(digest, tellings)
    return files


def _index(digest: Digest, told: Sequence[history.Told]) -> str:
    script = layout.builtin_sources()[SCRIPT]
    return _fill(
        digest,
        "index.html",
        months=history.months(digest, told),
        found=_inside_script([entry for edition in told for entry in edition.found]),
        script=script,
        script_hash=layout.script_hash(script),
    )


def _ledger(digest: Digest, told: Sequence[history.Told]) -> str:
    steps = history.ledger(digest, told)
    return _fill(digest, "ledger.html", steps=steps, charts=charts.charts(digest, told))


def _story(digest: Digest, tellings: Sequence[Mapping[str, Any]]) -> str:
    return _fill(digest, "story.html", tellings=tellings, title_of_story=tellings[0]["headline"].text)


def _fill(digest: Digest, name: str, **values: object) -> str:
    lang = phrases.spoken(digest.language)
    title = digest.title or phrases.phrase(lang, "title")
    heading = phrases.phrase(lang, "archive-of", title=title)
    return layout.builtin().fill(name, lang=lang, title=title, heading=heading, say=phrases.fixed(lang), **values)


def _inside_script(value: object) -> str:
    """JSON that can stand inside a script element whatever its texts are."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _atom(digest: Digest, told: Sequence[history.Told]) -> str:
    """A feed of editions (RFC 4287). Addresses are relative unless the digest says where its pages are."""
    title = digest.title or phrases.phrase(digest.language, "title")
    base = f"{digest.page_url.rstrip('/')}/" if digest.page_url else "./"
    newest = told[0].composed_at.isoformat() if told else "1970-01-01T00:00:00+00:00"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(phrases.spoken(digest.language))}>',
        f"<title>{_xml(title)}</title><id>tag:news-monitor,2026:{_xml(digest.name)}</id><updated>{newest}</updated>",
        f"<author><name>{_xml(title)}</name></author><link href={quoteattr(base + 'index.html')}/>",
    ]
    for edition in told[:FEED]:
        address = quoteattr(f"{base}{edition_view.stem(edition.name)}.html")
        lines.append(
            f"<entry><title>{_xml(edition.subject)}</title><link href={address}/>"
            f"<id>tag:news-monitor,2026:{_xml(digest.name)}/{_xml(edition_view.stem(edition.name))}</id>"
            f"<updated>{edition.composed_at.isoformat()}</updated>"
            f"<summary>{_xml(' · '.join(edition.news))}</summary></entry>"
        )
    return "\n".join([*lines, "</feed>", ""])


def _xml(text: str) -> str:
    """A text inside XML, which has no way to write most control characters."""
    return escape(links.cut(text, 2000))
