"""The archive of a digest: files that work from disk, without a server.

    index.html       the newest editions by date, with a search that needs no server; the others by month
    month-<month>.html  the editions of a month; search.html searches all stories if the index does not have all
    <edition>.html   the whole edition; .txt and .json the same in other formats; .eml the mail as it was sent
    stories/<id>.html  a story over all editions that had it
    ledger.html      figures over time, with a chart
    atom.xml         a feed of editions; stories.xml a feed of stories

Everything is made from stored editions, so any page can be made again at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from monitor.digests.forms import atom, charts, history, layout, links, mime
from monitor.digests.forms.atom import Entry
from monitor.digests.frame import Frame
from monitor.edition import Digest, Issue, IssueLine

FEED, STORIES = 30, 100  # editions and stories in the Atom feeds
LISTED, SEARCHED = 60, 150_000  # editions in the index, bytes that its search covers
TURN = '<p class="turn"></p>'  # where a page gets its links to the previous and next edition
SCRIPT = "search.js"  # included in the page: a page opened from disk may not load scripts


def edition_files(issue: Issue, language: str, lines: Sequence[IssueLine] = ()) -> dict[str, str | bytes]:
    """The files of one edition. Their stem is its name without colons, which not every file system accepts.

    `lines` are all editions, newest first: the page links to the previous and the next one.
    """
    stem = links.stem(issue.name)
    return page_file(issue, language, lines) | {
        f"{stem}.txt": issue.forms.text,
        f"{stem}.json": issue.forms.json,
        f"{stem}.eml": issue.eml or mime.unaddressed(issue),
    }


def page_file(issue: Issue, language: str, lines: Sequence[IssueLine]) -> dict[str, str | bytes]:
    """The page of an edition with links to its neighbours; only the archive knows these."""
    frame, names = Frame(language), [line.name for line in lines]
    place = names.index(issue.name) if issue.name in names else None
    older = names[place + 1] if place is not None and place + 1 < len(names) else ""
    newer = names[place - 1] if place else ""
    turn = "".join(
        f'<a href="./{links.stem(name)}.html">{frame.phrase(key)}</a>' if name else "<span></span>"
        for name, key in ((older, "older"), (newer, "newer"))
    )
    nav = f'<p class="turn">{turn}</p>' if older or newer else ""
    return {f"{links.stem(issue.name)}.html": issue.forms.page.replace(TURN, nav, 1)}


def pages(digest: Digest, told: Sequence[history.Past]) -> dict[str, str | bytes]:
    """The pages about all editions (`told`, newest first), and the pages of the stories in it."""
    files: dict[str, str | bytes] = {
        "index.html": _index(digest, told),
        "ledger.html": _ledger(digest, told),
        "atom.xml": _atom(digest, "", _editions(digest, told)),
        "stories.xml": _atom(digest, "/stories", _stories(digest, told)),
    }
    files |= _lists(digest, told)
    for id, tellings in history.stories(told).items():
        files[f"stories/{id}.html"] = _story(digest, tellings)
    return files


def _index(digest: Digest, told: Sequence[history.Past]) -> str:
    """The newest editions and a search over their stories; if there are more, a line for each month."""
    months = history.by_month(digest, told).values() if len(told) > LISTED else ()
    older = [_month_line(digest, editions) for editions in months]
    kept = _newest(told)
    everything = len(kept) == sum(len(edition.lines) for edition in told)
    label = "search" if everything else "search-newest"
    return _list(digest, told[:LISTED], kept, label=label, older=older, more=not everything)


def _list(
    digest: Digest,
    told: Sequence[history.Past],
    found: Sequence[history.Line],
    *,
    label: str = "search",
    older: Sequence[Mapping[str, str]] = (),
    more: bool = False,
    up: bool = False,
) -> str:
    script = layout.builtin_sources()[SCRIPT]
    return _fill(
        digest,
        "index.html",
        months=history.months(digest, told),
        older=older,
        more=more,
        up=up,
        search=Frame.of(digest).phrase(label),
        found=_inside_script([line.found for line in found]),
        script=script,
        script_hash=layout.script_hash(script),
    )


def _month_line(digest: Digest, editions: Sequence[history.Past]) -> Mapping[str, str]:
    at, frame = editions[0].composed_at, Frame.of(digest)
    return {
        "href": f"./month-{history.month(digest, at)}.html",
        "name": frame.month(at),
        "count": frame.phrase("editions", len(editions)),
    }


def _lists(digest: Digest, told: Sequence[history.Past]) -> dict[str, str | bytes]:
    """The pages of months with changes, and the search over all stories if the index does not have all."""
    files: dict[str, str | bytes] = {
        f"month-{name}.html": _list(digest, editions, _lines(editions), up=True)
        for name, editions in history.by_month(digest, told).items()
        if any(edition.fresh for edition in editions)
    }
    everything = _lines(told)
    if len(_newest(told)) < len(everything):
        files["search.html"] = _list(digest, (), everything, label="search-all", up=True)
    return files


def _lines(told: Sequence[history.Past]) -> Sequence[history.Line]:
    return [line for edition in told for line in edition.lines]


def _newest(told: Sequence[history.Past]) -> Sequence[history.Line]:
    """As many stories as fit on a page that is read on a phone."""
    size, kept = 0, []
    for line in _lines(told):
        size += len(_inside_script(line.found))
        if size > SEARCHED:
            break
        kept.append(line)
    return kept


def _ledger(digest: Digest, told: Sequence[history.Past]) -> str:
    steps = history.ledger(digest, told)
    return _fill(digest, "ledger.html", steps=steps, charts=charts.charts(digest, told))


def _story(digest: Digest, tellings: Sequence[Mapping[str, Any]]) -> str:
    return _fill(digest, "story.html", tellings=tellings, title_of_story=tellings[0]["headline"].text)


def _fill(digest: Digest, name: str, **values: object) -> str:
    frame = Frame.of(digest)
    title = digest.title or frame.phrase("title")
    heading = frame.phrase("archive-of", title=title)
    values |= {"lang": frame.language, "title": title, "heading": heading, "say": frame.fixed}
    return layout.builtin(frame.colon).fill(name, **values)


def _inside_script(value: object) -> str:
    """JSON that is safe inside a script element, whatever its texts are."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _editions(digest: Digest, told: Sequence[history.Past]) -> list[Entry]:
    return [
        Entry(
            id=links.stem(edition.name),
            title=edition.subject,
            address=_base(digest) + f"{links.stem(edition.name)}.html",
            updated_at=edition.composed_at,
            summary=" · ".join(edition.news),
        )
        for edition in told[:FEED]
    ]


def _stories(digest: Digest, told: Sequence[history.Past]) -> list[Entry]:
    """Each story once, as in the newest edition; its id stays the same, so that feed readers recognise an update."""
    found: dict[str, Entry] = {}
    for edition in told:
        for line in edition.lines[: len(edition.news)]:
            entry = Entry(
                id=f"story/{line.id}",
                title=line.title,
                address=_base(digest) + f"stories/{line.id}.html",
                updated_at=edition.composed_at,
                summary=line.lead,
            )
            found.setdefault(line.id, entry)
    return list(found.values())[:STORIES]


def _base(digest: Digest) -> str:
    """The base address of pages: absolute if the digest has one, otherwise relative to the archive's folder."""
    return f"{digest.page_url.rstrip('/')}/" if digest.page_url else "./"


def _atom(digest: Digest, path: str, entries: Sequence[Entry]) -> str:
    """A feed; `path` distinguishes the feeds of a digest."""
    frame = Frame.of(digest)
    title = digest.title or frame.phrase("title")
    return atom.document(
        title, frame.language, f"{digest.name}{path}", _base(digest) + "index.html", entries, digest.name
    )
